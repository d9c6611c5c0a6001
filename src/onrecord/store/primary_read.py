"""What the record tells of quotations that go back to transcripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.store import finding
from onrecord.store.primary_of import OF_REPORT, TRACED, quotation_from
from onrecord.store.record import Record
from onrecord.values.primary import PrimaryQuotation

HEAD = "SELECT id, kind, coalesce(title, occasion, given_id, origin) AS title FROM reports WHERE number = ?"
LATEST = "s.report NOT IN (SELECT report FROM superseded)"
OF_TRANSCRIPT = f"""{TRACED} JOIN primary_passages AS p ON p.quotation = q.number AND p.place = 0
JOIN statements AS t ON t.number = p.turn
WHERE t.report = ? AND {LATEST} ORDER BY t.ordinal, p.starts, p.ends, r.published, r.id, s.ordinal, q.part"""
TRANSCRIPTS = f"""
SELECT r.id AS transcript, r.given_id, r.origin, r.title, r.occasion, r.place, r.published AS said_on,
  count(s.number) AS quotations, count(DISTINCT s.report) AS reports,
  count(DISTINCT ifnull(c.voice, s.report)) AS independent_reports,
  count(s.number) FILTER (WHERE q.verdict = 'verbatim') AS verbatim,
  count(s.number) FILTER (WHERE q.verdict = 'cut') AS cut,
  count(s.number) FILTER (WHERE q.verdict = 'altered') AS altered,
  count(s.number) FILTER (WHERE q.verdict = 'spliced') AS spliced,
  count(s.number) FILTER (WHERE q.speaker_verdict = 'other speaker') AS other_mouth
FROM transcripts AS known JOIN reports AS r ON r.number = known.report
LEFT JOIN statements AS turn ON turn.report = r.number
LEFT JOIN primary_passages AS p ON p.turn = turn.number AND p.place = 0
LEFT JOIN primary_quotations AS q ON q.number = p.quotation
LEFT JOIN statements AS s ON s.number = q.statement AND {LATEST}
LEFT JOIN copies AS c ON c.report = s.report
WHERE r.number NOT IN (SELECT report FROM superseded)
GROUP BY r.number ORDER BY quotations DESC, ifnull(r.published, '') DESC, r.id"""


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """One transcript on record, and how its words were carried. Counts are of quotations, but for those of reports.

    other_mouth: put into the mouth of somebody else.
    """

    transcript: str
    given_id: str | None
    origin: str
    title: str | None
    occasion: str | None
    place: str | None
    said_on: str | None
    quotations: int
    reports: int
    independent_reports: int
    verbatim: int
    cut: int
    altered: int
    spliced: int
    other_mouth: int


@dataclass(frozen=True, slots=True)
class TracedRow:
    """A quotation that goes back to a transcript, with the report that prints it. statement, report: ids.

    speaker: whom the report names. independent: the same number for a report and its copies. See `PrimaryQuotation`.
    """

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    origin: str
    independent: int
    statement: str
    speaker: str | None
    quotation: PrimaryQuotation


@dataclass(frozen=True, slots=True)
class TracedReport:
    """asked: id of the report. title: else its occasion, given id or origin. is_transcript: then `rows` are the
    quotations of it in other reports, in its order; else its own that go back to transcripts.
    """

    asked: str
    title: str
    is_transcript: bool
    rows: tuple[TracedRow, ...]


def transcripts(record: Record) -> tuple[TranscriptRow, ...]:
    """All transcripts, those that were quoted most first."""
    with record.reading() as connection:
        return tuple(TranscriptRow(**dict(row)) for row in connection.execute(TRANSCRIPTS))


def traced_report(record: Record, asked: str) -> TracedReport:
    """What goes back to a transcript, or what in a report goes back to transcripts. Raises UnknownReference."""
    with record.reading() as connection:
        number = finding.find_report(connection, asked)
        report = connection.execute(HEAD, (number,)).fetchone()
        is_transcript = report["kind"] == "transcript"
        rows = connection.execute(OF_TRANSCRIPT if is_transcript else OF_REPORT, (number,)).fetchall()
        traced = tuple(_traced(connection, row) for row in rows)
        return TracedReport(report["id"], report["title"], is_transcript, traced)


def _traced(connection: sqlite3.Connection, row: sqlite3.Row) -> TracedRow:
    same = ("report", "outlet", "title", "published", "origin", "speaker")
    return TracedRow(
        **{name: row[name] for name in same},
        independent=row["voice_of"],
        statement=row["statement_id"],
        quotation=quotation_from(connection, row),
    )


def carried(rows: Sequence[TracedRow]) -> Mapping[str, int]:
    """How many quotations, reports, and reports with copies counted once."""
    return {
        "quotations": len(rows),
        "reports": len({row.report for row in rows}),
        "independent": len({row.independent for row in rows}),
    }
