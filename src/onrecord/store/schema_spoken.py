"""The step by which copies of a report share what is kept of their words, so that many of them cost no more than few.

What two statements have in common was kept for each two of them; it is now kept for each two wordings that persons
spoke. All of it follows from what is on record: the occasions of every report are found anew.
"""

from __future__ import annotations

# What one person said, by its folded words. digest: of both and of whether it is a turn of a transcript; rank is its
# beginning, and orders wordings alike in all records.
_SPOKEN = """
CREATE TABLE spoken (
  number INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  rank INTEGER NOT NULL,
  is_transcript INTEGER NOT NULL CHECK (is_transcript IN (0, 1))
)"""

_SPOKEN_BY = """
CREATE TABLE spoken_by (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  spoken INTEGER NOT NULL REFERENCES spoken (number)
)"""

# Every six words in a row of a wording: a hash of them and of the person. See occasions_words.py.
_RUNS = """
CREATE TABLE spoken_runs (
  key INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  spoken INTEGER NOT NULL REFERENCES spoken (number) ON DELETE CASCADE,
  PRIMARY KEY (key, rank, spoken)
) WITHOUT ROWID"""

# Runs that were once in so many wordings that not all of these are compared.
_CROWDED = "CREATE TABLE crowded_runs (key INTEGER PRIMARY KEY)"

# Two wordings of one person, or one with itself. words: how many in a row both have; at_one, at_other: the first of
# them; share: of the shorter one's words that the other has.
_SAME_WORDS = """
CREATE TABLE same_words (
  one INTEGER NOT NULL REFERENCES spoken (number) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES spoken (number) ON DELETE CASCADE,
  words INTEGER NOT NULL,
  share REAL NOT NULL,
  at_one INTEGER NOT NULL,
  at_other INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID"""

_INDEXES = (
    "CREATE INDEX spoken_by_spoken ON spoken_by (spoken)",
    "CREATE INDEX spoken_runs_spoken ON spoken_runs (spoken)",
    "CREATE INDEX same_words_other ON same_words (other)",
)

# A wording that nobody speaks any more goes with its runs.
_GONE = """
CREATE TRIGGER spoken_no_more AFTER DELETE ON spoken_by
WHEN NOT EXISTS (SELECT 1 FROM spoken_by WHERE spoken = old.spoken) BEGIN
DELETE FROM spoken WHERE number = old.spoken;
END"""

# Whoever removes statements: the reports that were tied to them, or that may have been, are looked at again.
_LOSE = """
CREATE TRIGGER occasions_lose_statements BEFORE DELETE ON statements BEGIN
UPDATE occasion_reports SET settled = 0 WHERE settled = 1 AND report IN (
  SELECT theirs.report FROM spoken_by AS own
  JOIN same_words AS w ON w.one = own.spoken JOIN spoken_by AS near ON near.spoken = w.other
  JOIN statements AS theirs ON theirs.number = near.statement WHERE own.statement = old.number
  UNION SELECT theirs.report FROM spoken_by AS own
  JOIN same_words AS w ON w.other = own.spoken JOIN spoken_by AS near ON near.spoken = w.one
  JOIN statements AS theirs ON theirs.number = near.statement WHERE own.statement = old.number
  UNION SELECT near.report FROM scene_statements AS own JOIN scene_keys AS mine ON mine.scene = own.scene
  JOIN scene_keys AS theirs ON theirs.key = mine.key JOIN scenes AS near ON near.number = theirs.scene
  WHERE own.statement = old.number);
END"""

_LOSE_REPORTS = """
CREATE TRIGGER occasions_lose_reports BEFORE DELETE ON reports BEGIN
UPDATE occasion_reports SET settled = 0 WHERE settled = 1 AND report IN (
  SELECT near.report FROM scenes AS own JOIN scene_keys AS mine ON mine.scene = own.number
  JOIN scene_keys AS theirs ON theirs.key = mine.key JOIN scenes AS near ON near.number = theirs.scene
  WHERE own.report = old.number
  UNION SELECT near.report FROM scenes AS own JOIN scenes AS near ON near.occasion = own.occasion
  WHERE own.report = old.number);
END"""

SPOKEN_STEP = (
    "DROP TABLE spoken_runs",
    "DROP TABLE same_words",
    *(_SPOKEN, _SPOKEN_BY, _RUNS, _CROWDED, _SAME_WORDS),
    *_INDEXES,
    _GONE,
    "DROP TRIGGER occasions_lose_reports",
    _LOSE_REPORTS,
    _LOSE,
    "UPDATE occasion_reports SET settled = 0",
)
