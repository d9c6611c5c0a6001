"""Spans go with the words when a text changes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.values.span import Span
from onrecord_training.edits import Edit, apply, disjoint, rearrange

TEXT = "Smith said no."


@pytest.mark.parametrize(
    ("edit", "old", "words"),
    [
        (Edit(0, 5, "Okafor"), Span(0, 5), "Okafor"),  # a replaced name keeps its span
        (Edit(0, 5, "Okafor"), Span(6, 10), "said"),  # what stands behind moves
        (Edit(0, 5, "Okafor"), Span(2, 10), "Okafor said"),  # a border within holds all of the replacement
        (Edit(0, 5, "Okafor"), Span(0, 2), "Okafor"),
        (Edit(5, 5, ", a judge,"), Span(0, 5), "Smith"),  # inserted at a border: outside
        (Edit(6, 6, "then "), Span(6, 10), "said"),
        (Edit(5, 5, ", a judge,", inside=True), Span(0, 5), "Smith, a judge,"),
        (Edit(6, 6, "then ", inside=True), Span(6, 10), "then said"),
        (Edit(6, 6, "then ", inside=True), Span(0, 5), "Smith"),
        (Edit(2, 2, "-"), Span(0, 5), "Sm-ith"),  # inserted within: inside
        (Edit(0, 6, ""), Span(0, 10), "said"),
        (Edit(10, 14, ""), Span(6, 14), "said"),
    ],
)
def test_a_span_holds_these_words_after_an_edit(edit: Edit, old: Span, words: str) -> None:
    text, moved = apply(TEXT, [edit])
    new = moved(old)
    assert new is not None
    assert new.of(text) == words


def test_a_span_of_deleted_words_is_none() -> None:
    assert apply(TEXT, [Edit(0, 6, "")])[1](Span(0, 5)) is None


def test_an_insertion_before_a_replacement_belongs_to_the_span_when_it_says_so() -> None:
    text, moved = apply(TEXT, [Edit(0, 5, "Okafor"), Edit(0, 0, "Mr. ", inside=True)])
    new = moved(Span(0, 5))
    assert new is not None
    assert new.of(text) == "Mr. Okafor"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 5, ""), Edit(4, 6, "")],
        [Edit(0, 5, ""), Edit(2, 2, "x")],
        [Edit(3, 3, "x"), Edit(3, 3, "y")],
        [Edit(0, 5, "a"), Edit(0, 5, "b")],
        [Edit(5, 4, "")],
        [Edit(-1, 2, "")],
        [Edit(10, 15, "")],
    ],
)
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"overlap|leaves the text"):
        apply(TEXT, edits)


def test_the_first_of_clashing_edits_is_kept() -> None:
    edits = [Edit(4, 6, "b"), Edit(0, 5, "a"), Edit(6, 7, "c"), Edit(7, 7, "d"), Edit(7, 7, "e")]
    assert disjoint(edits) == (Edit(0, 5, "a"), Edit(6, 7, "c"), Edit(7, 7, "d"))


# Few letters: a wrong offset must not hide behind letters that differ anyway.
texts = st.text("ab ", max_size=30)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(texts)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    edit = st.builds(
        lambda place, new, inside: Edit(place[0], place[1], new, inside),
        places,
        st.text("XY", max_size=4),
        st.booleans(),
    )
    return text, disjoint(draw(st.lists(edit, max_size=6)))


@st.composite
def with_span(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...], Span]:
    text, edits = draw(edited_texts())
    assume(text)
    start = draw(st.integers(0, len(text) - 1))
    return text, edits, Span(start, draw(st.integers(start + 1, len(text))))


@given(edited_texts())
def test_the_new_text_is_what_one_edit_after_the_other_gives(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    one_by_one = text
    for edit in reversed(edits):
        one_by_one = one_by_one[: edit.start] + edit.new + one_by_one[edit.end :]
    assert apply(text, edits)[0] == one_by_one


@given(with_span())
def test_a_span_holds_its_old_letters_that_are_left_and_no_others(case: tuple[str, tuple[Edit, ...], Span]) -> None:
    text, edits, span = case
    new_text, moved = apply(text, edits)
    new = moved(span)
    left = "".join(text[i] for i in range(span.start, span.end) if not any(e.start <= i < e.end for e in edits))
    words = new.of(new_text) if new else ""
    assert "".join(c for c in words if c not in "XY") == left


@given(with_span())
def test_a_span_no_edit_touches_keeps_its_words(case: tuple[str, tuple[Edit, ...], Span]) -> None:
    text, edits, span = case
    assume(all(edit.end < span.start or edit.start > span.end for edit in edits))
    new_text, moved = apply(text, edits)
    new = moved(span)
    assert new is not None
    assert new.of(new_text) == span.of(text)


@given(with_span(), st.data())
def test_a_span_in_another_stays_in_it(case: tuple[str, tuple[Edit, ...], Span], data: st.DataObject) -> None:
    text, edits, outer = case
    start = data.draw(st.integers(outer.start, outer.end - 1))
    inner = Span(start, data.draw(st.integers(start + 1, outer.end)))
    moved = apply(text, edits)[1]
    new_inner, new_outer = moved(inner), moved(outer)
    inserted = {edit.start for edit in edits if edit.start == edit.end and not edit.inside}
    assume(not {inner.start, inner.end, outer.start, outer.end} & inserted)
    assert new_inner is None or (new_outer is not None and new_outer.contains(new_inner))


# -- another order ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "words"),
    [
        (Span(0, 5), "Smith"),
        (Span(6, 10), "said"),
        (Span(1, 3), "mi"),
        (Span(0, 10), "said Smith"),
        (Span(0, 14), "said Smith no."),
        (Span(11, 13), "no"),
    ],
)
def test_a_span_goes_with_its_piece(old: Span, words: str) -> None:
    text, moved = rearrange(TEXT, [(Span(6, 10), Span(5, 6), Span(0, 5))])
    assert text == "said Smith no."
    new = moved(old)
    assert new is not None
    assert new.of(text) == words


@pytest.mark.parametrize(
    "orders",
    [
        [(Span(6, 10), Span(0, 5))],  # a gap
        [(Span(4, 10), Span(0, 5))],
        [(Span(5, 10), Span(0, 5)), (Span(9, 11), Span(8, 9))],
    ],
)
def test_pieces_that_leave_gaps_or_overlap_are_refused(orders: list[tuple[Span, ...]]) -> None:
    with pytest.raises(ValueError, match=r"gap|overlap"):
        rearrange(TEXT, orders)


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8), st.data())
def test_every_piece_keeps_its_words_and_no_letter_is_lost(pieces: list[str], data: st.DataObject) -> None:
    text, spans = "".join(pieces), []
    for piece in pieces:
        start = spans[-1].end if spans else 0
        spans.append(Span(start, start + len(piece)))
    first = data.draw(st.integers(0, len(spans)))
    order = data.draw(st.permutations(spans[first:]))
    new_text, moved = rearrange(text, [order] if order else [])
    assert sorted(new_text) == sorted(text)
    assert new_text == text[: spans[first].start if first < len(spans) else None] + "".join(p.of(text) for p in order)
    for span in spans:
        new = moved(span)
        assert new is not None
        assert new.of(new_text) == span.of(text)
