"""Dates of pages: every kind of evidence with its trap, weighed in one place; published and updated kept apart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from onrecord.reports.date_claims import DateClaim, Role, Voice, claim
from onrecord.reports.read_report import read_report
from onrecord.reports.register import Register
from onrecord.reports.weigh_dates import Bounds, weigh
from onrecord.run.load_register import load_register
from onrecord.values.page import Arrival, Given, Page, PageKind
from onrecord.values.report import Report

TODAY = date(2026, 11, 22)
BODY = (
    "<p>The harbour board put off the vote on the new quay after a long meeting that went on into the night.</p>"
    "<p>“We are not ready,” Ysolde Marrin told reporters after the meeting, which had been called for the vote.</p>"
    "<p>“We will vote when the figures are in,” she said, and added that the board would meet again with the town.</p>"
)


@pytest.fixture(scope="module")
def register() -> Register:
    return replace(load_register(), today=TODAY)


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def read(
    register: Register,
    head: str = "",
    above: str = "",
    *,
    url: str = "",
    lang: str = "en",
    body: str = BODY,
    published: str | None = None,
    arrival: Arrival | None = None,
) -> Report:
    markup = f'<html lang="{lang}"><head>{head}</head><body><article><h1>Harbour board puts off the vote</h1>{above}'
    whole = f"{markup}{body}</article></body></html>"
    given = Given(url=url or None, published=published)
    return read_report(
        Page("a.html", b"", "0" * 64, PageKind.HTML, whole, given=given, arrival=arrival or Arrival()), register
    )


def published(report: Report) -> str | tuple[str, ...] | None:
    if report.published is None:
        return None
    return report.published.edtf or report.published.candidates


JSON_DAY = linked(datePublished="2021-12-02T10:00:00+01:00")
LINE = "<p class='date'>{}</p>"


@pytest.mark.parametrize(
    ("head", "above", "url", "day"),
    [
        (JSON_DAY, "", "", "2021-12-02"),
        (meta("article:published_time", "2021-12-02T10:00:00+01:00"), "", "", "2021-12-02"),
        (meta("article:published_time", "1638435600"), "", "", "2021-12-02"),
        (meta("bt:pubdate", "20211202T100000Z"), "", "", "2021-12-02"),
        ("", "<time datetime='2021-12-02'>today</time>", "", "2021-12-02"),
        ("", "<p class='date'>Thursday, December 2, 2021</p>", "", "2021-12-02"),
        ("", "<p>December 2, 2021</p>", "", "2021-12-02"),  # no markup says so: its place does
        ("", "", "https://tide.example/2021/12/02/quay", "2021-12-02"),
        ("", "", "https://tide.example/20211202/quay", "2021-12-02"),
        ("", "", "https://tide.example/quay", None),
        # the moment is told in UTC: the day as it was printed counts
        (meta("article:published_time", "2021-12-02T23:30:00Z"), LINE.format("3 December 2021"), "", "2021-12-03"),
        (meta("article:published_time", "2021-12-03T03:30:00Z"), LINE.format("2 December 2021"), "", "2021-12-02"),
        (linked(datePublished="2021-12-02T23:30:00Z"), "", "https://tide.example/2021/12/03/quay", "2021-12-03"),
        (linked(datePublished="2021-12-02T23:30:00-05:00"), "", "", "2021-12-02"),
        # day or month first: the country or another date decides, else both stay
        (meta("article:published_time", "02/12/2021"), LINE.format("2 December 2021"), "", "2021-12-02"),
        (meta("article:published_time", "02/12/2021"), "", "", "2021"),
        (meta("article:published_time", "02/12/2021"), "", "https://tide.example.uk/quay", "2021-12-02"),
        (meta("og:locale", "en_US") + meta("article:published_time", "02/12/2021"), "", "", "2021-02-12"),
        # traps
        (linked(datePublished="1970-01-01T00:00:00Z"), LINE.format("2 December 2021"), "", "2021-12-02"),
        (linked(datePublished="2031-01-05"), LINE.format("2 December 2021"), "", "2021-12-02"),
        (linked(datePublished="2031-01-05"), "", "", None),
        (linked(datePublished="soon"), "", "", None),
        (linked(dateModified="2021-12-04"), "", "", None),  # a change is no publication
        (JSON_DAY, "<aside><time datetime='2022-05-05'>5 May 2022</time></aside>", "", "2021-12-02"),
        ("", "<div class='weather'><span class='date'>5 May 2022</span></div>", "", None),
        ("", "<footer><span class='date'>© 2022, built 5 May 2022</span></footer>", "", None),
        (meta("article:published_time", "2022-05-05"), LINE.format("2 December 2021"),
         "https://tide.example/2021/12/02/quay", "2021-12-02"),  # moved to a new system: address and page know better
    ],
)  # fmt: skip
def test_published(register: Register, head: str, above: str, url: str, day: str | tuple[str, ...] | None) -> None:
    assert published(read(register, head, above, url=url)) == day


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Donnerstag, 2. Dezember 2021, 10:00 Uhr"),
        ("fr", "Publié le 2 décembre 2021 à 10h00"),
        ("es", "2 de diciembre de 2021"),
        ("ru", "2 декабря 2021, 10:00"),
        ("pl", "2 grudnia 2021"),
        ("cs", "2. prosince 2021"),
        ("el", "2 Δεκεμβρίου 2021"),
        ("hu", "2021. december 2."),
        ("zh", "2021年12月2日"),
        ("ar", "2 ديسمبر 2021"),
        ("it", "02/12/2021"),
        ("de", "02.12.21, 10:00"),
    ],
)
def test_a_date_line_in_any_language(register: Register, lang: str, line: str) -> None:
    assert published(read(register, "", f"<p class='date'>{line}</p>", lang=lang)) == "2021-12-02"


@pytest.mark.parametrize(
    ("lang", "day"),
    [("de", "2021-12-03"), ("en", "2021-12-02")],
)
def test_midnight_of_its_own_place_told_in_utc(register: Register, lang: str, day: str) -> None:
    assert published(read(register, meta("article:published_time", "2021-12-02T23:00:00Z"), lang=lang)) == day


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        (linked(datePublished="2021-12-02", dateModified="2021-12-04"), "", "2021-12-04"),
        (linked(datePublished="2021-12-02T10:00:00Z", dateModified="2021-12-02T10:00:00Z"), "", None),
        (linked(datePublished="2021-12-02T10:00:00Z", dateModified="2021-12-02T15:00:00Z"), "", "2021-12-02"),
        (linked(datePublished="2021-12-02", dateModified="2021-11-30"), "", None),
        (JSON_DAY, "<p class='date'>Updated: 4 December 2021</p>", "2021-12-04"),
        ("", "<p class='date'>Published 2 December 2021, updated 4 December 2021</p>", "2021-12-04"),
        (linked(datePublished="2021-12-02", dateModified="2021-12-04"), LINE.format("4 December 2021"), "2021-12-04"),
    ],
)  # fmt: skip
def test_updated_is_kept_apart(register: Register, head: str, above: str, day: str | None) -> None:
    report = read(register, head, above)
    assert published(report) == "2021-12-02"
    assert (report.updated.edtf if report.updated else None) == day


def doubted(report: Report) -> dict[str, str]:
    return {one.kind: one.because for one in report.date_evidence if not one.is_believed}


def test_the_fetch_bounds_the_publication(register: Register) -> None:
    head = linked(datePublished="2022-05-05") + meta("pubdate", "2021-12-02")
    report = read(register, head, arrival=Arrival(fetched="2021-12-03T08:00:00Z"))
    assert published(report) == "2021-12-02"
    assert "fetched" in doubted(report)["JSON-LD datePublished"]


def test_the_moment_of_the_fetch_is_the_template_s(register: Register) -> None:
    head = linked(datePublished="2022-05-05T08:00:01Z") + meta("dc.date", "2021-12-02")
    report = read(register, head, arrival=Arrival(fetched="2022-05-05T08:00:00Z"))
    assert published(report) == "2021-12-02"


@pytest.mark.parametrize("zone", ["GMT", "+0200"])
def test_a_server_that_says_never_says_nothing(register: Register, zone: str) -> None:
    never = f"Fri, 31 Dec 9999 23:59:59 {zone}"
    report = read(register, JSON_DAY, arrival=Arrival(last_modified=never, listed=never))
    assert published(report) == "2021-12-02"


def test_a_feed_dates_what_the_page_does_not(register: Register) -> None:
    report = read(register, arrival=Arrival(feed="https://tide.example/feed", listed="Thu, 02 Dec 2021 10:00:00 GMT"))
    assert published(report) == "2021-12-02"


def test_what_is_given_outweighs_and_the_page_s_word_is_kept(register: Register) -> None:
    report = read(register, JSON_DAY, published="2021-12-20")
    assert published(report) == "2021-12-20"
    assert doubted(report)["JSON-LD datePublished"] == "another day of the publication is better told"


def test_a_day_the_report_tells_of_is_not_its_own(register: Register) -> None:
    body = BODY.replace("after a long meeting", "on 3 May 2018, as it had before,")
    assert published(read(register, body=body)) is None


def test_a_contradicting_dateline_is_told(register: Register) -> None:
    body = BODY.replace("The harbour board put", "OSLO, March 4, 2019 (Reuters) - The harbour board put")
    report = read(
        register, linked(datePublished="2021-12-02") + meta("article:published_time", "2021-12-02"), body=body
    )
    assert published(report) == "2021-12-02"
    assert report.published is not None
    assert "another day" in report.published.because


@pytest.mark.parametrize(
    ("words", "readings", "also"),
    [
        ("2021-12-02T10:00:00+03:00", ("2021-12-02",), ()),
        ("2021-12-02T23:30:00Z", ("2021-12-02",), ("2021-12-03",)),
        ("2021-12-02T03:30:00Z", ("2021-12-02",), ("2021-12-01",)),
        ("Thu, 02 Dec 2021 10:00:00 -0500", ("2021-12-02",), ()),
        ("1638403200000", ("2021-12-02",), ("2021-12-01",)),
        ("2021-13-45T10:00:00Z", (), ()),
        ("9" * 500, (), ()),
    ],
)
def test_a_stamp_is_the_day_where_it_was_written(words: str, readings: tuple[str, ...], also: tuple[str, ...]) -> None:
    found = claim("JSON-LD datePublished", words, Role.PUBLISHED, Voice.LINKED, language="en")
    assert (found.readings, found.also) == (readings, also)


def told(day: str, voice: Voice, role: Role = Role.PUBLISHED) -> DateClaim:
    return DateClaim(voice.value, day, (day,), role, voice)


def test_one_voice_counts_once_however_often_it_speaks() -> None:
    loud = [told("2022-05-05", Voice.META)] * 5
    quiet = [told("2021-12-02", Voice.ADDRESS)]
    assert weigh([*loud, *quiet], Bounds(TODAY, "later")).published == ("2021-12-02",)


def test_nothing_told_is_nothing_weighed() -> None:
    assert weigh([], Bounds(TODAY, "later")).published == ()
