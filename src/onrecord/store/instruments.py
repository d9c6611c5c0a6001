"""Documents appealed to, as the record tells of them, and the user's own register of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from onrecord.store.cells import clean
from onrecord.store.record import Record
from onrecord.store.voices import EACH, ONCE

_APPEALED = """
SELECT r.reading AS instrument, count(DISTINCT CASE WHEN r.sure THEN {statement} END) AS statements,
  count(DISTINCT {statement}) - count(DISTINCT CASE WHEN r.sure THEN {statement} END) AS possible,
  {reports} AS reports, count(DISTINCT ifnull(i.stands_as, s.speaker)) AS speakers,
  min(s.said_on) FILTER (WHERE s.said_on < 'X') AS first_said_on,
  max(s.said_on) FILTER (WHERE s.said_on < 'X') AS last_said_on
FROM appeal_readings AS r JOIN statements AS s ON s.number = r.statement
LEFT JOIN identities AS i ON i.speaker = s.speaker {voices}
WHERE s.number NOT IN (SELECT statement FROM rejections) AND s.report NOT IN (SELECT report FROM superseded)
GROUP BY r.reading ORDER BY statements DESC, possible DESC, r.reading"""
_APPEALS_TO = """
SELECT s.id AS statement, rep.id AS report, rep.outlet, rep.published, s.said_on, who.name AS speaker, s.kind,
  s.words, a.words AS called, a.provision, r.sure, a.because, same_words.voice, same_words.place
FROM appeal_readings AS r
JOIN appeals AS a ON a.statement = r.statement AND a.ordinal = r.ordinal
JOIN statements AS s ON s.number = r.statement JOIN reports AS rep ON rep.number = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
LEFT JOIN copied_statements AS same_words ON same_words.statement = s.number
WHERE r.reading = ? AND s.number NOT IN (SELECT statement FROM rejections)
  AND s.report NOT IN (SELECT report FROM superseded)
ORDER BY ifnull(s.said_on, ifnull(rep.published, 'X')), s.report, s.ordinal, a.ordinal"""
MOST_APPEALED = "SELECT reading FROM instrument_sizes ORDER BY appeals DESC, reading DESC LIMIT ?"
_NAMED = 2_000  # documents that are looked through by words of their names; by id or number each is found


@dataclass(frozen=True, slots=True)
class AppealedRow:
    """One document that statements on record lean on. instrument: its id, else its number.

    statements: those that mean it. possible: the others, that may mean another one as well. The days are EDTF.
    """

    instrument: str
    statements: int
    possible: int
    reports: int
    speakers: int
    first_said_on: str | None
    last_said_on: str | None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal to a document. words: the statement's; called: those that name the document, `sure` when no other.

    copies: how many copies of the report have it too, where these were asked to count once.
    """

    statement: str
    report: str
    outlet: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    kind: str
    words: str
    called: str
    provision: str | None
    sure: bool
    because: str | None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One line of a user's register. entry: its fields as JSON."""

    id: str
    entry: str
    origin: str
    line: int


def appealed(record: Record, *, independent: bool = False) -> tuple[AppealedRow, ...]:
    """All documents that statements on record lean on, the most appealed to first.

    independent: copies of a report, and the same words in them, count once.
    """
    with record.reading() as connection:
        asked = _APPEALED.format(**(ONCE if independent else EACH))
        return tuple(AppealedRow(**dict(row)) for row in connection.execute(asked))


def appeals_to(record: Record, reading: str, *, independent: bool = False) -> tuple[AppealRow, ...]:
    """Who appealed to a document, oldest first. reading: its id in the register, else its number.

    independent: of the same words in copies of one report only those of the original, or of who stands for it.
    """
    with record.reading() as connection:
        rows = connection.execute(_APPEALS_TO, (reading,)).fetchall()
    others = _others(rows) if independent else dict.fromkeys(range(len(rows)), 0)
    names = {field.name for field in fields(AppealRow)} - {"copies", "sure"}
    return tuple(
        AppealRow(**{name: rows[at][name] for name in names}, sure=bool(rows[at]["sure"]), copies=copies)
        for at, copies in others.items()
    )


def _others(rows: Sequence[sqlite3.Row]) -> dict[int, int]:
    """Of rows with the same words in copies the one that stands for all, by its index, and how many the others are."""
    by_voice: dict[object, list[int]] = {}
    for at, row in enumerate(rows):
        # Two appeals in one statement are two: what they are called tells them apart.
        alone = row["voice"] is None
        by_voice.setdefault(at if alone else (row["voice"], row["called"].casefold()), []).append(at)
    first = {min(same, key=lambda at: rows[at]["place"] or 0): len(same) - 1 for same in by_voice.values()}
    return dict(sorted(first.items()))


def readings_on_record(record: Record) -> frozenset[str]:
    """Documents that statements which stand appeal to, or may: ids, else numbers. The _NAMED most appealed to."""
    with record.reading() as connection:
        return frozenset(row["reading"] for row in connection.execute(MOST_APPEALED, (_NAMED,)))


def is_appealed_to(record: Record, reading: str) -> bool:
    """Does a statement on record, also a rejected one, appeal to a document, or may it? reading: id or number."""
    with record.reading() as connection:
        found = connection.execute("SELECT 1 FROM appeal_readings WHERE reading = ? LIMIT 1", (reading,))
        return found.fetchone() is not None


# --- the user's own register -----------------------------------------------------------------------------------------


def put_own(record: Record, entries: Iterable[OwnEntry], imported: str) -> tuple[int, int]:
    """Keep entries, all or none; one with an id that is there takes its place. imported: ISO time.

    Returns how many are new and how many took the place of another.
    """
    with record.batch():
        before = {row["id"] for row in record.connection.execute("SELECT id FROM own_instruments")}
        rows = {one.id: (clean(one.id), clean(one.entry), clean(one.origin), one.line, imported) for one in entries}
        record.connection.executemany("INSERT OR REPLACE INTO own_instruments VALUES (?, ?, ?, ?, ?)", rows.values())
    return len(rows.keys() - before), len(rows.keys() & before)


def forget_own(record: Record, wanted: str) -> bool:
    """Remove an entry of the user's register. False when there is none with this id."""
    with record.batch():
        return record.connection.execute("DELETE FROM own_instruments WHERE id = ?", (wanted,)).rowcount > 0


def own_entries(record: Record) -> tuple[Mapping[str, object], ...]:
    """The user's register, as the fields of its entries, by id."""
    with record.reading() as connection:
        rows = connection.execute("SELECT entry FROM own_instruments ORDER BY id").fetchall()
        return tuple(json.loads(row["entry"]) for row in rows)
