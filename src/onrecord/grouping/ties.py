"""What ties two scenes to one occasion, and what forbids it. A person speaks several times a day: without evidence for
one occasion there are two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.circumstances import wording as w
from onrecord.comparing.tokens import fold
from onrecord.grouping.scenes import Range, Scene

LEAST = 6  # words in a row that two statements have in common to be compared at all
# Words in a row that tie two scenes of which one is not dated, by the days that lie between the reports at most. A
# slogan comes again at every rally, a sentence of twenty words hardly.
_LEAST_WITHIN = ((7, 8), (31, 12), (366, 20))
_LEAST_EVER = 30
MOST_OF_IT = 0.5  # of the shorter quotation: who speaks of one thing on two days uses the same phrase among others
_VENUE = re.compile(rf"\b{w.VENUE}\b")
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the a an of in at near outside inside".split())


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that a statement of one scene and one of the other have in common, in a row. count: how many.

    share: of the shorter one's words that stand in the other, in stretches of LEAST words or more; 0 to 1.
    """

    count: int
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two scenes of one occasion. one, other: their ids, the lesser first. because: in plain words."""

    one: str
    other: str
    because: str


def tie(one: Scene, other: Scene, shared: Shared | None = None) -> Tie | None:
    """Why the two are one occasion; None where nothing says so, or something speaks against it. Symmetric."""
    if one.person != other.person or one.report == other.report or forbids(one, other):
        return None
    first, last = sorted((one, other), key=lambda scene: scene.id)
    reasons = [*_same_gathering(first, last), *_same_words(first, last, shared)]
    return Tie(first.id, last.id, "; ".join(reasons)) if reasons else None


def forbids(one: Scene, other: Scene) -> str | None:
    """What says that the two are two occasions; None where nothing does."""
    if not _may_be_one_day(one, other):
        return "another day"
    if one.report == other.report and one.occasion and other.occasion and one.occasion != other.occasion:
        return "told apart by one report"
    if one.place and other.place and not same_place(one.place, other.place):
        return "another place"
    if one.gathering.excludes(other.gathering) or _other_channel(one, other):
        return "another occasion or medium"
    return None


# --- days ------------------------------------------------------------------------------------------------------------


def _may_be_one_day(one: Scene, other: Scene) -> bool:
    if one.said_on and other.said_on:
        if one.days and other.days:
            return any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days)
        return all(x == y or "X" in (x, y) for x, y in zip(one.said_on, other.said_on, strict=False))
    return _is_in_time(one, other) and _is_in_time(other, one)


def _is_in_time(said: Scene, undated: Scene) -> bool:
    """What was printed had been said before."""
    if undated.said_on or not said.days or not undated.published:
        return True
    return min(first for first, _ in said.days) <= undated.published[1]


def is_same_day(one: Scene, other: Scene) -> bool:
    """Do both tell the day, and the same one? The year may be open in one."""
    return one.month_day is not None and one.month_day == other.month_day and _may_be_one_day(one, other)


def days_between(one: Scene, other: Scene) -> int | None:
    """The most days that lie between what the two tell: of the day it was said, else of that of the report."""
    ranges = [_range(one), _range(other)]
    first, second = ranges
    if first is None or second is None:
        return None
    days = [date.fromisoformat(day) for day in (*first, *second)]
    return max(abs((days[3] - days[0]).days), abs((days[1] - days[2]).days))


def _range(scene: Scene) -> Range | None:
    found = (scene.day, scene.day) if scene.day else scene.published
    return found if found and found[0] >= "0001" else None


# --- evidence --------------------------------------------------------------------------------------------------------


def _same_words(one: Scene, other: Scene, shared: Shared | None) -> list[str]:
    if shared is None or shared.count < LEAST:
        return []
    told = f"the same {shared.count} words in a row, “{shared.words}”"
    if is_same_day(one, other):
        return [f"{told}, on the same day"]
    gap = days_between(one, other)
    least = next((least for days, least in _LEAST_WITHIN if gap is not None and gap <= days), _LEAST_EVER)
    return [told] if shared.count >= least and shared.share >= MOST_OF_IT else []


def _same_gathering(one: Scene, other: Scene) -> list[str]:
    if not is_same_day(one, other):
        return []
    if names := one.gathering.shared(other.gathering):
        sorts = " and ".join(sorted(one.gathering.sorts & other.gathering.sorts))
        return [f"the same day, and in both a {sorts} of the same name ({', '.join(_shown(n) for n in names)})"]
    if one.place and other.place and _VENUE.search(one.place) and _place_words(one.place) == _place_words(other.place):
        return [f"the same day at the same venue, {one.place}"]
    return []


def _shown(name: str) -> str:
    return name if name.isupper() else name.title()


def keys_of(scene: Scene) -> tuple[str, ...]:
    """Under which scenes of one person meet that may be tied without the same words."""
    if scene.month_day is None:
        return ()
    day = f"{scene.person} {scene.month_day}"
    names = [f"{day} {sort} {name}" for sort in scene.gathering.sorts for name in scene.gathering.names]
    venue = [f"{day} at {' '.join(sorted(_place_words(scene.place)))}"] if _has_venue(scene) else []
    return tuple(sorted({*names, *venue}))


def _has_venue(scene: Scene) -> bool:
    return bool(scene.place and _VENUE.search(scene.place))


# --- places and channels ---------------------------------------------------------------------------------------------


def _place_words(place: str | None) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(place or "")) - _SMALL


def same_place(one: str, other: str) -> bool:
    """Does the one place name what the other names, or more exactly?"""
    mine, theirs = _place_words(one), _place_words(other)
    return mine <= theirs or theirs <= mine


def _other_channel(one: Scene, other: Scene) -> bool:
    """Two media that have no word and no sort in common: "CNN", and a letter to the board."""
    if not one.medium or not other.medium or one.gathering.sorts & other.gathering.sorts:
        return False
    return not _place_words(one.medium) & _place_words(other.medium)
