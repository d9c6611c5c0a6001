"""A text cut into passages that say one thing each: what a sentence vector can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.text.words import Word, sentences_of, words_of
from onrecord.values.span import Span

FEWEST_WORDS = 6  # a shorter sentence goes with its neighbour: "No." means nothing alone
MOST_WORDS = 120  # a longer sentence is cut: encoders see some 190 words
WHOLE = 80  # words: a text of several sentences that is no longer than this is a passage as a whole, too
_MARKS = dict.fromkeys(map(ord, '“”„‟«»＂"'), " ")


def plain(text: str) -> str:
    """The text without quotation marks and in single spaces: how words are given is no part of what they mean."""
    return " ".join(text.translate(_MARKS).split())


def passages_of(text: str) -> tuple[Span, ...]:
    """The sentences of a text, short ones together with a neighbour, and a short text as a whole.

    Half-open, in code points, in order, the whole text first where it is one. Every word is in some passage. Linear.
    """
    bare = text.translate(_MARKS)  # as long as before; a mark would hide where a sentence ends
    parts = [piece for part in _parts(sentences_of(words_of(bare, 0, len(bare)))) for piece in _cut(part)]
    found = tuple(Span(part[0].start, part[-1].end) for part in parts)
    if len(parts) > 1 and sum(map(_count, parts)) <= WHOLE:
        return (Span(found[0].start, found[-1].end), *found)
    return found


def _parts(sentences: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Sentences with enough words; what is left over at the end goes with the one before."""
    found: list[list[Word]] = []
    waiting: list[Word] = []
    for sentence in sentences:
        waiting = [*waiting, *sentence]
        if _count(waiting) >= FEWEST_WORDS:
            found.append(waiting)
            waiting = []
    if waiting and found:
        found[-1] += waiting
    elif waiting:
        found.append(waiting)
    return found


def _cut(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Pieces of equal length, none of more than MOST_WORDS words and marks."""
    pieces = -(-len(words) // MOST_WORDS)
    size = -(-len(words) // pieces)
    yield from (words[at : at + size] for at in range(0, len(words), size))


def _count(words: Sequence[Word]) -> int:
    return sum(word.is_word for word in words)
