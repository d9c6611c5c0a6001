"""What puts a statement without time words on an occasion: gatherings, documents, questions, polls, headlines."""

from __future__ import annotations

import pytest

from onrecord.circumstances.carried import probability
from onrecord.circumstances.carried_weights import WEIGHTS
from onrecord.circumstances.occasion_dates import Calendar, Occasion
from onrecord.text.when import CalendarDay, CalendarMonth, Offset, Unit
from onrecord.values.dates import PublicationDate
from onrecord.values.entity import SpeakerType
from tests.circumstances.stage import dates, placed

FRIDAY = "2019-05-17"


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        # A gathering or document is of the day it was told to be of, also for others who speak there.
        (
            "The harbour board held a hearing on Tuesday.\n\n{source Ivo Lund} {cue said} at the hearing {content no}.",
            "14",
        ),
        ("In a May 3 letter it was so.\n\n{source Ivo Lund} {cue asked} in the letter {content for time}.", "03"),
        ("The debate on Monday was long.\n\n{source Ivo Lund} {cue said} during that debate {content no}.", "13"),
        ("A hearing is due on Tuesday.\n\n{source Ivo Lund} {cue said} at the hearing {content no}.", None),
        # "In which" puts the words where the day is.
        ("The mayor gave a speech on Monday in which {source she} {cue urged} {content calm}.", "13"),
        # Perfect, progressive and future tenses take no day.
        ("{source Ivo Lund}, who {cue has called} {content it a ruin}, sailed on Monday.", None),
        ("{source Ivo Lund} {cue will announce} {content the plan} on Monday.", None),
        ("On Monday, {source Ivo Lund}, who {cue once called} {content it a ruin}, will sail.", None),
        # What somebody was in some year, or a thing is of, does not date what is said.
        ("{content It leaks}, {cue said} {source Ivo Lund}, an aide to the mayor in 2008.", None),
        ("With the ferry due on Monday, {source Ivo Lund} {cue said} {content it leaks}.", None),
        ("{source The sailor fired in March for drinking on board the ferry}, {cue says} {content it leaks}.", None),
        ("He’s fine. On Monday {source he}{cue ’s said} {content it leaks}.", None),
        # A past cue makes "in June" the last one there was.
        ("In June, {source Ivo Lund} {cue proposed} {content a new pier}.", "2018-06"),
    ],
)
def test_time_told_around_the_statement(text: str, said_on: str | None) -> None:
    whole = f"2019-05-{said_on}" if said_on and len(said_on) == 2 else said_on
    assert dates(placed(text, FRIDAY, speakers={"1": "Ivo Lund"})) == {"1": whole}


def test_a_question_is_of_the_day_of_the_answer() -> None:
    text = (
        "{source:1 Bente Moen} {cue:1 told} a broadcaster on Monday {content:1 that it was safe}. "
        "{source:2 Ana Rud} {cue:2 asked} {content:2 whether it leaked}."
    )
    found = placed(text, FRIDAY, speakers={"2": "Ana Rud"})
    assert dates(found) == {"1": "2019-05-13", "2": "2019-05-13"}


def test_time_words_go_to_the_cue_of_their_own_clause() -> None:
    text = (
        "{content:1 “It is safe,”} {source:1 Bente Moen} {cue:1 told} the council Monday when {cue:2 asked} "
        "{content:2 whether it leaked}."
    )
    assert dates(placed(text, FRIDAY))["1"] == "2019-05-13"


POLL = """{source:1 38 percent of sailors} {cue:1 say} {content:1 they fear the pier}.

{source:2 Critics} {cue:2 say} {content:2 that means little}.

The poll of 1,000 sailors was conducted May 6-9.
"""


def test_answers_in_a_poll_are_of_the_poll() -> None:
    found = placed(
        POLL, FRIDAY, speakers={"1": "38 percent of sailors", "2": "critics"}, types={"1": SpeakerType.GROUP}
    )
    assert dates(found) == {"1": "2019-05", "2": None}


# The right answer is null: two days or none are as likely, and no rule of language chooses.
@pytest.mark.parametrize(
    "text",
    [
        "{source Ivo Lund} {cue said} {content it leaks}.",
        "{source Ivo Lund} {cue said} {content it leaks}. The ferry sails next Monday.",
        "{source Ivo Lund} {cue said} recently {content it leaks}.",
        "{source Ivo Lund} {cue has long said} {content it leaks}. He sailed on Monday.",
        "The ferry sank on Monday. It was raised on Wednesday.\n\n{source Critics} {cue say} {content it leaks}.",
        "{source Ivo Lund} {cue said} two weeks ago {content it leaks}.",  # 29 April to 5 May: neither month
        "{source Ivo Lund} {cue said} on February 30 {content it leaks}.",
        "{source Ivo Lund} {cue said} one Monday {content it leaks}.",
        "{source Ivo Lund} {cue said} on 03/04/2019 {content it leaks}.",  # March or April
        "{source Ivo Lund} {cue said} a day earlier {content it leaks}.",  # than what?
        "In 2001 the pier was new. {source Ivo Lund} {cue said} then {content it was safe}. In March it leaked.",
    ],
)
def test_what_cannot_be_known_stays_unknown(text: str) -> None:
    assert dates(placed(text, FRIDAY, speakers={"1": "Ivo Lund"})) == {"1": None}


@pytest.mark.parametrize(
    ("occasion", "is_news"),
    [
        (Occasion((Offset(-1, Unit.DAY),), "yesterday", 0), True),
        (Occasion((CalendarDay(5, 12),), "on May 12", 0), True),
        (Occasion((CalendarDay(5, 3),), "on May 3", 0), False),  # a fortnight ago
        (Occasion((CalendarMonth(5),), "in May", 0), False),
    ],
)
def test_the_news_is_of_days_of_the_last_week(occasion: Occasion, is_news: bool) -> None:
    calendar = Calendar(PublicationDate(FRIDAY, (FRIDAY,), "given"))
    assert calendar.is_of_the_news(occasion) is is_news


def test_signs_push_both_ways_and_unknown_ones_not_at_all() -> None:
    assert probability(()) == 0.5
    assert probability(("no such sign",)) == 0.5
    assert probability(("bias", "tie: goes_on")) > probability(("bias",)) > probability(("bias", "has said"))
    assert all(-4 < weight < 4 for weight in WEIGHTS.values())
