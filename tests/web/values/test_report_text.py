"""A report's text as a page shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.page import Turn
from onrecord.values.report import Furniture, FurnitureKind, Passage, PassageKind, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from onrecord.web.values.report_text import MOST_CARDS, Aside, Block, ReportText, report_text
from tests.store.making import attribution_at, record_of, statement_at

EMOJI = "\N{GRINNING FACE}"
TEXT = f"Ferry news\nMenu | Share\nCredit\n{EMOJI} “We sail,” said Ana Lindqvist.\n\n“We do not,” said the mate.\nAd"


def made(text: str, *statements: Span, **fields: object) -> ReportRecord:
    record = record_of(text)
    found = tuple(statement_at("r1", one.start, one.end) for one in statements)
    report = replace(record.report, text=text, reading=text, title=None, title_span=None, turns=(), furniture=())
    return replace(record, report=replace(report, **fields), statements=found)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def words_of(block: Block | Aside) -> str:
    return "\n".join(block.lines) if isinstance(block, Aside) else "".join(one.text for one in block.words)


def shown(text: ReportText) -> str:
    return "\n".join(words_of(block) for block in text.blocks)


def test_a_sign_outside_of_the_first_plane_moves_no_mark() -> None:
    found = report_text(made(TEXT, at("“We sail,”")))
    (line,) = (block for block in found.blocks if isinstance(block, Block) and block.cards)
    assert [one.text for one in line.words if one.elements] == ["“We sail,”"]
    assert [one.number for words in line.words for one in words.opens] == [1]
    assert line.cards[0].number == 1


def test_lines_of_furniture_in_a_row_are_one_aside_with_what_they_are() -> None:
    furniture = (
        Furniture(at("Menu | Share"), "", FurnitureKind.MENU),
        Furniture(at("Credit"), "", FurnitureKind.CREDIT),
        Furniture(at("Ad"), "", FurnitureKind.OTHER),
    )
    found = report_text(made(TEXT, at("“We sail,”"), furniture=furniture))
    assert [block for block in found.blocks if isinstance(block, Aside)] == [
        Aside(("menu", "credit"), ("Menu | Share", "Credit")),
        Aside((), ("Ad",)),
    ]


def test_furniture_inside_of_a_line_stays_in_it_and_is_told() -> None:
    furniture = (Furniture(at("Share"), "", FurnitureKind.SHARE),)
    line = report_text(made(TEXT, furniture=furniture)).blocks[1]
    assert isinstance(line, Block)
    assert [(one.text, [element.css for element in one.elements]) for one in line.words] == [
        ("Menu | ", []),
        ("Share", ["furniture"]),
    ]


def test_the_title_is_not_printed_twice_but_with_marks_in_it() -> None:
    title = {"title": "Ferry news", "title_span": at("Ferry news")}
    assert "Ferry news" not in shown(report_text(made(TEXT, **title)))
    assert "Ferry news" in shown(report_text(made(TEXT, at("Ferry"), **title)))


@pytest.mark.parametrize(
    ("kind", "css"),
    [(PassageKind.HEADING, "heading"), (PassageKind.BLOCK_QUOTE, "quoted"), (PassageKind.EMBEDDED_POST, "post")],
)
def test_a_passage_is_told_from_plain_paragraphs(kind: PassageKind, css: str) -> None:
    passages = (Passage(at("“We do not,” said the mate."), kind, "markup"),)
    found = report_text(made(TEXT, passages=passages)).blocks
    assert [one.css for one in found if isinstance(one, Block)] == ["text"] * 4 + [css, "text"]


def test_a_transcript_names_who_speaks_before_each_turn() -> None:
    text = "Ana: We sail.\n\nPia: Not today."
    turns = tuple(
        SpokenTurn(Turn(name, words), Span(text.index(words), text.index(words) + len(words)))
        for name, words in (("Ana", "We sail."), ("Pia", "Not today."))
    )
    found = report_text(made(text, Span(5, 13), turns=turns))
    labels = [
        "".join(one.text for one in block.words if any(element.css == "label" for element in one.elements))
        for block in found.blocks
        if isinstance(block, Block)
    ]
    assert labels == ["Ana: ", "Pia: "]
    assert shown(found) == text.replace("\n\n", "\n")


def test_all_paragraphs_of_a_turn_look_like_one_turn() -> None:
    text = "Ana: We sail.\nAt dawn.\n\nThe end."
    turns = (SpokenTurn(Turn("Ana", "We sail.\nAt dawn."), Span(5, 22)),)
    found = report_text(made(text, Span(5, 13), turns=turns))
    assert [one.css for one in found.blocks if isinstance(one, Block)] == ["turn", "turn", "text"]


def test_a_nested_statement_is_marked_inside_the_one_that_reports_it() -> None:
    outer = statement_at("r1", *_ends("“We do not,” said the mate"))
    inner = statement_at("r1", *_ends("“We do not,”"), nested_in=outer.id)
    record = replace(made(TEXT), statements=(outer, inner))
    block = next(one for one in report_text(record).blocks if isinstance(one, Block) and one.cards)
    assert [element.css for element in block.words[0].elements] == ["direct", "direct nested"]
    assert [(card.number, card.outer) for card in block.cards] == [(1, None), (2, 1)]


def _ends(words: str) -> tuple[int, int]:
    return at(words).start, at(words).end


def test_a_card_stands_where_the_first_words_do_and_only_there() -> None:
    attribution = attribution_at(0, 1, content=(at("“We sail,”"), at("“We do not,”")))
    record = replace(made(TEXT), statements=(statement_at("r1", 0, 1, attribution=attribution),))
    blocks = [one for one in report_text(record).blocks if isinstance(one, Block)]
    assert [len(one.cards) for one in blocks] == [0, 0, 0, 1, 0, 0]
    opened = [one for block in blocks for words in block.words for one in words.opens]
    assert [(one.number, one.is_first) for one in opened] == [(1, True), (1, False)]


def test_a_long_report_comes_in_parts_that_hold_all_of_it() -> None:
    text = "\n".join(f"“Line {number},” she said." for number in range(3 * MOST_CARDS))
    spans = [Span(start, text.index("”", start) + 1) for start in range(len(text)) if text[start] == "“"]
    record = made(text, *spans)
    parts = [report_text(record, part=number) for number in range(1, 4)]
    assert [(one.part, one.parts) for one in parts] == [(1, 3), (2, 3), (3, 3)]
    assert "\n".join(map(shown, parts)) == text
    assert report_text(record, part=99).part == 3
    assert report_text(record, part=None).parts == 1
    assert report_text(record, at=record.statements[-1].id).part == 3
    assert report_text(record, at="no such statement").part == 1


@given(
    st.lists(st.sampled_from(["a", " ", "\n", "“", "”", EMOJI, "\r\n"]), min_size=1, max_size=60).map("".join),
    st.data(),
)
def test_whatever_is_marked_all_words_are_shown_in_their_order(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 9)).map(
        lambda one: Span(one[0], max(one[0] + 1, min(len(text), sum(one))))
    )
    statements = data.draw(st.lists(spans, max_size=4, unique=True))
    furniture = tuple(Furniture(one, "") for one in sorted(data.draw(st.lists(spans, max_size=2))))
    found = report_text(made(text, *statements, furniture=furniture))
    assert shown(found).split() == text.split()
    cards = [card.number for block in found.blocks if isinstance(block, Block) for card in block.cards]
    assert cards == (list(range(1, len(statements) + 1)) if text.strip() else [])
