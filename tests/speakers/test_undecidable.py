"""Where the text does not decide, nobody is named, and the reason says between whom it is open."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of, speakers_of

TWO = [
    "Ivo Berg and Tomas Hellgren met. {source He} said so.",
    "Ivo Berg met Tomas Hellgren and Sven Lund. The three left. It rained. {source He} said so.",
    "Anna Berg and Maria Lund wrote a book. {source She} said so.",
    "Mr. Berg, Mr. Lund and Mr. Hellgren came. It rained. Later {source he} said so.",
    "{source:1 Ivo Berg} said so. His colleague disagreed. {content:2 “Yes,”} {source:2 he} said.",  # a newcomer
    '{source:1 Ivo Berg} said so. A spokesman agreed. {content:2 "No,"} {source:2 he} said.',  # straight marks
    "{source:1 Ivo Berg} said so. Varga refused. {content:2 “Yes,”} {source:2 he} said.",  # known by one word only
]
NOBODY = [
    "It rained. {source He} said so.",
    "Mr. Tomas Hellgren came. {source She} said so.",
    "It rained. {source They} said so.",
    "It rained. {source It} said so.",
    "{source We} said so.",
]
KEPT = [
    ("senator", "Senators Anna Berg, Maria Lund and Ivo Berg met. It rained. {source The senator} said so."),
    ("both", "Anna Berg, Ivo Lund and Sven Berg met. {source Both} said so."),
    ("host", "Anna Berg came. {source The host} said so."),  # somebody else asks the questions
    ("letter", "It rained. {source The letter} said so."),
    ("Berg", "Ivo Berg met Tomas Berg. {source Berg} said so."),
    ("Berg", "Ivo Berg won. Berg’s brother, Tomas Berg, came, too. {source Berg} said so."),
    ("Berg", "Ivo Berg won. Berg’s brother, {source:1 Tomas Berg}, said so.\n{source:2 Berg} said no."),
]


@pytest.mark.parametrize("text", TWO)
def test_of_two_none_is_guessed(text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.type, speaker.entity) == (SpeakerType.UNKNOWN, None)
    assert " and " in speaker.because


@pytest.mark.parametrize("text", NOBODY)
def test_where_nobody_fits_nobody_is_named(text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.type, speaker.entity) == (SpeakerType.UNKNOWN, None)
    assert speaker.because


@pytest.mark.parametrize("source", ["Nobody", "No one at the ministry", "No-one", "No minister", "None of the voters"])
def test_a_source_that_is_nobody_is_no_speaker(source: str) -> None:
    assert speakers_of(f"Anna Berg came. {{source:1 {source}}} said so.") == {}


@pytest.mark.parametrize("source", ["Nobody but Anna Berg", "No. 10", "No fewer than ten voters"])
def test_but_not_every_source_with_no_in_it(source: str) -> None:
    assert speaker_of(f"Anna Berg came. {{source:1 {source}}} said so.").name


@pytest.mark.parametrize(("name", "text"), KEPT)
def test_a_phrase_that_may_be_anybody_keeps_its_words(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name.casefold(), speaker.entity) == (name.casefold(), None)
