"""The step that lets the record tell more of how reports came in: page, archive, feed, evidence of the date.

`inputs` gets what DESIGN calls outcomes: "ok", "skipped" and, where bytes at fault are kept, "quarantined".
"""

from __future__ import annotations

# JSON: date_evidence [[kind, words, edtf, is_believed, because]], passages [[start, end, kind, because]],
# page_map [[start, end, page start, page end]], arrival {field: value}.
_REPORTS = (
    "ALTER TABLE reports ADD COLUMN section TEXT",
    "ALTER TABLE reports ADD COLUMN updated TEXT",
    "ALTER TABLE reports ADD COLUMN updated_candidates TEXT",
    "ALTER TABLE reports ADD COLUMN updated_because TEXT",
    "ALTER TABLE reports ADD COLUMN date_evidence TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE reports ADD COLUMN passages TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE reports ADD COLUMN page_map TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE reports ADD COLUMN arrival TEXT NOT NULL DEFAULT '{}'",
)

# fault: 1 where something is to be mended; 0 for what is no report, as a redirect or an image in an archive.
_INPUTS = """
CREATE TABLE inputs (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number),
  origin TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'skipped', 'quarantined')),
  change TEXT CHECK (change IN ('new', 'unchanged', 'replaced')),
  report INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  fault INTEGER NOT NULL DEFAULT 0 CHECK (fault IN (0, 1)),
  room TEXT,
  reason TEXT,
  remedy TEXT,
  sha256 TEXT,
  archive TEXT,
  archive_offset INTEGER,
  archive_record TEXT
)"""

INTAKE_STEP = (
    *_REPORTS,
    "DROP VIEW skipped_inputs",
    "ALTER TABLE inputs RENAME TO inputs_before",
    *(f"DROP INDEX inputs_{column}" for column in ("run", "origin", "report")),
    _INPUTS,
    """
INSERT INTO inputs (number, run, origin, outcome, change, report, fault, room, reason, remedy, sha256)
SELECT number, run, origin, CASE WHEN outcome = 'skipped' AND sha256 IN (SELECT sha256 FROM kept_bytes)
  THEN 'quarantined' ELSE outcome END, change, report, outcome = 'skipped', room, reason, remedy, sha256
FROM inputs_before""",
    "DROP TABLE inputs_before",
    *(f"CREATE INDEX inputs_{column} ON inputs ({column})" for column in ("run", "origin", "report")),
    """
CREATE VIEW skipped_inputs AS
SELECT origin, reason, remedy, room, outcome, sha256, run, archive, archive_offset, archive_record
FROM inputs WHERE fault ORDER BY number""",
)
