"""Pronouns: resolved where the text decides, left open where it does not."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of, speakers_of

RESOLVED = [
    ("Tomas Hellgren", "Tomas Hellgren came to Oslo. {source He} said so."),
    ("Tomas Hellgren", "“No,” {source:1 Tomas Hellgren} said.\nThen {source:2 he} said yes."),
    ("Anna Berg", "Mr. Tomas Hellgren met Mrs. Anna Berg. {source She} said so."),
    ("Anna Berg", "Tomas Hellgren, a spokesman, met Anna Berg, the actress. {source She} said so."),
    ("Anna Berg", "Anna Berg lost her keys.\nTomas Hellgren lost his.\n{source She} said so."),
    (
        "Tomas Hellgren",
        "Tomas Hellgren spoke.\n“Anna Berg must go, Sven Lund too,” {source he} said.",
    ),  # names in quotations
    ("Tomas Hellgren", "Tomas Hellgren of Anna Berg’s party spoke. {source He} said so."),
    ("Tomas Hellgren", "Tomas Hellgren, {source who} said so, left."),
    ("NATO", "NATO met in Oslo. {source It} said so."),
    ("Anna Berg", "Anna Berg spoke. Norvik, the minister claimed, lied. {source She} said so."),
    ("four-page letter", "A four-page letter came. {source:1 The letter} said no. {source:2 It} said more."),
    ("voters", "{source:1 Voters} said no. Asked again, {source:2 they} said yes."),
    ("Anna Berg; Tomas Hellgren", "{source:1 Anna Berg and Tomas Hellgren} said no. {source:2 They} said more."),
    ("Anna Berg", "Tomas Hellgren came. Anna Berg came. {source She} said so."),  # a first name tells
    (
        "Anna Berg",
        "Anna Berg, a professor at the University of Norvik {source who} said so, left.",
    ),
    ("two farmers", "It was two farmers {source who} said so."),
    (
        "Varga",
        "{source:1 Ivo Berg} said so.\nVarga refused. {content:2 “Yes,”} {source:2 he} said.",
    ),
    ("Ivo Berg", "{source:1 Ivo Berg} said so. His wife agreed. {content:2 “No,”} {source:2 he} said."),
    ("Ivo Berg", "{source:1 Ivo Berg} said so. His lawyer asked him why. {content:2 “No,”} {source:2 he} said."),
    ("Ivo Berg", "{source:1 Ivo Berg} said so. His campaign ended. {content:2 “No,”} {source:2 he} said."),
]


@pytest.mark.parametrize(("name", "text"), RESOLVED)
def test_a_pronoun_is_resolved(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_the_reason_names_the_rival() -> None:
    text = "Ivo Berg and Tomas Hellgren met. {source:1 Berg} told Hellgren that he must go. {source:2 He} said so."
    assert speaker_of(text).because == "'He': last named speaker, Ivo Berg, rather than Tomas Hellgren"


LEFT_OPEN = [
    "Mr. Tomas Hellgren came to Oslo. {source She} said so.",  # only a man is known
    "Ivo Berg and Tomas Hellgren met. {source He} said so.",  # two, and nothing tells them apart
    "It rained. {source He} said so.",
    "It rained. {source They} said so.",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_a_pronoun_nothing_decides_keeps_its_word(text: str) -> None:
    speaker = speaker_of(text)
    assert speaker.type is SpeakerType.UNKNOWN
    assert speaker.entity is None
    assert speaker.name in ("He", "She", "They")
    assert speaker.because


def test_the_speaker_is_not_he_inside_the_own_quotation() -> None:
    text = (
        "Mrs. Anna Lund met Tomas Hellgren, a farmer.\n"
        "{source:1 Sven Berg} said: {content:1 “I heard that {source:2 he} said yes.”}"
    )
    assert speakers_of(text)["2"].name == "Tomas Hellgren"


OWN_WORDS = [  # the speaker is told behind the words, around them, or one level further out
    "{content:1 “{source:2 She} had {cue:2 warned} the board,”} {source:1 Ysolde Marr} {cue:1 said}.",
    "{content:1 “{source:2 She} had {cue:2 warned} them,”} said {source:1 Ysolde Marr}, {content:1 “and they slept.”}",
    "{source:1 Ysolde Marr} said: {content:1 “{source:2 The voters} thought {content:2 {source:3 she} said so}.”}",
]


@pytest.mark.parametrize("text", OWN_WORDS)
def test_nor_she_where_the_words_come_before_their_speaker(text: str) -> None:
    assert speaker_of(text).type is SpeakerType.UNKNOWN
    assert speaker_of(f"Mrs. Mara Berg met the board.\n{text}").name == "Mara Berg"


def test_i_is_the_speaker_who_is_told_behind_the_words() -> None:
    text = "{content:1 “{source:2 I} {cue:2 said} that it slept,”} {source:1 Sven Berg} {cue:1 said}."
    assert speakers_of(text, byline="Anna Lund")["2"].name == "Sven Berg"


def test_inside_an_indirect_statement_he_is_the_speaker() -> None:
    text = "{source:1 Sven Berg} said {content:1 {source:2 he} believed Norway.}"
    assert speakers_of(text)["2"].name == "Sven Berg"


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "{source:1 Sven Berg} said: {content:1 “{source:2 I} believe Norway.”}"
    assert speakers_of(text)["2"].name == "Sven Berg"


def test_i_outside_is_the_author_of_the_report() -> None:
    assert speaker_of("{source I} believe Norway.", byline="Anna Berg").name == "Anna Berg"
    unnamed = speaker_of("{source I} believe Norway.")
    assert (unnamed.name, unnamed.entity) == ("author of the article", None)
    assert speaker_of("{source We} believe Norway.").type is SpeakerType.UNKNOWN
    assert speaker_of("“{source I} believe Norway,” it says.").type is SpeakerType.UNKNOWN


CAPTIONS = [
    "Sven Lund, left, and Mr. Ola Moe at the port on Monday.\nTomas Hellgren spoke in Oslo.\n{source He} said so.",
    "Tomas Hellgren spoke in Oslo.\nSven Lund at the port. (Kari Vik/Pool/Norvik)\n{source He} said so.",
]


@pytest.mark.parametrize("text", CAPTIONS)
def test_the_person_of_a_caption_is_not_he(text: str) -> None:
    assert speaker_of(text).name == "Tomas Hellgren"


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = "{content:1 “No,”} {cue:1 said} {source:1 Anna Berg}. {content:2 “Never.”}"
    assert speakers_of(text)["2"].name == "Anna Berg"


def test_who_is_only_reported_does_not_go_on() -> None:
    text = "{source:1 Anna Berg} said {content:1 {source:2 Sven Lund} believed in it}. {content:3 “It never came.”}"
    assert speakers_of(text)["3"].name == "Anna Berg"


SIGNED = [
    ("Anna Berg", "Sven Lund met Anna Berg.\n{content:1 “Two lamps are one too many.”}\n- Anna Berg.\nIt rained."),
    ("Sven Lund", "{source:1 Sven Lund} said no.\n{content:2 “Never.”}\nAnna Berg came."),
]


@pytest.mark.parametrize(("name", "text"), SIGNED)
def test_a_line_with_a_dash_and_a_name_signs_a_quotation(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_an_act_without_a_source_has_no_speaker() -> None:
    assert speakers_of("{content:1 The plan} was {cue:1 rejected}.") == {}


def test_his_relatives_are_named_by_him() -> None:
    speaker = speaker_of("Tomas Hellgren came.\n{source His daughter} said so.")
    assert speaker.name == "Tomas Hellgren's daughter"
