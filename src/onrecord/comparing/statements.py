"""Which statements of one version are which of the next, and what happened to each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.comparing.align import compare, matched_words
from onrecord.comparing.difference import Difference, Edit, differences_in
from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.comparing.tokens import tokens_of

# A pair of statements is one statement in two wordings when the alignment keeps so much of their content words.
_OF_SHORTER, _OF_LONGER = 0.6, 0.3
_SAME_SPEAKER_OF_LONGER = 0.45  # enough where the same one speaks
_COMMON = 40  # statements with a word from which on it says nothing of which is which


class Fate(StrEnum):
    """What became of a statement."""

    SAME = "same"
    SPELLING = "spelling only"
    MOVED = "moved"
    CHANGED = "changed"
    VANISHED = "vanished"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is compared. words: pieces joined by a space. who: entity or name, None for nobody named."""

    id: str
    words: str
    kind: str
    speaker: str | None
    who: str | None
    said_on: str | None


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One statement in both versions; old or new is None where it is in one only. edits: lead from old to new words.

    has_moved: it stands before or behind others now, whatever else befell it.
    """

    fate: Fate
    old: Said | None
    new: Said | None
    edits: tuple[Edit, ...] = ()
    has_moved: bool = False

    @property
    def differences(self) -> tuple[Difference, ...]:
        return differences_in(self.edits)

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """Which of speaker, date and kind are others now, of a statement in both."""
        if self.old is None or self.new is None:
            return ()
        pairs = (("speaker", "who"), ("said_on", "said_on"), ("kind", "kind"))
        return tuple(name for name, field in pairs if getattr(self.old, field) != getattr(self.new, field))

    @property
    def is_news(self) -> bool:
        """Were words changed, or did it come or go, or is it somebody else's or of another day?"""
        fields = "speaker" in self.changed_fields or "said_on" in self.changed_fields
        return fields or self.fate in (Fate.CHANGED, Fate.VANISHED, Fate.NEW)


Pair = tuple[int, int]


def compare_statements(
    old: Sequence[Said], new: Sequence[Said], known: Collection[str] = frozenset()
) -> tuple[StatementChange, ...]:
    """What became of each statement, those of the new version in its order, each vanished one where it stood.

    old, new: in the order of their text. known: as for `align.compare`.
    """
    pairs = _matched(old, new)
    steady = _in_order(pairs)
    by_new = {b: a for a, b in pairs}
    changes = []
    kept = set(by_new.values())
    gone = deque(at for at in range(len(old)) if at not in kept)
    for at, one in enumerate(new):
        if at not in by_new:
            changes.append(StatementChange(Fate.NEW, None, one))
            continue
        while gone and gone[0] < by_new[at] and (by_new[at], at) in steady:
            changes.append(StatementChange(Fate.VANISHED, old[gone.popleft()], None))
        changes.append(_change(old[by_new[at]], one, (by_new[at], at) not in steady, known))
    changes += [StatementChange(Fate.VANISHED, old[at], None) for at in gone]
    return tuple(changes)


def _change(old: Said, new: Said, has_moved: bool, known: Collection[str]) -> StatementChange:
    edits = compare(old.words, new.words, known)
    if any(edit.is_news for edit in edits):
        fate = Fate.CHANGED
    elif has_moved:
        fate = Fate.MOVED
    else:
        fate = Fate.SAME if all(edit.is_same for edit in edits) else Fate.SPELLING
    return StatementChange(fate, old, new, edits, has_moved)


def _matched(old: Sequence[Said], new: Sequence[Said]) -> list[Pair]:
    """Pairs of one statement: those with the same words first, then those whose words align."""
    keys = [[_keys(one.words) for one in side] for side in (old, new)]
    pairs = list(_with_same_words(old, new, keys[0], keys[1]))
    taken: tuple[set[int], set[int]] = {a for a, _ in pairs}, {b for _, b in pairs}
    left, free = ([at for at in range(len(side)) if at not in met] for side, met in zip((old, new), taken, strict=True))
    weighed = sorted(_alike(old, new, (keys[0], keys[1]), left, free), reverse=True)
    for _, _, a, b in weighed:
        if -a not in taken[0] and -b not in taken[1]:
            pairs.append((-a, -b))
            taken[0].add(-a)
            taken[1].add(-b)
    return sorted(pairs)


def _keys(words: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens_of(words))


def _with_same_words(
    old: Sequence[Said], new: Sequence[Said], old_keys: Sequence[tuple[str, ...]], new_keys: Sequence[tuple[str, ...]]
) -> Iterator[Pair]:
    """Of several with the same words, those of the same speaker first, then in their order."""
    waiting = defaultdict(list)
    for at, words in enumerate(new_keys):
        waiting[words].append(at)
    left = []
    for at, words in enumerate(old_keys):
        same = next((b for b in waiting[words] if new[b].who == old[at].who), None)
        if same is None:
            left.append(at)
        else:
            waiting[words].remove(same)
            yield at, same
    for at in left:
        if waiting[old_keys[at]]:
            yield at, waiting[old_keys[at]].pop(0)


def _alike(
    old: Sequence[Said],
    new: Sequence[Said],
    keys: tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]],
    left: Sequence[int],
    free: Sequence[int],
) -> Iterator[tuple[int, int, int, int]]:
    """Pairs that may be one statement, with the content words kept and whether the same one speaks: most is best.

    Numbers are negative, so that of equals the first pairs come first.
    """
    for a, b in _sharing_words(left, free, keys):
        shorter, longer = sorted(len(_content(words)) for words in (keys[0][a], keys[1][b]))
        shared = [keys[0][a][one] for one, _ in matched_words(keys[0][a], keys[1][b])]
        kept = len(_content(shared))
        same_voice = old[a].who is not None and old[a].who == new[b].who
        enough = kept >= _OF_SHORTER * shorter and kept >= _OF_LONGER * longer
        if kept and (enough or (same_voice and kept >= _SAME_SPEAKER_OF_LONGER * longer)):
            yield kept, int(same_voice), -a, -b


def _content(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in STOP_WORDS]


def _sharing_words(
    left: Sequence[int], free: Sequence[int], keys: tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]]
) -> Iterator[Pair]:
    """Pairs with a content word in common that few statements have; so a long list costs no square."""
    holders = defaultdict(list)
    for b in free:
        for word in set(_content(keys[1][b])):
            holders[word].append(b)
    for a in left:
        near = Counter(b for word in set(_content(keys[0][a])) if len(holders[word]) <= _COMMON for b in holders[word])
        yield from ((a, b) for b, _ in near.most_common(_COMMON))


def _in_order(pairs: Sequence[Pair]) -> frozenset[Pair]:
    """The longest run of pairs that stand in the same order in both; the others have moved. pairs: sorted."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int | None] = []
    for at, (_, b) in enumerate(pairs):
        place = bisect_left(ends, b)
        before.append(at_end[place - 1] if place else None)
        ends[place : place + 1] = [b]
        at_end[place : place + 1] = [at]
    kept, last = set(), at_end[-1] if at_end else None
    while last is not None:
        kept.add(pairs[last])
        last = before[last]
    return frozenset(kept)
