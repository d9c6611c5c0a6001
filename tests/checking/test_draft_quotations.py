"""What of a draft is checked: nothing in quotation marks passes unseen."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.checking.draft import Quoted
from onrecord.checking.draft_quotations import quoted_in, quoted_outside
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import ReportRecord
from tests.growth import grows_linearly


def read(text: str) -> ReportRecord:
    return onrecord.read(text, model="rules").record


def places(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.kind.value, one.words, one.speaker) for one in quoted_in(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail at dawn,” Ysolde Marrin said.", [("quotation", "“We sail at dawn,”", "Ysolde Marrin")]),
        ("Ysolde Marrin said they were “tired and cold” there.", [("quotation", "tired and cold", "Ysolde Marrin")]),
        ("The so-called “lamp war” is over.", [("unattributed", "lamp war", None)]),
        ("Ysolde Marrin said that the lamp was out.", [("paraphrase", "the lamp was out", "Ysolde Marrin")]),
        ("The lamp is out\" for good.", [("mark", "The lamp is out\" for good.", None)]),
        ("“We sail at dawn,” she said.", [("quotation", "“We sail at dawn,”", None)]),
        ("The lamp is out.", []),
        ("News » Coast » Lamps", []),
        ("The keeper is 6'3\" tall, the lamp 4'11\".", []),
        ("He came in 2016\" and nobody cares.", [("mark", "He came in 2016\" and nobody cares.", None)]),
    ],
)  # fmt: skip
def test_every_place_is_of_one_kind(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("name", ["nobody", "No one", "Nobody in Sennport", "none of the keepers", "no-one"])
def test_what_nobody_says_is_no_paraphrase(name: str) -> None:
    assert quoted_in(_said_by(read("Ysolde Marrin said that the lamp was out."), name)) == ()
    (quoted,) = quoted_in(_said_by(read("“We sail at dawn,” Ysolde Marrin said."), name))
    assert quoted.kind == "quotation"


@pytest.mark.parametrize("name", ["everyone", "Somebody", "many", "no one", "nobody"])
def test_who_is_nobody_in_particular_is_no_speaker(name: str) -> None:
    assert [one.speaker for one in quoted_in(_said_by(read("“We sail at dawn,” Ysolde Marrin said."), name))] == [None]


def _said_by(draft: ReportRecord, name: str) -> ReportRecord:
    """The draft as if somebody else were its speaker."""
    speaker = Speaker(name, SpeakerType.GROUP, None, "made so")
    return replace(draft, statements=tuple(replace(one, speaker=speaker) for one in draft.statements))


def test_two_sentences_with_the_speaker_between_are_two_parts() -> None:
    apart = "“We sail at dawn,” Ysolde Marrin said. “The lamp can wait.”"
    in_one = "“We sail,” Ysolde Marrin said, “at dawn.”"
    assert [one.parts for one in quoted_in(read(apart))] == [("“We sail at dawn,”", "“The lamp can wait.”")]
    assert [one.parts for one in quoted_in(read(in_one))] == [("“We sail,” “at dawn.”",)]


def test_a_quotation_without_an_end_is_damaged() -> None:
    (one,) = quoted_in(read("Nobody knows. “We sail at dawn and the lamp can wait"))
    assert one.damage is not None


def test_a_block_quotation_of_markdown_is_listed() -> None:
    text = "The letter went on:\n\n> We sail at dawn,\n> and the lamp can wait.\n\nNobody answered.\n"
    assert ("unattributed", "We sail at dawn,\nand the lamp can wait.", None) in places(text)


def test_words_around_an_article_are_listed_once() -> None:
    draft = read("“We sail at dawn,” Ysolde Marrin said.")
    blocks = ["“We sail at dawn,” she said", "Most read: “It was the goat”", "“It was the goat.”"]
    found, left = quoted_outside(blocks, draft.report)
    assert ([one.words for one in found], left) == (["It was the goat"], 0)
    many = [f"“goat number {at}”" for at in range(300)]
    found, left = quoted_outside(many, draft.report)
    assert len(found) + left == 300


@given(st.lists(st.sampled_from(["“", "”", '"', "lamp", "Ann Berg said", ". ", ", ", " ", "\n\n", "we"]), max_size=40))
def test_every_double_mark_is_part_of_a_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    draft = read(text)
    found = quoted_in(draft)
    for mark in re.finditer(r"[“”\"]", text):
        if not _is_seen(mark.start(), found, draft):
            assert not re.search(r"\w", _between_marks(mark.start(), text)), (text, mark.start())


def _is_seen(place: int, found: tuple[Quoted, ...], draft: ReportRecord) -> bool:
    blank = draft.report.reading[place] != draft.report.text[place]
    return blank or any(span.start - 1 <= place <= span.end for one in found for span in one.spans)


def _between_marks(place: int, text: str) -> str:
    """Nothing is quoted by two marks with no word between them."""
    before = max((at for at in range(place) if text[at] in '“”"\n'), default=-1)
    after = min((at for at in range(place + 1, len(text)) if text[at] in '“”"\n'), default=len(text))
    nearer = [text[before + 1 : place]] if before >= 0 and text[before] != "\n" else []
    nearer += [text[place + 1 : after]] if after < len(text) and text[after] != "\n" else []
    return "".join(nearer) if not any(not re.search(r"\w", part) for part in nearer) else ""


def test_cost_grows_with_the_marks() -> None:
    read_once = cache(lambda size: read("Ann Berg said “yes” and “no”. " * size))
    for size in (50, 200, 400, 1600):  # reading is no part of what is measured
        read_once(size)
    assert grows_linearly(lambda size: quoted_in(read_once(size)), 400, enough=0.001)
