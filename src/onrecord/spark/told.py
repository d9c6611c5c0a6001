"""What reports tell, as rows: read back once from the `record` of each, with all that groups are made from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.comparing.lineage import Member, Moment, Print, place_all
from onrecord.export.reading_back import record_from_json
from onrecord.matching.signatures import blocks
from onrecord.matching.wording import wording_of
from onrecord.spark.mapped import Row, in_groups, mapped
from onrecord.store.cells import Fetched
from onrecord.store.copies import signature_row
from onrecord.store.date_ranges import readings
from onrecord.store.report_rows import published_from, report_row
from onrecord.store.rows import statement_row
from onrecord.store.versions import MOST, address_of, moment_of, print_of_report, shared_at
from onrecord.store.wordings import digest_of
from onrecord.store.writer import who_of
from onrecord.values.dates import StatementDate
from onrecord.values.report import Report
from onrecord.values.statement import ReportRecord, Statement

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# day: the first that the statement may be of. tells_of: inside it somebody else speaks.
STATEMENT = """
statement_id string, ordinal int, kind string, mode string, words string, wording string, starts int, ends int,
name string, type string, entity string, said_on string, day string, tells_of boolean, is_nested boolean,
place string, occasion string, medium string"""
# Where a report stands among others of its address: what tells a text again, and when it was made.
_PRINT = "body string, title string, runs int, sketch array<bigint>, updated string, fetched string, published string"
# What its text has in common with others is looked up by. outlet_key: the outlet as it is compared.
_SIGNED = """
words int, outlet_key string, address string, signature binary, passages array<bigint>, bands array<bigint>"""
REPORT = f"""
report_id string, wrong string, kind string, outlet string, wire string, republished_from string, title string,
published string, published_candidates string, published_because string, address string,
print struct<{", ".join(part.strip().replace(" ", ": ", 1) for part in _PRINT.split(","))}>,
signed struct<{", ".join(part.strip().replace(" ", ": ", 1) for part in _SIGNED.split(","))}>,
statements array<struct<{", ".join(part.strip().replace(" ", ": ", 1) for part in STATEMENT.split(","))}>>"""
_AS_THEY_ARE = (
    *("kind", "outlet", "wire", "republished_from", "title"),
    *("published", "published_candidates", "published_because"),
)
_MISFIT = (ValueError, RecursionError)  # of a row that something else has changed
PLACED = "report_id string, stands boolean"


@dataclass(frozen=True, slots=True)
class Told:
    """reports: a row each, see REPORT. statements: those of reports that stand for their page, with what of the report
    matters. earlier: ids of reports that a later version of their page stands for.
    """

    reports: DataFrame
    statements: DataFrame
    earlier: DataFrame


def told_in(table: DataFrame) -> DataFrame:
    """A row for each report of a table `reports`. wrong: why it cannot be read back, and then nothing else."""
    return mapped(table.select("report_id", "text", "record"), rows_of_reports, REPORT)


def rows_of_reports(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        try:
            record = whole_record(row)
        except _MISFIT as error:
            yield {"report_id": row["report_id"], "wrong": str(error)[:300] or type(error).__name__}
            continue
        yield row_of(record)


def whole_record(row: Row) -> ReportRecord:
    """A row of the table `reports` as the record it was written from. Raises ValueError, RecursionError."""
    line = json.loads(row["record"] or "null")
    if not isinstance(line, dict) or not isinstance(line.get("report"), dict):
        raise ValueError("its column `record` has no report in it")
    line["report"]["text"] = row["text"]
    return record_from_json(line)


def row_of(record: ReportRecord) -> Row:
    """What a report tells."""
    report = record.report
    kept = report_row(report)
    same = {name: kept[name] for name in _AS_THEY_ARE}
    outer = {one.id: one for one in record.statements}
    inside = (one for one in record.statements if one.nested_in in outer)
    tell = {str(one.nested_in) for one in inside if _who(one) != _who(outer[str(one.nested_in)])}
    return same | {
        "report_id": kept["id"],
        "address": address_of(report),
        "print": _print_row(report),
        "signed": _signed(report),
        "statements": [
            {**_statement_row(one, statement_row(one, report.text))}
            | {"ordinal": at, "tells_of": one.id in tell, "day": first_day(one.circumstances.said_on, kept)}
            for at, one in enumerate(record.statements)
        ],
    }


def _print_row(report: Report) -> Row:
    found, moment = print_of_report(report), moment_of(report)
    text = {"body": found.body, "title": found.title, "runs": found.runs, "sketch": list(found.sketch)}
    return text | {"updated": moment.updated, "fetched": moment.fetched, "published": moment.published}


def _signed(report: Report) -> Row:
    wording = wording_of(report)
    keys = blocks(wording.words)
    row = signature_row(0, report, wording, keys)
    return {
        "words": len(wording),
        "outlet_key": row[6],
        "address": row[7],
        "signature": row[8],
        "passages": list(keys.passages),
        "bands": list(keys.bands),
    }


def _statement_row(one: Statement, kept: Row) -> Row:
    name, kind, entity = who_of(one.speaker) if one.speaker else (None, None, None)
    same = ("kind", "mode", "words", "starts", "ends", "said_on", "place", "occasion", "medium")
    return {column: kept[column] for column in same} | {
        "statement_id": kept["id"],
        "wording": digest_of(str(kept["words"])).hex(),
        "name": name,
        "type": kind,
        "entity": entity,
        "is_nested": one.nested_in is not None,
    }


def _who(one: Statement) -> object:
    return who_of(one.speaker) if one.speaker else None


def first_day(said_on: StatementDate | None, report: Fetched) -> str | None:
    """The first day a statement may be of, ISO; None where no year is in evidence. report: its row."""
    days = (one.earliest for one in readings(said_on, published_from(report)))
    return min((day for day in days if day > "0001"), default=None)


def earlier_versions(reports: DataFrame) -> DataFrame:
    """The reports that a later version of their page stands for: column `report_id`.

    Reports of one address are read in the order of their ids, which tells where nothing else does.
    """
    there = reports.where("address IS NOT NULL").select("address", "report_id", "print")
    placed = in_groups(there, "address", places_of, PLACED, order=("report_id",))
    return placed.where("NOT stands").select("report_id")


def places_of(group: Iterator[Row]) -> list[Row]:
    """Which of the reports of one address stand; those that are too many all do."""
    rows = list(islice(group, MOST))
    members = [_member(number, row["print"]) for number, row in enumerate(rows)]
    placed = place_all(members, shared_at(rows[0]["address"])) if len(members) > 1 else ()
    return [{"report_id": rows[one.number]["report_id"], "stands": one.stands} for one in placed]


def _member(number: int, row: dict[str, Any]) -> Member:
    found = Print(row["body"], row["title"], row["runs"], tuple(row["sketch"]))
    return Member(number, found, Moment(row["updated"], row["fetched"], row["published"]))
