"""Checks that read every text: the words stand where they are said to stand, and bytes are those that were read."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.comparing.tokens import tokens_of
from onrecord.errors import UnknownReference
from onrecord.store import kept_bytes
from onrecord.store.cells import clean
from onrecord.store.report_rows import DAMAGED, report_from
from onrecord.store.versions import address_of
from onrecord.store.wordings import digest_of, run_rows
from onrecord.values.report import Report
from onrecord.values.span import Span, words_at

STATEMENTS = """
SELECT s.number, s.id, s.words, s.starts, s.ends, n.digest FROM statements AS s
LEFT JOIN worded AS w ON w.statement = s.number LEFT JOIN wordings AS n ON n.number = w.wording
WHERE s.report = ? ORDER BY s.number"""
SPANS = """
SELECT p.statement, p.part, p.starts, p.ends FROM statements AS s JOIN spans AS p ON p.statement = s.number
WHERE s.report = ? ORDER BY p.statement, p.part, p.ordinal"""
APPEALS = """
SELECT s.id, a.words, a.starts, a.ends FROM statements AS s JOIN appeals AS a ON a.statement = s.number
WHERE s.report = ?"""
ADDRESS = "SELECT address FROM versions WHERE report = ?"
WORDINGS = """
SELECT one.wording, s.words FROM (
  SELECT wording, min(statement) AS first FROM worded WHERE wording % ? = 0 GROUP BY wording) AS one
JOIN statements AS s ON s.number = one.first"""
HAS_RUN = "SELECT 1 FROM word_runs WHERE word_runs MATCH ? AND rowid = ?"
MOST_LOOKED_UP = 20_000  # wordings of which each run is looked up; of more, as many spread over all


def evidence(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Every text is the one that was read, and every statement's words are those of its places."""
    for row in connection.execute("SELECT * FROM reports ORDER BY number"):
        yield None
        try:
            report = report_from(row)
        except DAMAGED as error:
            yield f"report {row['id']}: {error}"
            continue
        yield from (f"report {row['id']}: {wrong}" for wrong in _report(report))
        yield from _statements(connection, row["number"], report.text)
        yield from _version(connection, row["number"], report)


def _report(report: Report) -> Iterator[str]:
    length = len(report.text)
    if len(report.reading) != length:
        yield "its reading copy is longer or shorter than its text"
    spans = (
        *report.paragraphs,
        *(one.span for one in report.furniture),
        *(one.span for one in report.passages),
    )
    if any(span.end > length for span in spans):
        yield "a place lies behind the end of its text"


def _statements(connection: sqlite3.Connection, number: int, text: str) -> Iterator[str]:
    places = _places(connection, number)
    for row in connection.execute(STATEMENTS, (number,)):
        content = places[row["number"]]["content"]
        if any(not 0 <= start < end <= len(text) for part in places[row["number"]].values() for start, end in part):
            yield f"statement {row['id']}: a place lies outside of the text"
        elif not content or (row["starts"], row["ends"]) != (min(content)[0], max(end for _, end in content)):
            yield f"statement {row['id']}: it does not begin and end where its words do"
        elif clean(words_at([Span(*ends) for ends in content], text)) != row["words"]:
            yield f"statement {row['id']}: its words are not those of its places"
        elif row["digest"] != digest_of(row["words"]):
            yield f"statement {row['id']}: it is found by other words than it has"
    for row in connection.execute(APPEALS, (number,)):
        if not 0 <= row["starts"] < row["ends"] <= len(text):
            yield f"statement {row['id']}: a document is named outside of the text"


Places = Mapping[int, Mapping[str, Sequence[tuple[int, int]]]]


def _places(connection: sqlite3.Connection, number: int) -> Places:
    found: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(SPANS, (number,)):
        found[row["statement"]][row["part"]].append((row["starts"], row["ends"]))
    return found


def _version(connection: sqlite3.Connection, number: int, report: Report) -> Iterator[str]:
    row = connection.execute(ADDRESS, (number,)).fetchone()
    if (row["address"] if row else None) != address_of(report):
        yield f"report {report.id}: it is not among the versions of its address"


def contents(connection: sqlite3.Connection) -> Iterator[str | None]:
    """All bytes that are kept have their digest and their size."""
    for sha256 in kept_bytes.all_here(connection):
        yield None
        try:
            kept_bytes.content(connection, sha256)
        except (*DAMAGED, UnknownReference, kept_bytes.NOT_PACKED) as error:
            yield f"bytes {sha256}: {error}"


def runs(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The words of statements stand in the index of runs of words: of many wordings some are looked up."""
    (known,) = connection.execute("SELECT ifnull(max(number), 0) FROM wordings").fetchone()
    for row in connection.execute(WORDINGS, (known // MOST_LOOKED_UP + 1,)):
        yield None
        tokens = tokens_of(row["words"])
        blocks = run_rows(row["wording"], [one.key for one in tokens], [one.start for one in tokens])
        for rowid, names in blocks:
            asked = " AND ".join(f'"{name}"' for name in dict.fromkeys(names.split()[:: len(names) // 110 + 1]))
            if connection.execute(HAS_RUN, (asked, rowid)).fetchone() is None:
                yield f"wording {row['wording']} is not found by its words"
                break
