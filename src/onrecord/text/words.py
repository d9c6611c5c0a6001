"""Words and sentences with their places, quotations kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.text.quotemarks import Quotation
from onrecord.values.span import Span

_INVISIBLE = "\u00ad\u200b-\u200d\u2060"  # soft hyphen, zero-width characters: inside a word they are nothing
_WORD = re.compile(
    rf"[^\W_](?:[\w{_INVISIBLE}]++|[’'\-.&/](?=\w)|(?<=\d),(?=\d\d\d))*+|\.\.\.|--|[^\w\s{_INVISIBLE}]|_+"
)
_NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))
_ENDS = {".", "!", "?", "…", "..."}
_CLOSERS = set(')]"”’»')
_STOPS = _ENDS | _CLOSERS
LONGEST = 500
# A full stop after these ends no sentence.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen col lt sgt maj capt cmdr adm pres hon rev fr st messrs jan feb mar apr jun "
        "jul aug sep sept oct nov dec vs e.g i.e d-n.y r-n.y ph.d assn bros approx fig vol ca"
    ).split()
)
# After these, and after single capitals, it may: it does before a word that begins sentences and no names.
_SHORTENED = frozenset("sr jr etc inc corp co ltd u.s u.k u.n e.u d.c a.m p.m ave blvd dept univ".split())
_OPENERS = frozenset(
    (
        "the a an he she it they we i you his her its their our this that these those there but and or so yet in on at "
        "by for from with to of after before when while as if since although though because what who how why no "
        "not now then both all some many most more two three several neither under according asked speaking"
    ).split()
)
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*$")


class Word(NamedTuple):
    """A word, a mark, or a whole quotation, zero-width characters left out; `lower` of a quotation is "".

    A named tuple: a report has thousands, and a frozen dataclass takes twice as long to make.
    """

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


def words_of(reading: str, start: int, end: int, quotations: Sequence[Quotation] = ()) -> list[Word]:
    """The words of reading[start:end] in order; each of `quotations` is one word."""
    words: list[Word] = []
    at = start
    for quotation in quotations:
        span = quotation.span
        if span.start >= end or span.end <= start:
            continue
        _put_plain_words(words, reading, at, span.start)
        words.append(Word(span.start, span.end, span.of(reading).translate(_NOTHING), "", quotation))
        at = span.end
    _put_plain_words(words, reading, at, end)
    return words


def _put_plain_words(words: list[Word], reading: str, start: int, end: int) -> None:
    put, make = words.append, tuple.__new__  # of all that is done with a word, making it takes longest
    for match in _WORD.finditer(reading, start, end):
        text = match[0]
        first, last = match.span()
        is_ascii = text.isascii()
        if not is_ascii:
            text = text.translate(_NOTHING)
        if text[-1] in "sS" and len(text) > 2 and text[-2] in "'’":
            # "Ilvany's" is two words: the second decides grammar
            cut = first + max(match[0].rfind("'"), match[0].rfind("’"))
            put(Word(first, cut, text[:-2], text[:-2].lower()))
            put(Word(cut, last, text[-2:], "'s"))
        else:
            lower = text.lower() if is_ascii else text.lower().replace("’", "'")
            put(make(Word, (first, last, text, lower, None)))


def sentences_of(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut a paragraph's words into sentences. Quotations are never cut; one that ends a sentence ends it.

    One of more than LONGEST words is a table, a list or a trap, and cut: what stands far off says nothing of a word.
    """
    sentences: list[Sequence[Word]] = []
    begin = 0
    may_end = [at for at, word in enumerate(words) if word.text in _STOPS or word.quotation is not None]
    for at in may_end:
        near = [words[begin], *words[max(begin + 1, at - 1) : at + 1]]  # not all so far: a list of stops may be long
        if at + 1 < len(words) and _ends_sentence(near, words[at + 1]):
            sentences += _pieces(words[begin : at + 1])
            begin = at + 1
    return sentences + _pieces(words[begin:])


def _pieces(sentence: Sequence[Word]) -> list[Sequence[Word]]:
    return [sentence[at : at + LONGEST] for at in range(0, len(sentence), LONGEST)]


def _ends_sentence(current: Sequence[Word], following: Word) -> bool:
    """current: the first word of the sentence and the last two."""
    last = current[-1]
    if last.quotation is not None:
        return _ends_in_stop(last) and _can_begin(following)
    if not _can_begin(following):
        return False
    if last.text in _CLOSERS:
        return _closes_sentence(current)
    if last.text not in _ENDS:
        return False
    return last.text != "." or len(current) < 2 or _stop_ends(current[-2], last, following)


def _closes_sentence(current: Sequence[Word]) -> bool:
    """ "(It did not.) She said", or a mark whose opening one was lost; not "Leth (R-Fla.) said"."""
    if len(current) < 2 or current[-2].text not in _ENDS or current[-2].end != current[-1].start:
        return False
    return current[-1].text not in ")]" or current[0].text in "(["


def _stop_ends(before: Word, stop: Word, following: Word) -> bool:
    """Does a full stop end the sentence, or only shorten the word before it?"""
    if before.end != stop.start:  # " . " stands alone
        return True
    if before.lower in _TITLES or (before.text == "No" and following.text[0].isdigit()):
        return False
    if before.lower in _SHORTENED:
        return _begins_sentence(following)
    if _INITIAL.match(before.text) and len(before.text) < 6:
        return _begins_sentence(following) and following.lower != "i"
    return True


def _begins_sentence(word: Word) -> bool:
    """Can it begin nothing but a sentence: a function word, or a quotation with a capital?"""
    if word.quotation is not None:
        return word.text.lstrip("\"“”„‟«»＂'‘’‚` ")[:1].isupper()
    return word.lower in _OPENERS


def _ends_in_stop(word: Word) -> bool:
    assert word.quotation is not None
    inner = word.text.rstrip("\"“”„‟«»＂'‘’` ")
    return inner.endswith((".", "!", "?", "…"))


def _can_begin(word: Word) -> bool:
    return word.quotation is not None or word.text[0].isupper() or word.text[0].isdigit() or word.text[0] in "[(—–-•*"
