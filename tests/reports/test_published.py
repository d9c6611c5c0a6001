"""The day of publication: each kind of evidence, its trap, and the doubt that is kept."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.reports.date_claims import Role, Voice, claim
from onrecord.reports.dateline import find_dateline
from onrecord.reports.given_date import read_given_date
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.published import find_dates
from onrecord.reports.published_by_text import TextSigns, narrow_publication_date
from onrecord.values.dates import PublicationDate
from onrecord.values.page import Arrival

TAIL = "\nThe board gave no further details, and the ferries stayed in the harbour for the time being."


def published(
    text: str, given: str | None = None, page_date: str | None = None, last_year: int = 2026
) -> PublicationDate | None:
    paragraphs = find_paragraphs(text)
    dateline = find_dateline(text, paragraphs)
    claims = (
        (claim("meta article:published_time", page_date, Role.PUBLISHED, Voice.META, language="en"),)
        if page_date
        else ()
    )
    return find_dates(
        TextSigns(text, paragraphs, dateline, ()),
        given=given,
        claims=claims,
        arrival=Arrival(),
        today=date(last_year, 12, 31),
    ).published


@pytest.mark.parametrize(
    ("last_year", "candidates"),
    [(2012, ("XXXX-03-04",)), (2014, ("2013-03-04",)), (2026, ("2013-03-04", "2019-03-04", "2024-03-04"))],
)
def test_a_report_is_not_younger_than_its_reading(last_year: int, candidates: tuple[str, ...]) -> None:
    text = "OSLO, March 4. /TASS/. The board on Monday closed the harbour, which opened in 2009." + TAIL
    found = published(text, last_year=last_year)
    assert found is not None
    assert found.candidates == candidates


@pytest.mark.parametrize("given", ["1998-03-05", "2041-03-05", "2041-01-02"])
def test_a_dateline_is_compared_in_the_year_of_the_given_date(given: str) -> None:
    dateline = "OSLO, March 4." if given.endswith("03-05") else "OSLO, December 30."
    found = published(f"{dateline} /TASS/. The harbour is closed." + TAIL, given=given)
    assert found is not None
    assert "another day" not in found.because


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("2021-12-02", ("2021-12-02",)),
        ("2021-12-02T23:30:00+03:00", ("2021-12-02",)),
        ("20211202T101500Z", ("2021-12-02",)),
        ("2021-12", ("2021-12",)),
        ("Thu, 02 Dec 2021 10:00:00 GMT", ("2021-12-02",)),
        ("December 2, 2021 5:00 PM", ("2021-12-02",)),
        ("03/12/2021", ("2021-12-03", "2021-03-12")),
        ("3 décembre 2021", ("2021-12-03",)),
        ("3. Dezember 2021", ("2021-12-03",)),
        ("2021-W05-3", ("2021-02-03",)),
        ("2021W053T10:00", ("2021-02-03",)),
        ("2021-W05", ()),
        ("2021-W60-1", ()),
        ("٢٠٢١-٠٣-٠٤", ()),  # digits, but no EDTF
        ("2021-13-45", ()),
        ("2021-02-30", ()),
        ("yesterday", ()),
        ("Thursday", ()),
        ("", ()),
        ("5" * 1000, ()),
    ],
)
def test_dates_as_metadata_write_them(words: str, readings: tuple[str, ...]) -> None:
    assert read_given_date(words) == readings


@pytest.mark.parametrize(
    ("text", "edtf", "candidates"),
    [
        # A dateline with its year, and one whose year the lead's weekday narrows: 4 March is a Monday in three years.
        ("OSLO, March 4, 2019. /TASS/. The board met." + TAIL, "2019-03-04", ["2019-03-04"]),
        (
            "OSLO, March 4. /TASS/. The board on Monday closed the harbour." + TAIL,
            "XXXX-03-04",
            ["2013-03-04", "2019-03-04", "2024-03-04"],
        ),
        # Years the text names as past bound it from below; years to come do not.
        (
            "OSLO, March 4. /TASS/. The board on Monday closed the harbour, as in August 2018." + TAIL,
            "XXXX-03-04",
            ["2019-03-04", "2024-03-04"],
        ),
        (
            "OSLO, March 4. /TASS/. The board on Monday said the harbour will close in 2020." + TAIL,
            "XXXX-03-04",
            ["2013-03-04", "2019-03-04", "2024-03-04"],
        ),
        # A weekday to come says nothing of today.
        ("OSLO, March 4. /TASS/. The board will meet on Monday." + TAIL, "XXXX-03-04", ["XXXX-03-04"]),
        ("OSLO, March 4. /TASS/. The board met." + TAIL, "XXXX-03-04", ["XXXX-03-04"]),
        # A dated path or another date on the page gives the year.
        ("OSLO, March 4. /TASS/. The board met.\nhttps://example.org/2019/03/ferries.jpg" + TAIL, "2019-03-04", None),
        ("Published: 5 March 2019\n\nOSLO, March 4. /TASS/. The board met." + TAIL, "2019-03-04", None),
        ("Published: 5 June 2019\n\nOSLO, March 4. /TASS/. The board met." + TAIL, "XXXX-03-04", None),
        # Date lines.
        ("Ferries stay in port\n12.03.2019, Oslo.\nThe board met." + TAIL, "2019-03-12", ["2019-03-12"]),
        ("Ferries stay in port\nPublished: 3 December 2021\nThe board met." + TAIL, "2021-12-03", None),
        ("Ferries stay in port\nDec 2, 2021 10:15 GMT\nThe board met." + TAIL, "2021-12-02", None),
        ("Ferries stay in port\nBy Ann Example | March 4, 2019\nThe board met." + TAIL, "2019-03-04", None),
        ("Ferries stay in port\n03/12/2021\nThe board met." + TAIL, "2021", ["2021-12-03", "2021-03-12"]),
        # A label outweighs a bare date; two bare dates far apart are both kept.
        ("Saturday, June 8, 2024\nPublished: 3 December 2021\nThe board met." + TAIL, "2021-12-03", None),
        (
            "Saturday, June 8, 2024\nThe board met." + TAIL + "\nMarch 05, 2019 at 06:40PM",
            None,
            ["2024-06-08", "2019-03-05"],
        ),
        # Beside the weather it is the day the page was saved.
        ("21.5 C\nSaturday, June 8, 2024\n\nThe board met." + TAIL, None, None),
        ("21.5 C\nSaturday, June 8, 2024\n\nThe board met." + TAIL + "\nMay 09, 2019 at 06:40PM", "2019-05-09", None),
        # Feed stamps, whole and damaged.
        ("The board met." + TAIL + "\nhttps://example.org/a March 05, 2019 at 06:40PM", "2019-03-05", None),
        ("The board met." + TAIL + "\nhttps://example.org/aQ7e 09, 2019 at 06:40PM", "2019-XX-09", ["2019-XX-09"]),
        (
            "The board met.\n/files/2019.05/pier.jpg" + TAIL + "\nhttps://example.org/aQ7e 09, 2019 at 06:40PM",
            "2019-05-09",
            None,
        ),
        (
            "The board met.\n/2018/05/pier.jpg" + TAIL + "\nhttps://example.org/a 09, 2019 at 06:40PM",
            "2019-XX-09",
            None,
        ),
        # A picture of the same people on the lead's weekday; a file picture says nothing.
        (
            "Harbour Master Bente Moen, left, speaks in Oslo on March 4.\nHarbour Master Bente Moen said on Monday."
            + TAIL,
            "XXXX-03-04",
            ["2013-03-04", "2019-03-04", "2024-03-04"],
        ),
        ("Harbour Master Bente Moen on March 4 (file).\nHarbour Master Bente Moen said on Monday." + TAIL, None, None),
        ("A gull on March 4.\nHarbour Master Bente Moen said on Monday." + TAIL, None, None),
        # Nothing speaks of a date.
        ("The board met on Monday, as it had on March 4, 2019." + TAIL, None, None),
    ],
)
def test_evidence_in_the_text(text: str, edtf: str | None, candidates: list[str] | None) -> None:
    found = published(text)
    assert (found.edtf if found else None) == edtf
    assert list(found.candidates if found else ()) == (candidates or ([edtf] if edtf else []))


def test_the_date_given_comes_first_and_contradictions_are_shown() -> None:
    text = "OSLO, March 4. /TASS/. The board met." + TAIL
    near, far = published(text, given="2019-03-05"), published(text, given="2019-07-14")
    assert near is not None and far is not None
    assert (near.edtf, far.edtf) == ("2019-03-05", "2019-07-14")
    assert "another day" in far.because and "another day" not in near.because
    assert "'March 4'" in near.because


@pytest.mark.parametrize("given", ["0001-01-01T00:00:00", "9999-12-31"])
def test_a_date_at_an_end_of_the_calendar_is_compared_like_any(given: str) -> None:
    found = published("OSLO, March 4. /TASS/. The board met." + TAIL, given=given)
    assert found is not None
    assert (found.edtf, "another day" in found.because) == (given[:10], True)


def test_a_malformed_date_is_named_and_left_out() -> None:
    found = published("OSLO, March 4, 2019. /TASS/. The board met." + TAIL, given="soon", page_date="2019-03-06")
    assert found is not None
    assert found.edtf == "2019-03-06"
    assert "'soon', is no date" in found.because


def test_every_candidate_fits_the_weekday() -> None:
    found = published("OSLO, March 4. /TASS/. The board on Monday closed the harbour." + TAIL)
    assert found is not None
    assert {date.fromisoformat(day).weekday() for day in found.candidates} == {0}


def test_what_is_known_from_elsewhere_narrows_the_candidates() -> None:
    doubt = PublicationDate("XXXX-03-04", ("2013-03-04", "2019-03-04"), "dateline")
    narrowed = narrow_publication_date(
        doubt, not_before=date(2015, 6, 1), last_year=2026, because="names a mayor of 2015"
    )
    assert (narrowed.edtf, narrowed.candidates) == ("2019-03-04", ("2019-03-04",))
    assert narrowed.because == "dateline; names a mayor of 2015"
    assert narrow_publication_date(doubt, not_before=date(2030, 1, 1), last_year=2026, because="no") == doubt
    assert narrow_publication_date(doubt, not_after=date(2030, 1, 1), last_year=2026, because="no") == doubt
