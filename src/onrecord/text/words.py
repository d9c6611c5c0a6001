"""Words and sentences with their places, quotations kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.text.quotemarks import Quotation
from onrecord.values.span import Span

_WORD = re.compile(r"[^\W_](?:[\w\u00ad\u200b-\u200d]|[’'\-.&/](?=\w)|(?<=\d),(?=\d\d\d))*|\.\.\.|--|[^\w\s]|_+")
_ENDS = {".", "!", "?", "…", "..."}
# A full stop after these ends no sentence. Titles, months and the like; single capitals are handled apart.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt maj capt cmdr adm pres hon rev fr st sr jr messrs jan feb mar apr jun jul "
    "aug sep sept oct nov dec vs etc inc corp co ltd u.s u.k u.n e.g i.e d-n.y r-n.y ph.d ave blvd dept "
    "univ assn bros approx fig vol ca".split()
)
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a punctuation mark, or a whole quotation. `lower` is "" for a quotation."""

    start: int
    end: int
    text: str
    lower: str
    quotation: Quotation | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        return self.quotation is None and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.quotation is None and self.text[0].isupper()


def words_of(reading: str, start: int, end: int, quotations: Sequence[Quotation] = ()) -> Iterator[Word]:
    """The words of reading[start:end] in order; each of `quotations` is one word."""
    at = start
    for quotation in quotations:
        if quotation.span.start >= end or quotation.span.end <= start:
            continue
        yield from _plain_words(reading, at, quotation.span.start)
        span = quotation.span
        yield Word(span.start, span.end, span.of(reading), "", quotation)
        at = span.end
    yield from _plain_words(reading, at, end)


def _plain_words(reading: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(reading, start, end):
        text = match[0]
        possessive = _possessive_length(text)
        if possessive:  # "Russia's" is two words: the second decides grammar
            cut = match.end() - possessive
            yield Word(match.start(), cut, reading[match.start() : cut], text[:-possessive].lower())
            yield Word(cut, match.end(), reading[cut : match.end()], "'s")
        else:
            yield Word(match.start(), match.end(), text, text.lower().replace("’", "'"))


def _possessive_length(text: str) -> int:
    return 2 if len(text) > 2 and text[-2] in "'’" and text[-1] in "sS" else 0


def sentences_of(words: Sequence[Word]) -> list[list[Word]]:
    """Cut a paragraph's words into sentences. Quotations are never cut; one that ends a sentence ends it."""
    sentences: list[list[Word]] = []
    current: list[Word] = []
    for index, word in enumerate(words):
        current.append(word)
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None and _ends_sentence(current, following):
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    return sentences


def _ends_sentence(current: Sequence[Word], following: Word) -> bool:
    last = current[-1]
    if last.quotation is not None:
        return _ends_in_stop(last) and _can_begin(following)
    if last.text not in _ENDS or not _can_begin(following):
        return False
    if last.text != "." or len(current) < 2:
        return True
    before = current[-2]
    if before.end != last.start:  # " . " stands alone
        return True
    if before.lower in _ABBREVIATIONS or (before.text == "No" and following.text[0].isdigit()):
        return False
    return not (_INITIAL.match(before.text) and len(before.text) < 6 and following.quotation is None)


def _ends_in_stop(word: Word) -> bool:
    assert word.quotation is not None
    inner = word.text.rstrip("\"“”„‟«»＂'‘’` ")
    return inner.endswith((".", "!", "?", "…"))


def _can_begin(word: Word) -> bool:
    return word.quotation is not None or word.text[0].isupper() or word.text[0].isdigit() or word.text[0] in "[(—–-•*"
