"""A document found in a text, before anybody asked which statement it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.instruments.tokens import Token
from onrecord.values.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe an instrument.

    instrument: its id when one is meant and no other; else None, and `candidates` are the readings (ids, or
    identifiers of what the register does not have). identifier: the normal form of a number. provision: the article.
    name: what it is called in the report, for one that the register does not have.
    frame: the sentence that it opens, when that says in which document something was said.
    """

    span: Span
    because: str
    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    identifier: str | None = None
    provision: str | None = None
    name: str | None = None
    frame: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the finders read it. sentences: ranges of its tokens. lows: its words, in small letters."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    lows: frozenset[str]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The sentence in which token `at` stands."""
        return self.sentences[bisect_right(self.sentences, (at, len(self.tokens))) - 1]

    def gap(self, at: int) -> str:
        """What stands between token `at - 1` and token `at`."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def words(self, begin: int, end: int) -> str:
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def index_at(self, offset: int) -> int:
        """The first token that begins at `offset` or later."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In the order of the text; of two that overlap the surer, then the longer, then the first is kept."""
    kept: list[Mention] = []
    covered: set[int] = set()
    for one in sorted(mentions, key=lambda m: (_doubt(m), -len(m.span), m.span.start)):
        places = range(one.span.start, one.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            kept.append(one)
    return sorted(kept, key=lambda m: m.span)


def _doubt(mention: Mention) -> int:
    if mention.instrument is not None:
        return 0
    return 1 if mention.identifier else 2
