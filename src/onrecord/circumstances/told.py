"""One circumstance as the report tells it, before it is known for which statements it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.circumstances.scene import Clause
from onrecord.values.span import Span
from onrecord.values.statement import Mode

_LAST_MARK = re.compile(r"[.,]([”\"’']+)\Z")
_AROUND = "“”\"‘’',."  # around a title: the words are the title's own


@dataclass(frozen=True, slots=True)
class Told:
    """words: the value. spans: where it is told. because: why it holds.

    head: the noun it turns on. is_bare: it points back ("the interview"). is_writing: it carried written words.
    """

    words: str
    spans: tuple[Span, ...]
    because: str
    head: str = ""
    is_bare: bool = False
    is_writing: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What one clause tells of its own statement."""

    place: Told | None = None
    occasion: Told | None = None
    addressee: Told | None = None
    medium: Told | None = None

    @property
    def is_new(self) -> bool:
        """Does it name an occasion of its own?"""
        return bool(self.occasion or self.medium)


def told_at(clause: Clause, parts: Iterable[tuple[int, int]], because: str) -> Told:
    """The words at places of `clause.masked`, joined by spaces where there are several."""
    spans = tuple(Span(start, end).shifted(clause.window.start) for start, end in parts)
    words = " ".join(" ".join(clause.masked[start:end].split()) for start, end in parts)
    words = words.strip(_AROUND) if words[:1] in _AROUND else _LAST_MARK.sub(r"\1", words)
    return Told(words, spans, because)


_WRITES = re.compile(r"\b(?:wrote|writes|writing|written)\b")


def is_written(clause: Clause) -> bool:
    """A document's words, or what somebody "wrote"."""
    return clause.attribution.mode is Mode.WROTE or somebody_writes(clause)


def somebody_writes(clause: Clause) -> bool:
    return _WRITES.search(cue_of(clause)) is not None


def cue_of(clause: Clause) -> str:
    """The words of the cue as the clause has them, in small letters; "" for a statement without one."""
    start = clause.anchor.start - clause.window.start
    return clause.masked[start : start + len(clause.anchor)].lower() if clause.attribution.cue else ""
