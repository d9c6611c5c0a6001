"""Place, occasion, addressee and medium, as far as the clause of the cue names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.circumstances.phrases import phrases_from
from onrecord.values.report import Dateline
from onrecord.values.span import Span
from tests.circumstances.stage import placed
from tests.growth import grows_linearly

DAY = "2019-05-17"


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("{content “No,”} {source Moen} {cue told} reporters after the storm.", "reporters"),
        ("{source Moen} {cue told} Norway’s Fjord Agency {content that it was safe}.", "Norway’s Fjord Agency"),
        ("{content It was safe}, {source Moen} {cue told} the harbour board on Monday.", "the harbour board"),
        ("{source Moen} {cue wrote to} the board {content that it was safe}.", "the board"),
        ("{content “No,”} {source Moen} {cue said}, speaking to a crowd of fishermen.", "a crowd of fishermen"),
        ("{content “No,”} {source Moen} {cue wrote} in a letter to the board.", "the board"),
        ("{source Moen} {cue said} in a speech to the Coast Club {content that it was safe}.", "the Coast Club"),
        ("{source Moen} {cue urged} the board {content to close the quay}.", "the board"),
        ("Asked by Mr. Dahl about the storm, {source Moen} {cue said} {content no}.", "Mr. Dahl"),
        ("{content “No,”} {source Moen} {cue told} Fjord TV’s “Morning Tide.”", "Fjord TV’s “Morning Tide”"),
        ("{content “No,”} {source she} {cue told} me.", "author of the report"),
        ("{source Moen} {cue told} him {content that it was safe}.", None),
        ("{source Moen} {cue told} them in Bergen {content that it was safe}.", None),
        ("{content “Is it safe?”} {cue asked} {source Moen}.", None),  # who asks is not who hears
        ("{source Moen} {cue responded to} the criticism: {content “No.”}", None),  # one answers it; it hears nothing
        ("{source Moen} {cue said} {content she told the board}.", None),
        ("{source Moen} {cue said} on Monday {content it was safe}.", None),
        (
            "In a letter to Mayor Ann Dahl dated 2 July, {source Moen} {cue warned} {content that it was safe}.",
            "Mayor Ann Dahl",
        ),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    assert placed(text, DAY)["1"].addressee == addressee


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("{content “No,”} {source Moen} {cue said} in a speech at a fishery forum.", "speech at a fishery forum"),
        ("{content “No,”} {source Moen} {cue said} in an interview with Fjord Radio.", "interview with Fjord Radio"),
        ("{content “No,”} {source Moen} {cue said} in a Friday interview with Mr. Dahl.", "interview with Mr. Dahl"),
        ("{content “No,”} {source Moen} {cue said} on the Morning Tide program.", "Morning Tide program"),
        ("{content “No,”} {source Moen} {cue said} on Fjord TV’s “Morning Tide.”", "Fjord TV’s “Morning Tide”"),
        ("At a news conference on Monday {source Moen} {cue said} {content no}.", "news conference"),
        (
            "In an interview with the Courier – her first – {source Moen} {cue said} {content no}.",
            "interview with the Courier",
        ),
        ("In an interview with the Courier, {source Moen} {cue said} {content no}.", "interview with the Courier"),
        ("{source Moen}, in an address at the Coast Forum, {cue said} {content no}.", "address at the Coast Forum"),
        ("{source Moen} gave a speech at the Coast Forum, {cue saying} {content no}.", "speech at the Coast Forum"),
        ("Speaking at last week’s Coast Forum, {source Moen} {cue said} {content no}.", "Coast Forum"),
        (
            "{content “No,”} {source Moen} {cue told} reporters after talks with her Danish counterpart.",
            "after talks with her Danish counterpart",
        ),
        (
            "{content “No,”} {source Moen} {cue said} at a news conference after a meeting with Mr. Dahl.",
            "news conference after a meeting with Mr. Dahl",
        ),
        (
            "{content “No,”} {source Moen} {cue said} on the sidelines of the Coast Summit.",
            "sidelines of the Coast Summit",
        ),
        ("{content “No,”} {source Moen} {cue told} a fishery forum.", "fishery forum"),
        ("{content “No,”} {cue said} {source Moen}, who gave a speech at the forum in May.", None),
        ("{content “No,”} {cue said} {source Moen}, a delegate of the 2019 meeting.", None),
        ("{content “No,”} {source Moen} {cue said} in response.", None),
        ("{content “No,”} {source Moen} {cue said} in the unlikely event of a storm.", None),
        ("{content “No,”} {source Moen} {cue said} from the debate stage.", None),
        ("{source Moen} {cue said} {content no in a speech at a forum}.", None),
        ("{source Moen} {cue said} {content no}.", None),
    ],
)
def test_occasion(text: str, occasion: str | None) -> None:
    assert placed(text, DAY)["1"].occasion == occasion


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{content “No,”} {source Moen} {cue said} at a news conference in Bergen.", "Bergen"),
        ("{content “No,”} {source Moen} {cue told} reporters in New Bergen on Monday.", "New Bergen"),
        ("{content “No,”} {source Moen} {cue said} Tuesday in Bergen.", "Bergen"),
        ("{content “No,”} {source Moen} {cue told} a crowd outside a fish hall in Bergen.", "Bergen"),
        ("{content “No,”} {source Moen} {cue said} during a visit to Bergen.", "Bergen"),
        ("{content “No,”} {source Moen} {cue said} at Fjord University in Bergen.", "Fjord University in Bergen"),
        ("At a rally in Bergen, {source Moen} {cue said} {content no}.", "Bergen"),
        ("In Bergen, {source Moen} {cue said} {content no}.", None),  # may as well be what she speaks of
        ("{content “No,”} {source Moen} {cue said} at a news conference in May.", None),
        ("{content “No,”} {source Moen} {cue said} in Norwegian at a forum in German.", None),
        ("{content “No,”} {source Moen} {cue wrote} in The Courier.", None),
        ("{content “No,”} {source Moen} {cue said} of the storm in Bergen.", None),
        ("{source Moen} {cue said} {content the meeting in Bergen was short}.", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert placed(text, DAY)["1"].place == place


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("{content “No,”} {source Moen} {cue wrote} on Facebook.", "Facebook"),
        ("{content “No,”} {source Moen} {cue said} in a statement.", "statement"),
        ("{source Moen} {cue said} in a statement released on Friday {content it was safe}.", "statement"),
        ("{content “No,”} {source Moen} {cue said} in a letter to the board.", "letter to the board"),
        ("In a May 2012 message to the board, {source Moen} {cue wrote} {content no}.", "message to the board"),
        ("{content “No,”} {source Moen} {cue said} by telephone.", "telephone"),
        ("{content “No,”} {source Moen} {cue said} via e-mail.", "e-mail"),
        ("{content “No,”} {source Moen} {cue tweeted} on Friday.", "tweet"),
        ("{content “No,”} {source Moen} {cue said} on NRK’s “Morning Tide.”", "NRK’s “Morning Tide”"),
        ("{content “No,”} {source Moen} {cue wrote} in The Courier.", "The Courier"),
        ("{content “No,”} {source Moen} {cue said} in a speech.", None),
        ("{content “No,”} {source Moen} {cue said} on Monday.", None),
        ("{content “No,”} {source Moen} {cue said} in part.", None),
        (
            "In a letter to Mayor Ann Dahl dated July 2, {source Moen} {cue warned} {content that it was safe}.",
            "letter to Mayor Ann Dahl",
        ),
    ],
)
def test_medium(text: str, medium: str | None) -> None:
    assert placed(text, DAY)["1"].medium == medium


def test_here_is_the_place_of_the_dateline() -> None:
    text = "BERGEN – {content:1 “No,”} {source:1 Moen} {cue:1 told} a crowd here."
    dateline = Dateline(Span(0, 8), "Bergen", None, None)
    assert placed(text, DAY, dateline=dateline)["1"].place == "Bergen"
    assert placed(text, DAY)["1"].place is None


@pytest.mark.parametrize(
    ("said", "date_words", "place"),
    [
        ("at a meeting of ministers on Friday", "May 17", "Bergen"),
        ("at a meeting of ministers in Oslo on Friday", "May 17", "Oslo"),
        ("at a meeting of ministers on Tuesday", "May 17", None),  # another day than the dateline’s
        ("at a meeting of ministers on Friday", None, None),  # where the reporter sat
        ("in an interview with the Courier on Friday", "May 17", None),  # may be by telephone
        ("on Friday", "May 17", None),
    ],
)
def test_an_agencys_dateline_places_a_gathering_of_its_day(
    said: str, date_words: str | None, place: str | None
) -> None:
    text = f"BERGEN, May 17. {{source Moen}} {{cue said}} {said} {{content that it was safe}}."
    dateline = Dateline(Span(0, 15), "Bergen", "Fjord", date_words)
    assert placed(text, DAY, dateline=dateline)["1"].place == place


def test_every_value_has_its_words_and_its_reason() -> None:
    text = "{content “No,”} {source Moen} {cue told} reporters at a forum in Bergen, and in a letter to the board."
    (found,) = placed(text, DAY).values()
    plain = "“No,” Moen told reporters at a forum in Bergen, and in a letter to the board."
    words = {one.field: [span.of(plain) for span in one.spans] for one in found.evidence}
    assert words == {"place": ["Bergen"], "occasion": ["forum"], "addressee": ["reporters"]}
    assert all(one.because for one in found.evidence)


TURNS = """\
{source:1 ANN DAHL}{cue:1 :} {content:1 Is the quay safe?}

{source:2 BENTE MOEN}{cue:2 :} {content:2 It is.}

{source:3 ANN DAHL}{cue:3 :} {content:3 Since when?}
"""
NAMES = {"1": "Ann Dahl", "2": "Bente Moen", "3": "Ann Dahl"}


@pytest.mark.parametrize(
    ("speakers", "heard"),
    [
        (NAMES, ["Bente Moen", "Ann Dahl", "Bente Moen"]),
        ({**NAMES, "3": "Runa Hask"}, [None, None, None]),  # with three, who is spoken to is anybody's guess
    ],
)
def test_two_speakers_in_turns_speak_to_each_other(speakers: dict[str, str], heard: list[str | None]) -> None:
    assert [one.addressee for one in placed(TURNS, DAY, speakers=speakers).values()] == heard


_PIECES = [
    "in ",
    "a ",
    "an ",
    "the ",
    "at ",
    "speech ",
    "interview ",
    "with ",
    "Moen ",
    "Moen’s ",
    "on ",
    "Monday ",
    "of ",
]
_PIECES += [
    "statement ",
    "to ",
    "here ",
    "“",
    "”",
    ", ",
    ". ",
    "St. ",
    "U.N. ",
    "’s ",
    "CNN",
    "visit ",
    "after ",
    "\ufffc",
    "- ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14))
def test_phrases_follow_one_another_inside_of_the_words(pieces: list[str]) -> None:
    words = "".join(pieces)
    at = 0
    for phrase in phrases_from(words, 0, len(words), hearers=True):
        assert at <= phrase.start < phrase.end <= len(words)
        assert "\ufffc" not in words[phrase.start : phrase.end]
        at = phrase.end


@pytest.mark.parametrize(
    "piece",
    ["in a ", "in a speech at ", "at the Aa ", "on Aa’s ", "a.b. ", "U.N. ", "in the ", "to a of ", "''a ", "after a "],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def work(size: int) -> list[object]:
        words = piece * (size // len(piece) + 1)
        return [
            phrase for at in range(0, len(words), 200) for phrase in phrases_from(words, at, min(len(words), at + 600))
        ]

    assert grows_linearly(work, 4000)
