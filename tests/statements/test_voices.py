"""Whose words stand in a turn."""

from __future__ import annotations

import pytest

from onrecord.statements.voices import names_of, voices_in
from onrecord.values.page import Turn
from onrecord.values.report import SpokenTurn
from onrecord.values.span import Span


def voices(text: str, speaker: str = "Ysolde Marrin", *others: str) -> list[tuple[str | None, list[str]]]:
    turn = SpokenTurn(Turn(speaker, text), Span(0, len(text)))
    names = names_of([turn, *(SpokenTurn(Turn(name, "x"), Span(0, 1)) for name in others)])
    found = voices_in(text, turn, names)
    return [(one.label.of(text) if one.label else None, [span.of(text) for span in one.words]) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We sail.\n\nRemember: we sail at dawn.", [(None, ["We sail.\n\nRemember: we sail at dawn."])]),
        ("We sail.\nAudience: When?\nAt dawn.", [(None, ["We sail.", "At dawn."]), ("Audience", ["When?"])]),
        ("Marrin: We sail.\nMarrin: At dawn.", [(None, ["We sail.", "At dawn."])]),
        # before the speaker's own label the voice goes on
        ("QUESTION: I am Bo.\nWhen?\nMARRIN: At dawn.", [(None, ["At dawn."]), ("QUESTION", ["I am Bo.\nWhen?"])]),
        # before another's, the speaker has spoken in between
        ("BO: When?\nAt dawn.\nBO: Good.", [(None, ["At dawn."]), ("BO", ["When?"]), ("BO", ["Good."])]),
        ("(UNKNOWN): When?", [("UNKNOWN", ["When?"])]),
        ("We sail: Audience: inside a line", [(None, ["We sail: Audience: inside a line"])]),
        ("PS: we sail.", [(None, ["PS: we sail."])]),
    ],
)  # fmt: skip
def test_words_of_others_are_not_the_speakers(text: str, found: list[object]) -> None:
    assert voices(text) == found


def test_who_has_a_turn_of_his_own_may_call_in() -> None:
    text = "We sail.\nOssery: When?"
    assert voices(text)[0] == (None, [text])
    assert voices(text, "Ysolde Marrin", "Bram Ossery")[1] == ("Ossery", ["When?"])
