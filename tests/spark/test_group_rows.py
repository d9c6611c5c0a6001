"""What a worker does with rows, tried without Spark: rows in, rows out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from onrecord.export.parquet import report_row
from onrecord.spark.copies import common_rows, pair_rows, standing_rows, text_rows
from onrecord.spark.families import family_rows, plained_rows
from onrecord.spark.families import pair_rows as shared_rows
from onrecord.spark.mapped import _in_arrow, _of_groups
from onrecord.spark.occasions import link_rows, occasion_rows, scene_rows, word_rows
from onrecord.spark.told import places_of, rows_of_reports
from onrecord.store.copies_near import MOST_HOLDERS
from onrecord.values.dates import PublicationDate
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from tests.spark.made import pages

SAID = "We will keep the northern ferry of Ilvany open until the last lamp keeper has gone home"
Row = dict[str, Any]


def statement(at: int, words: str, **more: Any) -> Row:
    """A statement as `told` has it."""
    told: Row = {"statement_id": f"s{at}", "id": f"s{at}", "report": f"r{at}", "report_kind": "report", "ordinal": 0}
    who = {"name": "Ada Brimmel", "type": "person", "entity": None, "tells_of": False, "is_nested": False}
    where = {"place": None, "occasion": None, "medium": None, "outlet": None, "published": None, "voice": None}
    when = {"said_on": "2023-03-06", "day": "2023-03-06", "starts": 0, "ends": len(words), "mode": "said"}
    return told | who | where | when | {"words": words, "kind": "direct"} | more


def grouped(statements: list[Row]) -> list[Row]:
    """Their families, by what the workers do one after another."""
    asked = ({"wording": one["id"], "words": one["words"], "said": one["kind"] == "direct"} for one in statements)
    plains = [dict(row) for row in plained_rows(iter(list(asked)))]
    sides = {row["plain"]: {name: row[name] for name in ("keys", "marks", "whole")} for row in plains}
    pairs = [
        {"one": one, "other": other, "near": True, "said": [], "one_words": sides[one], "other_words": sides[other]}
        for one in sides
        for other in sides
        if one < other
    ]
    found = list(shared_rows(iter(pairs)))
    by_id = {row["wording"]: row["plain"] for row in plains}
    rows = [
        row
        | {"pairs": [pair for pair in found if pair["one"] == row["plain"]], "long": None}
        | {"statements": [one for one in statements if by_id[one["id"]] == row["plain"]]}
        for row in plains
    ]
    return [dict(row) for row in family_rows(iter(rows))]


def test_a_family_is_made_of_rows() -> None:
    cut = statement(2, SAID.rsplit(" until", 1)[0], voice="r1")
    other = statement(3, "Nobody has ever asked what the harbour wall of Velna costs in a year", report="r3")
    found = {row["statement_id"]: row for row in grouped([statement(1, SAID), cut, other])}
    assert {key: (row["how"], row["is_copy"]) for key, row in found.items()} == {
        "s1": ("fullest", False),
        "s2": ("cut", True),
    }
    assert found["s1"]["family"] == found["s2"]["family"]


def test_what_a_report_tells_of_its_own_quotation_is_compared_without_a_run() -> None:
    told = statement(2, "that the northern ferry will be kept open by them until lamp keepers go home", kind="indirect")
    quoted, retold = plained_rows(
        iter([{"wording": "a", "words": SAID, "said": True}, {"wording": "b", "words": told["words"], "said": False}])
    )
    sides = [{name: row[name] for name in ("keys", "marks", "whole")} for row in (quoted, retold)]
    row = {"one": quoted["plain"], "other": retold["plain"], "near": False, "one_words": sides[0]}
    (found,) = shared_rows(iter([row | {"other_words": sides[1], "said": [quoted["plain"]]}]))
    assert (found["one"], found["told"], found["anywhere"]) == (quoted["plain"], True, False)
    assert not list(shared_rows(iter([row | {"other_words": sides[1], "said": [retold["plain"]]}])))


def read(number: int, text: str, **more: Any) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(f"{number:020x}", f"{number}.txt", digest, text, text, paragraphs=(Span(0, len(text)),), **more)


def rows_of(*reports: Report) -> list[Row]:
    return [dict(report_row(ReportRecord(one, (), "test"))) for one in reports]


def test_a_row_that_something_else_changed_is_told() -> None:
    good, bad = rows_of(read(1, "Nobody spoke."), read(2, "Nobody spoke today."))
    found = list(rows_of_reports(iter([good, bad | {"record": "{}"}])))
    assert [row.get("wrong") is None for row in found] == [True, False]
    assert found[1]["report_id"] == f"{2:020x}"


def test_the_later_version_of_a_page_stands() -> None:
    text = next(pages(1)).text
    later = PublicationDate("2023-03-08", ("2023-03-08",), "made")
    first, second = (
        read(number, words, url="https://example.org/a", published=published)
        for number, words, published in ((9, text, None), (3, f"{text} And more.", later))
    )
    first = replace(first, published=PublicationDate("2023-03-07", ("2023-03-07",), "made"))
    told = sorted(rows_of_reports(iter(rows_of(first, second))), key=lambda row: str(row["report_id"]))
    placed = {row["report_id"]: row["stands"] for row in places_of(iter(told))}
    assert placed == {f"{9:020x}": False, f"{3:020x}": True}


def holder(number: int, outlet: str) -> Row:
    return {"key": 7, "report_id": f"r{number:03}", "outlet_key": outlet, "signature": bytes([number % 251] * 512)}


@pytest.mark.parametrize(
    ("holders", "common"),
    [
        ([holder(1, "islander"), holder(2, "islander"), holder(3, "islander")], 3),
        ([holder(1, "islander"), holder(2, "courier"), holder(3, "ledger")], 0),
        ([holder(number, "islander") for number in range(MOST_HOLDERS + 9)], MOST_HOLDERS + 9),
        ([holder(number, f"outlet {number}") for number in range(MOST_HOLDERS + 9)], 0),
    ],
)
def test_boilerplate_is_what_unlike_pages_of_one_outlet_share(holders: list[Row], common: int) -> None:
    assert len(list(common_rows(iter(holders)))) == common


def test_a_copy_is_found_and_placed() -> None:
    text = next(pages(1)).text
    one = read(1, text, outlet="Velna Post", published=PublicationDate("2023-03-07", ("2023-03-07",), "made"))
    other = read(2, text, outlet="Islander", published=PublicationDate("2023-03-09", ("2023-03-09",), "made"))
    members = [
        {"id": report.id, "outlet": report.outlet, "wire": None, "republished_from": None, "words": 100}
        | {"published": report.published and report.published.edtf, "published_candidates": None}
        for report in (one, other)
    ]
    texts = [
        row | {"member": member} for row, member in zip(text_rows(iter(rows_of(one, other))), members, strict=True)
    ]
    asked = {"own": one.id, "other": other.id, "mine": texts[0], "theirs": texts[1], "common": None}
    assert list(pair_rows(iter([asked]))) == [{"one": one.id, "other": other.id}]
    placed = list(standing_rows(iter([{"member": member} for member in members])))
    assert [(row["report_id"], row["is_original"]) for row in placed] == [(one.id, True), (other.id, False)]
    assert {row["copy_group"] for row in placed} == {one.id}


def scenes(*statements: Row) -> Iterator[Row]:
    for one in statements:
        row = {"report_id": one["report"], "kind": "report", "statements": [one], "published": "2023-03-07"}
        yield from scene_rows(iter([row | {"published_candidates": '["2023-03-07"]', "published_because": "made"}]))


def test_an_occasion_gives_its_day_to_a_report_that_tells_none() -> None:
    dated, undated = scenes(statement(1, SAID), statement(2, SAID, said_on=None, day="2023-03-07"))
    keys = dated["spoken"][0]["keys"]
    (same,) = word_rows(iter([{"one": "a", "other": "b", "one_keys": keys, "other_keys": keys}]))
    assert (same["words"], same["share"]) == (17, 1.0)
    tied = {"one_sign": "a", "other_sign": "a", "one_shape": dated["shape"], "other_shape": undated["shape"]}
    assert list(link_rows(iter([tied | {"words": 17, "share": 1.0}])))
    told = [{"told": row, "one": None, "other": None} for row in (dated, undated)]
    link = {"told": None, "one": [dated["scene_id"]], "other": [undated["scene_id"]]}
    found = {row["statement_id"]: row for row in occasion_rows(iter([*told, link]))}
    assert [found[key]["is_dated_here"] for key in ("s1", "s2")] == [False, True]
    assert found["s2"]["statement_said_on"] == found["s2"]["statement_day"] == "2023-03-06"
    assert len({row["occasion"] for row in found.values()}) == 1


def test_groups_come_one_after_another_whatever_the_batches() -> None:
    rows = [{"by": "a", "at": 1}, {"by": "a", "at": 2}, {"by": "b", "at": 3}]

    def counted(group: Iterator[Any]) -> Iterator[Row]:
        yield {"sum": sum(row["at"] for row in group)}

    batches = [pa.RecordBatch.from_pylist(rows[:1]), pa.RecordBatch.from_pylist(rows[1:])]
    schema = pa.schema([("sum", pa.int64())])
    made = _in_arrow(batches, lambda found: _of_groups(found, "by", counted), schema)
    assert [row for batch in made for row in batch.to_pylist()] == [{"sum": 3}, {"sum": 3}]
