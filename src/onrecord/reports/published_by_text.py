"""When a report was published, by its text alone: dateline, date lines, the weekday of the lead, and the doubt left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.reports.date_clues import (
    DateClue,
    date_lines,
    feed_stamps,
    latest_year_told,
    lead_weekday,
    months_in_paths,
    weather_dates,
)
from onrecord.text.edtf import day_of, days_within, fold
from onrecord.text.timearithmetic import resolve
from onrecord.text.timenames import weekday_name
from onrecord.text.timewords import find_time_words
from onrecord.text.when import CalendarDay
from onrecord.values.dates import PublicationDate
from onrecord.values.report import Dateline, Furniture
from onrecord.values.span import Span

FIRST_YEAR = 2004
"""The first year that a report without one is taken to come from: most of the news on the net is younger."""
_LAG = timedelta(days=10)
"""A report stands on a page within so many days of its dateline; later is another report, or a page saved later."""


@dataclass(frozen=True, slots=True)
class TextSigns:
    """What of a report's text speaks of its date.

    text: as read; left-over tags in it hold dated paths. The reading copy also serves.
    """

    text: str
    paragraphs: Sequence[Span]
    dateline: Dateline | None
    furniture: Sequence[Furniture]


@dataclass(frozen=True, slots=True)
class TextFinding:
    """What the text alone says. published: None when nothing in it speaks of a date.

    clues: its date lines and feed stamps. saved: the days beside the weather, on which the page was saved.
    weekday: what the lead calls its day, "on Thursday".
    """

    published: PublicationDate | None
    clues: tuple[DateClue, ...]
    saved: tuple[date, ...]
    weekday: str | None


def find_by_text(signs: TextSigns, *, last_year: int) -> TextFinding:
    """The day of publication by the text alone, with its evidence.

    last_year: the year in which the page is read; a report without a year is not younger.
    Never a guess: what several years fit is "XXXX-03-04" with all fitting years as candidates.
    """
    text = signs.text.replace("\u00a0", " ")
    body = _body(signs.paragraphs, {piece.span for piece in signs.furniture}, signs.dateline)
    clues = (*date_lines(text), *feed_stamps(text))
    found = _from_text(text, body, signs.dateline, clues, range(FIRST_YEAR, last_year + 1))
    named = lead_weekday(text, body[:3])
    return TextFinding(
        published=published_on(found[0], [found[1]]) if found else None,
        clues=clues,
        saved=weather_dates(text),
        weekday=named[1] if named else None,
    )


def narrow_publication_date(
    published: PublicationDate,
    *,
    because: str,
    last_year: int,
    not_before: date | None = None,
    not_after: date | None = None,
) -> PublicationDate:
    """Leave out the candidates that something known from elsewhere excludes (an office held, a treaty not yet signed).

    Evidence that would exclude every candidate is not believed and changes nothing.
    """
    years = range(FIRST_YEAR, last_year + 1)
    days = [day for candidate in published.candidates for day in days_within(candidate, years)]
    kept = [d for d in days if (not_before is None or d >= not_before) and (not_after is None or d <= not_after)]
    if not kept or len(kept) == len(days):
        return published
    return published_on(tuple(day.isoformat() for day in kept), [published.because, because])


def published_on(readings: Sequence[str], because: Sequence[str]) -> PublicationDate:
    candidates = tuple(dict.fromkeys(readings))
    return PublicationDate(edtf=fold(candidates), candidates=candidates, because="; ".join(because))


def _body(paragraphs: Sequence[Span], marked: set[Span], dateline: Dateline | None) -> list[Span]:
    """The paragraphs that report, from the dateline on, the dateline itself cut off."""
    body = [paragraph for paragraph in paragraphs if paragraph not in marked]
    if dateline is None:
        return body
    end = dateline.span.end
    return [Span(max(p.start, end), p.end) for p in body if p.end > end]


def against_dateline(readings: Sequence[str], dateline: Dateline | None) -> list[str]:
    """A remark when the dateline names another day: contradictions are shown, not hidden."""
    if dateline is None or dateline.date_words is None:
        return []
    ours = [day for reading in readings for day in days_within(reading)]
    years = {year for day in ours for year in (day.year - 1, day.year)}
    theirs = {day for reading in dateline_days(dateline) for day in days_within(reading, years)}
    near = any(timedelta() <= day - other <= _LAG for day in ours for other in theirs)
    said = f"the dateline says {dateline.date_words!r}"
    return [said if near else f"but {said}, which is another day"]


def _from_text(
    text: str, body: Sequence[Span], dateline: Dateline | None, clues: Sequence[DateClue], years: range
) -> tuple[tuple[str, ...], str] | None:
    """Readings and reason from the text alone: dateline, then date lines, feed stamps, a dated picture."""
    days = dateline_days(dateline) if dateline else ()
    if dateline and days:
        words = f"dateline {dateline.date_words!r}"
        return (days, words) if day_of(days[0]) else _with_year(days[0], (words, text, body), clues, years)
    if not clues:
        return _from_caption(text, body, years)
    readings, because = _from_clue(clues[0], text)
    other = next((clue for clue in clues[1:] if not clues[0].labelled and _are_far(readings, clue.readings)), None)
    if other is None:
        return readings, because
    return (
        *readings,
        *_from_clue(other, text)[0],
    ), f"{because}, but also {other.words!r}: one may be the day of the page"


def _are_far(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    days, others = ([d for edtf in both for d in days_within(edtf)] for both in (ours, theirs))
    return all(abs(day - other) > _LAG for day in days for other in others)


def dateline_days(dateline: Dateline) -> tuple[str, ...]:
    found = find_time_words(dateline.date_words or "")
    days = (resolve(when, None) for words in found for when in words.readings if isinstance(when, CalendarDay))
    return tuple(day for day in days if day)


def _from_clue(clue: DateClue, text: str) -> tuple[tuple[str, ...], str]:
    if all(day_of(reading) for reading in clue.readings):
        note = ": day and month can be either" if len(clue.readings) > 1 else ""
        return clue.readings, f"{'date line' if clue.labelled else 'date'} {clue.words!r}{note}"
    lost = clue.readings[0]
    because = f"feed stamp {clue.words!r}, whose month is lost"
    months = [month for month in months_in_paths(text) if month[:4] == lost[:4]]
    if not months:
        return (lost,), because
    return (f"{months[-1]}{lost[7:]}",), f"{because}; the latest path in the text is of {months[-1]}"


def _with_year(
    day: str, of: tuple[str, str, Sequence[Span]], clues: Sequence[DateClue], years: range
) -> tuple[tuple[str, ...], str]:
    """Find the year of a dateline such as "March 4": from another date, a path, or the weekday of the lead.

    of: the dateline's words, the text, its body.
    """
    words, text, body = of
    days = days_within(day, years)
    for clue in clues:
        near = [
            d
            for d in days
            for reading in clue.readings
            for other in days_within(reading)
            if timedelta() <= other - d <= _LAG
        ]
        if len(set(near)) == 1:
            return (near[0].isoformat(),), f"{words} with the year of {clue.words!r}"
    paths = months_in_paths(text)
    in_paths = [d for d in days if d.isoformat()[:7] in paths]
    if len(in_paths) == 1:
        return (in_paths[0].isoformat(),), f"{words} with the year of a path of {in_paths[0].isoformat()[:7]}"
    return _by_weekday(day, words, text, body, years)


def _by_weekday(day: str, words: str, text: str, body: Sequence[Span], years: range) -> tuple[tuple[str, ...], str]:
    """A lead's "on Monday" is the day of its dateline: that leaves one year in six or so."""
    told, saved = latest_year_told(text, body, years), max(weather_dates(text), default=None)
    paths = months_in_paths(text)
    first = max(told or years.start, int(paths[-1][:4]) if paths else years.start)
    named = lead_weekday(text, body[:3])
    fitting = [d for d in days_within(day, years) if named is None or d.weekday() == named[0]]
    bounded = [d for d in fitting if d.year >= first and (saved is None or d <= saved)]
    reasons = [words]
    if bounded and bounded != fitting and first > years.start:
        reasons.append(f"not before {first}, which the text names")
    if bounded and saved and fitting[-1] > saved:
        reasons.append(f"the page was saved on {saved.isoformat()}")
    fitting = bounded or fitting
    if named is None or not fitting:
        return ((day,) if len(fitting) != 1 else (fitting[0].isoformat(),)), "; ".join(
            [*reasons, "no year in evidence"]
        )
    fit = ", ".join(str(d.year) for d in fitting)
    reasons.insert(1, f"with {named[1]!r}: a {weekday_name(named[0])} in {fit} ({years.start} to {years[-1]})")
    return tuple(d.isoformat() for d in fitting), "; ".join(reasons)


_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}")
_OLD_PICTURE = re.compile(r"\b(?:file|archive|undated)\b", re.IGNORECASE)


def _from_caption(text: str, body: Sequence[Span], years: range) -> tuple[tuple[str, ...], str] | None:
    """A picture "on March 4" above a lead "on Monday" about the same people is of the same day."""
    for number, caption in enumerate(body[:3]):
        words = caption.of(text)
        shown = next(
            (w for w in find_time_words(words) if w.lead == "on" and isinstance(w.readings[0], CalendarDay)), None
        )
        lead = body[number + 1 : number + 4]
        if shown is None or not lead or len(words) > 300 or _OLD_PICTURE.search(words):
            continue
        day = resolve(shown.readings[0], None)
        named = lead_weekday(text, lead)
        common = set(_CAPITALISED.findall(words)) & {w for p in lead[:2] for w in _CAPITALISED.findall(p.of(text))}
        if day and named and len(common) >= 2:
            because = f"picture {shown.span.of(words)!r}"
            readings, reason = _by_weekday(day, because, text, lead, years)
            agrees = any(d.weekday() == named[0] for reading in readings for d in days_within(reading, years))
            return (readings, f"{reason}; taken for the same day") if agrees else None
    return None
