"""The step by which the record keeps occasions: statements of several reports that are one event of speaking.

All of it follows from what was read and from the log of judgements, and is made anew where one of these changes.
"""

from __future__ import annotations

# settled: 0 while the scenes of the report are still to be made anew and to be compared.
_REPORTS = """
CREATE TABLE occasion_reports (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1))
)"""

# id: the same in every record with the same reports. called: the words for the occasion, as the fullest report has it.
_OCCASIONS = """
CREATE TABLE occasions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  said_on TEXT,
  place TEXT,
  called TEXT,
  medium TEXT
)"""

# What one report tells that one person said on one occasion; the columns are those of grouping/scenes.py. days: JSON
# [[first, last], ...]. said_on: as the report itself tells it, or as a person corrected it.
_SCENES = """
CREATE TABLE scenes (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  person TEXT NOT NULL,
  said_on TEXT,
  days TEXT NOT NULL,
  published_first TEXT,
  published_last TEXT,
  place TEXT,
  called TEXT,
  medium TEXT,
  occasion INTEGER REFERENCES occasions (number) ON DELETE SET NULL
)"""

_SCENE_STATEMENTS = """
CREATE TABLE scene_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  scene INTEGER NOT NULL REFERENCES scenes (number) ON DELETE CASCADE
)"""

# Under which scenes meet that may be one occasion whatever their words.
_SCENE_KEYS = """
CREATE TABLE scene_keys (
  key TEXT NOT NULL,
  scene INTEGER NOT NULL REFERENCES scenes (number) ON DELETE CASCADE,
  PRIMARY KEY (key, scene)
) WITHOUT ROWID"""

# Every six words in a row of what a person said: a hash of them and of the person. See occasions_words.py.
_RUNS = """
CREATE TABLE spoken_runs (
  key INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  PRIMARY KEY (key, statement)
) WITHOUT ROWID"""

# Two statements of one person in two reports. words: how many in a row both have;
# share: of the shorter one's words that the other has; shown: these, or their beginning.
_SAME_WORDS = """
CREATE TABLE same_words (
  one INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  words INTEGER NOT NULL,
  share REAL NOT NULL,
  shown TEXT NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID"""

# What its own report tells, of a statement whose date an occasion completed.
_DATED = """
CREATE TABLE dated_by_occasion (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  said_on TEXT,
  said_on_because TEXT
)"""

_OLD_WORDS = """
CREATE TABLE old_words (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  earlier INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  day TEXT NOT NULL,
  words INTEGER NOT NULL,
  because TEXT NOT NULL
)"""

_INDEXES = (
    "CREATE INDEX occasion_reports_waiting ON occasion_reports (report) WHERE settled = 0",
    "CREATE INDEX occasions_said_on ON occasions (said_on)",
    "CREATE INDEX scenes_report ON scenes (report)",
    "CREATE INDEX scenes_occasion ON scenes (occasion)",
    "CREATE INDEX scene_statements_scene ON scene_statements (scene)",
    "CREATE INDEX scene_keys_scene ON scene_keys (scene)",
    "CREATE INDEX spoken_runs_statement ON spoken_runs (statement)",
    "CREATE INDEX same_words_other ON same_words (other)",
    "CREATE INDEX old_words_earlier ON old_words (earlier)",
)

# Whoever removes a report: those that were of one occasion with it are looked at again by the next command that writes.
_REMOVED = """
CREATE TRIGGER occasions_lose_reports BEFORE DELETE ON reports BEGIN
UPDATE occasion_reports SET settled = 0 WHERE report IN (
  SELECT near.report FROM scenes AS own JOIN scenes AS near ON near.occasion = own.occasion
  WHERE own.report = old.number);
UPDATE occasion_reports SET settled = 0 WHERE report IN (
  SELECT late.report FROM statements AS own JOIN old_words AS old_ones ON old_ones.earlier = own.number
  JOIN statements AS late ON late.number = old_ones.statement WHERE own.report = old.number);
END"""

_WAITING = "INSERT INTO occasion_reports (report, settled) SELECT number, 0 FROM reports"

OCCASIONS_STEP = (
    *(_REPORTS, _OCCASIONS, _SCENES, _SCENE_STATEMENTS, _SCENE_KEYS, _RUNS, _SAME_WORDS, _DATED, _OLD_WORDS),
    *_INDEXES,
    _REMOVED,
    _WAITING,
)
