"""A page gives its article whole, or an error."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.reports.date_claims import Voice
from onrecord.reports.html import Article, article_from_html
from onrecord.reports.markup import MAX_ATTRIBUTES, refuse_many_attributes
from onrecord.reports.page_head import PageHead
from tests.growth import grows_linearly

FIRST = "The harbour board met on Thursday and put off the vote on the new quay by two weeks."
SECOND = "“We need more time,” the chair told reporters. “Nobody wants to hurry this.”"
THIRD = "The vote had been planned for the spring, and shipping firms had asked for it to be soon."


def page(body: str, head: str = "", root: str = "<html>") -> str:
    return f"<!DOCTYPE html>{root}<head>{head}</head><body><nav>Home News Sport</nav>{body}</body></html>"


def article(body: str, head: str = "", root: str = "<html>") -> Article:
    return article_from_html(page(f"<article>{body}</article>", head, root), origin="a.html")


def paragraphs(body: str, head: str = "") -> list[str]:
    return article(body, head).text.split("\n\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{FIRST}</p><p>{SECOND}</p>", [FIRST, SECOND]),
        (f"<h2>What next</h2><p>{FIRST}</p><h2>And then</h2><p>{SECOND}</p>", ["What next", FIRST, "And then", SECOND]),
        (f"<p>{FIRST}</p><blockquote><p>{SECOND}</p><p>{THIRD}</p></blockquote>", [FIRST, SECOND, THIRD]),
        (f"<p>{FIRST}</p><ul><li>{SECOND}</li><li>{THIRD}</li></ul>", [FIRST, SECOND, THIRD]),
        # mark-up inside a sentence is no border
        (
            f"<p>{FIRST}</p><p>“We <b>need</b> <a href='/x'>more</a> time,” <i>she</i> said.</p>",
            [FIRST, "“We need more time,” she said."],
        ),
        # neither are the line ends of the mark-up
        (f"<p>{FIRST}</p><p>“We need\n     more time,”\n she said.</p>", [FIRST, "“We need more time,” she said."]),
        # a line break after a sentence parts paragraphs, one inside a sentence does not
        (f"<p>{FIRST}<br><br>{SECOND}<br/>{THIRD}</p>", [FIRST, SECOND, THIRD]),
        (f"<p>{FIRST}</p><p>“We need more<br>time,” she said.</p>", [FIRST, "“We need more time,” she said."]),
        (f"<p>{FIRST}</p><p>{SECOND}</p><footer>All rights reserved</footer>", [FIRST, SECOND]),
        (f"<p>{FIRST}</p><script>document.write('{SECOND}')</script><!-- {THIRD} --><p>{THIRD}</p>", [FIRST, THIRD]),
        (
            f"<p>{FIRST}</p><p>AT&amp;T said &ldquo;yes&rdquo;&nbsp;on Friday.</p>",
            [FIRST, "AT&T said “yes” on Friday."],
        ),
        # said twice is said twice
        (f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{SECOND}</p>", [FIRST, SECOND, THIRD, SECOND]),
    ],
)
def test_paragraphs_are_kept_apart_and_sentences_together(body: str, expected: list[str]) -> None:
    assert paragraphs(body) == expected


def test_cells_of_a_table_are_kept_apart() -> None:
    table = "<table><tr><td>Quay</td><td>Delayed</td></tr><tr><td>Crane</td><td>Ordered</td></tr></table>"
    assert paragraphs(f"<p>{FIRST}</p>{table}<p>{SECOND}</p>")[1:3] == ["Quay | Delayed", "Crane | Ordered"]


TITLE = '<meta property="og:title" content="Board puts off quay vote">'


@pytest.mark.parametrize(
    ("head", "body", "first"),
    [
        (TITLE, f"<p>{FIRST}</p><p>{SECOND}</p>", "Board puts off quay vote"),
        (TITLE, f"<h1>Board puts off quay vote</h1><p>{FIRST}</p>", "Board puts off quay vote"),
        (TITLE, f"<h1>“Board” puts off quay-vote</h1><p>{FIRST}</p>", "“Board” puts off quay-vote"),
        ("", f"<p>{FIRST}</p><p>{SECOND}</p>", FIRST),
        (
            '<title>Board puts off quay vote | Tide Mail</title><meta property="og:site_name" content="Tide Mail">',
            f"<p>{FIRST}</p>",
            "Board puts off quay vote",
        ),
    ],
)
def test_the_title_stands_first_and_once(head: str, body: str, first: str) -> None:
    found = paragraphs(body, head)
    assert found[0] == first
    assert sum("quay" in each and "vote" in each and "Board" in each for each in found) == (first != FIRST)


def test_what_the_page_says_of_itself() -> None:
    said = article(
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        head="""
        <link rel="canonical" href="https://tide.example/quay">
        <script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
          "headline": "Board puts off quay vote", "datePublished": "2019-05-02T22:10:00-05:00",
          "author": {"@type": "Person", "name": "Ann Lee"}, "publisher": {"@type": "Organization", "name": "Tide Mail"}}
        </script>""",
        root='<html lang="en-GB">',
    )
    assert said.head.title == "Board puts off quay vote"
    assert (said.head.byline, said.head.outlet, said.head.url) == ("Ann Lee", "Tide Mail", "https://tide.example/quay")
    assert [date.readings for date in said.head.dates] == [("2019-05-02",)]
    assert said.head.language == "en"
    assert said.extractor.startswith("trafilatura ")


def test_what_the_page_does_not_say_is_none() -> None:
    said = article(f"<p>{FIRST}</p><p>{SECOND} It was on 3 May 2018.</p>")
    assert (replace(said.head, dates=()), said.flags) == (PageHead(), ())
    assert {date.voice for date in said.head.dates} <= {Voice.SEARCH}  # weighed against the text in `published`


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ('<link rel="canonical" href="javascript:alert(1)">', "url"),
        (f'<meta property="og:title" content="{"x " * 300_000}">', "title"),
        (f'<meta property="og:site_name" content="{"x" * 300_000}">', "outlet"),
        (f'<meta property="article:published_time" content="{"1" * 300_000}">', "published"),
    ],
)
def test_what_a_page_says_is_not_taken_when_it_is_something_else(head: str, field: str) -> None:
    found = article(f"<p>{FIRST}</p><p>{SECOND}</p>", head).head
    if field == "published":
        assert [date.readings for date in found.dates] in ([], [()])
    else:
        assert getattr(found, field) is None


def test_metadata_cannot_bring_in_what_no_store_can_hold() -> None:
    told = '{"@type": "NewsArticle", "headline": "Board \\ud800 puts off vote"}'
    head = f'<script type="application/ld+json">{told}</script>'
    said = article(f"<p>{FIRST}</p><p>{SECOND}</p>", head)
    said.text.encode("utf-8")
    (said.head.title or "").encode("utf-8")


@pytest.mark.parametrize("sign", ["\ud800", "\0", "\x0b", "\x1b"])
def test_signs_that_end_the_page_for_the_parser_do_not(sign: str) -> None:
    assert paragraphs(f"<p>{FIRST}</p><p>Here {sign} it is, said the chair.</p><p>{THIRD}</p>")[-1] == THIRD


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "   ",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<script>everything()</script>",
        "<html><body><nav></nav></body></html>",
    ],
)
def test_a_page_without_an_article_is_an_error_with_a_remedy(markup: str) -> None:
    with pytest.raises(UnreadableInput, match=r"^a\.html: ") as raised:
        article_from_html(markup, origin="a.html")
    assert len(raised.value.remedy) > 15


@pytest.mark.parametrize(
    "markup",
    [
        f"<html/><body><p>{FIRST}</p></body></html>",
        f"<p>{FIRST}</p><p>{SECOND}",
        f'<?xml version="1.0" encoding="windows-1251"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p>',
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0\'" x><html><body><p>{FIRST}</p></body></html>',
        f"<html><body><p>{FIRST}</p></body></html>" * 2,
    ],
)
def test_a_page_need_not_be_well_made(markup: str) -> None:
    assert FIRST in article_from_html(markup, origin="a.html").text


@pytest.mark.parametrize("depth", [100, 255, 300, 1500])
def test_what_stands_deep_is_not_lost(depth: int) -> None:
    found = paragraphs("<div>" * depth + f"<p>{FIRST}</p>" + "</div>" * depth + f"<p>{THIRD}</p>")
    assert found == [FIRST, THIRD]


@pytest.mark.parametrize("depth", [2100, 100_000])
def test_what_stands_too_deep_is_an_error_never_a_shorter_text(depth: int) -> None:
    with pytest.raises(UnreadableInput, match="too deeply"):
        article(f"<p>{FIRST}</p>" + "<div>" * depth + f"<p>{SECOND}</p>" + "</div>" * depth + f"<p>{THIRD}</p>")


def test_text_beyond_ten_megabytes_is_not_lost() -> None:
    markup = page(f"<article><p>{FIRST}</p><p>{'word ' * 2_200_000}</p><p>{THIRD}</p></article>")
    found = article_from_html(markup, origin="a.html").text
    assert len(found) > 10_900_000
    assert found.endswith(THIRD)


def attributes(count: int, style: str) -> str:
    return f"<p {' '.join(style.format(number) for number in range(count))}>{FIRST}</p>"


@pytest.mark.parametrize("style", ["a{}", "a{}=1", "a{}='>'", 'a{} = "x y z"'])
def test_a_tag_with_too_many_attributes_is_refused_before_it_costs(style: str) -> None:
    assert FIRST in article(attributes(MAX_ATTRIBUTES - 10, style) + f"<p>{SECOND}</p>").text
    with pytest.raises(UnreadableInput, match="attributes"):
        article(attributes(40_000, style))

    def refuse(count: int) -> None:
        with contextlib.suppress(UnreadableInput):
            refuse_many_attributes(attributes(count, style), "a.html")

    assert grows_linearly(refuse, 20_000)


@pytest.mark.parametrize("where", ["<script>{}</script>", "<!-- {} -->", "<style>{}</style>", "<p>{}</p>"])
def test_words_are_no_attributes(where: str) -> None:
    words = "if (a < b) { c = 1 } " * 3000 if "p>" not in where else "one = two " * 3000
    assert THIRD in article(f"<p>{FIRST}</p>{where.format(words)}<p>{THIRD}</p>").text


@pytest.mark.parametrize(
    "unit", ["<p>", "<a b='", '<a b="', "<script>", "<!--", "<p a=1 ", "<", "<a =", "<!doctype ", "<html "]
)
def test_hostile_mark_up_costs_linear_time_before_the_parser(unit: str) -> None:
    def refuse(times: int) -> None:
        with contextlib.suppress(UnreadableInput):
            refuse_many_attributes(unit * times, "a.html")

    assert grows_linearly(refuse, 20_000)


def test_a_page_never_reaches_for_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise AssertionError("a page reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel="canonical" href="http://127.0.0.1/a"><base href="http://127.0.0.1/"><link rel="next" href="/b">'
    images = '<img src="http://127.0.0.1/c.jpg"><iframe src="http://127.0.0.1/d"></iframe>'
    assert FIRST in article(f"<p>{FIRST}</p>{images}<p>{SECOND}</p>", head).text


def test_nothing_is_written_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableInput):
        article_from_html("<html></html>", origin="a.html")
    assert capfd.readouterr() == ("", "")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("ab said “”.,é", min_size=30, max_size=80), min_size=1, max_size=6))
def test_the_same_page_gives_the_same_article_whatever_was_read_before(written: list[str]) -> None:
    markup = page("<article>" + "".join(f"<p>{each}</p>" for each in [FIRST, *written, THIRD]) + "</article>")
    first = article_from_html(markup, origin="a.html")
    article(f"<p>{THIRD}</p><p>{FIRST}</p>")
    assert article_from_html(markup, origin="a.html") == first
    assert FIRST in first.text
