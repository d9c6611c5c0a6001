"""Scenes: what one report tells that one person said on one occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.grouping.gatherings import Gathering, gathering_of
from onrecord.text.edtf import day_of

Range = tuple[str, str]
_DAY = 10  # characters of an EDTF day
_NOTHING = Gathering(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement, as far as it matters when and where it was said.

    said_on: EDTF as its report has it. days: the ranges of days that may mean, ISO, both ends included; empty where no
    year is in evidence.
    """

    id: str
    person: str
    said_on: str | None = None
    days: tuple[Range, ...] = ()
    place: str | None = None
    occasion: str | None = None
    medium: str | None = None

    @property
    def told(self) -> tuple[str | None, ...]:
        return self.place, self.occasion, self.medium


@dataclass(frozen=True, slots=True)
class Scene:
    """The statements of one person that one report puts on one occasion.

    id: the least of its statements' ids. report: the report's id. published: first and last day it may be of.
    The rest is as in `Saying`. A scene of one statement of which nothing is told is one as well: its words may tell.
    """

    id: str
    person: str
    report: str
    statements: tuple[str, ...]
    said_on: str | None = None
    days: tuple[Range, ...] = ()
    published: Range | None = None
    place: str | None = None
    occasion: str | None = None
    medium: str | None = None
    gathering: Gathering = field(default=_NOTHING)

    @property
    def day(self) -> str | None:
        """The one day it is of; None while a digit is open."""
        return self.said_on if day_of(self.said_on) else None

    @property
    def month_day(self) -> str | None:
        """ "12-02" of a day, also where its year is open."""
        return _month_day(self.said_on)

    @property
    def is_told(self) -> bool:
        """Is anything told of when or at what it was said?"""
        return bool(self.said_on or self.occasion or self.medium)

    @property
    def shape(self) -> Scene:
        """What says with which scenes of other reports it is one: alike for all copies of a report.

        With the day the date of the report does not matter.
        """
        when = (self.said_on, self.days, None if self.day else self.published)
        return Scene("", self.person, "", (), *when, self.place, self.occasion, self.medium, self.gathering)


def scenes_of(
    report: str, published: Range | None, sayings: Iterable[Saying], *, is_transcript: bool = False
) -> tuple[Scene, ...]:
    """The scenes of one report, by their ids. All that one person says in a transcript is one.

    Statements of one person and date are one scene where they are told to be of one place, occasion and medium. Of
    which less is told belongs to the one scene of that day of which more is; where it could be of two, to neither. Of
    one month much may be said: there a statement of which nothing else is told is a scene of its own.
    """
    by_date: defaultdict[tuple[str, str | None], list[Saying]] = defaultdict(list)
    for one in sayings:
        by_date[one.person, one.said_on].append(one)
    found = (
        scene
        for group in by_date.values()
        for scene in ([_scene(report, published, group)] if is_transcript else _of_date(report, published, group))
    )
    return tuple(sorted(found, key=lambda scene: scene.id))


def _of_date(report: str, published: Range | None, group: Sequence[Saying]) -> Iterable[Scene]:
    by_told: defaultdict[tuple[str | None, ...], list[Saying]] = defaultdict(list)
    is_day = _month_day(group[0].said_on) is not None
    for one in group:
        alone = not is_day and not any(one.told)
        by_told[(*one.told, one.id) if alone else one.told].append(one)
    if not is_day:
        return [_scene(report, published, some) for some in by_told.values()]
    fullest = {told for told in by_told if not any(_is_less(told, other) for other in by_told)}
    gathered = {told: list(by_told[told]) for told in fullest}
    for told, some in by_told.items():
        holders = [other for other in fullest if _is_less(told, other)]
        if told not in fullest:
            gathered.setdefault(holders[0] if len(holders) == 1 else told, []).extend(some)
    return [_scene(report, published, some) for some in gathered.values()]


def _month_day(edtf: str | None) -> str | None:
    return edtf[5:] if edtf and len(edtf) == _DAY and "X" not in edtf[5:] else None


def _is_less(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Does the other tell all that this one tells, and more?"""
    return one != other and all(mine is None or mine == theirs for mine, theirs in zip(one, other, strict=True))


def _scene(report: str, published: Range | None, some: Sequence[Saying]) -> Scene:
    ids = tuple(sorted(one.id for one in some))
    fullest = max(some, key=lambda one: (sum(value is not None for value in one.told), one.id))
    when = (fullest.said_on, fullest.days, published)
    return with_gathering(
        Scene(ids[0], fullest.person, report, ids, *when, fullest.place, fullest.occasion, fullest.medium)
    )


def with_gathering(scene: Scene) -> Scene:
    """The scene with what its occasion and medium mean."""
    return replace(scene, gathering=gathering_of("; ".join(word for word in (scene.occasion, scene.medium) if word)))
