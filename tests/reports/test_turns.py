"""A transcript as a plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.turns import turns_in


def turns(text: str, speaker: str | None = None) -> list[tuple[str, str]]:
    return [(one.turn.speaker, one.words.of(text)) for one in turns_in(text, speaker)]


@pytest.mark.parametrize(
    ("text", "speaker", "found"),
    [
        ("Briefing\n\nMARRIN: We sail.\nOSSERY: When?", None, [("MARRIN", "We sail."), ("OSSERY", "When?")]),
        ("MS. MARRIN: We sail.\n\nAt dawn.\nQ. When?", None, [("MS. MARRIN", "We sail.\n\nAt dawn."), ("Q", "When?")]),
        ("MARRIN:\nWe sail.\nOSSERY:\nWhen?", None, [("MARRIN", "We sail."), ("OSSERY", "When?")]),
        ("Al Lea: We sail.\nBo: When?\nAl Lea: Now.", None, [("Al Lea", "We sail.\nBo: When?"), ("Al Lea", "Now.")]),
        ("MARRIN: We sail.\nCrowd: Ahoy!\nQ: When?", None, [("MARRIN", "We sail.\nCrowd: Ahoy!"), ("Q", "When?")]),
        ("MARRIN (on the pier): We sail.\nQ: When?", None, [("MARRIN (on the pier)", "We sail."), ("Q", "When?")]),
        ("MARRIN: We sail.\nQ: When?", "Ysolde Marrin", [("Ysolde Marrin", "We sail."), ("Q", "When?")]),
        ("We sail. Remember: at dawn.", "Ysolde Marrin", [("Ysolde Marrin", "We sail. Remember: at dawn.")]),
        ("We sail.\nRemember: at dawn.", None, []),
        ("MARRIN: We sail.\nQ: When?", " ", [("MARRIN", "We sail."), ("Q", "When?")]),
        ("Date: May 3\nPlace: Kordava\nWe sail.", None, []),
        ("", "Ysolde Marrin", []),
    ],
)  # fmt: skip
def test_turns_by_their_labels(text: str, speaker: str | None, found: list[tuple[str, str]]) -> None:
    assert turns(text, speaker) == found


@given(st.text(st.sampled_from("QA:. \nabMN()"), max_size=60))
def test_turns_are_places_in_the_text(text: str) -> None:
    last = 0
    for one in turns_in(text, None):
        assert one.turn.text == one.words.of(text) == one.words.of(text).strip()
        assert one.label is not None
        assert last <= one.label.start < one.label.end <= one.words.start < one.words.end
        last = one.words.end
