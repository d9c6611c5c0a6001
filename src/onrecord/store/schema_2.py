"""What version 2 of the record adds: the log of people's judgements, and what follows from it.

`judgements` is the log, and a row of it is never changed or deleted. All other tables here, and what a correction
changed in `statements`, follow from the log and from what was read; `applying.py` makes them anew when either changes.
"""

from __future__ import annotations

JUDGED_BY_PEOPLE = "judgement"  # the reader of a row in `speakers` that a judgement made

# line: the whole judgement as JSON, as it is exported; the columns before it are for the eye and for looking up.
JUDGEMENTS = """
CREATE TABLE judgements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  act TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  because TEXT,
  line TEXT NOT NULL
)"""
KEPT = tuple(
    f"CREATE TRIGGER judgements_{when.lower()} BEFORE {when} ON judgements "
    "BEGIN SELECT raise(ABORT, 'a judgement is never changed or deleted: undo it'); END"
    for when in ("UPDATE", "DELETE")
)

# Which statements a judgement is about, in the reading that stands now.
JUDGED = """
CREATE TABLE judged (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  judgement INTEGER NOT NULL REFERENCES judgements (number),
  PRIMARY KEY (statement, judgement)
) WITHOUT ROWID"""

REJECTIONS = """
CREATE TABLE rejections (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  judgement INTEGER NOT NULL REFERENCES judgements (number)
)"""

# What the machine had read where a judgement corrected a statement: its speaker, and other columns as JSON.
AS_READ = """
CREATE TABLE as_read (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  speaker INTEGER REFERENCES speakers (number),
  columns TEXT NOT NULL
)"""

# Speakers that are another one by a judgement, or are called otherwise.
IDENTITIES = """
CREATE TABLE identities (
  speaker INTEGER PRIMARY KEY REFERENCES speakers (number) ON DELETE CASCADE,
  stands_as INTEGER NOT NULL REFERENCES speakers (number),
  because TEXT NOT NULL
)"""

INDEXES = (
    "CREATE INDEX judged_judgement ON judged (judgement)",
    "CREATE INDEX as_read_speaker ON as_read (speaker)",
    "CREATE INDEX identities_stands_as ON identities (stands_as)",
    f"CREATE INDEX speakers_judged ON speakers (number) WHERE reader = '{JUDGED_BY_PEOPLE}'",
)

VIEWS = (
    "DROP VIEW quotations",
    """
CREATE VIEW quotations AS
SELECT speakers.name AS speaker, statements.said_on, statements.words, statements.kind, statements.mode,
  statements.force, reports.outlet, reports.title, reports.published, statements.place, statements.occasion,
  statements.confidence, statements.id AS statement_id, reports.id AS report_id
FROM statements JOIN reports ON reports.number = statements.report
LEFT JOIN identities ON identities.speaker = statements.speaker
LEFT JOIN speakers ON speakers.number = ifnull(identities.stands_as, statements.speaker)
WHERE statements.number NOT IN (SELECT statement FROM rejections)
ORDER BY statements.report, statements.ordinal""",
    "DROP VIEW who_spoke",
    """
CREATE VIEW who_spoke AS
SELECT speakers.name, speakers.type, speakers.entity, count(*) AS statements,
  count(DISTINCT statements.report) AS reports
FROM statements LEFT JOIN identities ON identities.speaker = statements.speaker
JOIN speakers ON speakers.number = ifnull(identities.stands_as, statements.speaker)
WHERE statements.number NOT IN (SELECT statement FROM rejections)
GROUP BY speakers.number ORDER BY count(*) DESC, speakers.name, speakers.number""",
)

VERSION_2 = (JUDGEMENTS, *KEPT, JUDGED, REJECTIONS, AS_READ, IDENTITIES, *INDEXES, *VIEWS)
