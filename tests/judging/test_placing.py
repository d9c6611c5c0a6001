"""A judgement's statement in a newer reading of the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.judging.placing import place, share_of
from onrecord.values.judgement import Act
from onrecord.values.span import Span
from tests.judging.making import anchor
from tests.marked import marked

spans = st.tuples(st.integers(0, 12), st.integers(1, 4)).map(lambda one: Span(one[0], one[0] + one[1]))
BEFORE = "The lamp {content:1 is lit and will burn all winter}, {source:1 she} {cue:1 said}. It went out."


def placed(after: str, act: Act = Act.CORRECT, before: str = BEFORE) -> str | None:
    """The number of the statement in `after` that statement 1 of `before` has become."""
    text, found = marked(before)
    new, reading = marked(after)
    content = {number: tuple(Span(*at) for at in one.content) for number, one in reading.items() if one.content}
    return place(anchor(text, *found["1"].content, statement="gone"), act, new, content)


@pytest.mark.parametrize(
    ("after", "corrected", "rejected"),
    [
        ("The lamp {content:5 is lit and will burn all winter}, she said. It went out.", "5", "5"),
        ("{content:5 The lamp is lit and will burn all winter}, she said. It went out.", "5", None),  # cut otherwise
        ("The lamp {content:5 is lit} and will burn all winter, she said. It went out.", None, None),  # too little left
        ("The lamp is lit and will burn all winter, she said. {content:5 It went out.}", None, None),
        ("The lamp is lit and will burn all winter, she said. It went out.", None, None),
        ("Menu.  The lamp {content:5 is  lit and will burn all winter}, she said. It went out.", "5", "5"),
        ("The lamp {content:5 glows}, she said.", None, None),  # other words: another statement
        (  # the one with more of the words; the other may be about it
            "{content:4 The lamp {content:5 is lit and will burn all winter}, she said.} It went out.", "5", "5",
        ),
        (  # two that fit equally well: no guess
            "The lamp {content:4 {content:5 is lit and will burn all winter}}, she said. It went out.", None, None,
        ),
    ],
)  # fmt: skip
def test_a_statement_is_found_again(after: str, corrected: str | None, rejected: str | None) -> None:
    assert (placed(after), placed(after, Act.REJECT)) == (corrected, rejected)


def test_a_statement_that_has_its_id_still_is_itself() -> None:
    about = anchor("One. Two.", (0, 4), statement="s1")
    assert place(about, Act.REJECT, "One. Two.", {"s1": (Span(0, 4),), "s2": (Span(0, 4),)}) == "s1"


def test_pieces_count_for_themselves_and_not_what_stands_between() -> None:
    before = "{content:1 We go}, he said at some length to everybody who came by, {content:1 and we stay}."
    after = "{content:5 We go}, he said at some length to everybody who came by, {content:5 and we stay}."
    whole = "{content:5 We go, he said at some length to everybody who came by, and we stay}."
    assert placed(after, before=before) == "5"
    assert placed(whole, before=before) is None


@given(st.lists(spans, min_size=1, max_size=3), st.lists(spans, min_size=1, max_size=3))
def test_a_share_is_of_characters_in_both_of_those_in_either(one: list[Span], other: list[Span]) -> None:
    a, b = ({at for span in some for at in range(span.start, span.end)} for some in (one, other))
    assert share_of(one, other) == len(a & b) / len(a | b)
