"""Punctuation of which a wrong decoding and a lost byte left three signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.reading_copy import reading_copy
from onrecord.text.ruins import mend_ruins
from tests.growth import grows_linearly

FILLING = "\u200b"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ilvany??™s mayor", "Ilvany’s mayor"),
        ("Ilvanyâ€™s mayor", "Ilvany’s mayor"),
        ("Ilvanyâ?™s mayor", "Ilvany’s mayor"),
        ("??œNo,??\x9d she said", "“No,” she said"),
        ("â€œNo,â€\x9d she said", "“No,” she said"),
        ("â€œNo,â€? she said", "“No,” she said"),
        ("??œNo,??? she said. She didn??™t.", "“No,” she said. She didn’t."),
        ("â€œNo,â€ she said", "“No,” she said"),
        ("the quay â€“ all of it â€” is hers", "the quay – all of it — is hers"),
        ("the quay ??“ it isn??™t hers", "the quay – it isn’t hers"),
        ("wait??¦", "wait…"),
        # nothing is ruined here
        ("Really??” she asked.", "Really??” she asked."),
        ("What??? No.", "What??? No."),
        ("Le château est âpre.", "Le château est âpre."),
        ("It costs 5 € or €5.", "It costs 5 € or €5."),
    ],
)
def test_a_ruined_sign_is_read_as_what_it_was(text: str, read: str) -> None:
    mended = mend_ruins(text)
    assert mended.replace(FILLING, "") == read
    assert len(mended) == len(text)


def test_an_opening_mark_stands_first_and_a_closing_one_last() -> None:
    assert mend_ruins("??œNo,??\x9d") == f"“{FILLING * 2}No,{FILLING * 2}”"


@given(st.text(alphabet="a ?â€™œ“”¦\x9d.", max_size=40))
def test_nothing_moves(text: str) -> None:
    mended = mend_ruins(text)
    assert len(mended) == len(text)
    assert all(mended[i] == "a" for i, sign in enumerate(text) if sign == "a")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“No,&amp;quot; she said", '“No," she said'),
        ("&amp;nbsp;No &amp;amp; no", " No & no"),
        ("&lt;b&gt;No&lt;/b&gt;, she said", " No , she said"),
        ("see [the report](https://a.example/x) now", "see the report now"),
        ("![Mayor](/a.png) speaks", "Mayor speaks"),
        ("[b]No,[/b] she said", " No, she said"),
        ("[url=https://a.example]No[/url], she said", " No , she said"),
        ("the govern-\nment said", "the government said"),
        ("a well-known and well-\nknown man", "a well-known and well-known man"),
        # an editor's brackets stay
        ("[The mayor] said [sic] (so)", "[The mayor] said [sic] (so)"),
        ("She [b] left.", "She [b] left."),
        ("a list -\nand more", "a list -\nand more"),
    ],
)
def test_what_other_programs_left_is_blank(text: str, read: str) -> None:
    copy = reading_copy(text)
    assert len(copy) == len(text)
    assert " ".join(copy.replace(FILLING, "").split(" ")).split() == read.replace("\n", "\n").split()


@pytest.mark.parametrize(
    "unit", ["??™", "â€", "[a](", "[a](/b) ", "[b]a[/b]", "ab-\ncd", "&amp;", "&lt;a ", "&amp;lt;"]
)
def test_the_work_grows_with_the_text(unit: str) -> None:
    assert grows_linearly(lambda size: reading_copy(unit * (size // len(unit))), 20_000)
