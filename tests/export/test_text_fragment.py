"""Links that open the outlet's page at the words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from onrecord.export.text_fragment import page_at, web_address
from onrecord.values.span import Span

PAGE = "https://news.example/ferry"
TEXT = "The \N{GRINNING FACE} captain said: “We sail at dawn, rain or shine,” and “not before.”"


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("spans", "fragment"),
    [
        ([span("“We sail at dawn, rain or shine,”")], "We%20sail%20at%20dawn%2C%20rain%20or%20shine"),
        ([span("“We sail at dawn, rain or shine,”"), span("“not before.”")],
         "We%20sail%20at%20dawn%2C%20rain%20or%20shine%2C%E2%80%9D%20and%20%E2%80%9Cnot%20before"),
        ([span("“")], None),
    ],
)  # fmt: skip
def test_the_words_are_named_without_the_marks_around_them(spans: list[Span], fragment: str | None) -> None:
    assert page_at(PAGE, TEXT, spans) == (f"{PAGE}#:~:text={fragment}" if fragment else PAGE)


def test_a_long_stretch_is_named_by_its_beginning_and_its_end() -> None:
    text = " ".join(f"w{number}" for number in range(40))
    found = page_at(PAGE, text, [Span(0, len(text))])
    assert found == f"{PAGE}#:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39"


def test_a_hyphen_is_written_so_that_it_is_no_sign_of_the_fragment() -> None:
    found = page_at(PAGE, "vice-captain", [Span(0, 12)])
    assert found == f"{PAGE}#:~:text=vice%2Dcaptain"
    assert unquote(found).endswith("vice-captain")


def test_an_anchor_stays() -> None:
    assert page_at(f"{PAGE}#top", "dawn", [Span(0, 4)]) == f"{PAGE}#top:~:text=dawn"


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//news.example/x", "https://", "ftp://h/x",
     "java\nscript:alert(1)", "https://[", " https://news.example/"],
)  # fmt: skip
def test_a_browser_is_sent_to_the_web_and_nowhere_else(url: str | None) -> None:
    assert web_address(url) is None
    assert page_at(url, "dawn", [Span(0, 4)]) is None
