"""Place, occasion and addressee, as far as the clause of the cue names them."""

from __future__ import annotations

import pytest

from tests.circumstances.stage import placed


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("{content “No,”} {source Moen} {cue told} reporters after the storm.", "reporters"),
        (
            "{source Moen} {cue told} Norway’s Fjord News Agency {content that it was safe}.",
            "Norway’s Fjord News Agency",
        ),
        ("{content It was safe}, {source Moen} {cue told} the harbour board on Monday.", "the harbour board"),
        ("{source Moen} {cue wrote to} the board {content that it was safe}.", "the board"),
        ("{source Moen} {cue told} him {content that it was safe}.", None),
        ("{source Moen} {cue said} {content she told the board}.", None),
        ("{source Moen} {cue said} on Monday {content it was safe}.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    assert placed(text, "2019-05-17")["1"].addressee == addressee


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("{content “No,”} {source Moen} {cue said} in a speech at a fishery forum.", "speech at a fishery forum"),
        ("{content “No,”} {source Moen} {cue said} in an interview with Fjord Radio.", "interview with Fjord Radio"),
        ("{content “No,”} {source Moen} {cue said} on the Morning Tide program.", "Morning Tide program"),
        ("At a news conference on Monday {source Moen} {cue said} {content no}.", "news conference"),
        ("{source Moen} {cue said} {content no in a speech at a forum}.", None),
        ("{source Moen} {cue said} {content no}.", None),
    ],
)
def test_occasion(text: str, occasion: str | None) -> None:
    assert placed(text, "2019-05-17")["1"].occasion == occasion


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{content “No,”} {source Moen} {cue said} at a news conference in Bergen.", "Bergen"),
        ("{content “No,”} {source Moen} {cue told} reporters in New Bergen on Monday.", "New Bergen"),
        ("{content “No,”} {source Moen} {cue said} at a news conference in May.", None),
        ("{content “No,”} {source Moen} {cue said} of the storm in Bergen.", None),
        ("{source Moen} {cue said} {content the meeting in Bergen was short}.", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert placed(text, "2019-05-17")["1"].place == place
