"""The step by which a record can forget on request: that it did is kept, what it was is not."""

from __future__ import annotations

# kind: "report" or "speaker". What was forgotten is counted, never named.
_FORGOTTEN = """
CREATE TABLE forgotten (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('report', 'speaker')),
  reason TEXT,
  reports INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  judgements INTEGER NOT NULL,
  refused INTEGER NOT NULL CHECK (refused IN (0, 1))
)"""

# Only where it was asked for: digests of what is not to be read again, see `refusals.py`.
_REFUSED = """
CREATE TABLE refused (
  digest TEXT PRIMARY KEY,
  forgotten INTEGER NOT NULL REFERENCES forgotten (number)
) WITHOUT ROWID"""

FORGOTTEN_STEP = (_FORGOTTEN, _REFUSED)
