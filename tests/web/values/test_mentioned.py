"""A statement around the places where it names a document."""

from __future__ import annotations

import pytest

from onrecord.web.pieces import Look
from onrecord.web.values.mentioned import MOST, around_mentions

FILLING = "Nobody asked the keepers about the lamp on Skerrin. " * 20


def _found(words: str, *called: str) -> list[str]:
    return [one.words for one in around_mentions(words, called) if one.look is Look.FOUND]


def _shown(words: str, *called: str) -> str:
    return "".join(one.words for one in around_mentions(words, called))


@pytest.mark.parametrize(
    ("words", "called", "found"),
    [
        ("The Sea Act says so.", ("Sea Act",), ["Sea Act"]),
        ("The Sea Act is the Sea Act.", ("Sea Act", "Sea Act"), ["Sea Act", "Sea Act"]),
        ("The Sea Act is the Sea Act.", ("Sea Act",), ["Sea Act"]),
        ("Article 5 of the Sea Act", ("Article 5 of the Sea Act", "Sea Act"), ["Article 5 of the Sea Act"]),
        ("Nothing of it.", ("Sea Act", ""), []),
        ("", ("Sea Act",), []),
    ],
)
def test_each_mention_is_marked_once(words: str, called: tuple[str, ...], found: list[str]) -> None:
    assert _found(words, *called) == found
    assert _shown(words, *called) == words


def test_of_a_long_statement_each_mention_is_shown_and_not_all_between() -> None:
    words = f"{FILLING}By the Sea Act. {FILLING}{FILLING}By the Wall Act. {FILLING}"
    assert _found(words, "Sea Act", "Wall Act") == ["Sea Act", "Wall Act"]
    shown = _shown(words, "Sea Act", "Wall Act")
    assert len(shown) < len(words) / 3
    assert (shown[:2], shown[-2:], shown.count("…")) == ("… ", " …", 3)


@pytest.mark.parametrize("words", [FILLING, "x" * 3 * MOST])
def test_a_long_statement_whose_mention_is_not_found_is_shown_from_its_beginning(words: str) -> None:
    shown = _shown(words, "Sea Act")
    assert shown.endswith(" …")
    assert words.startswith(shown[:-2])
    assert MOST / 2 < len(shown) < MOST + 5
