"""Descriptors: whom an office, a nation or a role means in this report."""

from __future__ import annotations

from itertools import islice, product

import pytest

from onrecord.speakers import description_evidence
from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of, speakers_of

TWO = "Greek Foreign Minister Eleni Kosta met Turkish Foreign Minister Orhan Demir in Geneva.\n"
ONE = "Swedish Foreign Minister Tomas Hellgren spoke in Oslo.\n"

FITS = [
    ("Eleni Kosta", TWO + "{source The Greek minister} said so."),
    ("Orhan Demir", TWO + "{source Turkey’s top diplomat} said so."),
    ("Eleni Kosta", TWO + "{source Greece’s foreign minister} said so."),
    ("Tomas Hellgren", ONE + "{source The top diplomat} said so."),
    ("Tomas Hellgren", ONE + "{source The chief diplomat} said so."),
    ("Tomas Hellgren", ONE + "{source The foreign minister} said so."),
    ("Tomas Hellgren", ONE + "{source The minister} said so."),
    ("Tomas Hellgren", "{source The top diplomat} said so.\n" + ONE),  # a standfirst before the report names him
    (
        "Anna Berg",
        "Tomas Hellgren met Anna Berg, the chief executive of Norvik.\n{source The chief executive} said so.",
    ),
    ("Anna Berg", "Tomas Hellgren met Anna Berg, who sings.\nSen. Anna Berg sat.\n{source The senator} said so."),
    ("Anna Berg", "Anna Berg is a lawyer.\nTomas Hellgren, a farmer, came.\n{source The lawyer} said so."),
    ("Anna Berg", "{source A Oslo judge} ruled so.\nDistrict Judge Anna Berg has two dogs."),
    ("Anna Berg", "{source The director of the League of Nine}, Anna Berg, said so."),
    ("Bram Ossery", "Bram Ossery, a keeper of bees, met Anna Berg.\n{source The keeper} said so."),
    ("Anna Berg; Tomas Hellgren", "Sen. Anna Berg met Sen. Tomas Hellgren.\n{source The senators} said so."),
    ("Anna Berg; Tomas Hellgren", "Senators Anna Berg and Tomas Hellgren met.\n{source Both senators} said so."),
    ("Anna Berg", "Anna Berg is an architect from Bergen.\nIvo Lund sings.\n{source The architect} said so."),
    ("Tomas Hellgren", "Tomas Hellgren came.\n{source The activist} said so."),  # nobody else it can mean
]


@pytest.mark.parametrize(("name", "text"), FITS)
def test_a_descriptor_finds_its_person(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, SpeakerType.PERSON)


KEPT = [
    ("secretary of state", "It was while {source secretary of state} that.\nSecretary of State Anna Berg spoke."),
    (
        "official",
        "Minister Anna Berg came.\n{source:1 An official} said no.\nBerg left.\n{source:2 The official} said so.",
    ),
    ("Chinese foreign minister", ONE + "{source The Chinese foreign minister} said so."),
    ("foreign minister", "{source The foreign minister} said so."),
    ("judge", ONE + "{source A judge} said so."),
    ("another minister", ONE + "{source Another minister} said so."),
]


@pytest.mark.parametrize(("name", "text"), KEPT)
def test_a_descriptor_that_fits_nobody_keeps_its_words(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, SpeakerType.PERSON)


def test_the_later_of_two_equals_is_meant() -> None:
    text = "Minister Anna Berg came.\nMinister Tomas Hellgren left.\n{source The minister} said so."
    assert speaker_of(text).name == "Tomas Hellgren"


def test_the_reason_names_the_words() -> None:
    because = speaker_of(ONE + "{source The top diplomat} said so.").because
    assert "top diplomat" in because
    assert "Tomas Hellgren" in because


TYPES = [
    ("officials", SpeakerType.GROUP, "{source Officials} said so."),
    ("two senior officials", SpeakerType.GROUP, "{source Two senior officials} said so."),
    ("46 percent of voters", SpeakerType.GROUP, "{source 46 percent of voters} said so."),
    ("5 percent of voters", SpeakerType.GROUP, "It won 46 percent of voters.\nBut {source 5 percent} said no."),
    ("residents of the town", SpeakerType.GROUP, "{source Residents of the town} said so."),
    ("group of parents", SpeakerType.GROUP, "{source A group of parents} said so."),
    ("Republicans", SpeakerType.GROUP, "{source Republicans} said so."),
    ("Republicans across the country", SpeakerType.GROUP, "{source Republicans across the country} said so."),
    ("dock worker", SpeakerType.PERSON, "{source Whereas a dock worker} said no."),
    ("BoatWatch", SpeakerType.BODY, "{source BoatWatch} said so."),
    ("Anna LaRoche", SpeakerType.PERSON, "Anna LaRoche came.\nThen {source LaRoche} said so."),
    ("NATO officials", SpeakerType.GROUP, "{source NATO officials} said so."),
    ("Russia", SpeakerType.STATE, "{source Moscow} said so."),
    ("Russia", SpeakerType.STATE, "{source The Russian side} said so."),
    ("Saudi Arabia", SpeakerType.STATE, "{source The Saudi government} said so."),
    ("United States", SpeakerType.STATE, "{source The US} said so."),
    ("United Kingdom", SpeakerType.STATE, "{source Britain} said so."),
    ("Kremlin", SpeakerType.BODY, "{source The Kremlin} said so."),
    ("White House", SpeakerType.BODY, "{source The White House} said so."),
    ("European Union", SpeakerType.BODY, "{source The EU} said so."),
    ("World Health Organization", SpeakerType.BODY, "{source The WHO} said so."),
    ("Swedish Defence Ministry", SpeakerType.BODY, "{source The Swedish Defence Ministry} said so."),
    ("Sweden's defence ministry", SpeakerType.BODY, "{source Sweden’s defence ministry} said so."),
    ("Marlow Institute for Peace", SpeakerType.BODY, "{source The Marlow Institute for Peace} said so."),
    ("Velmark", SpeakerType.STATE, "It rained in Velmark.\n{source Velmark} said so."),  # a land no table knows
    ("Velmara", SpeakerType.STATE, "A Velmaran ship came.\n{source Velmara} said so."),
    ("person close to the talks", SpeakerType.PERSON, "{source A person close to the talks} said so."),
    ("lamp keeper", SpeakerType.PERSON, "{source A lamp keeper} said so."),
    ("letter", SpeakerType.DOCUMENT, "{source A letter} said so."),
    ("new study", SpeakerType.DOCUMENT, "{source A new study} said so."),
    ("doctor", SpeakerType.PERSON, "{source A doctor} said so."),
    (
        "spokeswoman for the British Foreign Office",
        SpeakerType.PERSON,
        "{source A spokeswoman for the British Foreign Office} said so.",
    ),
]


@pytest.mark.parametrize(("name", "type_", "text"), TYPES)
def test_a_source_has_its_type(name: str, type_: SpeakerType, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, type_)


THINGS = [
    ("Norvik Oil", "{source:1 Norvik Oil} said no.\n{source:2 The company} said so."),
    ("campaign", "Norvik TV came.\n{source The campaign} said so."),
    ("Norvik Post/Hull poll", "{source A Norvik Post/Hull poll} said so."),
    ("Norway", "The Norwegian government met.\nIt met Sweden.\n{source The government} said so."),
    ("Norway", "Sweden waits.\nNorway will build a pier, {source the government} said."),
    ("government", "Norway met Sweden.\n{source The government} said so."),
    ("The New York Times", "It rained, the New York Times wrote.\nIt shone, {source the Times} said."),
    ("Norvik Post", "The Norvik Post has a new lamp.\nA file, {source the Post} said, is lost."),
    ("NATO", "NATO met in Oslo.\n{source The alliance} said so."),
    ("European Union", "Talks with NATO and the European Union failed.\n{source The bloc} said so."),
    ("Norvik Ministry of Trade", "The Norvik Ministry of Trade met.\n{source The ministry} said so."),
    ("Hull Rights Council", "The Hull Rights Council (HRC) met.\n{source HRC} said so."),
    (
        "Sweden's written response to the proposals",
        "Sweden’s written response to the proposals came.\n{source The response} said so.",
    ),
    ("study by the Marlow Institute", "A study by the Marlow Institute came out.\n{source The report} said so."),
    ("former night doctor", "{source:1 A former night doctor} said so. {source:2 The former ward doctor} said more."),
    ("doctor on the scene", "{source:1 A doctor on the scene} said so. {source:2 The doctor} said more."),
    ("Norvik", "A deal with a firm, Norvik, failed.\n{source The company} said so."),
    ("open letter to the mayor", "An open letter to the mayor appeared.\n“No,” {source the letter} said."),
]


@pytest.mark.parametrize(("name", "text"), THINGS)
def test_a_thing_is_taken_up_again(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_a_document_that_never_came_is_not_taken_up() -> None:
    text = "Norway did not give a constructive response to the plan.\n{source The response} said so."
    assert speaker_of(text).name == "response"


def test_an_office_of_hundreds_is_not_asked_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    agreement = description_evidence._agreement
    monkeypatch.setattr(description_evidence, "_agreement", lambda *told: asked.append(told) or agreement(*told))
    for many in (9, 2 * description_evidence.MOST_TOLD):
        asked.clear()
        names = (
            f"Minister Ana {''.join(some).title()} came.\n" for some in product("bdfgk", "aeiou", "lmnrs", "aeiou")
        )
        speaker_of("".join(islice(names, many)) + "Ivo Lund sang.\n{source The minister} said so.")
        assert bool(asked) is (many == 9)


LIKELIEST = [
    ("Anna Berg", "{source:1 Anna Berg} said no. {source:2 The tycoon} said more."),  # of whom else?
    ("Anna Berg", "Senator Tomas Hellgren came. {source:1 Anna Berg} said no. {source:2 The candidate} said more."),
    ("Anna Berg", "{source:1 Anna Berg} said no. {source:2 The 43-year-old} said more."),  # so news tells an age
    ("43-year-old", "Anna Berg and Ivo Lund met. It rained. {source:2 The 43-year-old} said so."),
    ("43-year-old", "{source:1 Anna Berg} said no. {source:2 A 43-year-old} said more."),
    ("widow of a soldier", "{source:1 Anna Berg} said no. {source:2 The widow of a soldier} said more."),
    ("sheriff", "Senator Anna Berg came. {source:1 Berg} said no. {source:2 The sheriff} said more."),
    ("Anna Berg; Ivo Lund", "{source:1 Anna Berg} met Ivo Lund. {source:2 The two} said more."),
    ("two countries", "{source:1 Anna Berg} met Ivo Lund. {source:2 The two countries} said more."),
]


@pytest.mark.parametrize(("name", "text"), LIKELIEST)
def test_a_description_of_nobody_in_particular_is_the_likeliest_near_by(name: str, text: str) -> None:
    assert speakers_of(text)["2"].name == name
