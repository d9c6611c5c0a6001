"""Acronyms, documents with one name through a report, lists of places, names that are other words, too."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of

ACRONYMS = [
    ("Federal Harbour Commission", "The Federal Harbour Commission met. {source The F.H.C.} said so."),
    ("Federal Harbour Commission", "The Federal Harbour Commission met. {source The FHC} said so."),
    ("Department of Sailors Affairs", "The Department of Sailors Affairs met. {source SA} said so."),
    ("Department of Sailors Affairs", "The Department of Sailors Affairs met. SA is old. {source The agency} said so."),
    ("Norvik Council of Harbours", "The Norvik Council of Harbours (NCH) met. {source NCH} said so."),
    ("SA", "The Society of Artists met. {source SA} said so."),  # two letters are the initials of too many things
]
POLL = "A new poll came out. The survey, conducted by the Public Harbour Institute, is long. The PHI poll is old. "
DOCUMENTS = [
    ("survey conducted by the Public Harbour Institute", POLL + "{source The poll} says so."),
    ("survey conducted by the Public Harbour Institute", POLL + "{source The survey} says so."),
    ("survey conducted by the Public Harbour Institute", POLL + "{source The PHI poll} says so."),
    (
        "The Long Harbour Years Ashore",
        "Berg wrote a memoir entitled The Long Harbour: Years Ashore. {source The book} says so.",
    ),
    ("Tides", "The board made a film on Monday titled, “Tides.”\n{source The film} says so."),
]
OTHER_POLLS = [
    "The Norvik Post poll came out. In the previous Norvik Post poll Berg led. {source The poll} says so.",
    "A Norvik Institute poll came out. {source A new national poll} says so.",
    "The Norvik Post poll came out. The Skerrin Radio poll is old. {source A poll} says so.",
    "The Norvik Post poll came out. {source A survey of sailors} says so.",
]
PLACES = [
    ("traders from Norway, Sweden and elsewhere", "{source Traders from Norway, Sweden and elsewhere} said so."),
    ("dozen of divers in Norvik", "{source A dozen of divers in Norvik, Calif.,} said so."),
    (
        "members of the choir",
        "{source Members of the choir — singers in Norway, Sweden and Denmark —} said so.",
    ),
    ("many bakers, millers and sailors", "{source Many bakers, millers and sailors} said so."),
    ("friends of both Anna and Ivo Berg", "Ivo Berg came. {source Friends of both Anna and Ivo Berg} said so."),
    (
        "one group",
        "{source One group that asks Norvia to leave the Union} said so.",
    ),
]
NAMES = [
    ("Rolf Berg", "{source Rolf Berg himself} said so."),
    ("Rolf Berg", "{source Rolf Berg the idealist} said so."),
    ("Ivo Lund", "{source Glass blowing enthusiast Ivo Lund} said so."),
    ("Will Lund", "“No,” said {source Will Lund}."),
    ("Anna Berg", "{source Former prosecutor and Norvik Mayor Anna Berg, who backs it,} said so."),
    ("senior official", "{source One senior official} said so."),
    ("another Norvik Republican", "{source Another Norvik Republican} said so."),
    ("Anna Berg", "Anna Berg came. {source:1 BERG} said no."),
    ("Anna Berg", "Anna Berg left. {source “tired of it all,” she} said so."),
    ("judges handling Freedom of Records cases", "{source Judges handling Freedom of Records cases} said so."),
    ("Gudrun Keller", "Critics favored everyone else. {source Gudrun Keller, who} knew it, said so."),
]


@pytest.mark.parametrize(("name", "text"), ACRONYMS)
def test_an_acronym_is_what_the_report_calls_so(name: str, text: str) -> None:
    assert speaker_of(text).name == name


@pytest.mark.parametrize("text", ["The report called Anna Berg unfit. {source The report} said so."])
def test_what_a_report_calls_somebody_is_not_its_title(text: str) -> None:
    assert speaker_of(text).name == "report"


@pytest.mark.parametrize(("name", "text"), DOCUMENTS)
def test_a_document_keeps_one_name(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name, speaker.type) == (name, SpeakerType.DOCUMENT)


@pytest.mark.parametrize("text", OTHER_POLLS)
def test_of_several_polls_none_lends_its_name(text: str) -> None:
    assert "tells of one" not in speaker_of(text).because


@pytest.mark.parametrize(("name", "text"), [*PLACES, *NAMES])
def test_a_source_is_read_whole(name: str, text: str) -> None:
    assert speaker_of(text).name == name
