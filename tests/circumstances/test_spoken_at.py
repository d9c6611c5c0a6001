"""Sentences that report no words but tell where the next ones were said."""

from __future__ import annotations

import pytest

from tests.circumstances.stage import placed

DAY = "2019-05-17"
SAID = "{content “It is safe,”} {source Moen} {cue said}."


@pytest.mark.parametrize(
    ("text", "occasion", "place"),
    [
        (f"Moen spoke at a rally in Bergen on Friday.\n\n{SAID}", "rally", "Bergen"),
        (f"On Friday Moen gave a speech at the harbour festival. {SAID}", "speech at the harbour festival", None),
        (f"Moen addressed a meeting of the board on Friday. {SAID}", "meeting of the board", None),
        (
            f"Moen spoke after a meeting of the League for Safety in Harbours (LSH) on Friday. {SAID}",
            "after a meeting of the League for Safety in Harbours",
            None,
        ),
        (f"Dahl spoke at a rally in Bergen on Friday.\n\n{SAID}", None, None),  # somebody else
        (f"Moen’s sister spoke at a rally in Bergen on Friday.\n\n{SAID}", None, None),
        (f"Moen never spoke at a rally in Bergen.\n\n{SAID}", None, None),
        (f"She spoke at a rally in Bergen on Friday.\n\n{SAID}", None, None),  # nobody was told of before
        (f"Moen spoke of the storm on Friday.\n\n{SAID}", None, None),
        (f"Moen spoke at a rally in Bergen on Friday.\n\nIt rained.\n\nIt snowed.\n\n{SAID}", None, None),
    ],
)
def test_the_next_words_were_said_there(text: str, occasion: str | None, place: str | None) -> None:
    (found,) = placed(text, DAY).values()
    assert (found.occasion, found.place) == (occasion, place)


def test_she_is_whoever_speaks_before_and_after() -> None:
    before = "{content:1 “No,”} {source:1 Moen} {cue:1 said}.\n\n"
    after = "She spoke at a rally in Bergen on Friday. {content:2 “Yes,”} {source:2 she} {cue:2 said}."
    assert [one.occasion for one in placed(before + after, DAY).values()] == [None, "rally"]
    other = {"1": "Arve Dahl", "2": "Bente Moen"}
    assert [one.occasion for one in placed(before + after, DAY, speakers=other).values()] == [None, None]
