"""Reports for tests of families, and what a record tells of these."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.store.families_waiting import complete_families
from onrecord.store.record import Record, open_record
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Kind, ReportRecord
from tests.store.conftest import put
from tests.store.making import attribution_at, statement_at
from tests.store.making import record_of as one_statement

WHOLE = (
    "“We will keep the lamp of Skerrin burning until the last keeper has gone home. Nobody asked the island whether it "
    "wants a harbour without a light.”"
)
CUT = "“Nobody asked the island whether it wants a harbour without a light,”"
BEGINNING = "“We will keep the lamp of Skerrin burning until the last keeper has gone home.”"
NEGATED = "“We will not keep the lamp of Skerrin burning until the last keeper has gone home.”"
TOLD = "nobody asked the island whether it wanted the harbour without any lights"
STRANGER = "“The council has bought eleven boats for the ferry to Kordava, and a crane.”"
MARRIN, EK = "Ysolde Marrin", "Bo Ek"


def report(
    name: str, *said: tuple[str, str | None, Kind], day: str | None = "2023-05-03", reader: str = "onrecord test"
) -> ReportRecord:
    """A report with a statement a paragraph."""
    text = "\n\n".join(words for words, _, _ in said)
    whole = one_statement(text, reader, id=name, origin=f"{name}.txt", outlet=name.title(), published=day)
    statements, at = [], 0
    for words, speaker, kind in said:
        who = Speaker(speaker, SpeakerType.PERSON, f"entity of {speaker}", "named") if speaker else None
        attribution = attribution_at(at, at + len(words), kind=kind)
        statements.append(statement_at(name, at, at + len(words), attribution=attribution, speaker=who))
        at += len(words) + 2
    return ReportRecord(whole.report, tuple(statements), reader)


def said(words: str, speaker: str | None = MARRIN, kind: Kind = Kind.DIRECT) -> tuple[str, str | None, Kind]:
    return words, speaker, kind


def group(record: Record, at_once: int = 1000) -> None:
    for _ in complete_families(record, at_once):
        pass


def standing(record: Record) -> list[tuple[object, ...]]:
    """All that is on record of families, without the numbers that the order of reading gives."""
    rows = record.connection.execute(
        "SELECT s.id, f.id, p.digest, m.how, m.other_mouth FROM family_members AS m "
        "JOIN statements AS s ON s.number = m.statement JOIN families AS f ON f.number = m.family "
        "JOIN plain_wordings AS p ON p.number = f.plain ORDER BY s.id"
    )
    return [tuple(row) for row in rows]


def fresh(reports: Iterable[ReportRecord]) -> list[tuple[object, ...]]:
    with TemporaryDirectory() as folder, open_record(Path(folder, "r.db"), create=True) as record:
        put(record, *reports)
        group(record)
        return standing(record)
