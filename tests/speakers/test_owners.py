"""Whose: possessive pronouns, campaigns, joint speakers of whom one is a pronoun."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of, speakers_of

ROWS = [
    ("Anna Berg's daughter", "Anna Berg left. {source Her daughter} said so."),
    ("some of Anna Berg's supporters", "Anna Berg left. {source Some of her supporters} said so."),
    ("people close to Anna Berg's family", "Anna Berg left. {source People close to her family} said so."),
    ("Anna Berg; Anna Berg's aides", "Anna Berg left. {source She and her aides} said so."),
    ("Anna Berg; Anna Berg's aides", "{source Anna Berg and her aides} said so."),
    ("Anna Berg; Anna Berg's aides", "Mayor Anna Berg left. {source The mayor and her aides} said so."),
    ("Berg campaign", "Anna Berg left. {source Her campaign} said so."),
    ("Berg campaign", "Anna Berg left. {source Mrs. Berg’s camp} said so."),
    ("Berg campaign", "Anna Berg left. {source The Berg campaign} said so."),
    ("his supporters", "It rained. {source His supporters} said so."),  # whose, nobody can tell
    ("their supporters", "Ivo Berg and Tomas Hellgren met. {source Their supporters} said so."),
    ("their campaign", "It rained. {source Their campaign} said so."),
]


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_an_owner_is_named_where_the_text_tells_it(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_a_campaign_is_taken_up() -> None:
    text = "Anna Berg left. {source:1 Her campaign} said no. {source:2 The campaign} said more."
    assert speakers_of(text)["2"].name == "Berg campaign"
    assert speakers_of(text)["2"].type is SpeakerType.BODY
