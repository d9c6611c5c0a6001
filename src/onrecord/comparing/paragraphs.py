"""Two texts paragraph for paragraph, so that a change is shown where it stands and the rest can be folded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq, Levenshtein

from onrecord.comparing.align import compare
from onrecord.comparing.difference import Edit
from onrecord.comparing.tokens import tokens_of

_ALIKE = 0.35  # share of words in order that two wordings of one paragraph have in common, of the longer
_MOST_PAIRS = 10_000


class Fate(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of either text. old, new: its words there, None where it does not stand.

    edits: of a changed one; tile both sides. A moved one comes where it stands now, and where it stood with `new` None.
    """

    fate: Fate
    old: str | None
    new: str | None
    edits: tuple[Edit, ...] = ()


def compare_paragraphs(
    old: Sequence[str], new: Sequence[str], known: Collection[str] = frozenset()
) -> tuple[Paragraph, ...]:
    """Every paragraph of both texts once, in the order of the new one. known: as for `compare`."""
    keys = [[_key(one) for one in side] for side in (old, new)]
    moved = _moved(*keys)
    return tuple(_paragraphs(old, new, (keys[0], keys[1]), moved, known))


def _key(paragraph: str) -> str:
    return " ".join(token.key for token in tokens_of(paragraph)) or paragraph.strip()


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Keys of paragraphs that are there on both sides, and are not aligned."""
    gone, come = set(), set()
    for one in Levenshtein.opcodes(old, new):
        if one.tag != "equal":
            gone |= set(old[one.src_start : one.src_end])
            come |= set(new[one.dest_start : one.dest_end])
    return frozenset(gone & come)


def _paragraphs(
    old: Sequence[str],
    new: Sequence[str],
    keys: tuple[Sequence[str], Sequence[str]],
    moved: Collection[str],
    known: Collection[str],
) -> Iterator[Paragraph]:
    for one in Levenshtein.opcodes(*keys):
        lost, gained = range(one.src_start, one.src_end), range(one.dest_start, one.dest_end)
        if one.tag == "equal":
            yield from (_both(old[a], new[b], known) for a, b in zip(lost, gained, strict=True))
            continue
        fits = dict(_matching([at for at in lost if keys[0][at] not in moved], gained, keys, moved))
        waiting = list(lost)
        for at in gained:
            partner = next((a for a, b in fits.items() if b == at), None)
            while partner is not None and waiting and waiting[0] < partner:
                yield _alone(old[waiting[0]], keys[0][waiting.pop(0)] in moved, is_old=True)
            if partner is not None:
                waiting.remove(partner)
                yield _both(old[partner], new[at], known)
            else:
                yield _alone(new[at], keys[1][at] in moved, is_old=False)
        yield from (_alone(old[at], keys[0][at] in moved, is_old=True) for at in waiting)


def _both(old: str, new: str, known: Collection[str]) -> Paragraph:
    edits = compare(old, new, known)
    if all(one.is_same for one in edits):
        return Paragraph(Fate.SAME, old, new)
    return Paragraph(Fate.CHANGED, old, new, edits)


def _alone(words: str, is_moved: bool, *, is_old: bool) -> Paragraph:
    fate = Fate.MOVED if is_moved else Fate.GONE if is_old else Fate.NEW
    return Paragraph(fate, words if is_old else None, None if is_old else words)


def _matching(
    lost: Sequence[int], gained: Sequence[int], keys: tuple[Sequence[str], Sequence[str]], moved: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Which paragraph became which, in order: the alignment of most words in common."""
    gained = [at for at in gained if keys[1][at] not in moved]
    if not lost or not gained or len(lost) * len(gained) > _MOST_PAIRS:
        return
    words = {at: keys[0][at].split() for at in lost}, {at: keys[1][at].split() for at in gained}
    alike = [[_alike(words[0][a], words[1][b]) for b in gained] for a in lost]
    best = [[0.0] * (len(gained) + 1) for _ in range(len(lost) + 1)]
    for i in reversed(range(len(lost))):
        for j in reversed(range(len(gained))):
            together = best[i + 1][j + 1] + alike[i][j] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(lost) and j < len(gained):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield lost[i], gained[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Words in common; nothing where it is another paragraph."""
    shared = LCSseq.similarity(one, other)
    return float(shared) if shared >= _ALIKE * max(len(one), len(other)) else 0.0
