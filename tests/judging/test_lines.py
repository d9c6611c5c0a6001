"""Judgements as lines of JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.judging.lines import from_json, to_json
from onrecord.values.judgement import Judgement
from tests.judging.making import anchor, apart, correct, merge, reject, rename, split, undo

ABOUT = anchor("“We go,” she said, “and stay.”", (0, 8), (19, 30))
EVERY_ACT = (
    merge("A", "B", because="same man"),
    apart("A", "B"),
    rename("A", "Z"),
    split("A"),
    split("A", "A2", reports=("0" * 64,)),
    split("A", "A2", statements=(ABOUT,)),
    reject(ABOUT, because="a caption"),
    correct(ABOUT, "B", fields={"speaker": "B", "said_on": "2021-12-02", "force": None}),
    correct(ABOUT, fields={"speaker": None}),
    undo(merge("A", "B")),
)


ABOUT_JSON = to_json(EVERY_ACT[6])["statements"][0]


@pytest.mark.parametrize("judgement", EVERY_ACT, ids=lambda one: one.act.value)
def test_a_judgement_comes_back_equal(judgement: Judgement) -> None:
    line = json.dumps(to_json(judgement))
    assert from_json(json.loads(line)) == judgement


@pytest.mark.parametrize("judgement", EVERY_ACT, ids=lambda one: one.act.value)
def test_the_id_follows_from_the_rest(judgement: Judgement) -> None:
    line = {name: value for name, value in to_json(judgement).items() if name != "id"}
    assert from_json(line).id == judgement.id
    assert from_json({**line, "by": "bo"}).id != judgement.id


@pytest.mark.parametrize("change", [{"by": "bo"}, {"at": "2020"}, {"because": "no"}, {"act": "not-the-same"}])
def test_a_line_that_was_changed_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match="was changed after it was made"):
        from_json({**to_json(EVERY_ACT[0]), **change})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "no JSON object"),
        ({}, "'act'"),
        ({"act": "marry", "at": "2031", "by": "ana"}, "marry"),
        ({"act": "merge", "at": "2031", "by": "ana"}, "lacks what it is about"),
        ({"act": "merge", "at": "2031", "by": " "}, "somebody who judged"),
        ({"act": "merge", "at": 2031, "by": "ana"}, "no text"),
        ({"act": "undo", "at": "2031", "by": "ana"}, "lacks"),
        ({"act": "merge", "at": "2031", "by": "ana", "people": "A and B"}, "no list"),
        ({"act": "merge", "at": "2031", "by": "ana", "mood": "bad"}, "'mood'"),
        ({"schema": "onrecord-judgement/9", "act": "merge", "at": "2031", "by": "ana"}, "schema"),
        ({**to_json(EVERY_ACT[6]), "id": "", "statements": [{"exact": ""}]}, "no judgement"),
        (
            {**to_json(EVERY_ACT[6]), "id": "", "statements": [{**ABOUT_JSON, "content": [[0, float("inf")]]}]},
            "infinity",
        ),
        ({**to_json(EVERY_ACT[7]), "id": "", "fields": {"said_on": "in spring"}, "people": []}, "no said_on"),
        ({**to_json(EVERY_ACT[7]), "id": "", "fields": {"speaker": None}}, "lacks"),  # nobody, and yet somebody
        ({**to_json(EVERY_ACT[4]), "id": "", "people": []}, "lacks"),
    ],
)
def test_what_is_no_judgement_is_refused(line: object, said: str) -> None:
    with pytest.raises(BadRequest, match=said) as error:
        from_json(line)
    assert error.value.remedy


names = st.sampled_from(["schema", "id", "act", "at", "by", "people", "statements", "fields", "undoes"])
values = st.none() | st.integers() | st.text("ab")


@given(st.recursive(values, lambda inner: st.lists(inner) | st.dictionaries(names, inner)))
def test_any_json_is_a_judgement_or_a_message(value: object) -> None:
    with pytest.raises(BadRequest):
        from_json(value)


def test_what_no_store_can_hold_is_replaced_before_the_id_is_made() -> None:
    judgement = from_json({"act": "undo", "at": "2031", "by": "a\ud800", "undoes": "x"})
    assert judgement.by == "a\ufffd"
    assert from_json(to_json(judgement)) == judgement
