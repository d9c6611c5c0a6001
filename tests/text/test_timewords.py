"""Time words: what is found, what is left alone, and what it means on a given day."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.text import feasts, timeperiods, timewords
from onrecord.text.edtf import ANY_YEARS, day_of, days_within, fold, in_words
from onrecord.text.timearithmetic import resolve
from onrecord.text.timewords import find_time_words
from onrecord.text.when import Offset, Unit, Weekday
from tests.growth import grows_linearly
from tests.marked import marked

FRIDAY = date(2019, 5, 17)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said {span on Thursday} that the bridge was safe.",
        "{span Last Friday} she resigned.",
        "He spoke {span Thursday morning} to reporters.",
        "{span Earlier on Monday} the court sat.",
        "{span Yesterday} it rained, and {span this morning} it stopped.",
        "The minister, {span a day earlier}, had left; he returned {span two days later}.",
        "{span Earlier this week} the bank raised rates, as it did {span last month}.",
        "They met {span three weeks ago}.",
        "It opened {span on December 2}.",
        "Signed {span Dec. 2, 2021} and sent {span 2 December 2021}.",
        "{span 12.03.2019}, Lisbon",
        "due {span 2022-01-30} at noon",
        "{span In January 2022} and {span late April} and {span in 2008}.",
        "{span Saturday, June 8, 2024}",
        "{span March 05, 2019} at 06:40PM",
        "{span At the end of 2021} the drafts were sent.",
        "{span On Friday, Sept. 23}, he won.",
        "{span On the same day} it closed; {span later that day} it burned.",
        "The crew left {span the day before}.",
        "Quarrels went on {span over the weekend}.",
        "He was heard {span Thursday of last week}.",
        "the {span 2014} study and her {span 2003} book",
        "In an {span August} speech",
        "“No,” she said {span Tuesday}.",
        "{span ON MONDAY} THE COUNCIL VOTED",
        "The fleet sailed {span since April}.",
        "It fell {span by mid-October}.",
        "It has risen {span since last month} and holds {span for this year}.",
        "{span Earlier in the week} it snowed; {span hours later} it thawed.",
        "{span In the early 1970s} and {span in the 1990s}",
        "{span on Labor Day}, {span Christmas Eve} and {span on Veterans Day 2014}",
        "taken {span Thursday through Monday} and {span from May 3 to May 5}",
        "asked {span Sept. 29 - Oct. 2}, asked {span Sept. 19-22}",
    ],
)
def test_words_are_found_with_their_places(text: str) -> None:
    plain, spans = marked(text)
    found = [(words.span.start, words.span.end) for words in find_time_words(plain)]
    assert [plain[s:e] for s, e in found] == [plain[s:e] for s, e in spans["1"].span]


@pytest.mark.parametrize(
    "text",
    [
        "They may march, and the judge sat for a second.",
        "2008 people were counted at 1999 Elm Street.",
        "the Sunday Mail reported; the Friday Prayer Book lay open",
        "Good Friday fell early; Super Tuesday decides.",
        "Nations Today is a magazine.",
        "next Friday the talks resume; this Monday they may",
        "since the 1990s, in the '90s",
        "over the past week, in the last year, during the last month",
        "on Labor Day weekend, at a Halloween party, the Independence Day speech",
        "version 3.1.2004.7 costs $2,000 or 12.5.1",
        "a week-long strike by Mondays-only staff",
        "1/2 of 3/4",
        "May said that June would march.",
    ],
)
def test_words_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_time_words(text) == ()


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on Friday", "2019-05-17"),
        ("on Thursday", "2019-05-16"),
        ("on Saturday", "2019-05-11"),
        ("last Friday", "2019-05-10"),
        ("Thursday of last week", "2019-05-09"),
        ("yesterday", "2019-05-16"),
        ("last night", "2019-05-16"),
        ("tomorrow", "2019-05-18"),
        ("a day earlier", "2019-04-30"),
        ("two days later", "2019-05-03"),
        ("the following morning", "2019-05-02"),
        ("on the same day", "2019-05-01"),
        ("three days ago", "2019-05-14"),
        ("last week", "2019-05"),
        ("this week", "2019-05"),
        ("three weeks ago", "2019-04"),
        ("last weekend", "2019-05"),
        ("last month", "2019-04"),
        ("six months ago", "2018-11"),
        ("last year", "2018"),
        ("on May 3", "2019-05-03"),
        ("on December 28", "2018-12-28"),
        ("on June 3", None),  # eleven months back, or two weeks ahead: no guess
        ("on Sunday, June 3", "2018-06-03"),
        ("on February 30", None),
        ("Feb. 29, 2019", None),
        ("in March", "2019-03"),
        ("late December", "2018-12"),
        ("at the end of 2017", "2017-12"),
        ("early 2017", "2017"),
        ("in 2008", "2008"),
        ("in the 1970s", "197X"),
        ("on Labor Day", "2018-09-03"),
        ("on Presidents’ Day", "2019-02-18"),
        ("Martin Luther King Jr. Day", "2019-01-21"),
        ("Christmas Eve 2016", "2016-12-24"),
        ("Thursday through Monday", "2019-05"),
        ("from Monday to Wednesday", "2019-05"),
        ("May 3 - May 5", "2019-05"),
        ("May 3-5, 2018", "2018-05"),
        ("April 29 - May 2", None),  # no month holds it
        ("two weeks ago", None),  # 29 April to 5 May
        ("earlier in the week", "2019-05"),
        ("hours later", "2019-05-01"),
    ],
)
def test_meaning_in_a_report_of_a_friday(words: str, edtf: str | None) -> None:
    (found,) = find_time_words(words)
    assert [resolve(when, FRIDAY, "2019-05-01") for when in found.readings] == [edtf]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on May 3", "XXXX-05-03"),
        ("in March", "XXXX-03"),
        ("May 3, 2019", "2019-05-03"),
        ("on Thursday", None),
        ("yesterday", None),
        ("a day earlier", None),
    ],
)
def test_without_a_day_of_publication_only_the_calendar_is_known(words: str, edtf: str | None) -> None:
    (found,) = find_time_words(words)
    assert resolve(found.readings[0], None) == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("in June", "2018-06"), ("on June 3", "2018-06-03"), ("in May", "2019-05"), ("on May 20", "2018-05-20")],
)
def test_what_is_known_to_be_past_is_within_the_year(words: str, edtf: str) -> None:
    (found,) = find_time_words(words)
    assert resolve(found.readings[0], FRIDAY, farthest=366) == edtf


def test_this_week_told_on_a_monday_is_no_day() -> None:
    (found,) = find_time_words("this week")
    assert resolve(found.readings[0], date(2019, 5, 13)) == "2019-05"


@pytest.mark.parametrize("today", [date.min, date.min + timedelta(4), date.max])
@pytest.mark.parametrize(
    "words",
    [
        *("yesterday", "tomorrow", "on Monday", "last Monday", "Wednesday of last week", "last week", "last weekend"),
        *("over the weekend", "last month", "last year", "a year ago", "two months ago", "in late December"),
    ],
)
def test_where_the_calendar_ends_nothing_is_known(words: str, today: date) -> None:
    (found,) = find_time_words(words)
    edtf = resolve(found.readings[0], today)
    assert edtf is None or "0001" <= edtf <= "9999-12-31"


def test_months_have_their_english_names_in_every_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar.month_name", ["", *["-"] * 12])
    assert [in_words(f"2021-{month:02}") for month in (1, 12)] == ["January 2021", "December 2021"]


@pytest.mark.parametrize("edtf", ["2021-00", "2021-13", "2021-02-31", "0000"])
def test_what_the_calendar_has_not_has_no_words(edtf: str) -> None:
    assert in_words(edtf) is None


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("03/12/2021", ["2021-12-03", "2021-03-12"]),
        ("30/01/2022", ["2022-01-30"]),
        ("01/30/2022", ["2022-01-30"]),
        ("05/05/2022", ["2022-05-05"]),
        ("03.12.2021", ["2021-12-03"]),
    ],
)
def test_numbers_keep_both_orders_where_both_are_possible(words: str, readings: list[str]) -> None:
    (found,) = find_time_words(words)
    assert [resolve(when, None) for when in found.readings] == readings


@pytest.mark.parametrize(("words", "lead"), [("since April", "since"), ("On Monday", "on"), ("Monday", "")])
def test_the_preposition_is_kept(words: str, lead: str) -> None:
    assert find_time_words(words)[0].lead == lead


@pytest.mark.parametrize(
    ("readings", "together"),
    [
        (["2013-03-04", "2019-03-04"], "XXXX-03-04"),
        (["2021-12-03", "2021-12-04"], "2021-12"),
        (["2021-12-03", "2021-03-12"], "2021"),
        (["2013-03-04", "2019-05-12"], None),
        (["2013-03", "2019-03"], "XXXX-03"),
        (["2010", "2021"], None),
        (["2021-12-02", None], None),
        (["2021-12-02"], "2021-12-02"),
        ([], None),
    ],
)
def test_fold_keeps_what_all_readings_share(readings: list[str | None], together: str | None) -> None:
    assert fold(readings) == together


@pytest.mark.parametrize(
    ("edtf", "count"),
    [("2021-12-02", 1), ("2021-02", 28), ("2021-XX-31", 7), ("2020", 366), ("2021-02-30", 0), ("soon", 0)],
)
def test_days_within(edtf: str, count: int) -> None:
    assert len(days_within(edtf)) == count


def test_an_unknown_year_is_any_of_those_it_can_be() -> None:
    assert [day.year for day in days_within("XXXX-12-02", range(2019, 2031))] == list(range(2019, 2031))
    assert [day.year for day in days_within("XXXX-02-29", (2019, 2020))] == [2020]


def test_the_years_that_stand_for_all_have_every_calendar() -> None:
    calendars = {(date(year, 1, 1).weekday(), isleap(year)) for year in ANY_YEARS}
    assert len(calendars) == 14


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_week_up_to_today(today: date, weekday: int) -> None:
    day = day_of(resolve(Weekday(weekday), today))
    assert day is not None
    assert day.weekday() == weekday
    assert timedelta(0) <= today - day < timedelta(7)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_months_are_counted_like_months(today: date, number: int) -> None:
    month = resolve(Offset(number, Unit.MONTH), today)
    assert month is not None
    year, ordinal = map(int, month.split("-"))
    assert (year - today.year) * 12 + ordinal - today.month == number


@given(
    st.lists(
        st.sampled_from(
            ["on ", "last ", "May ", "Thursday", ", ", "2, ", "2021", " the ", "day ", "earlier", "/12/", "a "]
        ),
        max_size=30,
    )
)
def test_spans_are_in_order_apart_and_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_time_words(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(words.span.end <= len(text) and words.readings for words in found)


@pytest.mark.parametrize(
    "unit",
    ["on Thursday, ", "Dec. 2, 2021 ", "in the ", "12/", "2021-", "1 ", "a day ", "early late ", "Sunday", "May "],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert grows_linearly(lambda size: find_time_words(unit * (size // len(unit))), 20_000)


_PIECES = (
    "Earlier later Late early on On the The that This this past last same previous next following day night week month "
    "year weekend before , - 's ’s in over Over the Yesterday today Tonight ago one Twelve a 3 31 2nd 2014 1999-05-03 "
    "12/03/2021 1.2.2020 of May MAY Sept. September Monday TUESDAY speech her"
).split()


@example([(word, " ") for word in "Earlier this past week Earlier on that previous morning".split()])
@example([(word, " ") for word in "Earlier the same day twelve months ago the month before, Their 2014 report".split()])
@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from((" ", " ", "", "-", "\n"))), max_size=12))
def test_what_is_passed_over_unread_holds_no_time_words(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in pieces)
    with pytest.MonkeyPatch.context() as patch:
        for module in (timewords, timeperiods, feasts):
            patch.setattr(module, "each", lambda pattern, _anchor, whole, _reach=0: pattern.finditer(whole))
        whole = timewords.find_time_words(text)
    assert timewords.find_time_words(text) == whole
