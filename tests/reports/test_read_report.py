"""Page to report: what comes out of the whole room."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.reports.html_furniture import inside_paragraphs
from onrecord.reports.read_report import read_report, report_id
from onrecord.reports.register import Register
from onrecord.run.load_register import load_register
from onrecord.values.page import Arrival, Given, Page, PageKind, Turn
from onrecord.values.report import Passage, PassageKind, Report
from onrecord.values.span import Span


@cache
def register() -> Register:
    return load_register()


def page(text: str, **of_page: object) -> Page:
    content = text.encode("utf-8", "surrogatepass")
    made = Page("a.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)
    return replace(made, **of_page)  # type: ignore[arg-type]


def read(text: str, **of_page: object) -> Report:
    return read_report(page(text, **of_page), register())


TEXT = """All news
Mayor rejects plan for quay
By Ann Leth
SENNPORT, May 3 (VELNA) – The harbour board met on Thursday and put off its vote.
“We need more time,” the chair told reporters.
Source: Velna
Share this article
"""


def test_the_parts_of_a_report() -> None:
    report = read(TEXT)
    assert report.title == "Mayor rejects plan for quay"
    assert report.title_span is not None
    assert report.title_span.of(report.text) == report.title
    assert report.byline == "Ann Leth"
    assert report.dateline is not None
    assert (report.dateline.place, report.dateline.wire) == ("Sennport", "VELNA")
    assert report.wire == "VELNA"
    assert report.outlet == "Velna"
    assert report.language == "en"
    assert [piece.span.of(report.text) for piece in report.furniture] == [
        "All news",
        "Source: Velna",
        "Share this article",
    ]
    assert [p.of(report.text) for p in report.paragraphs] == [
        "Mayor rejects plan for quay",
        "By Ann Leth",
        "The harbour board met on Thursday and put off its vote.",
        "“We need more time,” the chair told reporters.",
    ]


@pytest.mark.parametrize(
    "address", ["http://[ferry]/news", "http://[::1/news", "http://\u2100.example/", "https://a:b/"]
)
@pytest.mark.parametrize("kind", [PageKind.HTML, PageKind.TEXT])
def test_an_address_that_is_none_costs_no_page(address: str, kind: PageKind) -> None:
    markup = '<html><head><link rel="canonical" href="http://[ferry]/news"></head>' if kind is PageKind.HTML else ""
    report = read(
        f"{markup}<p>“We need more time,” the chair told reporters on Monday.</p>", kind=kind, given=Given(url=address)
    )
    assert "We need more time" in report.text
    assert report.url == address


def test_plain_text_is_kept_as_it_is() -> None:
    for text in (TEXT, TEXT.replace("\n", "\r\n"), "\n\n " + TEXT + "<p>x</p> &amp; \u00a0"):
        assert read(text).text == text


def test_what_the_input_says_of_itself_counts_more_than_what_its_text_says() -> None:
    said = Given(id="7", title="Quay put off", outlet="The Ledger", url="https://ledger.example/7", byline="Jon Var")
    report = read(TEXT, given=said)
    assert (report.given_id, report.outlet, report.url) == ("7", "The Ledger", "https://ledger.example/7")
    assert (report.title, report.byline, report.title_span) == ("Quay put off", "Jon Var", None)
    assert report.republished_from == "Velna"


def test_lost_spaces_are_flagged() -> None:
    assert "lost spaces read as such" in read("The board?met on?Friday in the harbour.").flags
    assert read("Ready? Who knows?").flags == ()


def test_a_transcript_is_laid_out_turn_by_turn() -> None:
    turns = (Turn("Ann Leth", "We are ready."), Turn("Jon Var", "  "), Turn("Jon Var", "Share this article"))
    report = read("", kind=PageKind.TRANSCRIPT, turns=turns)
    assert report.kind == "transcript"
    assert [turn.words.of(report.text) for turn in report.turns] == ["We are ready.", "Share this article"]
    assert report.text.startswith("Ann Leth: We are ready.\n")
    assert (report.furniture, report.title_span) == ((), None)  # whatever it looks like, somebody said it


def test_the_turns_of_a_transcript_hold_nothing_that_no_store_can_hold() -> None:
    report = read("", kind=PageKind.TRANSCRIPT, turns=(Turn("Ann \ud800 Leth", "We are\0 ready."),))
    assert [one.turn for one in report.turns] == [Turn("Ann \ufffd Leth", "We are\ufffd ready.")]
    assert [one.words.of(report.text) for one in report.turns] == ["We are\ufffd ready."]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "\u00a0"])
def test_a_page_without_text_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        read(text)
    assert error.value.remedy
    with pytest.raises(UnreadableInput):
        read(text, body=text)


def test_the_id_depends_on_the_words_and_what_was_said_of_them_not_on_the_place() -> None:
    here, there = page(TEXT), page(TEXT, origin="b.txt")
    assert report_id(here) == report_id(there)
    assert report_id(page(TEXT + " ")) != report_id(here)
    assert report_id(page(TEXT, given=Given(title="x"))) != report_id(here)
    assert report_id(page(TEXT, kind=PageKind.HTML)) != report_id(here)


LINES = st.lists(
    st.sampled_from(
        [
            "All news",
            "Mayor rejects plan",
            "SENNPORT, May 3 (VELNA) – It met.",
            "“We",
            "<p>a</p>",
            "&#39;",
            "?",
            "a?b",
            "Source: X",
            "",
            "\r",
            "\x00",
        ]
    ),
    max_size=10,
).map("\n".join)


@settings(max_examples=60)
@given(st.one_of(LINES, st.text(max_size=60)))
def test_any_text_is_a_report_or_unreadable(text: str) -> None:
    """Offsets hold: the reading copy is as long, paragraphs and furniture lie in the text, apart from each other."""
    try:
        report = read(text, body=text)
    except UnreadableInput:
        return
    assert len(report.reading) == len(report.text)
    assert all(p.end <= len(report.text) and p.of(report.reading).strip() for p in report.paragraphs)
    assert all(piece.span.end <= len(report.text) for piece in report.furniture)
    whole = {piece.span for piece in report.furniture}
    assert not whole & set(report.paragraphs)
    assert report == read(text, body=text)


def test_a_report_in_another_language_says_so() -> None:
    german = "Die Ministerin sagte am Montag, dass die Verhandlungen im Herbst weitergehen und niemand abreisen werde. "
    assert "language de: the rules are for English" in read(german * 3).flags
    assert not read("The minister said on Monday that the talks would go on. " * 3).flags


def test_a_given_date_that_is_none_is_told() -> None:
    assert "the date given, 'last week', is no date" in read("Words.", given=Given(published="last week")).flags


def test_a_whole_line_above_the_headline_wins_over_the_tags_in_it() -> None:
    line = "THE <b>COURIER</b>\nFerry stays for good, says board\n\n“We stay,” Anna Berg said on Monday at the pier.\n"
    assert [(piece.span.start, piece.span.end) for piece in read(line).furniture] == [(0, 14), (14, 18)]


SCRAPS = [
    "THE <b>COURIER</b>",
    "<div class='x'>",
    "Share this",
    "</p>",
    "Ferry stays for good, says board",
    "[b]News[/b]",
    "“We stay,” Anna Berg said on Monday at the pier.",
    "<a href='x'>Read more</a>",
    "Home | News",
    " ",
]


@given(st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(["\n", "\n\n", " ", ""])), max_size=12))
@settings(max_examples=60, deadline=None)
def test_furniture_is_in_order_disjoint_and_inside_the_text(scraps: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, scraps)) + "x"
    report = read(text)
    spans = [piece.span for piece in report.furniture]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)
    assert not any(
        paragraph.overlaps(span) and span.contains(paragraph) for span in spans for paragraph in report.paragraphs
    )


def test_passages_lie_inside_paragraphs() -> None:
    quoted, post = Span(0, 14), Span(20, 28)
    passages = tuple(Passage(span, PassageKind.BLOCK_QUOTE, "blockquote") for span in (quoted, post, Span(30, 33)))
    kept = inside_paragraphs(passages, (Span(0, 5), Span(7, 12), Span(18, 30)))
    assert [one.span for one in kept] == [Span(0, 5), Span(7, 12), Span(20, 28)]


def test_of_a_page_no_passage_lies_in_its_furniture() -> None:
    body = "".join(
        f"<p>The board met on day {day} and put off its vote on the new quay of the town.</p>"
        f"<blockquote><p>“We need more time on day {day},” the chair told reporters at the quay.</p></blockquote>"
        "<h2>Read more</h2><h2>What the mayor says</h2>"
        for day in range(4)
    )
    report = read(
        f"<html><body><article><h1>Board puts off vote</h1>{body}</article></body></html>", kind=PageKind.HTML
    )
    assert report.passages
    assert all(any(p.contains(one.span) for p in report.paragraphs) for one in report.passages)


CRAWLED = "2024-05-01T10:00:00Z"


@pytest.mark.parametrize(
    ("given_url", "canonical", "fetched", "url"),
    [
        ("https://news.example/ferry?amp=1", "https://news.example/ferry", CRAWLED, "https://news.example/ferry"),
        ("https://news.example/ferry?amp=1", "https://news.example/ferry", None, "https://news.example/ferry?amp=1"),
        ("https://news.example/ferry", "https://other.example.net/", CRAWLED, "https://news.example/ferry"),
        ("https://news.example/ferry", "https://ferry.test/x", CRAWLED, "https://news.example/ferry"),
        ("https://news.example/ferry", "", CRAWLED, "https://news.example/ferry"),
        (None, "https://news.example/ferry", None, "https://news.example/ferry"),
    ],
)  # fmt: skip
def test_a_page_that_was_fetched_is_called_as_it_calls_itself(
    given_url: str | None, canonical: str, fetched: str | None, url: str
) -> None:
    link, words = f'<link rel="canonical" href="{canonical}">', "<p>“We are ready,” said Ann Leth.</p>"
    markup = f"<html><head>{link}</head><body>{words}</body></html>"
    one = read(markup, kind=PageKind.HTML, given=Given(url=given_url), arrival=Arrival(fetched=fetched))
    assert one.url == url
