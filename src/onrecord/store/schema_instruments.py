"""The step that lets the record tell more of the documents appealed to, and keep a register of the user's own.

A migration of its own: it touches the table `appeals`, which no released version filled, and adds two tables.
"""

from __future__ import annotations

# instrument: NULL where the register does not have it, or where several fit: then `candidates` is JSON.
# words: as they stand at [starts, ends) of the report's text.
_APPEALS = """
CREATE TABLE appeals (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  instrument TEXT,
  name TEXT,
  words TEXT NOT NULL,
  provision TEXT,
  identifier TEXT,
  candidates TEXT NOT NULL,
  because TEXT,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  PRIMARY KEY (statement, ordinal)
) WITHOUT ROWID"""

# One row a document that an appeal means or may mean: its id in the register, else its number. sure: 1 when no other.
_READINGS = """
CREATE TABLE appeal_readings (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  reading TEXT NOT NULL,
  sure INTEGER NOT NULL CHECK (sure IN (0, 1)),
  PRIMARY KEY (statement, ordinal, reading)
) WITHOUT ROWID"""

# The user's own register. entry: JSON with the fields of the register's file.
_OWN = """
CREATE TABLE own_instruments (
  id TEXT PRIMARY KEY,
  entry TEXT NOT NULL,
  origin TEXT NOT NULL,
  line INTEGER NOT NULL,
  imported TEXT NOT NULL
) WITHOUT ROWID"""

INSTRUMENTS_STEP = (
    "ALTER TABLE appeals RENAME TO appeals_before",
    _APPEALS,
    """
INSERT INTO appeals (statement, ordinal, instrument, name, words, candidates, starts, ends)
SELECT statement, ordinal, instrument, name, name, '[]', starts, ends FROM appeals_before""",
    "DROP TABLE appeals_before",
    "CREATE INDEX appeals_instrument ON appeals (instrument)",
    _READINGS,
    "INSERT INTO appeal_readings SELECT statement, ordinal, instrument, 1 FROM appeals",
    "CREATE INDEX appeal_readings_reading ON appeal_readings (reading, statement)",
    _OWN,
)
