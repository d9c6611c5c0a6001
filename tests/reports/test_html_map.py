"""Every character of a page's report has its place in the page."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reports.html import Article, article_from_html
from onrecord.reports.html_map import Layout, folded
from onrecord.reports.html_text import BETWEEN_CELLS
from onrecord.reports.html_title import places_of_title
from onrecord.values.report import PageRun

FIRST = "The harbour board met on Thursday and put off the vote on the new quay by two weeks."
SECOND = "“We need more time,” the chair told reporters. “Nobody wants to hurry this.”"


def article(body: str, head: str = "") -> Article:
    return article_from_html(page(body, head), origin="a.html")


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><nav>Home News</nav><article>{body}</article></body></html>"


def check(found: Article, markup: str) -> None:
    """The map as values/report.PageRun and Layout promise it."""
    at = 0
    covered = [False] * len(found.text)
    places: set[int] = set()
    for run in found.page_map:
        assert at <= run.text.start < run.text.end
        at = run.text.end
        there, here = run.page.of(markup), run.text.of(found.text)
        assert not places & set(range(run.page.start, run.page.end))
        places |= set(range(run.page.start, run.page.end))
        covered[run.text.start : run.text.end] = [True] * len(here)
        if len(there) == len(here):  # a reference is longer than what it means; a bare "&" may begin a run
            assert all(one == other or (one.isspace() and other == " ") for one, other in zip(there, here, strict=True))
        else:
            assert unescape(there) == here or (unescape(there).isspace() and here == " ")
    uncovered = [sign for sign, is_covered in zip(found.text, covered, strict=True) if not is_covered]
    assert set(uncovered) <= set("\n ") | set(BETWEEN_CELLS)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        f"<p>{FIRST}</p><p>AT&amp;T said &ldquo;yes&rdquo;&nbsp;on Friday, and &#8220;no&#x201d; to all the rest.</p>",
        f"<p>{FIRST}</p><p>“We\n   need <b>more</b>\t<i>time</i>,” she\r\nsaid on the  quay in the morning.</p>",
        f"<p>{FIRST}<br>{SECOND}<br/>“We need more<br>time,” she said.</p>",
        f"<p>{FIRST}</p><p>The am\u00adend\u00adment of the har\u200bbour act was put off by all of the board.</p>",
        f"<p>{FIRST}</p><table><tr><td>Quay</td><td>Delayed</td></tr></table><p>{SECOND}</p>",
        f"<p>{FIRST}</p><p>AT&T & co. said &unknown; &copy 2020 and &lt;b&gt; is no tag in this sentence.</p>",
        f"<p>{FIRST}<p>{SECOND}<div>{FIRST[:-1]}, they said.</div>",
        f"<p>{FIRST}</p><script>if (a < b) {{ '<p>' }}</script><!-- <p>{SECOND}</p> --><p>{SECOND}</p>",
        f"<p title='a > b' data-x=\"<p>\">{FIRST}</p>\x0b\x1f<p>{SECOND} And \x1b then?</p>",
    ],
)
def test_all_of_the_text_has_its_place(body: str) -> None:
    check(article(body), page(body))


TITLES = [
    '<meta property="og:title" content="“Wait &amp; see,” board says">',
    "<meta content='&ldquo;Wait &amp; see,&rdquo; board says' property='og:title'>",
    "<title>“Wait &amp; see,” board says</title>",
]


@pytest.mark.parametrize("head", TITLES)
def test_a_title_that_only_the_head_tells_maps_into_it(head: str) -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    found = article(body, head)
    assert found.title_span is not None
    assert found.title_span.of(found.text) == "“Wait & see,” board says" == found.head.title
    title = [run for run in found.page_map if run.text.end <= found.title_span.end]
    assert sum(len(run.text) for run in title) == len(found.title_span)
    assert all(head in page("", head) and run.page.end <= page(body, head).index("<body>") for run in title)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (r"\u201cWait & see,\u201d board says", "“Wait & see,” board says"),
        (r"\"Wait\" \/ see \ud83d\udea2", '"Wait" / see \U0001f6a2'),
        (r"Wait &amp; see: the board\nsays so | Tide Mail", "Wait & see: the board says so"),
    ],
)
def test_a_title_in_a_script_is_found_through_its_escapes(told: str, title: str) -> None:
    markup = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{told}"}}</script>'
    places = places_of_title(markup, title)
    assert places is not None
    assert "".join(sign for sign, _, _ in places) == title
    assert "".join(markup[start:end] for _, start, end in places) == told.removesuffix(" | Tide Mail")


def test_a_title_that_is_nowhere_has_no_place() -> None:
    assert places_of_title("<title>Something else</title>", "Board says no") is None


def test_the_printed_headline_counts_more_than_the_one_in_the_head() -> None:
    body = f"<h1>Board says:  wait and see</h1><p>{FIRST}</p><p>{SECOND}</p>"
    found = article(body, "<title>Board says wait and see | Tide Mail</title>")
    assert found.title_span is not None
    assert found.title_span.of(found.text) == "Board says: wait and see"
    assert found.text.count("wait and see") == 1
    check(found, page(body, "<title>Board says wait and see | Tide Mail</title>"))


PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "& ",
        "<",
        ">",
        "\n  ",
        "\xad",
        "<!-- x -->",
        "<span class='a'>",
        "</span>",
        "<td>",
        "</a>",
        "“We wait,” she said. ",
        "Quay ",
        "é",
        "🚢",
        "</ p>",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=25))
def test_whatever_the_markup(parts: list[str]) -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}{''.join(parts)}</p><p>{FIRST}</p>"
    check(article(body), page(body))


@settings(max_examples=100, deadline=None)
@given(st.text("ab &;#<amp\u00a0\u00ad\n“", max_size=40))
def test_laid_text_is_the_folded_text(words: str) -> None:
    words = f"x{words}"
    stretches = [(0, len(words), False)]
    layout = Layout(words)
    layout.lay(stretches)
    assert layout.text == folded(words, stretches)
    assert all(isinstance(run, PageRun) for run in layout.runs())
