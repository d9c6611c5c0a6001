"""Changes to a text that carry the spans in it along.

    new, moved = apply("Smith said no.", [Edit(0, 5, "Okafor")])
    moved(Span(0, 5))   # Span(0, 6): a replaced name keeps its span

`apply` replaces, deletes and inserts; `rearrange` puts pieces of a text into another order. Both give the new text and
a function from old spans to new ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.values.span import Span

Moved = Callable[[Span], Span | None]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `new` in place of the characters [start, end). start == end inserts.

    inside: an insertion at the border of a span belongs to the span; else it stays outside.
    """

    start: int
    end: int
    new: str
    inside: bool = False


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, Moved]:
    """The text with all edits made at once, and where each old span lies in it.

    Offsets of all edits are those of `text`. A span whose border lies within a replaced stretch grows to hold all of
    the replacement; one that is deleted whole is None; order and nesting of spans are kept.
    Raises ValueError when two edits overlap, insert at the same place, or leave the text.
    Cost: O(len(text) + edits), and O(log edits) for each span moved.
    """
    ordered = sorted(edits, key=_place)
    _check(ordered, len(text))
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]]), _Mover(ordered)


def disjoint(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order, without those that overlap one before them or insert where one did."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=_place):
        if not kept or not _clash(kept[-1], edit):
            kept.append(edit)
    return tuple(kept)


def rearrange(text: str, orders: Iterable[Sequence[Span]]) -> tuple[str, Moved]:
    """The text with stretches of it put into another order, and where each old span lies in it.

    orders: each the pieces of one stretch in their new order; together they cover the stretch without gap or overlap.
    A span inside a piece goes with it; one that holds several pieces holds all that lies between their new places.
    Raises ValueError when the pieces of a stretch do not cover it, or stretches overlap.
    """
    places = sorted(move for order in orders for move in _moves(order))
    if any(one.old.end > other.old.start for one, other in pairwise(places)):
        raise ValueError("two stretches to rearrange overlap")
    letters, at = [], 0
    for move in sorted(places, key=lambda move: move.new):
        letters += [text[at : move.new], text[move.old.start : move.old.end]]
        at = move.new + len(move.old)
    return "".join([*letters, text[at:]]), lambda span: _rearranged(span, places)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _check(ordered: Sequence[Edit], length: int) -> None:
    for edit in ordered:
        if not 0 <= edit.start <= edit.end <= length:
            raise ValueError(f"{edit} leaves the text of {length} characters")
    for one, other in pairwise(ordered):
        if _clash(one, other):
            raise ValueError(f"{one} and {other} overlap")


def _clash(one: Edit, other: Edit) -> bool:
    """Do two edits in order touch the same character, or insert at the same place?"""
    return one.end > other.start or _place(one) == _place(other)


class _Mover:
    """Old spans to new ones after `edits`, which are in order and apart."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._new_starts: list[int] = []
        grown = 0
        for edit in edits:
            self._new_starts.append(edit.start + grown)
            grown += len(edit.new) - (edit.end - edit.start)

    def __call__(self, span: Span) -> Span | None:
        start, end = self._start(span.start), self._end(span.end)
        return Span(start, end) if start < end else None

    def _start(self, at: int) -> int:
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        if self._inserts(index - 1, at):  # and edit `index` replaces what stands behind the insertion
            return self._new_starts[index - 1]
        if self._inserts(index, at):
            return self._new_starts[index]
        return self._new_starts[index] if at < self._edits[index].end else self._behind(index, at)

    def _end(self, at: int) -> int:
        index = bisect_left(self._starts, at) - 1
        if index < 0:
            new = at
        elif at < self._edits[index].end:
            return self._new_starts[index] + len(self._edits[index].new)
        else:
            new = self._behind(index, at)
        return new + len(self._edits[index + 1].new) if self._inserts(index + 1, at) else new

    def _behind(self, index: int, at: int) -> int:
        edit = self._edits[index]
        return self._new_starts[index] + len(edit.new) + at - edit.end

    def _inserts(self, index: int, at: int) -> bool:
        """Is edit `index` an insertion at this place that belongs to the spans it touches?"""
        if not 0 <= index < len(self._edits):
            return False
        edit = self._edits[index]
        return edit.inside and edit.start == edit.end == at


@dataclass(frozen=True, slots=True, order=True)
class _Move:
    old: Span
    new: int


def _moves(order: Sequence[Span]) -> list[_Move]:
    in_text = sorted(order)
    if any(one.end != other.start for one, other in pairwise(in_text)):
        raise ValueError(f"{order} leaves a gap or overlaps")
    moves = []
    at = in_text[0].start if in_text else 0
    for piece in order:
        moves.append(_Move(piece, at))
        at += len(piece)
    return moves


def _rearranged(span: Span, places: Sequence[_Move]) -> Span:
    starts, ends = [], []
    rest = span.start  # the first character not yet placed
    first = bisect_right(places, span.start, key=lambda move: move.old.end)
    for move in places[first:]:
        if move.old.start >= span.end:
            break
        if rest < move.old.start:
            starts.append(rest)
            ends.append(move.old.start)
        low, high = max(span.start, move.old.start), min(span.end, move.old.end)
        starts.append(low - move.old.start + move.new)
        ends.append(high - move.old.start + move.new)
        rest = high
    if rest < span.end:
        starts.append(rest)
        ends.append(span.end)
    return Span(min(starts), max(ends))
