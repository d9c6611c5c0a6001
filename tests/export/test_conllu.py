"""CoNLL-U: another program's parser reads it, and every place comes back from the tokens."""

from __future__ import annotations

import json
from collections import defaultdict
from io import StringIO
from itertools import pairwise

import conllu
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.export.conllu import write_conllu
from onrecord.values.statement import ReportRecord
from tests.cli.records import Told, record_of
from tests.export.made import hostile, with_report
from tests.growth import grows_linearly
from tests.store.making import report_records

Places = dict[str, list[tuple[int, int]]]


def sentences(*records: ReportRecord) -> list[conllu.TokenList]:
    out = StringIO()
    count = write_conllu(records, out)
    parsed = list(conllu.parse(out.getvalue()))
    assert len(parsed) == count
    return parsed


def from_tokens(parsed: list[conllu.TokenList]) -> Places:
    """ "content:ID" -> places, by the tokens alone."""
    found: Places = defaultdict(list)
    for token in (token for sentence in parsed for token in sentence):
        start, end = map(int, token["misc"]["TokenRange"].split(":"))
        for mark in token["misc"].get("Attribution", "").split(","):
            if mark.startswith("B-"):
                found[mark[2:]].append((start, end))
            elif mark:
                first, _ = found[mark[2:]].pop()
                found[mark[2:]].append((first, end))
    return dict(found)


def of(record: ReportRecord) -> Places:
    found: Places = {}
    for one in record.statements:
        spans = {"content": one.attribution.content, "cue": one.attribution.cue, "source": one.attribution.source}
        found |= {f"{part}:{one.id}": [(s.start, s.end) for s in places] for part, places in spans.items() if places}
    return found


def test_places_come_back_from_the_tokens_and_from_the_comments() -> None:
    record = record_of()
    parsed = sentences(record)
    assert from_tokens(parsed) == of(record)
    told = [json.loads(s.metadata["statement"]) for s in parsed if "statement" in s.metadata]
    assert {json.dumps(one["content"]) for one in told} <= {
        json.dumps([[s.start, s.end] for s in one.attribution.content]) for one in record.statements
    }


def test_a_token_is_both_in_a_statement_and_in_the_one_around_it() -> None:
    record = record_of()
    nested = record.statements[3]
    marks = [t["misc"].get("Attribution", "") for s in sentences(record) for t in s if t["form"] == "November"]
    assert marks == [f"I-content:{nested.nested_in},I-content:{nested.id}"]


def test_forms_are_the_text_at_their_places() -> None:
    record = record_of("😀 {content “Yé\u0301s,”} {source Łukasz} {cue said}.", {"1": Told()})
    for token in (token for sentence in sentences(record) for token in sentence):
        start, end = map(int, token["misc"]["TokenRange"].split(":"))
        assert record.report.text[start:end] == token["form"]


def test_the_text_of_a_sentence_follows_from_its_tokens() -> None:
    for sentence in sentences(record_of()):
        spaced = ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " " for t in sentence)
        assert (
            "".join(t["form"] + space for t, space in zip(sentence, spaced, strict=True)).rstrip()
            == (sentence.metadata["text"])
        )


def test_a_word_is_cut_where_a_statement_begins_inside() -> None:
    record = record_of("He said not{content so} and {source he} {cue left}.", {"1": Told()})
    assert from_tokens(sentences(record)) == of(record)


def test_reports_are_told_apart() -> None:
    one = record_of()
    parsed = sentences(one, with_report(one, id="other"))
    assert [s.metadata["doc_id"] for s in parsed if "doc_id" in s.metadata] == [one.report.id, "other"]
    assert len({s.metadata["sent_id"] for s in parsed}) == len(parsed)


def test_furniture_is_there_and_named() -> None:
    record = record_of()
    told = {s.metadata["text"]: s.metadata.get("furniture") for s in sentences(with_report(record, paragraphs=()))}
    assert told["Home | News | Weather | Sign in"] == "yes"


def test_hostile_names_end_no_line() -> None:
    assert sentences(hostile())[0].metadata["doc_id"] == hostile().report.id


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records())
def test_whatever_the_report_it_can_be_parsed_and_forms_stand_in_order(read: ReportRecord) -> None:
    places = [
        tuple(map(int, token["misc"]["TokenRange"].split(":"))) for sentence in sentences(read) for token in sentence
    ]
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_the_cost_grows_with_the_report() -> None:
    piece = "{content:%d “We will not sign anything,”} {source:%d she} {cue:%d said} on the quay.\n\n"

    def made(times: int) -> None:
        text = "".join(piece % (n, n, n) for n in range(1, times + 1))
        write_conllu([record_of(text, {str(n): Told() for n in range(1, times + 1)})], StringIO())

    assert grows_linearly(made, 40)


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_report_without_a_word_has_no_block(text: str) -> None:
    assert sentences(record_of(text, {})) == []
