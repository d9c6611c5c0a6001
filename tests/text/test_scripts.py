"""Letters of another script inside a word are seen, formulas and whole words of it are not complained about."""

from __future__ import annotations

import pytest

from onrecord.text.scripts import mixed_script_words
from tests.growth import grows_linearly


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lаmp is lit.", ("lаmp",)),  # a Cyrillic "а"
        ("Νο lamp, no ΝATO, she said.", ("ΝATO",)),  # a Greek word, and a Greek "Ν" before Latin letters
        ("сhurch and сhurch and Mаrrin", ("сhurch", "Mаrrin")),
        ("1аb2", ("аb",)),
        ("The lamp is lit.", ()),
        ("Лампа горит, «the lamp» горит.", ()),
        ("Δx and α-blockers, 5 μm, 3 Ωm", ()),
        ("", ()),
    ],
)
def test_words_of_two_scripts(text: str, words: tuple[str, ...]) -> None:
    assert mixed_script_words(text) == words


@pytest.mark.parametrize("unit", ["aа", "a", "а", "aа ", "a "])
def test_time_grows_with_the_text(unit: str) -> None:
    assert grows_linearly(lambda size: mixed_script_words(unit * size), 10_000)
