"""Corrected places: what is one, and where it is in another reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.judging.lines import check, from_json, signed, to_json
from onrecord.judging.parts import places_from, places_in, places_told, quotes_of
from onrecord.values.judgement import Field, Judgement
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span
from tests.judging.making import anchor, correct

TEXT = "Ana Berg said the bridge is safe, and that she would cross it."
ABOUT = anchor(TEXT, (14, 32))


def correction(text: str = TEXT, **fields: str | None) -> Judgement:
    quotes = quotes_of({Field(name): value for name, value in fields.items()}, text)
    return signed(replace(correct(ABOUT, fields=fields), quotes=quotes))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "is no content"),
        ("14", "is no content"),
        ("14-32", "is no content"),
        ("14:", "is no content"),
        ("-1:4", "is no content"),
        ("14:32,", "is no content"),
        ("14:32 40:50", "is no content"),
        ("١:٢", "is no content"),
        ("32:14", "32:14 has no words"),
        ("14:14", "14:14 has no words"),
        ("14:32,20:40", "14:32 and 20:40 overlap"),
        ("14:32,14:32", "overlap"),
        ("20:32,14:16", "14:16 stands before 20:32"),
        ("14:63", "14:63 is outside of the text, which has 62 characters"),
        ("13:14", "only white space"),
    ],
)
def test_what_is_no_place_is_refused_with_a_way_out(told: str, said: str) -> None:
    with pytest.raises(BadRequest, match=said) as error:
        quotes_of({Field.CONTENT: told}, TEXT) if told else places_from(Field.CONTENT, told)
    assert error.value.remedy


def test_a_statement_has_words_and_may_have_no_cue() -> None:
    check(correction(cue=None))
    with pytest.raises(BadRequest, match="nothing is no content"):
        correction(content=None) and check(correction(content=None))


@given(st.sets(st.integers(0, 60), min_size=2).map(sorted))
def test_places_come_back_as_they_were_told(ends: list[int]) -> None:
    spans = tuple(Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))
    assert places_from(Field.CUE, places_told(spans)) == spans


def test_a_correction_comes_back_equal_with_the_words_of_its_places() -> None:
    judgement = correction(content="14:32,39:61", cue="9:13", source=None)
    assert from_json(to_json(judgement)) == judgement
    line = to_json(judgement)["quotes"]["cue"]
    assert line == [{"exact": "said", "prefix": "Ana Berg ", "suffix": TEXT[13:45]}]


@pytest.mark.parametrize(
    "quotes",
    [
        (),
        ((Field.CUE, (TextQuoteSelector("said", "", ""),)),),
        ((Field.CONTENT, (TextQuoteSelector("said", "", ""),)),),
        ((Field.CONTENT, ()),),
    ],
)
def test_words_that_are_not_those_of_the_places_are_refused(
    quotes: tuple[tuple[Field, tuple[TextQuoteSelector, ...]], ...],
) -> None:
    judgement = signed(replace(correct(ABOUT, fields={"content": "14:32"}), quotes=quotes))
    with pytest.raises(BadRequest, match="quotes"):
        from_json(to_json(judgement))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (TEXT, ((14, 32), (39, 61))),
        (f"KORDAVA. {TEXT}", ((23, 41), (48, 70))),
        (TEXT.replace("the bridge", "the\n  bridge"), ((14, 34), (41, 63))),
        (TEXT.replace("bridge", "tunnel"), None),
        (f"{TEXT} {TEXT}", None),
        (f"{TEXT.split(', ')[1]} {TEXT.split(',', maxsplit=1)[0]}", None),  # the second piece comes first
        ("Nothing of it.", None),
    ],
)
def test_places_are_found_by_their_words_or_not_at_all(text: str, content: tuple[tuple[int, int], ...] | None) -> None:
    found = places_in(correction(content="14:32,39:61", source=None), text)
    assert found == (
        None if content is None else {Field.CONTENT: tuple(Span(*one) for one in content), Field.SOURCE: ()}
    )
