"""The date of each statement: its own words, the narrative's occasion, and when neither speaks."""

from __future__ import annotations

import pytest

from onrecord.circumstances.years_told import is_no_day, is_to_come
from onrecord.text.when import CalendarYear, TimeWords
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from tests.circumstances.stage import dates, placed
from tests.growth import grows_linearly

FRIDAY = "2019-05-17"


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("{source Bente Moen} {cue said} on Thursday {content the pier was safe}.", "2019-05-16"),
        ("{source Bente Moen} {cue said} on Friday {content the pier was safe}.", "2019-05-17"),
        ("{content “The pier is safe,”} {source Bente Moen} {cue told} reporters Thursday night.", "2019-05-16"),
        ("On Thursday {source Bente Moen} {cue said} {content the pier was safe}.", "2019-05-16"),
        ("{source Bente Moen} {cue said} yesterday {content the pier was safe}.", "2019-05-16"),
        ("In 2008 {source Bente Moen} {cue said} {content the pier was safe}.", "2008"),
        ("{source Bente Moen} {cue said} last month {content the pier was safe}.", "2019-04"),
        ("At Thursday’s hearing {source Bente Moen} {cue said} {content the pier was safe}.", "2019-05-16"),
        ("In a 2014 report, {source Bente Moen} {cue said} {content the pier was safe}.", "2014"),
        ("{content The pier}, {source Bente Moen} {cue said} in a speech on May 3, {content was safe}.", "2019-05-03"),
        # Time words that are part of what was said, or of something else, date nothing.
        ("{source Bente Moen} {cue said} {content the pier had closed on Thursday}.", None),
        ("{source Bente Moen}, who fell on Thursday, {cue said} {content the pier was safe}.", None),
        ("{source Bente Moen} {cue said} {content it was safe}, but the pier closed on Thursday.", None),
        ("{source Bente Moen} {cue said} of Thursday’s storm {content that it was the worst}.", None),
        ("{source Bente Moen}, mayor since 2008, {cue said} {content the pier was safe}.", None),
        ("{source Bente Moen} {cue said} {content the pier was safe}. It had closed on Thursday.", None),
        ("{source Bente Moen} {cue said} {content the pier was safe}.", None),
        ("{source Bente Moen, who lost her seat in 2012,} {cue said} {content the pier was safe}.", None),
        ("On Thursday {content the pier closed}, {cue according to} {source Bente Moen}.", None),
        (
            "She boomed, “Today you have shown that the pier is ours.” {source Moen} {cue gave} {content thanks}.",
            None,
        ),
        # When an interview is printed it was given before.
        ("{source Bente Moen} {cue said} in an interview published Thursday {content the pier was safe}.", None),
        ("In an interview with the Post, published on Thursday, {source Moen} {cue said} {content it was safe}.", None),
        ("{source Bente Moen} {cue said} in an op-ed published Thursday {content the pier was safe}.", "2019-05-16"),
        # One of many, or the time of a thing.
        ("One Sunday {source Bente Moen} {cue said} {content the pier was safe}.", None),
        ("{source Bente Moen} {cue doubted} {content the result} in the 2016 race.", None),
        ("The pier was built in 2001. In March {source Bente Moen} {cue said} {content the pier was safe}.", None),
        # Never in the future.
        ("{source Bente Moen} {cue said} in 2031 {content the pier would be safe}.", None),
    ],
)
def test_own_time_words(text: str, said_on: str | None) -> None:
    assert dates(placed(text, FRIDAY)) == {"1": said_on}


def test_of_two_statements_in_a_sentence_each_has_the_nearer_words() -> None:
    text = (
        "{source:1 Bente Moen} {cue:1 said} on Monday {content:1 the pier was safe}, "
        "and {source:2 Ivo Lund} {cue:2 said} on Tuesday {content:2 it was not}."
    )
    found = placed(text, FRIDAY, speakers={"2": "Ivo Lund"})
    assert dates(found) == {"1": "2019-05-13", "2": "2019-05-14"}


NARRATIVE = """{source:1 Moen} {cue:1 rebukes} {content:1 the board}

{content:2 The pier is safe}, {source:2 the mayor} {cue:2 pointed out}

{source:3 Bente Moen} {cue:3 said} on Thursday {content:3 the pier was safe}.

{content:4 “It was built to last,”} {source:4 she} {cue:4 said}.

{content:5 The pier needs paint}, {source:5 Ivo Lund} {cue:5 said}.

{source:6 Moen} {cue:6 had called} {content:6 the pier a ruin}.
"""


def test_a_narrative_keeps_its_occasion() -> None:
    found = placed(NARRATIVE, FRIDAY, speakers={"5": "Ivo Lund"})
    day = "2019-05-16"
    assert dates(found) == {"1": day, "2": day, "3": day, "4": day, "5": None, "6": None}


FLASHBACK = """{source:1 Bente Moen} {cue:1 said} on Friday {content:1 the pier was safe}.

A day earlier, {source:2 Moen} {cue:2 said} {content:2 the pier must close}.

{content:3 “It leaks,”} {source:3 Moen} {cue:3 said}.

{source:4 The mayor} also {cue:4 blamed} {content:4 the board}.

{content:5 “It did nothing,”} {source:5 Moen} {cue:5 said}.

In 2008 {source:6 Moen} {cue:6 said} {content:6 the pier was new}.

{source:7 Moen} {cue:7 thanked} {content:7 the crew}.
"""


def test_a_flashback_lasts_while_its_words_go_on_and_what_follows_is_open() -> None:
    friday, thursday = "2019-05-17", "2019-05-16"
    expected = {"1": friday, "2": thursday, "3": thursday, "4": None, "5": None, "6": "2008", "7": None}
    assert dates(placed(FLASHBACK, FRIDAY)) == expected


def test_a_sentence_without_words_can_tell_the_occasion() -> None:
    text = """{source:1 Bente Moen} {cue:1 said} {content:1 the pier was safe}.

The mayor spoke after a meeting with the harbour board on Thursday.

{content:2 “It was built to last,”} {source:2 Moen} {cue:2 said}.
"""
    assert dates(placed(text, FRIDAY)) == {"1": "2019-05-16", "2": "2019-05-16"}


def test_a_lead_about_the_speaker_tells_the_occasion() -> None:
    text = """Bente Moen praised the crew of the ferry on Thursday.

{content:1 “It was built to last,”} {source:1 Moen} {cue:1 said}.

{content:2 The pier is old}, {source:2 Ivo Lund} {cue:2 said}.
"""
    assert dates(placed(text, FRIDAY, speakers={"2": "Ivo Lund"})) == {"1": "2019-05-16", "2": None}


def test_a_day_counted_from_a_month_is_not_known() -> None:
    text = """{source:1 Bente Moen} {cue:1 said} on Thursday {content:1 the pier was safe}.

The crew had met in March.

The following morning, {source:2 Moen} {cue:2 said} {content:2 it must close}.
"""
    assert dates(placed(text, FRIDAY)) == {"1": "2019-05-16", "2": None}


def test_a_document_keeps_the_day_it_was_issued() -> None:
    text = """In a letter released by the harbour board on Thursday, {source:1 Oslo} {cue:1 said} {content:1 it was so}.

{content:2 “The pier is safe,”} {source:2 the letter} {cue:2 said}.

The ferries stayed in port.

The storm passed.

{source:3 The study} {cue:3 said} {content:3 that piers last}.
"""
    kinds = {"1": SpeakerType.STATE, "2": SpeakerType.DOCUMENT, "3": SpeakerType.DOCUMENT}
    names = {"1": "Norway", "2": "letter", "3": "study"}
    assert dates(placed(text, FRIDAY, types=kinds, speakers=names)) == {"1": "2019-05-16", "2": "2019-05-16", "3": None}


def test_a_statement_has_the_day_it_was_said_in() -> None:
    text = (
        "{source:1 Bente Moen} {cue:1 said} in a statement on Thursday {content:1 it was so}. "
        "{content:2 “It is safe,”} {source:2 the statement} {cue:2 said}."
    )
    found = placed(text, FRIDAY, types={"2": SpeakerType.DOCUMENT}, speakers={"2": "statement"})
    assert dates(found) == {"1": "2019-05-16", "2": "2019-05-16"}


def test_who_speaks_at_the_same_event_speaks_on_the_same_day() -> None:
    text = """{source:1 Bente Moen} {cue:1 told} reporters on Thursday {content:1 the pier was safe}.

{source:2 Ivo Lund} {cue:2 said} at the same news conference {content:2 that it was not}.

{source:3 Ana Rud} {cue:3 said} {content:3 no}.
"""
    found = placed(text, FRIDAY, speakers={"2": "Ivo Lund", "3": "Ana Rud"})
    assert dates(found) == {"1": "2019-05-16", "2": "2019-05-16", "3": None}


def test_a_statement_inside_another_is_dated_by_its_own_words_only() -> None:
    text = (
        "{source:1 Bente Moen} {cue:1 recalled} on Thursday {content:1 a report made by {source:2 the board} on May 3 "
        "that {cue:2 warns of} {content:2 leaks}}. {source:3 Moen} {cue:3 cited} {content:3 a note that {cue:4 says} "
        "{content:4 so}}."
    )
    found = placed(text, FRIDAY, nested={"2": "1", "4": "3"}, speakers={"2": "Board", "4": "Note"})
    assert dates(found) == {"1": "2019-05-16", "2": "2019-05-03", "3": "2019-05-16", "4": None}


def test_nobody_unknown_inherits_a_date() -> None:
    text = """{source:1 Officials} {cue:1 said} on Thursday {content:1 the pier was safe}.

{source:2 Officials} {cue:2 said} {content:2 it was closed}.
"""
    found = placed(text, FRIDAY, types={"1": SpeakerType.UNKNOWN, "2": SpeakerType.UNKNOWN})
    assert dates(found) == {"1": "2019-05-16", "2": None}


@pytest.mark.parametrize(
    ("published", "words", "said_on"),
    [
        (("2013-03-04", "2019-03-04"), "on Monday", "XXXX-03-04"),
        (("2013-03-04", "2019-03-04"), "on February 28", "XXXX-02-28"),
        (("2013-03-04", "2019-03-04"), "in 2016", "2016"),
        (("2013-03-04", "2019-03-04"), "on May 3, 2011", "2011-05-03"),
        (("XXXX-03-04",), "yesterday", "XXXX-03-03"),
        (("XXXX-03-04",), "on Monday", None),
        (("2019-03",), "on Monday", "2019"),
        (("2019-03-04", "2019-04-03"), "yesterday", "2019"),
        ((), "on May 3", "XXXX-05-03"),
        ((), "on Monday", None),
    ],
)
def test_doubt_about_the_report_stays_doubt(published: tuple[str, ...], words: str, said_on: str | None) -> None:
    text = f"{{source Bente Moen}} {{cue said}} {words} {{content the pier was safe}}."
    assert dates(placed(text, *published)) == {"1": said_on}


def test_every_date_names_its_evidence() -> None:
    found = placed(NARRATIVE, FRIDAY)
    reasons = {number: one.said_on.because for number, one in found.items() if one.said_on}
    assert all("on Thursday" in because for because in reasons.values())
    assert reasons["3"].startswith("“on Thursday”") and reasons["4"].startswith("same occasion")


WROTE = (
    "In a letter to Mayor Ana Rud dated May 15, {source:1 Bente Moen} {cue:1 wrote} that {content:1 it leaked}. "
    "{content:2 “It sinks,”} {source:2 Moen} {cue:2 wrote}."
)


@pytest.mark.parametrize(
    ("rest", "said_on"),
    [
        (" {source:3 She} {cue:3 added} {content:3 that it was late}.", "2019-05-15"),
        ("\n\n{source:3 Moen} {cue:3 told} Mayor Rud {content:3 that it was late}.", "2019-05-15"),
        # Another listener, occasion or medium, or words about the letter itself.
        ("\n\n{content:3 “It is late,”} {source:3 Moen} {cue:3 told} parliament.", None),
        ("\n\n{content:3 “It is late,”} {source:3 Moen} {cue:3 said} in an interview.", None),
        ("\n\n{source:3 Moen} {cue:3 denied} {content:3 the letter was a threat}.", None),
        (" {source:3 Moen} {cue:3 denied} {content:3 the letter was a threat}.", None),
    ],
)
def test_the_day_of_a_letter_ends_with_what_stands_in_it(rest: str, said_on: str | None) -> None:
    found = placed(f"{WROTE}{rest}", FRIDAY, modes={"1": "wrote", "2": "wrote"})
    assert dates(found) == {"1": "2019-05-15", "2": "2019-05-15", "3": said_on}


@pytest.mark.parametrize(
    ("sent", "wrote", "said_on"),
    [
        (
            "They sent a letter on Thursday to the board.",
            "\n\n{content “It leaks,”} {source they} {cue wrote}.",
            "2019-05-16",
        ),
        ("She published an essay on Thursday.", " {content “It leaks,”} {source she} {cue wrote}.", "2019-05-16"),
        # No letter, no day of it, another way of speaking, or far from it.
        ("It rained on Thursday.", "\n\n{content “It leaks,”} {source they} {cue wrote}.", None),
        ("They sent a letter to the board.", "\n\n{content “It leaks,”} {source they} {cue wrote}.", None),
        ("They sent a letter on Thursday.", "\n\n{content “It leaks,”} {source they} {cue said}.", None),
        ("They sent a letter on Thursday.\n\nIt rains.", "\n\n{content “It leaks,”} {source they} {cue wrote}.", None),
    ],
)
def test_what_they_wrote_has_the_day_it_was_sent(sent: str, wrote: str, said_on: str | None) -> None:
    told = "The pier was built in 2001.\n\nIt is old.\n\nIt is wide.\n\nCritics of the pier want it closed. "
    found = placed(f"{told}{sent}{wrote}", FRIDAY, speakers={"1": "critics of the pier"})
    assert dates(found) == {"1": said_on}


def test_who_speaks_after_writing_goes_on_speaking() -> None:
    rest = (
        "\n\n{content:3 “It is late,”} {source:3 Moen} {cue:3 told} parliament. {content:4 “No,”} {source:4 she} "
        "{cue:4 said}."
    )
    found = placed(f"{WROTE}{rest}", FRIDAY, modes={"1": "wrote", "2": "wrote"})
    assert dates(found) == {"1": "2019-05-15", "2": "2019-05-15", "3": None, "4": None}


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("{cue accused} {content Minister Ivo Lund on Thursday of breaking the pact}.", "2019-05-16"),
        ("{cue warned} {content the head of the board Thursday that the pier leaked}.", "2019-05-16"),
        ("{cue criticised} {content him on Thursday for sleeping}.", "2019-05-16"),
        # What the verb says of them has its own time, and so has an event.
        ("{cue accused} {content Ivo Lund of breaking the pact on Thursday}.", None),
        ("{cue warned} {content the board that on Thursday of all days the pier leaked}.", None),
        ("{cue criticised} {content the board’s vote on Thursday for its haste}.", None),
        ("{cue said} {content the board on Thursday for once was right}.", None),
    ],
)
def test_beside_whom_the_verb_is_about_stands_its_time(text: str, said_on: str | None) -> None:
    assert dates(placed(f"{{source Bente Moen}} {text}", FRIDAY)) == {"1": said_on}


def test_the_day_that_others_met_is_not_carried_to_the_next_speaker() -> None:
    text = """Bente Moen met Ana Rud on Monday. {source:1 Moen} {cue:1 said} {content:1 the talks were useful}.

Ivo Lund spoke to Per Ro. {content:2 “You are wrong,”} {source:2 he} {cue:2 said}.

{content:3 “It is safe,”} {source:3 Moen} {cue:3 said}. {content:4 “It is new,”} {source:4 she} {cue:4 said}.
"""
    found = placed(text, FRIDAY, speakers={"2": "Ivo Lund"})
    assert dates(found) == {"1": "2019-05-13", "2": None, "3": "2019-05-13", "4": "2019-05-13"}


def test_time_grows_with_the_time_words_and_not_with_the_text_behind_them() -> None:
    def ask(size: int) -> None:
        reading = "in the 2016 race " * (size // 17)
        for at in range(0, len(reading), 17):
            words = TimeWords(Span(at, at + 11), (CalendarYear(2016),), "in")
            assert is_no_day(words, reading)
            assert not is_to_come(words, reading)

    assert grows_linearly(ask, 100_000)


def test_a_day_that_is_hoped_for_is_no_occasion() -> None:
    text = "Bente Moen hopes to open the pier on Sunday. {source Moen} {cue praised} {content the builders}."
    assert dates(placed(text, FRIDAY)) == {"1": None}


def test_whoever_asks_and_answers_does_so_on_one_day() -> None:
    text = (
        "{source:1 Moen}{cue:1 :} {content:1 I said on Thursday that it was safe.}\n"
        "{source:2 Lund}{cue:2 :} {content:2 Was it?}\n{source:3 Moen}{cue:3 :} {content:3 It was.}"
    )
    told = "On Thursday {source:4 Moen} {cue:4 said} {content:4 it was safe}.\n" + text
    speakers = {"1": "Bente Moen", "2": "Ivo Lund", "3": "Bente Moen", "4": "Bente Moen"}
    found = dates(placed(told, FRIDAY, speakers=speakers))
    assert found["2"] == found["3"] == found["1"]
    assert dates(placed(text, FRIDAY, speakers=speakers))["2"] is None
