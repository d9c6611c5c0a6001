"""When a report was published and when last changed: the one place where all evidence is weighed.

What the user gives outweighs all; then what page, feed and text say (`weigh_dates`); where only the text speaks, its
own reading with its doubt stands (`published_by_text`). What is not believed is kept with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.reports.date_claims import DateClaim, Role, Voice, claim
from onrecord.reports.given_date import read_given_date
from onrecord.reports.published_by_text import (
    TextFinding,
    TextSigns,
    against_dateline,
    dateline_days,
    find_by_text,
    narrow_publication_date,
    published_on,
)
from onrecord.reports.weigh_dates import Bounds, Weighed, speaks_for, weigh
from onrecord.text.edtf import day_of, days_within, fold
from onrecord.text.written_dates import LONGEST as LONGEST_LINE
from onrecord.text.written_dates import WrittenDate, written_dates
from onrecord.values.dates import DateEvidence, PublicationDate
from onrecord.values.page import Arrival
from onrecord.values.report import Dateline

_DAY = timedelta(days=1)
_MOST = 60
"""Pieces of evidence that are kept; a page of lists would bring hundreds."""


@dataclass(frozen=True, slots=True)
class ReportDates:
    """published, updated: None when nothing that is believed speaks of them. evidence: all that spoke, and why not."""

    published: PublicationDate | None
    updated: PublicationDate | None
    evidence: tuple[DateEvidence, ...]


def find_dates(
    signs: TextSigns, *, given: str | None, claims: Sequence[DateClaim], arrival: Arrival, today: date
) -> ReportDates:
    """Weigh all evidence for the day of publication and of the last change.

    given: the date the input itself carries, in any common form. claims: of the page's head.
    today: the day of reading; nothing that was read is younger.
    """
    by_text = find_by_text(signs, last_year=today.year)
    bounds = _bounds(arrival, today)
    told = (_beyond_the_text(one, signs) for one in claims)
    weighed = weigh((*told, *_of_feed(arrival), *_of_text(by_text, signs.dateline)), bounds)
    readings = read_given_date(given) if given else ()
    if given and readings:
        published: PublicationDate | None = _as_given(given, readings, signs.dateline)
    elif any(one.voice is not Voice.TEXT and speaks_for(one, weighed.published) for one in _believed(weighed)):
        published = _as_weighed(weighed, signs.dateline)
    elif any(one.voice is Voice.TEXT and (one.doubt or one.role is Role.UPDATED) for one in weighed.claims):
        published = None
    else:
        published = _bounded(by_text.published, bounds, arrival)
    if given and not readings and published:
        remark = f"the date given with the input, {given[:60]!r}, is no date and left out"
        published = replace(published, because=f"{published.because}; {remark}")
    updated = _as_updated(weighed)
    evidence = (
        *_of_given(given, readings),
        *(_told(one, published, weighed) for one in weighed.claims),
        *_other_signs(by_text, signs.dateline, published),
        *_of_arrival(arrival, published),
    )
    return ReportDates(published, updated, tuple(dict.fromkeys(evidence))[:_MOST])


def _beyond_the_text(one: DateClaim, signs: TextSigns) -> DateClaim:
    """A day that a search of the whole page found is doubted where the report tells of it in its sentences."""
    if (
        one.voice is not Voice.SEARCH
        or one.doubt
        or not any(
            one.readings[0] in date.readings
            for paragraph in signs.paragraphs
            for date in _days_in(paragraph.of(signs.text))
        )
    ):
        return one
    return replace(one, doubt="a day that the report tells of, not its own")


def _days_in(words: str) -> tuple[WrittenDate, ...]:
    starts = range(0, len(words), LONGEST_LINE - 30)
    return tuple(date for start in starts for date in written_dates(words[start : start + LONGEST_LINE], None))


def _bounds(arrival: Arrival, today: date) -> Bounds:
    """A page is not younger than its fetch, a day allowed for time zones; else not younger than its reading."""
    fetched = claim("fetched", arrival.fetched or "", Role.UNTOLD, Voice.SEARCH)
    day = day_of(fetched.readings[0]) if fetched.readings else None
    if day is None or day > _day_after(today):
        return Bounds(_day_after(today), f"after {today.isoformat()}, the day of reading")
    return Bounds(_day_after(day), f"after the page was fetched, on {day.isoformat()}", fetched.moment)


def _day_after(day: date) -> date:
    """The next day; of the calendar's last day that day itself."""
    return min(day, date.max - _DAY) + _DAY


def _of_feed(arrival: Arrival) -> tuple[DateClaim, ...]:
    return (claim("feed", arrival.listed, Role.PUBLISHED, Voice.FEED, language="en"),) if arrival.listed else ()


def _of_text(by_text: TextFinding, dateline: Dateline | None) -> tuple[DateClaim, ...]:
    """What the text says, as one voice among others: only where it names whole days."""
    found = by_text.published
    days = tuple(day for day in found.candidates if day_of(day)) if found else ()
    if found is None or not days or len(days) < len(found.candidates) or len(days) > 2:
        return ()
    is_dateline = dateline is not None and dateline.date_words is not None and dateline_days(dateline)
    words = dateline.date_words if dateline and dateline.date_words and is_dateline else _first_words(by_text)
    is_labelled = bool(is_dateline) or any(clue.labelled for clue in by_text.clues[:1])
    role = Role.PUBLISHED if is_labelled else Role.UNTOLD
    weakness = 0.0 if is_labelled else 1.0  # a bare date among the first lines may be another report's
    return (DateClaim("dateline" if is_dateline else "text", words, days, role, Voice.TEXT, weakness=weakness),)


def _first_words(by_text: TextFinding) -> str:
    return (
        by_text.clues[0].words[:100]
        if by_text.clues
        else (by_text.published.because[:100] if by_text.published else "")
    )


def _believed(weighed: Weighed) -> list[DateClaim]:
    return [one for one in weighed.claims if one.doubt is None and one.role is not Role.UPDATED]


def _as_given(given: str, readings: Sequence[str], dateline: Dateline | None) -> PublicationDate:
    return published_on(readings, [f"the date given with the input, {given!r}", *against_dateline(readings, dateline)])


def _as_weighed(weighed: Weighed, dateline: Dateline | None) -> PublicationDate:
    """The day with what speaks for it, and the two strongest voices that speak against it."""
    believed = _believed(weighed)
    speaking = [one for one in believed if speaks_for(one, weighed.published)]
    first = next((one for one in speaking if not set(one.readings).isdisjoint(weighed.published)), speaking[0])
    others = dict.fromkeys(one.kind for one in speaking if one.kind != first.kind)
    because = [f"{first.kind} {first.words!r}"]
    if len(weighed.published) > 1:
        because[0] += ": day and month can be either"
    if others:
        because.append(f"so {', '.join(list(others)[:4])}")
    against = {one.readings: one for one in reversed(believed) if one not in speaking and one.voice is not Voice.TEXT}
    because += [f"but {one.kind} says {one.words!r}" for one in list(against.values())[::-1][:2]]
    return published_on(weighed.published, [*because, *against_dateline(weighed.published, dateline)])


def _as_updated(weighed: Weighed) -> PublicationDate | None:
    speaking = [
        one
        for one in weighed.claims
        if one.role is Role.UPDATED and one.doubt is None and speaks_for(one, weighed.updated)
    ]
    if not speaking:
        return None
    because = "; so ".join(dict.fromkeys(f"{one.kind} {one.words!r}" for one in speaking[:3]))
    return published_on(weighed.updated, [because])


def _bounded(published: PublicationDate | None, bounds: Bounds, arrival: Arrival) -> PublicationDate | None:
    """What the text leaves open, bounded by the fetch."""
    if published is None or not arrival.fetched:
        return published
    last = bounds.not_after
    return narrow_publication_date(published, because=f"none {bounds.because}", last_year=last.year, not_after=last)


def _told(one: DateClaim, published: PublicationDate | None, weighed: Weighed) -> DateEvidence:
    """A claim as evidence: believed when it names the day that was settled on."""
    edtf = fold(one.readings)
    is_change = one.role is Role.UPDATED
    days: Sequence[str] = weighed.updated if is_change else published.candidates if published else ()
    what = "the last change" if is_change else "the publication"
    if one.doubt:
        return DateEvidence(one.kind, one.words, edtf, False, one.doubt)
    if not set(one.readings).isdisjoint(days):
        return DateEvidence(one.kind, one.words, edtf, True, f"names the day of {what}")
    if speaks_for(one, days):
        return DateEvidence(
            one.kind, one.words, edtf, True, f"told in UTC: where it was printed it was the day of {what}"
        )
    return DateEvidence(
        one.kind, one.words, edtf, False, f"another day of {what} is better told" if days else "nothing to settle it"
    )


def _of_given(given: str | None, readings: Sequence[str]) -> Iterable[DateEvidence]:
    if given:
        because = "given with the input, which outweighs the page" if readings else "it is no date that can be read"
        yield DateEvidence("given", given[:100], fold(readings), bool(readings), because)


def _other_signs(
    by_text: TextFinding, dateline: Dateline | None, published: PublicationDate | None
) -> Iterable[DateEvidence]:
    """What in the text speaks of days and is no claim of its own: compared with the day that was settled on."""
    settled = [day for edtf in published.candidates for day in days_within(edtf)] if published else []
    words = dateline.date_words if dateline else None
    if dateline and words and (days := dateline_days(dateline)):
        is_near = _is_near(days, settled)
        yield DateEvidence("dateline", words, fold(days), is_near, _because_near(is_near, settled))
    for clue in by_text.clues[:20]:
        is_near = _is_near(clue.readings, settled)
        yield DateEvidence(
            "date line in the text", clue.words[:100], fold(clue.readings), is_near, _because_near(is_near, settled)
        )
    for day in by_text.saved[:3]:
        because = "it stands beside the weather: the day on which the page was saved"
        yield DateEvidence("weather", day.isoformat(), day.isoformat(), False, because)
    if by_text.weekday and published and by_text.weekday in published.because:
        yield DateEvidence(
            "weekday of the lead", by_text.weekday, None, True, "leaves the years in which the day was one"
        )


def _is_near(readings: Sequence[str], settled: Sequence[date]) -> bool:
    years = {day.year for day in settled}
    days = {day for edtf in readings for day in days_within(edtf, years)}
    return any(abs(day - other) <= _DAY for day in days for other in settled)


def _because_near(is_near: bool, settled: Sequence[date]) -> str:
    if not settled:
        return "nothing to settle it"
    return "the day of the publication or the one before" if is_near else "another day than that of the publication"


def _of_arrival(arrival: Arrival, published: PublicationDate | None) -> Iterable[DateEvidence]:
    """The days of fetch and of the server's last change bound the publication from above; they do not name it."""
    for kind, words in (("fetched", arrival.fetched), ("Last-Modified", arrival.last_modified)):
        if not words:
            continue
        found = claim(kind, words, Role.UNTOLD, Voice.SEARCH, language="en")
        day = day_of(found.readings[0]) if found.readings else None
        ours = [d for edtf in published.candidates for d in days_within(edtf)] if published else []
        is_bound = day is not None and bool(ours) and min(ours) <= _day_after(day)
        because = (
            "the report is not younger" if is_bound or not ours else "before the publication, so it says nothing of it"
        )
        yield DateEvidence(kind, words[:100], found.readings[0] if day else None, is_bound, because)
