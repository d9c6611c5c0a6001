"""Statements that people add, held against those that are there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord.errors import BadRequest
from onrecord.judging.adding import Places, found_again, in_the_way
from onrecord.judging.lines import from_json, to_json
from onrecord.values.span import Span
from tests.judging.making import add

TEXT = "“Late,” he said, and she said that it rains."
Spans = Sequence[tuple[int, int]]


def places(content: Spans, cue: Spans = ()) -> Places:
    return tuple(Span(*one) for one in content), tuple(Span(*one) for one in cue)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (places([(10, 50)]), places([(10, 50)]), True),
        (places([(10, 50)]), places([(10, 48)]), True),
        (places([(10, 50)]), places([(10, 30)]), False),
        (places([(10, 50)], [(60, 64)]), places([(10, 32)], [(60, 64)]), True),
        (places([(10, 50)], [(60, 64)]), places([(10, 25)], [(60, 64)]), False),
        (places([(10, 50)], [(4, 8)]), places([(12, 50)], [(60, 64)]), True),
        (places([(10, 50)], [(4, 8)]), places([(14, 50)], [(10, 13)]), False),  # somebody's report of what was said
        (places([(10, 20), (40, 50)]), places([(10, 20), (40, 50)]), True),
    ],
)
def test_the_same_is_the_same_either_way(one: Places, other: Places, same: bool) -> None:
    for a, b in ((one, other), (other, one)):
        assert (found_again(a, {"far": places([(90, 99)]), "near": b}) == "near") is same


def test_of_several_it_is_the_one_with_most_of_its_words() -> None:
    assert found_again(places([(0, 40)]), {"less": places([(0, 37)]), "more": places([(0, 39)])}) == "more"


@pytest.mark.parametrize(
    ("one", "is_there"),
    [
        (places([(12, 20)]), True),
        (places([(8, 51)]), True),
        (places([(12, 20)], [(22, 26)]), False),  # reported inside of the other
        (places([(0, 60)], [(62, 66)]), False),  # reports the other
        (places([(5, 20)]), False),
        (places([(60, 70)]), False),
    ],
)
def test_what_has_all_its_words_is_in_the_way(one: Places, is_there: bool) -> None:
    assert (in_the_way(one, {"other": places([(10, 50)], [(52, 55)])}) == "other") is is_there


def test_an_added_statement_is_a_line_and_comes_back() -> None:
    one = add(TEXT, "0" * 64, "Bo Ek", content="0:7", cue="11:15", speaker="Bo Ek", said_on=None)
    assert from_json(to_json(one)) == one


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line["fields"].pop("content"),
        lambda line: line["fields"].update(content="0:6"),
        lambda line: line.pop("statements"),
        lambda line: line.pop("people"),
        lambda line: line["fields"].update(kind="loud"),
        lambda line: line["quotes"].pop("cue"),
    ],
)
def test_a_line_that_lacks_something_is_refused(change: object) -> None:
    line = to_json(add(TEXT, "0" * 64, "Bo Ek", content="0:7", cue="11:15", speaker="Bo Ek"))
    del line["id"]
    change(line)  # type: ignore[operator]
    with pytest.raises(BadRequest):
        from_json(line)
