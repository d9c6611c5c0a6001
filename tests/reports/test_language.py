"""The language of a report is told from its body."""

from __future__ import annotations

import pytest

from onrecord.reports.language import language_of
from onrecord.text.language import language_code

ENGLISH = "The minister told reporters that the talks would go on, and that she was ready for them. "
GERMAN = "Die Ministerin sagte am Donnerstag vor der Presse, die Gespräche gingen noch eine Woche weiter. "


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister told reporters on Thursday that the talks would go on for another week."),
        ("ru", "Министр сообщил журналистам в четверг, что переговоры продолжатся ещё неделю."),
        ("de", "Die Ministerin sagte am Donnerstag vor der Presse, die Gespräche gingen weiter."),
        ("fr", "La ministre a déclaré jeudi à la presse que les discussions allaient continuer."),
        ("uk", "Міністр повідомив журналістам у четвер, що перемовини триватимуть ще тиждень."),
        (
            "zh",
            "部长星期四对记者表示，谈判将再持续一周，各方都已准备好继续讨论，并将在下周公布新的方案和时间表，他还说结果令人满意。",
        ),
        ("en", "THE MINISTER TOLD REPORTERS ON THURSDAY THAT THE TALKS WOULD GO ON FOR A WEEK."),
        ("en", 'SENNPORT (VELNA) - THE HARBOUR MASTER SPOKE. "THE LAMPS ARE LIT AGAIN," MARIA BERG TOLD REPORTERS.'),
        ("de", GERMAN.upper()),
        ("ru", "МИНИСТР СООБЩИЛ ЖУРНАЛИСТАМ В ЧЕТВЕРГ, ЧТО ПЕРЕГОВОРЫ ПРОДОЛЖАТСЯ ЕЩЁ НЕДЕЛЮ."),
        (None, "The talks go on"),  # a headline says too little
        (None, ""),
        (None, "12,345.67 " * 50),  # no letters at all
    ],
)
def test_the_language_is_told_from_forty_letters_on(language: str | None, text: str) -> None:
    assert language_of(text) == language


def test_only_the_first_two_thousand_characters_count() -> None:
    english = "The minister told reporters that the talks would go on. " * 40
    assert language_of(english + "Министр сообщил журналистам об этом. " * 400) == "en"


@pytest.mark.parametrize("english", range(0, 24, 3))
@pytest.mark.parametrize("german_first", [True, False])
def test_plain_english_is_told_without_the_model_and_never_against_it(english: int, german_first: bool) -> None:
    parts = [ENGLISH * english, GERMAN * (24 - english)]
    mixed = "".join(reversed(parts) if german_first else parts)[:2000]
    assert language_of(mixed) == language_code(mixed)
