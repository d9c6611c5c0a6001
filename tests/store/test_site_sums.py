"""What is kept for pages is what counting anew would give, whatever was written, judged and removed in between."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace

import pytest

from onrecord.store.families_waiting import complete_families
from onrecord.store.record import Record
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of

KEPT = {
    "standing_statements": """SELECT s.number, s.report, ifnull(s.speaker, 0),
CASE WHEN s.said_on < 'X' THEN s.said_on ELSE '' END, s.kind, s.mode, ifnull(r.outlet, ''), ifnull(m.how, '')
FROM statements AS s JOIN reports AS r ON r.number = s.report LEFT JOIN family_members AS m ON m.statement = s.number
WHERE s.number NOT IN (SELECT statement FROM rejections) AND s.report NOT IN (SELECT report FROM superseded)""",
    "standing_reports": """SELECT number, ifnull(outlet, ''), CASE WHEN published < 'X' THEN published ELSE '' END
FROM latest_reports""",
    "speaker_months": """SELECT speaker, substr(day, 1, 7), kind, count(*) FROM standing_statements GROUP BY 1, 2, 3""",
    "outlet_speakers": "SELECT outlet, speaker, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    "outlet_carried": "SELECT outlet, how, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    "speaker_sizes": "SELECT speaker, count(*) FROM standing_statements GROUP BY 1",
    "outlet_sizes": "SELECT outlet, count(*) FROM standing_reports GROUP BY 1",
    "standing_wires": """SELECT number, wire, ifnull(outlet, ''), CASE WHEN published < 'X' THEN published ELSE '' END
FROM latest_reports WHERE wire <> ifnull(outlet, '')""",
    "wire_sizes": "SELECT wire, count(*) FROM standing_wires GROUP BY 1",
    "wire_outlets": "SELECT wire, outlet, count(*) FROM standing_wires GROUP BY 1, 2",
    "family_sizes": "SELECT family, count(*) FROM family_members GROUP BY 1",
    "instrument_sizes": """SELECT a.reading, count(DISTINCT a.statement),
  count(DISTINCT CASE WHEN a.sure THEN a.statement END)
FROM appeal_readings AS a JOIN standing_statements AS s ON s.statement = a.statement GROUP BY 1""",
}
WORDS = (
    "The harbour wall will be raised by two metres before the winter storms come back to Velna.",
    "The harbour wall will be raised by three metres before the winter storms come back to Velna.",
    "Nobody asked the keepers about the lamp on Skerrin, and nobody will.",
)


def _report(chance: random.Random) -> ReportRecord:
    made = record_of(
        chance.choice(WORDS),
        reader=chance.choice(("reader one", "reader two")),
        id=f"r{chance.randrange(6)}",
        origin=f"https://courier.example/{chance.randrange(3)}",
        url=f"https://courier.example/{chance.randrange(3)}",
        outlet=chance.choice((None, "Courier", "Ledger")),
        wire=chance.choice((None, "VELNA", "Ledger")),
        published=chance.choice((None, "2031-01-02", "2031-02-03")),
        speaker=chance.choice((None, "Ana Lindqvist", "Bo Ek")),
        said_on=chance.choice((None, "2031-01-01", "2031", "XXXX-01-01")),
    )
    appeal = Reference(Span(0, 3), chance.choice((None, "sea-act")), "Sea Act", ("sea-act", "wall-act"))
    open_one = replace(appeal, instrument=None)
    told = chance.choice(((), (appeal,), (appeal, appeal), (appeal, open_one), (open_one, appeal, open_one)))
    statement = replace(made.statements[0], refers_to=told)
    return replace(made, statements=(statement,))


def _reject(record: Record, chance: random.Random) -> None:
    rows = record.connection.execute("SELECT number FROM statements").fetchall()
    if rows:
        record.connection.execute("PRAGMA foreign_keys = OFF")  # it points to no judgement
        record.connection.execute("INSERT OR IGNORE INTO rejections VALUES (?, 1)", (chance.choice(rows)[0],))
        record.connection.execute("PRAGMA foreign_keys = ON")


def _correct(record: Record, chance: random.Random) -> None:
    day = chance.choice((None, "2031-01-05"))
    record.connection.execute("UPDATE statements SET said_on = ?, speaker = NULL WHERE number % 2", (day,))


def _credit(record: Record, chance: random.Random) -> None:
    wire, outlet = chance.choice((None, "VELNA")), chance.choice((None, "VELNA", "Courier"))
    record.connection.execute("UPDATE reports SET wire = ? WHERE number % 2", (wire,))
    record.connection.execute("UPDATE reports SET wire = 'ORVA', outlet = ? WHERE number % 3", (outlet,))


def _do(record: Record, chance: random.Random) -> None:
    act = chance.randrange(8)
    if act < 3:
        put(record, _report(chance))
    elif act == 3:
        list(complete_families(record))
    elif act == 4:
        _reject(record, chance)
    else:
        with record.batch():
            if act == 5:
                _correct(record, chance)
            elif act == 6:
                _credit(record, chance)
            elif chance.random() < 0.5:
                record.connection.execute("DELETE FROM rejections WHERE statement % 2")
            else:
                record.connection.execute("DELETE FROM reports WHERE id = ?", (f"r{chance.randrange(6)}",))


def differences(connection: sqlite3.Connection) -> dict[str, tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]:
    """Tables in which something else is kept than counting gives: the rows kept, and the rows counted."""
    found = {}
    for table, counted in KEPT.items():
        kept = sorted(map(tuple, connection.execute(f"SELECT * FROM {table}")))
        right = sorted(map(tuple, connection.execute(counted)))
        if kept != right:
            found[table] = (kept, right)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_sums_never_drift(record: Record, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        _do(record, chance)
        assert differences(record.connection) == {}
