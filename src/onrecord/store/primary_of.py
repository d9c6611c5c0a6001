"""Quotations that go back to transcripts: rows become the values that were written."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from onrecord.values.primary import PrimaryQuotation, SourcePassage
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict

TRACED = """
SELECT q.*, s.id AS statement_id, s.ordinal, r.id AS report, r.outlet, r.title, r.published, r.origin,
  ifnull(c.voice, s.report) AS voice_of, who.name AS speaker
FROM primary_quotations AS q JOIN statements AS s ON s.number = q.statement JOIN reports AS r ON r.number = s.report
LEFT JOIN copies AS c ON c.report = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)"""
OF_REPORT = f"{TRACED} WHERE s.report = ? ORDER BY s.ordinal, q.part"
PASSAGES = """
SELECT p.starts, p.ends, p.first, p.last, t.id AS turn_id, r.id AS transcript, t.words, t.said_on, t.occasion, t.place,
  r.title, who.name AS speaker
FROM primary_passages AS p JOIN statements AS t ON t.number = p.turn JOIN reports AS r ON r.number = t.report
LEFT JOIN identities AS i ON i.speaker = t.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, t.speaker)
WHERE p.quotation = ? ORDER BY p.place"""


def primary_in(connection: sqlite3.Connection, report: int) -> dict[str, tuple[PrimaryQuotation, ...]]:
    """The quotations of a report that go back to transcripts, by the ids of their statements."""
    found = defaultdict(list)
    for row in connection.execute(OF_REPORT, (report,)).fetchall():
        found[str(row["statement_id"])].append(quotation_from(connection, row))
    return {statement: tuple(quotations) for statement, quotations in found.items()}


def quotation_from(connection: sqlite3.Connection, row: sqlite3.Row) -> PrimaryQuotation:
    """row: of TRACED."""
    passages = connection.execute(PASSAGES, (row["number"],)).fetchall()
    return PrimaryQuotation(
        quoted=row["words"],
        verdict=Verdict(row["verdict"]),
        speaker_verdict=SpeakerVerdict(row["speaker_verdict"]),
        date_verdict=DateVerdict(row["date_verdict"]),
        certainty=Certainty(row["certainty"]),
        score=row["score"],
        differences=tuple(row["differences"].split(",")) if row["differences"] else (),
        can_change_meaning=bool(row["can_change_meaning"]),
        goes_on=row["goes_on"],
        voice=row["voice"],
        others=row["others"],
        passages=tuple(_passage(one) for one in passages),
    )


def _passage(row: sqlite3.Row) -> SourcePassage:
    same = ("speaker", "said_on", "occasion", "place", "title", "first", "last")
    start, end = row["starts"], row["ends"]
    return SourcePassage(
        statement=row["turn_id"],
        report=row["transcript"],
        start=start,
        end=end,
        words=row["words"][start:end],
        **{name: row[name] for name in same},
    )
