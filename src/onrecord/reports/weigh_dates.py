"""Which of the days that a page names is the day of its publication, and which the day of its last change.

Each voice (linked data, meta, the line beside the headline, the address …) counts once for a day. What stands in the
wrong place, lies in the future or is a template's default is doubted and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.reports.date_claims import DateClaim, Role, Voice
from onrecord.text.edtf import day_of, days_within

_WEIGHT = {
    Voice.LINKED: 3.0,
    Voice.ADDRESS: 3.0,
    Voice.META: 2.5,
    Voice.FEED: 2.0,
    Voice.TEXT: 2.0,
    Voice.SHOWN: 1.5,
    Voice.MARKUP: 1.5,
    Voice.SEARCH: 0.5,
    Voice.PICTURE: 0.3,
}
_MACHINE = frozenset((Voice.LINKED, Voice.META, Voice.MARKUP))
"""Fields that one program fills from one column: the second and third that agree add little."""
_AGREEING = 1.0
_SAID = 0.5  # more for a line that says "published" of itself
_ELSEWHERE = 0.9  # of its weight counts a moment in UTC for the day it was in another place, where that day is printed
_DEFAULTS = frozenset(("1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1899-12-31"))
_ECHOES = frozenset((Voice.SEARCH, Voice.TEXT))
_AT_ONCE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of the page's way here. not_after: the last day it can be of, with because: why.

    fetched: when, in seconds since 1970; None where that is not known.
    """

    not_after: date
    because: str
    fetched: int | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What follows from all claims. published, updated: EDTF of days; several where nothing decides between them.

    claims: all of them, each with the doubt that keeps it from being believed, if any.
    """

    published: tuple[str, ...]
    updated: tuple[str, ...]
    claims: tuple[DateClaim, ...]


def weigh(claims: Sequence[DateClaim], bounds: Bounds) -> Weighed:
    """Weigh the claims: the day most voices of most weight speak for; of two alike the one that is told first."""
    told = _with_roles(_settled([_possible(one, bounds) for one in claims]))
    told = _without_echoes(_without_crawls(told, bounds))
    published = _strongest([one for one in told if one.doubt is None and one.role is not Role.UPDATED])
    told = [_as_change(one, published, told) if one.role is Role.UPDATED else one for one in told]
    updated = _strongest([one for one in told if one.doubt is None and one.role is Role.UPDATED])
    return Weighed(published, updated, tuple(told))


def speaks_for(one: DateClaim, readings: Sequence[str]) -> bool:
    """Does a claim name one of these days, where it was told or, of a moment in UTC, somewhere?"""
    return not set(readings).isdisjoint((*one.readings, *one.also))


def _possible(one: DateClaim, bounds: Bounds) -> DateClaim:
    """The claim without readings that cannot be, and with its doubt when none is left."""
    if one.doubt:
        return one
    if not one.readings:
        return replace(one, doubt="it is no date that can be read")
    if _DEFAULTS.issuperset(one.readings):
        return replace(one, doubt="a default of templates, not a day")
    kept = tuple(day for day in one.readings if min(days_within(day)) <= bounds.not_after)
    return replace(one, readings=kept) if kept else replace(one, doubt=bounds.because)


def _settled(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """Where day and month can be either, another claim that names one of the two days decides."""
    plain = {
        day for one in claims if one.doubt is None and len(one.readings) == 1 for day in (*one.readings, *one.also)
    }
    settled = []
    for one in claims:
        named = tuple(day for day in one.readings if day in plain) if len(one.readings) > 1 else ()
        settled.append(replace(one, readings=named) if named else one)
    return settled


def _with_roles(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """A line without a label is of the last change, when that and not the publication is its day."""
    believed = [one for one in claims if one.doubt is None]
    published = {day for one in believed if one.role is Role.PUBLISHED for day in (*one.readings, *one.also)}
    updated = {day for one in believed if one.role is Role.UPDATED for day in one.readings}
    is_change = [
        bool(published) and not published.issuperset(one.readings) and updated.issuperset(one.readings)
        for one in claims
    ]
    return [
        replace(one, role=Role.UPDATED) if one.role is Role.UNTOLD and one.doubt is None and changed else one
        for one, changed in zip(claims, is_change, strict=True)
    ]


def _without_crawls(claims: Sequence[DateClaim], bounds: Bounds) -> list[DateClaim]:
    """The moment of the fetch is put into pages by templates: doubted where another day is named."""
    fetched = bounds.fetched
    if fetched is None:
        return list(claims)
    told = [one for one in claims if one.doubt is None]
    at_fetch = [one for one in told if one.moment is not None and abs(one.moment - fetched) <= _AT_ONCE]
    others = [one for one in told if one not in at_fetch and one.role is not Role.UPDATED]
    found = []
    for one in claims:
        contradicted = any(not speaks_for(other, one.readings) for other in others)
        is_crawl = one in at_fetch and (one.role is Role.UPDATED or contradicted)
        found.append(
            replace(one, doubt="the moment of the fetch, put there by the page's template") if is_crawl else one
        )
    return found


def _without_echoes(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """A search of the page, or its text's unlabelled line, says again what is doubted for its place, or is a change."""
    others = [one for one in claims if one.voice not in _ECHOES and (one.doubt or one.role is Role.UPDATED)]
    found = []
    for one in claims:
        echoed = [other.kind for other in others if _may_echo(one) and speaks_for(other, one.readings)]
        found.append(replace(one, doubt=one.doubt or f"the same as {echoed[0]}") if echoed else one)
    return found


def _may_echo(one: DateClaim) -> bool:
    return one.voice is Voice.SEARCH or (one.voice is Voice.TEXT and one.role is Role.UNTOLD)


def _as_change(one: DateClaim, published: Sequence[str], claims: Sequence[DateClaim]) -> DateClaim:
    """A claim of a change, doubted when it names the publication again or a day before it."""
    first = day_of(published[0]) if len(published) == 1 else None
    day = day_of(one.readings[0]) if one.readings else None
    if one.doubt or first is None or day is None:
        return one
    if day < first:
        return replace(one, doubt="before the publication, so no change of what was published")
    others = [other for other in claims if other.role is not Role.UPDATED and speaks_for(other, published)]
    moments = {other.moment for other in others}
    if day == first and (one.moment is None or one.moment in moments or moments == {None}):
        return replace(one, doubt="the day of the publication again: no change is named")
    return one


def _strongest(claims: Sequence[DateClaim]) -> tuple[str, ...]:
    """The day with the most weight; both where day and month of its only claims can be either."""
    days = dict.fromkeys(day for one in claims for day in one.readings)
    if not days:
        return ()
    weights = {day: _weight_for(day, claims) for day in days}
    best = max(weights.values())
    leading = [day for day in days if weights[day] == best]
    twins = next((one.readings for one in claims if leading[0] in one.readings), ())
    return tuple(day for day in leading if day in twins)


def _weight_for(day: str, claims: Sequence[DateClaim]) -> float:
    is_printed = any(day in one.readings and not one.also for one in claims)
    by_voice: dict[Voice, float] = {}
    for one in claims:
        part = 1.0 if day in one.readings else _ELSEWHERE if is_printed and day in one.also else 0.0
        by_voice[one.voice] = max(by_voice.get(one.voice, 0.0), part * _weight(one))
    machine = [weight for voice, weight in by_voice.items() if voice in _MACHINE and weight]
    rest = sum(weight for voice, weight in by_voice.items() if voice not in _MACHINE)
    return rest + (max(machine) + _AGREEING * (len(machine) - 1) if machine else 0.0)


def _weight(one: DateClaim) -> float:
    said = _SAID if one.role is Role.PUBLISHED and one.voice in (Voice.SHOWN, Voice.MARKUP) else 0.0
    return max(0.1, _WEIGHT[one.voice] + said - one.weakness)
