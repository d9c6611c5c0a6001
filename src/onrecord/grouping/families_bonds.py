"""What ties a saying to the fullest one of a family: by the words that both share, who speaks, and when.

A pure function of the two, and of who speaks for the family by then.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
_NO_DAY, _DAY = "X", 10  # sorts behind every day; how long one is as ISO writes it


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

    @property
    def id(self) -> str:
        """The same in every record with these words from this mouth; names the family of which it is the fullest."""
        named = f"{self.wording}|{self.voice.key}"
        return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def place(self) -> bytes:
        """Sorts by how much of the words a saying carries: quotations first, then long ones, then named ones.

        Of equal ones the one in most reports, then the earliest, so that not the alphabet says whose words they are.
        """
        reports = len({told.report for told in self.told})
        first = min((told.day for told in self.told if told.day), default=_NO_DAY)
        named = bytes([self.kind == INDIRECT]), _descending(self.size), bytes([not self.voice.is_named])
        return b"".join((*named, _descending(reports), first.encode().ljust(_DAY), bytes.fromhex(self.id)))


class Bond(NamedTuple):
    """Why a saying belongs to the fullest one: the surer, the greater."""

    voice: OneVoice
    is_near: bool
    weight: float
    is_paraphrase: bool


def _descending(number: int) -> bytes:
    return (0xFFFFFFFF - number).to_bytes(4, "big")


class Match(NamedTuple):
    """What two wordings share. anywhere: it holds between any two reports, else only inside one.

    told: the wording of the two that reports the other in its own words; None where both carry the same words.
    """

    shared: Shared
    anywhere: bool = True
    told: str | None = None


class Head:
    """The fullest saying of a family, as far as others are held against it.

    voice: who speaks for the family. Where its fullest report names nobody, that is the first of the others that does,
    and until then nobody.
    """

    def __init__(self, fullest: Saying, voice: Voice = NOBODY) -> None:
        self.fullest = fullest
        self.voice = fullest.voice if fullest.voice.is_named else voice
        self._days = _days(fullest)
        self._places: dict[str, list[Told]] = defaultdict(list)
        for told in fullest.told:
            self._places[told.report].append(told)

    def bonds(self, saying: Saying, matches: Iterable[Match]) -> Iterator[Bond]:
        """What ties a saying to the fullest one; nothing, where nothing does. matches: of their two wordings."""
        mine = [told for told in saying.told if told.report in self._places]
        if self._overlaps(mine):
            return
        voice = min(one_voice(self.fullest.voice, saying.voice), one_voice(self.voice, saying.voice))
        is_near = bool(mine) or _are_near(self._days, _days(saying))
        for match in matches:
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

    def hears(self, saying: Saying) -> None:
        """One more. The first who is named speaks for a family whose fullest report names nobody."""
        if self.voice == NOBODY and saying.voice.is_named:
            self.voice = saying.voice


def best(saying: Saying, heads: Iterable[tuple[Head, Iterable[Match]]]) -> tuple[Head, Bond] | None:
    """To which of these it belongs, by the surest bond, of equal ones to the fullest; None where nothing ties it.

    heads: of sayings before this one, in the order of their places, with what the wordings share.
    """
    bonds = [(head, bond) for head, matches in heads for bond in head.bonds(saying, matches)]
    return max(bonds, key=lambda one: one[1], default=None)


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
