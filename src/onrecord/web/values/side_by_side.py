"""Two wordings as pieces: what both have, what went, what came. Blanks, and marks alone, are not marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_AROUND = 120  # characters of a long stretch that both have, shown at either end


class Marked(NamedTuple):
    """sign: "=" both have it, "-" it went, "+" it came, "…" a long stretch that both have, in the middle left out."""

    sign: str
    words: str


def marked(diff: Iterable[tuple[str, str]], *, folded: bool = True) -> tuple[Marked, ...]:
    """diff: signs and words. folded: long stretches that both have are told by their beginning and end."""
    pieces = [(sign, words) for sign, words in diff if words]
    last = len(pieces) - 1
    return tuple(
        piece
        for at, (sign, words) in enumerate(pieces)
        for piece in (_folded(words, first=at == 0, last=at == last) if folded and sign == "=" else _inner(sign, words))
    )


def _inner(sign: str, words: str) -> Iterator[Marked]:
    bare = words.strip()
    if sign == "=" or not any(map(str.isalnum, bare)):
        # Marks come and go without saying anything else: they stand as in the second wording.
        yield Marked("=", "" if sign == "-" else words)
        return
    before, _, after = words.partition(bare)
    if before:
        yield Marked("=", " ")
    yield Marked(sign, bare)
    yield Marked("=", " " if after or sign == "-" else "")


def _folded(words: str, *, first: bool, last: bool) -> Iterator[Marked]:
    if len(words) <= 3 * _AROUND or (first and last):
        yield Marked("=", words)
        return
    head = "" if first else words[:_AROUND].rsplit(" ", 1)[0]
    tail = "" if last else words[-_AROUND:].split(" ", 1)[-1]
    yield Marked("=", head)
    yield Marked("…", f"{len(words) - len(head) - len(tail):,} characters the same")
    yield Marked("=", tail)
