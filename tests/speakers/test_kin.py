"""Relatives, a known number of persons or states, families."""

from __future__ import annotations

import pytest

from tests.speakers.scenes import speaker_of

SETTING = "Ivo Berg ran. Maria Berg wrote. Tomas Berg, his son, helped."
KIN = [
    ("Tomas Berg", f"{SETTING} Ivo Berg slept. {{source His son}} said so."),
    ("Maria Berg", "Ivo Berg ran. Maria Berg wrote. Ivo Berg slept. {source His ex-wife} said so."),
    ("Ivo Berg", "Ivo Berg ran. {source:1 Tomas Berg} said no. {source:2 His father} said more."),
    ("Tomas Berg", f"{SETTING}\n{{source Ivo Berg’s son}} said so."),
    (
        "Ivo Berg's daughter",
        "Ivo Berg ran. Maria Berg, his wife, wrote. Ivo Berg slept. {source His daughter} said so.",
    ),
    ("Ivo Berg's ex-wife", "Ivo Berg lost. His wife, Karin Berg, left. {source His ex-wife} said so."),
    (
        "Ivo Berg's brother's wife",
        "Ivo Berg lost. Karin Berg left. Ivo Berg slept. {source His brother’s wife} said so.",
    ),
    ("Ivo Berg's first wife", "Ivo Berg lost. Karin Berg left. Ivo Berg slept. {source His first wife} said so."),
    ("Anna Lund's daughter", "Anna Lund left. {source Her daughter} said so."),
]
SEVERAL = [
    ("Anna Berg; Ivo Lund; Sven Hall", "Anna Berg met Ivo Lund and Sven Hall. {source All three candidates} said so."),
    ("all three candidates", "Anna Berg met Ivo Lund. {source All three candidates} said so."),
    ("both suspects", "Police chief Anna Berg met Ivo Lund. {source Both suspects} said so."),
    ("two police officers", "Governor Anna Berg met Mayor Ivo Lund. {source The two police officers} said so."),
    ("both women", "Anna Berg met Ivo Lund. {source Both women} said so."),
    ("Anna Berg; Maria Lund", "Anna Berg met Maria Lund. {source Both women} said so."),
    ("Anton Berg; Ivo Lund", "President Anton Berg met Ivo Lund. {source The two presidents} said so."),
    ("both neighbours", "Norway and Sweden sent help. {source Both neighbours} said so."),
    ("Karl Roberts", "Ivo Robert and Ida Robert left. Judge Karl Roberts spoke. {source Roberts} said so."),
    ("Norway; Sweden", "Norway and Sweden held talks. {source The two countries} agreed."),
    ("two countries", "Norway, Denmark and Sweden held talks. {source The two countries} agreed."),
    ("Ivo Berg; Anna Berg", "Ivo Berg wrote. Anna Berg read. {source The Bergs} say so."),
    ("Bergs", "Ivo Berg wrote. {source The Bergs} say so."),
]


@pytest.mark.parametrize(("name", "text"), KIN)
def test_a_relative_is_the_one_who_can_be_it(name: str, text: str) -> None:
    assert speaker_of(text).name == name


@pytest.mark.parametrize(("name", "text"), SEVERAL)
def test_so_many_are_those_whom_the_report_names(name: str, text: str) -> None:
    assert speaker_of(text).name.removeprefix("the ") == name


def test_the_reason_says_whose_relative() -> None:
    speaker = speaker_of("Ivo Berg ran. {source:1 Tomas Berg} said no. {source:2 His father} said more.")
    assert speaker.because == "'his father': Ivo Berg, the only one in the report who can be this of Tomas Berg"
