from __future__ import annotations

import pytest

from onrecord.text.acronyms import initials, spelled_out


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the League for Safety in Harbours (LSH) met", "League for Safety in Harbours"),
        ("the Bureau of Co-operation (BCO) met", None),
        ("She of the Harbour Lights Board (HLB)", "Harbour Lights Board"),
        ("members of the board (LSH) met", None),
        ("(LSH)", None),
    ],
)
def test_a_name_in_front_of_its_own_initials(text: str, name: str | None) -> None:
    found = [span.of(text) for span in spelled_out(text)]
    assert found == ([name] if name else [])


def test_small_words_lend_no_letter() -> None:
    assert initials("League for Safety in Harbours".split()) == "LSH"
    assert initials("League of harbours".split()) == ""
