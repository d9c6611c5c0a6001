"""A plain text as scrapers leave it: pieces glued together, sentences broken off, a page's lines around the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DamagedWeights
from onrecord.reports.glued import cut_glued
from onrecord.reports.line_features import FEATURES, line_features, speaks_english
from onrecord.reports.line_model import COLUMNS, LineModel, build_line_model
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.plain import find_byline, find_title
from onrecord.reports.scraped import read_scraped
from onrecord.run.load_lines import load_line_model
from onrecord.text.reading_copy import reading_copy
from onrecord.values.report import FurnitureKind
from tests.growth import grows_linearly

LEAD = (
    "The harbour board of Sennport met on Thursday and put off its vote on the new quay by two weeks, after the mayor "
    "had asked for more time to look at what it would cost the town."
)
SPEECH = "“We need more time to look at the costs of the quay,” Ann Leth told reporters after the meeting of the board."
MORE = (
    "The quay has been planned for ten years, and nobody in the town expects that it will be built before the end of "
    "the decade, because the money that was set aside for it has been spent on the school."
)
MENU = ("Home", "News", "Sport", "Weather", "Opinion", "Sign in", "Subscribe", "My account")
TAIL = (
    "Storm closes two schools on the coast",
    "Ten things to do this weekend",
    "Contact us",
    "Terms of use",
    "Careers",
)


def read(text: str, model: LineModel | None = None) -> tuple[list[str], list[str]]:
    """What is left of a text, and what is marked in it."""
    reading = reading_copy(text)
    paragraphs, furniture = read_scraped(text, reading, model)
    marked = {piece.span for piece in furniture}
    return [p.of(reading) for p in paragraphs if p not in marked], [piece.span.of(text) for piece in furniture]


def pieces(text: str) -> list[str]:
    reading = reading_copy(text)
    return [piece.span.of(reading) for piece in cut_glued(text, reading, find_paragraphs(reading))]


# -- glued lines --


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The vote was put off.The mayor left.", ["The vote was put off.", "The mayor left."]),
        ("“We are ready.”The mayor left.", ["“We are ready.”", "The mayor left."]),
        ("Vote on the quay put offSENNPORT is calm.", ["Vote on the quay put off", "SENNPORT is calm."]),
        ("Vote on the quay put off3 May 2024", ["Vote on the quay put off", "3 May 2024"]),
        (
            "Vote put off, she says | Home | Sport | It rains.",
            ["Vote put off, she says", "| Home", "| Sport", "| It rains."],
        ),
        ("Home        News        Sport and more", ["Home", "News", "Sport and more"]),
        # no two pieces here
        ("The mayor of Ilvany, Mr. McBride, met LaRosa and DeVere.", None),
        ("She works for WeBuild, and WeBuild pays her well.", None),
        ("She saw it on YouTube in the U.S.Senate.", None),
        ("It has her ahead 3 points, with RealCount showing 4.3 points and FairPoll 2 points.", None),
        ("The FairPoll survey, according to RealCount, is RealPoll’s last.", None),
        ("She reads @fairPoll, #RealCountDay and RealPoll.org daily.", None),
        ("Boats wait in NorvikPublished 3 days ago", ["Boats wait in Norvik", "Published 3 days ago"]),
        ("The quay of Old HarbourSport and more", ["The quay of Old Harbour", "Sport and more"]),
        ("She told “The vote is off.No more” to all.", None),
        ("He wrote to a.b@ledger.example and left.", None),
    ],
)
def test_pieces_glued_together_are_cut(text: str, cut: list[str] | None) -> None:
    assert pieces(text) == (cut or [text])


@given(
    st.lists(
        st.sampled_from([LEAD, SPEECH, MORE, "Home", "News.", "“", '"', " | ", "\n", "    ", "Aa", "3 May 2024, 10:15"])
    )
)
def test_pieces_hold_all_that_is_not_white_space(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join("".join(piece.split()) for piece in pieces(text)) == "".join(reading_copy(text).split())


# -- sentences that scrapers broke off around links --


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["The board put off its vote, as the mayor told", "the Ledger", "on Thursday."], 1),
        (["The board put off its vote on the new quay", ", the mayor said."], 1),
        (["In a letter to the board of the harbour the", "Minister of Ports", "wrote that all was well."], 1),
        (["By", "Ann Leth"], 1),
        (["Mayor rejects plan for the new quay", "Board puts off its vote on the quay"], 2),
        (["The board put off its vote on the quay.", "eBay pays more"], 2),
        (["Home", "about us"], 2),
        (["The harbour board put off its vote on Thursday, she said", "from Sennport Ledger – Politics"], 2),
    ],
)
def test_a_sentence_broken_off_is_put_together(lines: list[str], paragraphs: int) -> None:
    assert len(find_paragraphs("\n".join(lines))) == paragraphs


# -- learned --


def test_a_page_around_a_report_is_marked() -> None:
    text = "\n".join([*MENU, "Harbour board puts off vote on quay", LEAD, SPEECH, MORE, *TAIL])
    kept, marked = read(text, load_line_model())
    assert kept[:4] == ["Harbour board puts off vote on quay", LEAD, SPEECH, MORE]
    assert set(marked) >= {*MENU, *TAIL[1:]}


def test_rules_alone_mark_less_and_the_report_neither() -> None:
    text = "\n".join([*MENU, LEAD, SPEECH, MORE, *TAIL])
    kept, _ = read(text)
    assert {LEAD, SPEECH, MORE} <= set(kept)


@pytest.mark.parametrize(
    "line",
    [
        "“No,” she said, “you can not subscribe to that view of the world.”",
        "By Ann Leth",
        "3 May 2024",
        "SENNPORT, May 3 (VELNA) –",
    ],
)
def test_words_that_somebody_said_and_the_head_of_a_report_are_kept(line: str) -> None:
    kept, _ = read("\n".join([*MENU, line, LEAD, SPEECH, MORE, *TAIL]), load_line_model())
    assert line in "\n".join(kept)


def test_a_page_without_line_breaks_is_read_the_same_way() -> None:
    later = LEAD.replace("Thursday", "Friday")
    text = " ".join([*MENU, *MENU, LEAD, SPEECH, MORE, later, MORE.replace("ten", "six"), *TAIL])
    kept, marked = read(text, load_line_model())
    assert SPEECH in " ".join(kept)
    assert "My account" in " ".join(marked)


def test_a_text_in_another_language_is_read_by_rules_alone() -> None:
    lead = (
        "Der Hafenrat von Sennport hat am Donnerstag seine Entscheidung über den neuen Kai um zwei Wochen verschoben."
    )
    text = "\n".join(["Startseite", "Sport", lead, lead.replace("zwei", "drei"), "Kontakt"])
    assert read(text, load_line_model()) == read(text)
    assert not speaks_english(line_features(text.split("\n")))


def test_a_sentence_printed_twice_is_marked_once() -> None:
    kept, marked = read("\n".join([LEAD, SPEECH, MORE, SPEECH]))
    assert kept == [LEAD, SPEECH, MORE]
    assert marked == [SPEECH]


def test_a_pull_quote_is_called_one() -> None:
    text = "\n".join([LEAD, SPEECH, MORE, SPEECH])
    _, furniture = read_scraped(text, reading_copy(text), None)
    assert [piece.kind for piece in furniture] == [FurnitureKind.PULL_QUOTE]


LINES = st.lists(st.sampled_from([*MENU, *TAIL, LEAD, SPEECH, MORE, "", "By Ann Leth", LEAD + SPEECH]), max_size=15)


@given(LINES.map("\n".join))
def test_furniture_is_whole_paragraphs_and_no_speech_is_lost(text: str) -> None:
    paragraphs, furniture = read_scraped(text, reading_copy(text), load_line_model())
    assert all(one.end <= other.start for one, other in pairwise(paragraphs))
    assert {piece.span for piece in furniture} <= set(paragraphs)
    kept = "".join(p.of(text) for p in paragraphs if p not in {piece.span for piece in furniture})
    assert SPEECH in kept or SPEECH not in text


# -- headline and byline --


def test_the_headline_is_the_one_without_the_name_of_the_site() -> None:
    text = "\n".join(
        ["Board puts off vote on quay - The Ledger", "Ledger", "Board puts off vote on quay", LEAD, SPEECH]
    )
    paragraphs = find_paragraphs(text)
    title = find_title(text, paragraphs, None)
    assert title == paragraphs[2]


@pytest.mark.parametrize(
    "line",
    ["Written by: Ann Leth", "Author: Ann Leth", "By Ann Leth • 3 May 2024", "May 3, 2024 by Ann Leth", "By\nAnn Leth"],
)
def test_the_byline_of_a_page(line: str) -> None:
    text = f"Board puts off vote on quay\n{line}\n{LEAD}"
    assert find_byline(text, find_paragraphs(text)) == "Ann Leth"


# -- the weights --


def test_weights_of_another_version_are_refused() -> None:
    rows = [{"evidence": name, "weight": "0"} for name in COLUMNS]
    assert build_line_model(rows).chances([(0.0,) * len(FEATURES)]) == [0.5]
    with pytest.raises(DamagedWeights):
        build_line_model(rows[1:])


def test_a_row_has_a_number_for_each_feature() -> None:
    assert {len(row) for row in line_features([*MENU, LEAD, ""])} == {len(FEATURES)}
    assert line_features([]) == []
    assert replace(load_line_model()).chances([]) == []


# -- hostile --


@pytest.mark.parametrize(
    "unit",
    [
        "Home\n",
        "Home News ",
        "HomeNews",
        "a.Ba",
        "• Home ",
        "a    b ",
        "May 3, 2024, 9:02 AM ",
        "“",
        "“a” ",
        "By\n",
        "a\n",
        "ABC - ",
    ],
)
def test_the_work_grows_with_the_text(unit: str) -> None:
    model = load_line_model()

    def work(size: int) -> None:
        text = unit * (size // len(unit))
        read_scraped(text, reading_copy(text), model)

    assert grows_linearly(work, 20_000)
