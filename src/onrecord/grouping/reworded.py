"""Statements that may be one in other words, though they share few: translated twice, or told without their marks.

Which pairs are worth a look by meaning, and what stands around which. What looks at their meaning is elsewhere; what it
finds are proposals, and no statement changes its family for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.grouping.families_bonds import INDIRECT
from onrecord.grouping.families_members import Carried
from onrecord.grouping.families_voices import OneVoice, Voice, one_voice

NEAR = 7  # days


class Placed(NamedTuple):
    """One statement as it is looked at here. day: when it was said, of the calendar; family: of which it is by words.

    starts, ends: its place in the report. wording: equal for statements with the very same letters.
    """

    number: int
    id: str
    report: str
    kind: str
    day: int
    starts: int
    ends: int
    voice: Voice
    wording: int
    family: int | None
    words: str


class Reworded(NamedTuple):
    """Two statements that may be one in other words. how: `retranslated` for two quotations, else `paraphrase`.

    chance: that they are, by learned weights.
    """

    one: int
    other: int
    how: Carried
    chance: float


def may_be_one(one: Placed, other: Placed) -> Carried | None:
    """As what two statements may be one; None where they are not to be compared.

    Of one named speaker, within a week; two quotations of different reports, or a quotation and what tells of it.
    """
    quotations = (one.kind != INDIRECT) + (other.kind != INDIRECT)
    if not quotations or abs(one.day - other.day) > NEAR or one.wording == other.wording:
        return None
    if one.family is not None and one.family == other.family:
        return None
    if one.report == other.report and (quotations == 2 or (one.starts < other.ends and other.starts < one.ends)):
        return None
    if not (one.voice.is_named and other.voice.is_named) or one_voice(one.voice, other.voice) is not OneVoice.YES:
        return None
    return Carried.RETRANSLATED if quotations == 2 else Carried.PARAPHRASE


def around(
    members: Iterable[int], found: Iterable[Reworded], ids: Mapping[int, str]
) -> dict[int, tuple[Reworded, int]]:
    """What is proposed to some statements: by the proposed one, the likeliest pair and the member that is its other.

    ids: of statements by number; of equally likely ones the first stands, whatever their numbers.
    """
    inside = set(members)
    best: dict[int, tuple[Reworded, int]] = {}
    for pair in found:
        for member, proposed in ((pair.one, pair.other), (pair.other, pair.one)):
            if member in inside and proposed not in inside:
                known = best.get(proposed)
                if known is None or (-pair.chance, ids[member]) < (-known[0].chance, ids[known[1]]):
                    best[proposed] = (pair, member)
    return best


def loose(found: Iterable[Reworded], placed: Mapping[int, Placed]) -> list[tuple[int, tuple[int, ...]]]:
    """Statements that are proposed to each other and in no family: each with those around it, the fullest first.

    A quotation before what tells of it, then the longer, the earlier. Each is in one group, as in a family by words.
    """
    near: defaultdict[int, set[int]] = defaultdict(set)
    for pair in found:
        if placed[pair.one].family is None and placed[pair.other].family is None:
            near[pair.one].add(pair.other)
            near[pair.other].add(pair.one)
    taken: set[int] = set()
    groups = []
    for number in sorted(near, key=lambda one: _fullest_first(placed[one])):
        others = sorted(near[number] - taken, key=lambda one: _fullest_first(placed[one]))
        if number not in taken and others:
            taken.update((number, *others))
            groups.append((number, tuple(others)))
    return groups


def _fullest_first(one: Placed) -> tuple[bool, int, int, str]:
    return one.kind == INDIRECT, -len(one.words), one.day, one.id


def blocks(voices: Mapping[int, Voice]) -> list[tuple[int, ...]]:
    """Speakers who may be one, by their numbers: of one name or one surname. Cost: linear."""
    owner: dict[int, int] = {}

    def root(number: int) -> int:
        while owner.setdefault(number, number) != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    first: dict[str, int] = {}
    for number, voice in sorted(voices.items()):
        for key in voice.may_be if voice.is_named else ():
            owner[root(number)] = root(first.setdefault(key, number))
    together: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(owner):
        together[root(number)].append(number)
    return [tuple(one) for one in together.values()]


def in_week(days: Sequence[int], most: int) -> list[int]:
    """For each of some days, in order, up to where those behind it are within a week, and not more than `most`."""
    ends, end = [], 0
    for at, day in enumerate(days):
        while end < len(days) and days[end] <= day + NEAR:
            end += 1
        ends.append(min(end, at + 1 + most))
    return ends
