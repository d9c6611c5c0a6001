"""To which family each saying belongs, decided in the order of their places: so each is decided once.

A saying depends only on those before it, and what a decision changes makes only those behind it due: when none is due,
all stands as `grouping.families.families` finds it from nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.grouping import families
from onrecord.grouping.families_bonds import Head, Match, Saying, best
from onrecord.grouping.families_rows import rounded
from onrecord.grouping.families_voices import NOBODY, Voice
from onrecord.grouping.families_words import Bound, Shared, shared_words
from onrecord.store.families_much import runs_of
from onrecord.store.families_placing import (
    NEAR_ONES,
    NO_HEAD,
    STALE,
    WITHOUT_HEAD,
    is_heard,
    is_of_many,
    spread,
)
from onrecord.store.families_sayings import KEPT, Kept, Sayings

NEXT = f"SELECT {KEPT} FROM family_sayings WHERE due = 1 ORDER BY place LIMIT 1"
DECIDED = "UPDATE family_sayings SET head = ?, voice = ?, is_paraphrase = ?, due = 0 WHERE number = ?"
NEAR_HEADS = f"""
SELECT {KEPT} FROM family_sayings WHERE plain IN ({NEAR_ONES}) AND head = number AND place < :place"""
HEADS_WITH = f"""
SELECT {KEPT} FROM family_sayings WHERE number IN (
  SELECT saying FROM much_carried_heads WHERE run = :run AND place < :place ORDER BY place LIMIT :most)"""
PUT_HEAD = "INSERT INTO much_carried_heads VALUES (?, ?, ?)"
FIRST_NAMED = f"""
SELECT {KEPT} FROM family_sayings WHERE head = :head AND place < :place AND number <> :head AND named
ORDER BY place LIMIT 1"""
PAIRS = """
SELECT one, other, told, anywhere, weight, share, of_longer, run, quoted FROM family_pairs WHERE one = :plain
UNION ALL
SELECT one, other, told, anywhere, weight, share, of_longer, run, quoted FROM family_pairs WHERE other = :plain"""


class _Decision(NamedTuple):
    head: int
    voice: int | None
    is_paraphrase: int | None


def decide(sayings: Sayings, limit: int) -> int:
    """Decide what is due, at most so many. Expects none to be touched. Gives how many that were."""
    for done in range(limit):
        row = sayings.connection.execute(NEXT).fetchone()
        if row is None:
            return done
        kept = Kept(*row)
        _change(sayings, kept, _decision(sayings, kept))
    return limit


def _decision(sayings: Sayings, kept: Kept) -> _Decision:
    saying = sayings.at(kept)
    able = _able(sayings, kept)
    numbers = {one.id: number for number, one in able.items()}
    tied = best(saying, _asked(sayings, kept, saying, able))
    if tied is None:
        return _Decision(kept.number, None, None)
    head, bond = tied
    return _Decision(numbers[head.fullest.id], bond.voice, int(bond.is_paraphrase))


class _Able(NamedTuple):
    """A fullest saying that another may belong to. is_near: their wordings are a pair, or one."""

    kept: Kept
    is_near: bool
    carries_run: bool

    @property
    def id(self) -> str:
        return self.kept.id


def _able(sayings: Sayings, kept: Kept) -> dict[int, _Able]:
    """The fullest sayings before this one, by their numbers, in the order of their places."""
    connection = sayings.connection
    asked: dict[str, Any] = {"plain": kept.plain, "place": kept.place, "most": families.MOST_HEADS}
    near = {row["number"]: Kept(*row) for row in connection.execute(NEAR_HEADS, asked)}
    many: dict[int, Kept] = {}
    for run in runs_of(connection, kept.plain):
        many.update((row["number"], Kept(*row)) for row in connection.execute(HEADS_WITH, asked | {"run": run}))
    found = sorted((near | many).values(), key=lambda one: one.place)
    return {one.number: _Able(one, one.number in near, one.number in many) for one in found}


def _asked(sayings: Sayings, kept: Kept, saying: Saying, able: dict[int, _Able]) -> Iterator[tuple[Head, list[Match]]]:
    texts = sayings.texts
    pairs = _pairs(sayings, kept.plain) if any(one.is_near for one in able.values()) else {}
    own = texts.plain(kept.plain) if able else None
    bound = Bound(own) if own else None
    for one in able.values():
        fullest = sayings.at(one.kept)
        matches = [_match(row, kept.plain, saying, fullest) for row in pairs.get(one.kept.plain, ())]
        if one.carries_run or one.kept.plain == kept.plain:
            theirs = texts.plain(one.kept.plain)
            if own and theirs and bound and bound.allows(theirs):
                shared = shared_words(theirs, own)
                matches += [Match(rounded(shared))] if shared else []
        if matches:
            yield Head(fullest, _heard(sayings, one.kept, kept.place)), matches


def _pairs(sayings: Sayings, plain: int) -> dict[int, list[Any]]:
    """The pairs of a plain wording, by the other one."""
    found = defaultdict(list)
    for row in sayings.connection.execute(PAIRS, {"plain": plain}):
        found[row["other"] if row["one"] == plain else row["one"]].append(row)
    return found


def _match(row: Any, plain: int, saying: Saying, fullest: Saying) -> Match:
    told = (saying if row["other"] == plain else fullest).wording if row["told"] else None
    return Match(Shared(*(row[name] for name in Shared._fields)), bool(row["anywhere"]), told)


def _heard(sayings: Sayings, head: Kept, place: bytes) -> Voice:
    """Who spoke for a family before this place, where its fullest report names nobody."""
    if head.named:
        return NOBODY  # its own voice counts
    row = sayings.connection.execute(FIRST_NAMED, {"head": head.number, "place": place}).fetchone()
    return sayings.at(Kept(*row)).voice if row else NOBODY


def _change(sayings: Sayings, kept: Kept, decision: _Decision) -> None:
    connection = sayings.connection
    connection.execute(DECIDED, (*decision, kept.number))
    if decision == (kept.head, kept.voice, kept.is_paraphrase):
        return
    is_head = decision.head == kept.number
    if kept.is_head:
        connection.execute(NO_HEAD, (kept.number,))
        connection.execute(WITHOUT_HEAD, (kept.number,))
    if is_head:
        rows = [(run, kept.place, kept.number) for run in runs_of(connection, kept.plain)]
        connection.executemany(PUT_HEAD, rows)
    if kept.is_head or is_head:
        spread(sayings, kept.plain, kept.place, sayings.told)
    for one in {kept.head, decision.head} - {None, kept.number}:
        connection.execute(STALE, (one,))
        is_heard(sayings, kept, one or 0, sayings.told)
    if kept.is_head or (is_head and is_of_many(sayings.at(kept))):
        connection.execute(STALE, (kept.number,))
