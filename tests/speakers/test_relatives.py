""" "Who", "which", "that" and "whose" mean what stands right before them."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of

ROWS = [
    ("Tomas Hellgren", "Tomas Hellgren, {source who} said so, left."),
    ("Anna Berg", "Anna Berg, a Norvik lawyer {source who} said so, left."),
    ("Anna Berg", "Anna Berg, an adviser.\nThe adviser, {source who} said so, left."),
    ("legal experts", "It set off alarm among legal experts, {source who} said so."),
    ("lawmakers", "It drew the ire of lawmakers {source who} said so."),
    ("members of the panel", "There were the members of the panel {source who} said so."),
    ("those in the trade", "There are those in the trade {source who} said so."),
    ("all of parents of Norvik", "The parents of Norvik, {source all of whom} said so, left."),
    ("Norvik Post", "It was The Norvik Post {source which} said so."),
    ("six letters", "Six letters {source that} said so came."),
    ("Anna Berg", "Anna Berg is the quiet steersman {source who} said so."),
    ("man", "Standing beside Anna Berg was a man {source who} said so."),
    ("candidates in close races", "It rained on candidates in close races {source who} said so."),
    ("Anna Berg's lawyers", "Anna Berg, {source whose lawyers} said so, left."),
]


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_a_relative_pronoun_is_what_stands_before_it(name: str, text: str) -> None:
    assert speaker_of(text).name == name


@pytest.mark.parametrize("text", ["{source Who} said so?", "It rained, {source which} said so."])
def test_nothing_before_it_is_nobody(text: str) -> None:
    assert speaker_of(text).type is SpeakerType.UNKNOWN
