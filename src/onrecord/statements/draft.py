"""What the rules find before it becomes an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.statements.cues import Cue
from onrecord.text.words import Word
from onrecord.values.span import Span, hull


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, quotations whole, and the number of its paragraph."""

    words: tuple[Word, ...]
    paragraph: int
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A relation found by one rule or by the model. `lexical` is the cue's entry, None for a colon, a dash or no cue.

    probability: how sure the model is; None for a rule, whose share of right answers is measured.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    lexical: Cue | None
    rule: str
    paragraph: int
    negated: bool = False
    probability: float | None = None

    @property
    def reach(self) -> Span:
        """From the first to the last character of the content."""
        return hull(self.content)

    @property
    def place(self) -> Span:
        """From the first to the last character of content, cue and source."""
        return hull((*self.content, *self.cue, *self.source))


def span_of(words: Sequence[Word], start: int, end: int) -> Span | None:
    """The place of words[start:end], white space and a closing full stop left out; None when nothing is left."""
    while start < end and words[start].quotation is None and words[start].text in ",;:–—-.":
        start += 1
    while end > start and words[end - 1].quotation is None and words[end - 1].text in ",;:–—-.":
        end -= 1
    return Span(words[start].start, words[end - 1].end) if start < end else None
