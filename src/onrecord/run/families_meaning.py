"""Families with what may belong to them by meaning: the same statement translated twice, or told in other words.

`families_by_meaning(record)` and `family_by_meaning(record, asked)` give what `onrecord families --meaning` prints.
What is found is a proposal: it is shown beside a family, counts among none of its reports, and stands in no export.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.comparing.rewording import Rewordings, gist_of
from onrecord.grouping.families_bonds import INDIRECT
from onrecord.grouping.families_members import Carried
from onrecord.grouping.reworded import NEAR, Placed, Reworded, around, blocks, in_week, loose, may_be_one
from onrecord.run.meaning import PROPOSAL, Proposer, load_proposer
from onrecord.store import families_meaning as kept
from onrecord.store import families_read as read
from onrecord.store import finding
from onrecord.store.families_read import ALL, FamilyFilters, FamilyRow, MemberRow
from onrecord.store.meaning import PASSAGE, model_number
from onrecord.store.record import Record
from onrecord.text.passages import plain
from onrecord.values.span import Span

LEAST_COSINE = 0.42  # of two passages that are judged: what the rule proposes of the translations it learned lies above
MOST_BEHIND = 6000  # passages of one speaker and week, behind each: so many are compared and no more
_AT_ONCE = 256  # passages
_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that was found. placed: the statements that were looked at. left_out: of how many not all of their week."""

    found: tuple[Reworded, ...]
    placed: dict[int, Placed]
    left_out: int = 0


def families_by_meaning(
    record: Record, filters: FamilyFilters = ALL, proposer: Proposer | None = None
) -> tuple[FamilyRow, ...]:
    """As `family_rows`, with how many statements are proposed to each; then statements of no family, with theirs.

    A row of no family counts its own report alone, so `least` above 1 leaves it out. The vectors must have been made
    (`Proposer.index`). Raises BadRequest, MissingExtra.
    """
    return listed(record, filters, proposals(record, proposer or load_proposer()))


def listed(record: Record, filters: FamilyFilters, given: Proposals) -> tuple[FamilyRow, ...]:
    """As `families_by_meaning`, of proposals that were found already."""
    with record.reading() as connection:
        numbers = kept.family_numbers(connection)
        passing = kept.statements_passing(connection, filters)
    near = _by_family(given)
    rows = [replace(row, proposals=near.get(numbers[row.family or ""], 0)) for row in read.family_rows(record, filters)]
    groups = {
        head: others
        for head, others in loose(given.found, given.placed)
        if filters.least == 1 and (passing is None or not passing.isdisjoint((head, *others)))
    }
    with record.reading() as connection:
        single = kept.single_rows(connection, groups)
    rows += sorted(
        (replace(row, proposals=len(groups[number])) for number, row in single.items()),
        key=lambda row: (-(row.proposals or 0), row.statement),
    )
    return tuple(rows)


def _by_family(given: Proposals) -> dict[int, int]:
    """How many statements are proposed to each family."""
    near: dict[int, set[int]] = {}
    for pair in given.found:
        for member, proposed in ((pair.one, pair.other), (pair.other, pair.one)):
            family = given.placed[member].family
            if family is not None:
                near.setdefault(family, set()).add(proposed)
    return {family: len(found) for family, found in near.items()}


def family_by_meaning(record: Record, asked: str, proposer: Proposer | None = None) -> tuple[MemberRow, ...]:
    """As `family_of`, with what is proposed to the family behind its members, the likeliest first.

    Of a statement that is in no family: itself, and what is proposed to it; empty where nothing is. Raises
    UnknownReference, MissingExtra.
    """
    members = read.family_of(record, asked)
    with record.reading() as connection:
        ids = [one.statement for one in members] or [finding.find_statement(connection, asked)[1]]
        own = kept.numbers_of(connection, ids)
    given = proposals(record, proposer or load_proposer(), own)
    found = around(own, given.found, {number: one.id for number, one in given.placed.items()})
    if not found:
        return members
    with record.reading() as connection:
        return members_with(connection, members, own, found)


def members_with(
    connection: sqlite3.Connection,
    members: Sequence[MemberRow],
    own: Collection[int],
    found: dict[int, tuple[Reworded, int]],
) -> tuple[MemberRow, ...]:
    """The members of a family, or the one statement asked for, and behind them what is proposed to these."""
    rows = kept.single_members(connection, (*own, *found))
    voices = kept.voices_of_reports(connection, (*own, *found))
    shown = list(members) or [replace(rows[number], how=Carried.FULLEST.value) for number in own]
    seen = {voices[number]: rows[number].report for number in own}
    for number, (pair, member) in sorted(found.items(), key=lambda one: (-one[1][0].chance, rows[one[0]].statement)):
        row = rows[number]
        shown.append(
            replace(
                row,
                family=shown[0].family,
                how=pair.how.value,
                is_copy=seen.setdefault(voices[number], row.report) != row.report,
                label=PROPOSAL,
                chance=pair.chance,
                beside=rows[member].statement,
            )
        )
    return tuple(shown)


def proposals(record: Record, proposer: Proposer, only: Collection[int] | None = None) -> Proposals:
    """Which statements may be one in other words, the whole record or what `only` some statements may be.

    The same in whatever order the reports were read. Cost: the statements of a speaker times those of a week, of these
    at most MOST_BEHIND passages; memory: the statements of one speaker.
    """
    found: list[Reworded] = []
    known: dict[int, Placed] = {}
    left_out = 0
    with record.reading() as connection:
        model = model_number(connection, proposer.digest)
        asked = None if only is None else kept.speakers_of(connection, only)
        for speakers in blocks(kept.voices(connection)):
            if asked is None or not asked.isdisjoint(speakers):
                week = _Week(connection, model, tuple(_placed(connection, speakers, only)))
                pairs = [one for one in _pairs(week, proposer.rule) if only is None or _is_between(one, only)]
                found += pairs
                left_out += week.left_out
                known.update((number, week.by_number[number]) for pair in pairs for number in pair[:2])
    return Proposals(tuple(sorted(found)), known, left_out)


def _is_between(pair: Reworded, only: Collection[int]) -> bool:
    return (pair.one in only) != (pair.other in only)


def _placed(connection: sqlite3.Connection, speakers: Sequence[int], only: Collection[int] | None) -> Iterator[Placed]:
    """The statements of some speakers; where some are asked for, those of their days and of what these could be."""
    every = list(kept.placed(connection, speakers))
    if only is None:
        yield from every
        return
    days = {one.day for one in every if one.number in only}
    near = {day + by for day in days for by in range(-2 * NEAR, 2 * NEAR + 1)}
    yield from (one for one in every if one.day in near)


class _Week:
    """Statements of one block of speakers by day, those with one wording on one day together, and their passages."""

    def __init__(self, connection: sqlite3.Connection, model: int, statements: Sequence[Placed]) -> None:
        vectors = kept.passages_of_wordings(connection, model, {one.wording for one in statements})
        units: dict[tuple[int, int], list[Placed]] = {}
        for one in statements:
            if one.wording in vectors:
                units.setdefault((one.day, one.wording), []).append(one)
        self.by_number = {one.number: one for one in statements}
        self.units = list(units.values())
        self.passages = [vectors[unit[0].wording] for unit in self.units]
        counts = [len(some) for some in self.passages]
        self.owner = np.repeat(np.arange(len(self.units)), counts)
        self.rows = np.concatenate(self.passages) if self.passages else np.zeros(0, dtype=PASSAGE)
        days = [self.units[at][0].day for at in self.owner.tolist()]
        whole = in_week(days, len(days))
        self.ends = np.array(in_week(days, MOST_BEHIND), dtype=np.int64)
        self.left_out = len({int(self.owner[at]) for at, end in enumerate(whole) if end > self.ends[at]})

    def pairs(self, here: int, there: int) -> Iterator[tuple[Placed, Placed, Carried]]:
        """The statements that may be one, and as what, of those that have two passages."""
        return self.pairs_of(int(self.owner[here]), int(self.owner[there]))

    def pairs_of(self, one: int, other: int) -> Iterator[tuple[Placed, Placed, Carried]]:
        """As `pairs`, of two units."""
        for a in self.units[one]:
            for b in self.units[other]:
                how = may_be_one(a, b)
                if how is not None:
                    yield a, b, how

    def near(self) -> Iterator[tuple[int, int]]:
        """Passages that are near in meaning, in order."""
        for start in range(0, len(self.rows), _AT_ONCE):
            stop = min(start + _AT_ONCE, len(self.rows))
            last = int(self.ends[start:stop].max(initial=0))
            cosines = _floats(self.rows[start:stop]) @ _floats(self.rows[start:last]).T
            here, there = np.nonzero(cosines >= LEAST_COSINE - _ROUNDING)
            here, there = here + start, there + start
            held = (there < self.ends[here]) & (self.owner[here] < self.owner[there])
            yield from zip(here[held].tolist(), there[held].tolist(), strict=True)

    def cosine(self, one: int, other: int) -> float:
        """The same whatever is computed beside it: a sum of integers."""
        first, second = self.rows[one], self.rows[other]
        product = int(first["numbers"].astype(np.int32) @ second["numbers"].astype(np.int32))
        return product * float(first["scale"]) * float(second["scale"])

    def words(self, at: int) -> str:
        """Of one passage."""
        row = self.rows[at]
        return plain(Span(int(row["start"]), int(row["end"])).of(self.units[int(self.owner[at])][0].words))


def _floats(rows: NDArray[np.void]) -> NDArray[np.float32]:
    numbers: NDArray[np.float32] = rows["numbers"].astype(np.float32) * rows["scale"][:, None]
    return numbers


def _pairs(week: _Week, rule: Rewordings) -> Iterator[Reworded]:
    """Statements that the rule proposes for one, by the likeliest of their passages.

    A report says a thing once: of those near to one passage each other report's likeliest alone is proposed, and none
    of a report that has the words themselves.
    """
    has_words = {(one.family, one.report) for unit in week.units for one in unit if one.family and one.kind != INDIRECT}
    likeliest: dict[tuple[int, str], float] = {}
    found = []
    for here, there, chance in _judged(week, rule):
        for one, other, how in week.pairs(here, there):
            if how is Carried.RETRANSLATED and not has_words.isdisjoint(
                ((one.family, other.report), (other.family, one.report))
            ):
                continue
            found.append((here, there, chance, one, other, how))
            for key in ((here, other.report), (there, one.report)):
                likeliest[key] = max(chance, likeliest.get(key, 0.0))
    best: dict[tuple[int, int], Reworded] = {}
    for here, there, chance, one, other, how in found:
        if chance >= max(likeliest[here, other.report], likeliest[there, one.report]):
            pair = Reworded(one.number, other.number, how, round(chance, 3))
            best[pair[:2]] = max(pair, best.get(pair[:2], pair))
    yield from best.values()


def _judged(week: _Week, rule: Rewordings) -> Iterator[tuple[int, int, float]]:
    """Passages that the rule holds for one in other words."""
    gist = lru_cache(maxsize=1 << 14)(lambda at: gist_of(week.words(at)))
    worth = lru_cache(maxsize=1 << 14)(lambda one, other: next(week.pairs_of(one, other), None) is not None)
    for here, there in week.near():
        if worth(int(week.owner[here]), int(week.owner[there])):
            judged = rule.judge(gist(here), gist(there), week.cosine(here, there))
            if rule.proposes(judged):
                yield here, there, judged.chance
