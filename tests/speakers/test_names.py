"""Names: found whole, stripped of what is no name, and completed from anywhere in the report."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from onrecord.values.page import Turn
from onrecord.values.report import SpokenTurn
from onrecord.values.span import Span
from tests.speakers.scenes import speaker_of

PERSONS = [
    ("Tomas Hellgren", "{source Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source Swedish Foreign Minister Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source Sweden’s foreign minister Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source Swedish Foreign Minister Tomas Hellgren on Thursday} said it was over."),
    ("Tomas Hellgren", "{source Former Prime Minister Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source Sen. Tomas Hellgren (R-Ohio)} said it was over."),
    ("Tomas Hellgren", "{source Ohio Secretary of State Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source President of Georgia Tomas Hellgren} said it was over."),
    ("Tomas Hellgren", "{source Tomas Hellgren, 41,} said it was over."),
    ("Tomas Hellgren", "{source Tomas Hellgren, director of studies at the Marlow Institute,} said so."),
    ("Tomas Hellgren", "{source The bank's chief economist, Tomas Hellgren,} said so."),
    ("Tomas Hellgren", "{source President-elect Tomas Hellgren} said so."),
    ("Tomas Hellgren", "{source Writer and professor Tomas Hellgren} said so."),
    ("Tomas Hellgren", "{source Democrat Tomas Hellgren} said so."),
    ("Anna Berg", "{source Ranking Republican Anna Berg (R-Ohio)} said so."),
    ("Tomas Hellgren", "{source University of Norvik Rowing Association president Tomas Hellgren} said so."),
    ("Theresa May", "{source Prime Minister Theresa May} said so."),
    ("Tomas Hellgren", "{source Prof. Tomas Hellgren} said so."),
    ("Tomas Hellgren", "{source Retired Lt. Gen. Tomas Hellgren} said so."),
    ("Tomas Hellgren", "{source campaign spokesman Tomas Hellgren} said so."),
    ("Tomas Hellgren", "{source Tomas R. Hellgren} said so."),
    ("Tomas Hellgren Jr.", "{source Tomas Hellgren Jr.} said so."),
    ("Tomas Hellgren Jr.", "{source Tomas Hellgren, Jr.,} said so."),
    ("Ursula van der Meer", "{source Dutch minister Ursula van der Meer} said so."),
    ("Khalid al-Masri", "{source Khalid al-Masri} said so."),
    ("Fatima bint Rashid", "{source Fatima bint Rashid} said so."),
    ("Maeve O'Brannigan", "{source Maeve O’Brannigan} said so."),
    ("Luc d'Aubigny", "{source Luc d’Aubigny} said so."),
    ("Jo-Anne Keller-Blum", "{source Jo-Anne Keller-Blum} said so."),
    ("Žofie Černá", "{source Žofie Černá} said so."),
    ("J.K. Marsh", "{source J.K. Marsh} said so."),
    ("Pope Leander", "{source Pope Leander} said so."),
]


@pytest.mark.parametrize(("name", "text"), PERSONS)
def test_a_name_leaves_titles_and_adverbials_out(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, SpeakerType.PERSON)


CHAINS = [
    ("Tomas Hellgren", "Tomas Hellgren came to Oslo.\n{source Hellgren} said so."),
    ("Tomas Hellgren", "{source Hellgren} said so.\nTomas Hellgren came to Oslo."),  # named in full only later
    ("Tomas Hellgren", "Tomas Hellgren came.\n{source Mr. Hellgren} said so."),
    ("Tomas Hellgren", "Tomas Hellgren came.\n{source Tomas} said so."),
    ("Tomas Hellgren", "Tomas Hellgren came.\n{source HELLGREN}: It is over."),
    ("Tomas Hellgren", "{source Hellgren}: Talks With Norway Can Wait Until Spring\nTomas Hellgren came to Oslo."),
    ("Tomas Hellgren", "Tomas Hellgren came.\nIt was over, according to {source Hellgren’s}."),
    ("Ursula van der Meer", "Ursula van der Meer came.\n{source Van der Meer} said so."),
    ("Ursula van der Meer", "Ursula van der Meer came.\n{source Meer} said so."),
    ("Gabriel Ortiz Vela", "Gabriel Ortiz Vela came.\n{source Mr. Ortiz Vela} said so."),
    ("Anna Berg", "Sven Berg and Mrs. Anna Berg came.\n{source Mrs. Berg} said so."),
    ("Anna Berg", "Senator Anna Berg came with her husband, Sven Berg.\n{source Berg} said so."),
    ("Anna Berg", "Anna Berg came.\nBerg sat down.\nSven Berg stood.\n{source Berg} said so."),
    ("Peter Berg", "Peter Berg came.\nPete Berg sang.\n{source Berg} said so."),
    ("Tomas Berg", "Tomas Berg and Tomas Berg Jr. came.\n{source Berg} said so."),
    ("Tomas Berg Jr.", "Tomas Berg and Tomas Berg Jr. came.\n{source Berg Jr.} said so."),
    ("Anna May", "Anna May came.\n{source May} said so."),
    ("Berg", "The guests, Anna Berg and Ola Moe, left.\n{source Mr. Berg} said so."),  # another Berg
    ("Berg", "The mayor greeted Tomas Berg Jr.\n{source President Berg} said so."),
    ("Sam London", "Sam London came.\n{source London} said so."),
]


@pytest.mark.parametrize(("name", "text"), CHAINS)
def test_a_short_name_gets_the_full_one(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_a_shared_surname_is_not_guessed() -> None:
    speaker = speaker_of("Anna Berg and Sven Berg came to Oslo.\n{source Berg} said so.")
    assert speaker.name == "Berg"
    assert speaker.entity is None
    assert "Anna Berg" in speaker.because
    assert "Sven Berg" in speaker.because


def test_namesakes_stay_apart() -> None:
    text = "{source:1 Anna Berg} said so.\n{source:2 Sven Berg} said no."
    assert speaker_of(text).name == "Sven Berg"


JOINT = [
    ("Anna Berg; Tomas Hellgren", SpeakerType.PERSON, "{source Anna Berg and Tomas Hellgren} said so."),
    ("Anna Berg; Tomas Hellgren", SpeakerType.PERSON, "{source Sens. Anna Berg, D-Ohio, and Tomas Hellgren} said so."),
    ("France; Germany", SpeakerType.STATE, "{source France and Germany} said so."),
    ("Anna Berg; other members", SpeakerType.GROUP, "{source Anna Berg and other members} said so."),
    ("Anna Berg", SpeakerType.PERSON, "{source Senator Anna Berg, Democrat of Ohio,} said so."),
    (
        "Anna Berg; Tomas Hellgren",
        SpeakerType.PERSON,
        "{source Senators Anna Berg, Republican of New Norvik, and Tomas Hellgren, Democrat of Ohio,} said so.",
    ),
    ("Anna Berg; Tomas Hellgren", SpeakerType.PERSON, "{source Neither Anna Berg nor Tomas Hellgren} said so."),
    # Of a group some are named.
    (
        "Anna Berg; Tomas Hellgren; other critics of the plan",
        SpeakerType.GROUP,
        "{source Some critics of the plan, like Senators Anna Berg, Democrat of Ohio, and Tomas Hellgren} said so.",
    ),
    ("Anna Berg; other officials", SpeakerType.GROUP, "{source Several officials, including Anna Berg,} said so."),
    ("Anna Berg; other voters", SpeakerType.GROUP, "{source A number of voters such as Anna Berg} said so."),
    ("Norvik Radio; others", SpeakerType.GROUP, "{source Others, like Norvik Radio,} said so."),
    ("many officials", SpeakerType.GROUP, "{source Many officials, including friends of Anna Berg,} said so."),
    ("officials", SpeakerType.GROUP, "{source Officials, including Anna Berg’s aides,} said so."),
]


@pytest.mark.parametrize(("name", "type_", "text"), JOINT)
def test_joint_speakers_are_all_named(name: str, type_: SpeakerType, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, type_)


NO_HEADS = [
    ("Berg's lawyer", "Anna Berg came.\n{source Berg’s lawyer} said so."),
    ("lawyer for Anna Berg", "{source A lawyer for Anna Berg} said so."),
    ("critics of Anna Berg", "{source Critics of Anna Berg} said so."),
    ("Berg campaign", "Anna Berg came.\n{source The Berg campaign} said so."),
]


@pytest.mark.parametrize(("name", "text"), NO_HEADS)
def test_a_name_inside_a_phrase_does_not_speak(name: str, text: str) -> None:
    assert speaker_of(text).name == name


def test_one_name_has_one_id_everywhere() -> None:
    plain = speaker_of("{source Zofie Cerna} said so.")
    accented = speaker_of("{source Foreign Minister Žofie Černá} said no.")
    assert plain.entity == accented.entity
    assert plain.entity is not None
    assert len(plain.entity) == 16


LABELS = [
    ("Anna Berg", SpeakerType.PERSON, "Anna Berg: Hello.\n{source BERG}: No."),
    ("Anna Berg", SpeakerType.PERSON, "{source Minister Anna Berg}: No."),
    ("Question", SpeakerType.UNKNOWN, "{source Question}: Why?"),
    ("Unidentified reporter", SpeakerType.UNKNOWN, "{source Unidentified reporter}: Why?"),
]


@pytest.mark.parametrize(("name", "type_", "text"), LABELS)
def test_the_label_of_a_turn_is_expanded_or_names_nobody(name: str, type_: SpeakerType, text: str) -> None:
    turn = SpokenTurn(Turn("label", "words"), Span(0, 1))
    speaker = speaker_of(text, turns=(turn,))
    assert (speaker.name, speaker.type) == (name, type_)


WHOLE = [
    ("Anna Berg", "{source Secretary-Treasurer Anna Berg} said so."),
    ("Anna Berg", "{source NWRA Director Anna Berg} said so."),
    ("Anna Berg", "{source Fox News Anna Berg} said so."),  # an outlet before a name
    ("General Electric", "{source General Electric} said so."),
    ("AFL-CIO", "{source AFL-CIO} said so."),
    ("Tomas Guardian", "Tomas Guardian, the mayor, came. {source Guardian} said so."),
    (
        "Norvik official handling a Freedom of Records case",
        "{source A Norvik official handling a Freedom of Records case} said so.",
    ),
    ("House", "The White House spoke. Then {source the House} said so."),
    ("Melina", "A trader named Melina came. {source She} said so."),
    ("Norvik Widget Works", "Norvik Widget Works came. {source NWW} said so."),
]


@pytest.mark.parametrize(("name", "text"), WHOLE)
def test_a_name_is_read_whole_and_a_title_is_none(name: str, text: str) -> None:
    assert speaker_of(text).name == name
