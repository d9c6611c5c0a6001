"""What became of a page from one version to another, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.comparing.difference import NEWS, Edit
from onrecord.comparing.paragraphs import Fate as ParagraphFate
from onrecord.comparing.paragraphs import Paragraph
from onrecord.comparing.readable import readable
from onrecord.comparing.statements import Fate, Said, StatementChange
from onrecord.store.version_steps import Step

Signed = tuple[tuple[str, str], ...]  # ("=", words), ("-", words that went), ("+", words that came), spaces included
_FIELDS = {"speaker": "other speaker", "said_on": "other date", "kind": "other kind"}
_ORDER = (Fate.CHANGED, Fate.VANISHED, Fate.NEW, Fate.MOVED, Fate.SPELLING, Fate.SAME)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A statement that changed, came or went. fate: "changed: negation". now: as it is, else as it was."""

    fate: str
    is_news: bool
    words: Signed
    before: Said | None
    now: Said


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph that changed, or how many in a row did not: then `unchanged` counts them and there are no words."""

    fate: str
    words: Signed
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step between two versions. unchanged: statements that are the same."""

    old: int
    new: int
    old_id: str
    new_id: str
    heading: Signed
    heading_changed: bool
    statements: tuple[ShownChange, ...]
    unchanged: int
    paragraphs: tuple[ShownParagraph, ...]
    by_other_reader: bool
    words_changed: int


def shown_step(step: Step) -> ShownStep:
    told = sorted((one for one in step.statements if _is_told(one)), key=lambda one: _ORDER.index(one.fate))
    heading = step.heading
    return ShownStep(
        old=step.old.version,
        new=step.new.version,
        old_id=step.old.report,
        new_id=step.new.report,
        heading=_signed(heading.edits, heading.old, heading.new),
        heading_changed=any(not one.is_same for one in heading.edits),
        statements=tuple(_change(one) for one in told),
        unchanged=len(step.statements) - len(told),
        paragraphs=tuple(_paragraphs(step.paragraphs)),
        by_other_reader=step.by_other_reader,
        words_changed=step.words_changed,
    )


def _is_told(one: StatementChange) -> bool:
    return one.fate is not Fate.SAME or bool(one.changed_fields)


def _change(one: StatementChange) -> ShownChange:
    now = one.new or one.old
    assert now is not None
    if one.old and one.new:
        return ShownChange(_fate(one), one.is_news, _signed(one.edits, one.old.words, one.new.words), one.old, now)
    return ShownChange(_fate(one), one.is_news, (("-" if one.new is None else "+", now.words),), None, now)


def _fate(one: StatementChange) -> str:
    """ "changed: negation, number", "moved", "other speaker"."""
    kinds = [kind.value for kind in one.differences if kind in NEWS] if one.fate is Fate.CHANGED else []
    fate = [f"{one.fate.value}{': ' if kinds else ''}{', '.join(kinds)}"] if one.fate is not Fate.SAME else []
    return "; ".join((*fate, *(_FIELDS[field] for field in one.changed_fields)))


def _paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[ShownParagraph]:
    for is_same, group in groupby(paragraphs, key=lambda one: one.fate is ParagraphFate.SAME):
        if is_same:
            yield ShownParagraph("same", (), len(list(group)))
        else:
            yield from map(_paragraph, group)


def _paragraph(one: Paragraph) -> ShownParagraph:
    old, new = one.old or "", one.new or ""
    if one.fate is ParagraphFate.CHANGED:
        return ShownParagraph("changed", _signed(one.edits, old, new))
    if one.fate is ParagraphFate.MOVED:
        return ShownParagraph("moved from here" if one.new is None else "moved here", (("=", old or new),))
    return ShownParagraph(one.fate.value, (("-", old) if one.fate is ParagraphFate.GONE else ("+", new),))


def _signed(edits: Sequence[Edit], old: str, new: str) -> Signed:
    """The new words with what came and, before it, what went."""
    parts: list[tuple[str, str]] = []
    for edit in readable(edits, old, new):
        if edit.is_same:
            parts.append(("=", edit.new.of(new)))
        else:
            parts += [("-", edit.old.of(old)), ("+", edit.new.of(new))]
    return tuple((sign, words) for sign, words in parts if words)
