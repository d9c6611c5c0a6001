"""The learned extractor over the rules: it decides where a sentence has a cue; rules keep the forms that have none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from onrecord.inference.features import Hint, Marks
from onrecord.statements.classify import confidence_of
from onrecord.statements.cues import CueLexicon, cue_words, is_negated
from onrecord.statements.draft import Draft
from onrecord.statements.labels import LABELLED
from onrecord.statements.signed import SIGNED
from onrecord.text.quoted_kind import kind_of
from onrecord.text.quotemarks import Quotation
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Mode

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor
    from onrecord.inference.resolve import Read

LEARNED = "read by the network"
APART = -1
# What the model is not asked: quotations without a cue of their own, and turns of a printed interview.
_RULES_DECIDE = frozenset({LABELLED, SIGNED, "quotation alone", "quotation that goes on"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft and the one it is reported in (its place in the same list), None for the outermost."""

    draft: Draft
    inside: int | None = None


def with_model(
    report: Report, rules: Sequence[Draft], quotations: Sequence[Quotation], extractor: Extractor, cues: CueLexicon
) -> list[Placed]:
    """What the extractor stands by, given what the rules found as evidence, in the order of the text.

    rules: the outermost relations by rule. quotations: of the report, in order.
    """
    marks = [Marks(q.span, q.inner, q.closed, q.continues or q.continued) for q in quotations]
    hints = [Hint(d.source, d.cue, d.content, d.rule, _share(d, quotations, cues)) for d in rules]
    read = extractor.read(report, marks, hints, lambda cue: is_speech(report, cue, cues))
    placed = [Placed(_draft(report, one, cues), one.inside) for one in read]
    claimed = _Claims([p.draft for p in placed])
    turns: list[tuple[Draft, int | None]] = []
    for rule in rules:
        at = claimed.same(rule)
        if rule.rule == LABELLED:
            turns.append((rule, at))
        elif at is not None:
            placed[at] = replace(placed[at], draft=_gone_on(placed[at].draft, rule, claimed, report))
        elif rule.rule in _RULES_DECIDE and not claimed.touches(rule):
            placed.append(Placed(rule))
    return _in_order(_with_turns(placed, turns) if turns else placed)


def _with_turns(placed: Sequence[Placed], turns: Sequence[tuple[Draft, int | None]]) -> list[Placed]:
    """The turns of an interview as they are printed, and what the model has: inside a turn, or apart from all.

    turns: in order, each with the place of the model's relation that has most of its words, whose probability it takes.
    """
    theirs = {at for _, at in turns}
    spans = sorted((span.start, span.end, k) for k, (turn, _) in enumerate(turns) for span in turn.content)
    around = {
        at: {_turn_around(span, spans) for span in one.draft.content}
        for at, one in enumerate(placed)
        if at not in theirs
    }
    apart = [at for at, found in around.items() if found == {APART}]
    inside = {
        at: turn for at, found in around.items() if len(found) == 1 for turn in found if turn not in (APART, None)
    }
    new = {at: k for k, at in enumerate(apart)} | {at: len(apart) + len(turns) + k for k, at in enumerate(inside)}
    whole = [Placed(replace(t, probability=placed[at].draft.probability) if at is not None else t) for t, at in turns]
    kept = [
        replace(placed[at], inside=new.get(outer) if (outer := placed[at].inside) is not None else None) for at in apart
    ]
    nested = [
        replace(placed[at], inside=new[outer] if (outer := placed[at].inside) in inside else len(apart) + turn)
        for at, turn in inside.items()
    ]
    return [*kept, *whole, *nested]


def _turn_around(span: Span, spans: Sequence[tuple[int, int, int]]) -> int | None:
    """The turn in whose words a place lies; APART from all of them, or None where it runs over an edge."""
    at = bisect_right(spans, span.start, key=lambda one: one[0]) - 1
    if at >= 0 and spans[at][1] > span.start:
        return spans[at][2] if span.end <= spans[at][1] else None
    return None if at + 1 < len(spans) and spans[at + 1][0] < span.end else APART


def _share(draft: Draft, quotations: Sequence[Quotation], cues: CueLexicon) -> float:
    return confidence_of(draft, kind_of(draft.content, quotations), cues.confidence)


def _draft(report: Report, one: Read, cues: CueLexicon) -> Draft:
    found = one.found
    words = cue_words(report.reading, found.cue)
    return Draft(
        content=tuple(_trimmed(span, report.reading) for span in found.content),
        cue=found.cue,
        source=found.source,
        lexical=cues.entry(words),
        rule=found.rule or LEARNED,
        paragraph=_paragraph(report, found.content[0]),
        negated=is_negated(words),
        probability=one.probability,
    )


def _trimmed(span: Span, reading: str) -> Span:
    """Without the space or comma at which it was cut off from another content."""
    words = span.of(reading)
    kept = words.strip(" ,;:\n")
    start = span.start + words.find(kept)
    return Span(start, start + len(kept)) if kept else span


def is_speech(report: Report, cue: Sequence[Span], cues: CueLexicon) -> bool:
    """Is a cue one of saying or writing? By the lexicon; "according to", a colon and a dash are, too."""
    words = cue_words(report.reading, cue)
    entry = cues.entry(words)
    if entry is not None:
        return entry.mode in {Mode.SAID, Mode.WROTE}
    return "according" in words or not any(word[:1].isalnum() for word in words)


def _paragraph(report: Report, span: Span) -> int:
    return bisect_right(report.paragraphs, span.start, key=lambda paragraph: paragraph.end)


class _Claims:
    """Which words are the content of which learned draft."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._claims = sorted((span.start, span.end, i) for i, draft in enumerate(drafts) for span in draft.content)
        self._longest = max((end - start for start, end, _ in self._claims), default=0)

    def _overlaps(self, span: Span) -> list[tuple[int, int]]:
        """(draft, shared characters) for every claim on a part of `span`."""
        first = bisect_left(self._claims, (span.start - self._longest,))
        near = takewhile(lambda claim: claim[0] < span.end, islice(self._claims, first, None))
        return [(i, min(end, span.end) - max(start, span.start)) for start, end, i in near if span.start < end]

    def same(self, rule: Draft) -> int | None:
        """The draft that has the rule's first content for the most part, or its last."""
        for span in (rule.content[0], rule.content[-1]):
            shared = [(n, i) for i, n in self._overlaps(span) if 2 * n >= span.end - span.start]
            if shared:
                return max(shared)[1]
        return None

    def touches(self, rule: Draft) -> bool:
        return any(self._overlaps(span) for span in rule.content)


def _gone_on(draft: Draft, rule: Draft, claimed: _Claims, report: Report) -> Draft:
    """With what the rules found in the paragraphs before and behind: the model reads one paragraph at a time."""
    first = report.paragraphs[_paragraph(report, draft.content[0])].start
    last = report.paragraphs[_paragraph(report, draft.content[-1])].end
    more = tuple(span for span in rule.content if span.end <= first or span.start >= last)
    free = more and not any(claimed.touches(replace(rule, content=(span,))) for span in more)
    return replace(draft, content=tuple(sorted((*draft.content, *more)))) if free else draft


def _in_order(placed: Sequence[Placed]) -> list[Placed]:
    order = sorted(range(len(placed)), key=lambda i: (placed[i].draft.content[0].start, -placed[i].draft.reach.end))
    new = {old: i for i, old in enumerate(order)}
    return [replace(placed[i], inside=new[inside] if (inside := placed[i].inside) is not None else None) for i in order]
