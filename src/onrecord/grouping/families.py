"""Families: statements that carry the same words, each around the fullest of them.

Every member is tied to the fullest statement itself, never through others: so phrases make no chains from one speech to
the next. A pure function of the statements and of which wordings share words; the order of neither matters.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.grouping.families_voices import NOBODY, OneVoice, Voice, one_voice
from onrecord.grouping.families_words import Shared


class _Least(NamedTuple):
    """What two wordings must share at least, in the terms of `Shared`."""

    weight: float
    share: float
    of_longer: float
    run: int


# By who speaks, where both are quotations; where one is none, and where neither is.
_QUOTED = {
    OneVoice.YES: _Least(3.0, 0.6, 0.0, 4),
    OneVoice.PERHAPS: _Least(4.5, 0.65, 0.0, 5),
    OneVoice.NO: _Least(8.0, 0.75, 0.0, 8),
}
_HALF_QUOTED = _Least(4.0, 0.7, 0.0, 5)
_TOLD = _Least(6.0, 0.9, 0.8, 8)
_NEAR_AND_SAME = _Least(2.0, 0.75, 0.0, 6)  # short words of one mouth, in the same week
_SHORT, _LONG_RUN = 4.5, 7  # weight and words in a row below which words said again later are a turn of phrase
_NEAR = 7  # days
DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"


class Told(NamedTuple):
    """One statement of a report, as far as it matters here. day: when it was said or published, ISO; None if unknown.

    starts, ends: its place in the report. tells_of: it reports what somebody else said.
    """

    id: str
    report: str
    kind: str
    day: str | None
    starts: int
    ends: int
    tells_of: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """All statements with one wording (folded words, not letters) from one mouth. size: words."""

    wording: str
    size: int
    voice: Voice
    told: tuple[Told, ...]

    @property
    def kind(self) -> str:
        """Direct where any report prints it so."""
        return min((one.kind for one in self.told), key=(DIRECT, MIXED, INDIRECT).index)


class Bond(NamedTuple):
    """Why a saying belongs to the fullest one: the surer, the greater."""

    voice: OneVoice
    is_near: bool
    weight: float
    is_paraphrase: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The fullest saying, and those with its words."""

    fullest: Saying
    others: tuple[tuple[Saying, Bond], ...]

    @property
    def id(self) -> str:
        """Named after the fullest saying: the same in every record with the same statements."""
        named = f"{self.fullest.wording}|{self.fullest.voice.key}"
        return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def sayings(self) -> tuple[Saying, ...]:
        return (self.fullest, *(saying for saying, _ in self.others))


class Match(NamedTuple):
    """What two wordings share. anywhere: it holds between any two reports, else only inside one.

    told: the wording of the two that reports the other in its own words; None where both carry the same words.
    """

    shared: Shared
    anywhere: bool = True
    told: str | None = None


Matches = Mapping[tuple[str, str], Sequence[Match]]  # by two wordings, the smaller first; of one with itself too


def families(sayings: Iterable[Saying], matches: Matches) -> tuple[Family, ...]:
    """Families of two reports at least, or of a quotation and what its own report tells of it; the fullest first."""
    ordered = sorted(sayings, key=fullest_first)
    near = _neighbours(matches)
    heads: dict[str, list[_Head]] = defaultdict(list)
    found: list[_Head] = []
    for saying in ordered:
        bonds = [
            (bond, -head.place, head)
            for wording in near[saying.wording]
            for head in heads[wording]
            for bond in head.bonds(saying, matches)
        ]
        if bonds:
            bond, _, head = max(bonds, key=lambda one: one[:2])
            head.take(saying, bond)
        else:
            found.append(_Head(saying, len(found)))
            heads[saying.wording].append(found[-1])
    return tuple(one.family() for one in found if one.is_family)


def fullest_first(saying: Saying) -> tuple[bool, int, bool, int, str, str, str]:
    """Sorts by how much of the words a saying carries: quotations first, then long ones, then named ones.

    Of equal ones the one in most reports, then the earliest, so that not the alphabet says whose words they are.
    """
    reports = len({told.report for told in saying.told})
    first = min((told.day for told in saying.told if told.day), default="X")
    least = (saying.kind == INDIRECT, -saying.size, not saying.voice.is_named, -reports, first)
    return (*least, saying.wording, saying.voice.key)


def _neighbours(matches: Matches) -> defaultdict[str, set[str]]:
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in matches:
        near[one].add(other)
        near[other].add(one)
    return near


class _Head:
    """The fullest saying of a family that grows."""

    def __init__(self, fullest: Saying, place: int) -> None:
        self.fullest, self.place = fullest, place
        self.others: list[tuple[Saying, Bond]] = []
        self.voice = fullest.voice if fullest.voice.is_named else NOBODY
        self._days = _days(fullest)
        self._places: dict[str, list[Told]] = defaultdict(list)
        for told in fullest.told:
            self._places[told.report].append(told)

    def bonds(self, saying: Saying, matches: Matches) -> Iterator[Bond]:
        """What ties a saying to the fullest one; nothing, where nothing does."""
        pair = min(self.fullest.wording, saying.wording), max(self.fullest.wording, saying.wording)
        mine = [told for told in saying.told if told.report in self._places]
        if self._overlaps(mine):
            return
        voice = min(one_voice(self.fullest.voice, saying.voice), one_voice(self.voice, saying.voice))
        is_near = bool(mine) or _are_near(self._days, _days(saying))
        for match in matches.get(pair, ()):
            if (match.anywhere or mine) and self._holds(saying, match, voice, is_near=is_near):
                yield Bond(voice, is_near, match.shared.weight, match.told is not None)

    def _holds(self, saying: Saying, match: Match, voice: OneVoice, *, is_near: bool) -> bool:
        if match.told is not None:
            # The same one, at one time, once with quotation marks and once without: words alone are not enough.
            said, told = sorted((self.fullest, saying), key=lambda one: one.wording == match.told)
            is_reported = told.kind == INDIRECT and said.kind != INDIRECT
            return voice is OneVoice.YES and is_near and is_reported
        if match.shared.quoted < 2 and voice is not OneVoice.YES and (match.shared.quoted or voice is OneVoice.NO):
            return False  # words without quotation marks are nobody's but the speaker's
        if voice is OneVoice.NO and any(one.tells_of for each in (self.fullest, saying) for one in each.told):
            return False  # who reports another's words has not said them
        return _enough(match.shared, voice, is_near=is_near)

    def _overlaps(self, told: Iterable[Told]) -> bool:
        """Does one of these overlap the fullest in its report? Then it is one piece of text, not two."""
        return any(
            mine.starts < one.ends and one.starts < mine.ends for one in told for mine in self._places[one.report]
        )

    def take(self, saying: Saying, bond: Bond) -> None:
        """One more. The first who is named speaks for a family whose fullest report names nobody."""
        self.others.append((saying, bond))
        if self.voice == NOBODY and saying.voice.is_named:
            self.voice = saying.voice

    @property
    def is_family(self) -> bool:
        """Of two reports; of one, where it tells its quotation in other words: twice the same is no family."""
        reports = {one.report for saying in (self.fullest, *(s for s, _ in self.others)) for one in saying.told}
        return len(reports) > 1 or any(self._is_told(saying, bond) for saying, bond in self.others)

    def _is_told(self, saying: Saying, bond: Bond) -> bool:
        """Does it stand without quotation marks what the same speaker is quoted with?"""
        return bond.voice is OneVoice.YES and saying.kind == INDIRECT and self.fullest.kind != INDIRECT

    def family(self) -> Family:
        return Family(self.fullest, tuple(self.others))


def _enough(shared: Shared, voice: OneVoice, *, is_near: bool) -> bool:
    """Do two wordings share enough to be the same words, whoever speaks and whenever?"""
    least = [(_TOLD, _HALF_QUOTED, _QUOTED[voice])[shared.quoted]]
    if is_near and shared.quoted and voice is OneVoice.YES:
        least.append(_NEAR_AND_SAME)
    if all(any(has < bound for has, bound in zip(shared, one, strict=False)) for one in least):
        return False
    is_short = shared.weight < _SHORT and shared.run < _LONG_RUN
    return is_near or (shared.quoted != 1 and not is_short)


def _days(saying: Saying) -> list[int]:
    return sorted({date.fromisoformat(told.day).toordinal() for told in saying.told if told.day})


def _are_near(days: Sequence[int], others: Sequence[int]) -> bool:
    """Is a day of one within a week of a day of the other? Both sorted."""
    for day in others:
        at = bisect_left(days, day - _NEAR)
        if at < len(days) and days[at] <= day + _NEAR:
            return True
    return False
