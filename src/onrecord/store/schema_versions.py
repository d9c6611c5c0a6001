"""The step that tells versions of a page apart, and lets the account of a run say all it must.

`versions` has a row for each report with an address; of those with one `series`, one `stands`: the report that speaks
for the newest version. Listings and counts leave out what `superseded` names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from onrecord.store.schema_2 import VIEWS as VIEWS_2

# address: "//example.org/news/1", a path, or "path id given-id". sketch: comparing/lineage.py, 32 bits, little-endian.
_VERSIONS = """
CREATE TABLE versions (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  address TEXT NOT NULL,
  series INTEGER NOT NULL,
  version INTEGER NOT NULL,
  versions INTEGER NOT NULL,
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  replaces INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  replaced_by INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  updated TEXT,
  fetched TEXT,
  published TEXT,
  body TEXT NOT NULL,
  title TEXT,
  runs INTEGER NOT NULL,
  sketch BLOB NOT NULL
)"""

_INDEXES = (
    "CREATE INDEX versions_address ON versions (address)",
    "CREATE INDEX versions_series ON versions (series, version)",
    "CREATE INDEX versions_past ON versions (report) WHERE NOT stands",
)

_NOT_REJECTED = "statements.number NOT IN (SELECT statement FROM rejections)"
_LATEST = "statements.report NOT IN (SELECT report FROM superseded)"
_VIEWS = (
    "CREATE VIEW superseded AS SELECT report FROM versions WHERE NOT stands",
    """
CREATE VIEW latest_reports AS
SELECT * FROM reports WHERE number NOT IN (SELECT report FROM superseded)""",
    """
CREATE VIEW changed_pages AS
SELECT v.address, v.version, v.versions, r.title, r.published, r.updated, v.fetched, r.id AS report_id
FROM versions AS v JOIN reports AS r ON r.number = v.report WHERE v.versions > 1
ORDER BY v.address, v.series, v.version, v.report""",
    *(sql.replace(_NOT_REJECTED, f"{_NOT_REJECTED}\n  AND {_LATEST}") for sql in VIEWS_2),
)

# inputs: how many the run itself counted, told before its end; the log compares. ignored: files in folders passed over.
_RUNS = (
    "ALTER TABLE runs ADD COLUMN inputs INTEGER",
    "ALTER TABLE runs ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE runs ADD COLUMN stopped TEXT",
    "DROP INDEX inputs_run",
    # All that is counted of a run, so that a run of a million inputs is counted along the index alone.
    "CREATE INDEX inputs_run ON inputs (run, outcome, fault, change)",
)

VERSIONS_TABLES = (_VERSIONS, *_INDEXES, *_VIEWS, *_RUNS)


def place_reports(connection: sqlite3.Connection) -> None:
    """Find the versions among the reports that an older version put on record. A damaged one stays out of them."""
    from onrecord.store.report_rows import DAMAGED  # noqa: PLC0415 -- as the next
    from onrecord.store.versions import place_report  # noqa: PLC0415 -- it reads reports, which this module comes before

    for (number,) in connection.execute("SELECT number FROM reports ORDER BY number").fetchall():
        with suppress(*DAMAGED):
            place_report(connection, number)


VERSIONS_STEP: tuple[str | Callable[[sqlite3.Connection], None], ...] = (*VERSIONS_TABLES, place_reports)
