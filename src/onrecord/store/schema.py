"""The tables of version 1 of the record, and the marks by which a file is known as a record.

Names are meant to be read in Datasette: every table has the key `number` (the order of writing, stable under VACUUM),
a column named like a table points to that table's `number`, and `id` is the content-derived id of the contract.
Dates are EDTF text. Lists that are only ever read whole are JSON. Offsets (`starts`, `ends`) are half-open, in
Unicode code points, and are never computed in SQL, where `length()` stops at a NUL.
"""

from __future__ import annotations

APPLICATION_ID = (
    0x6F6E7265  # "onre", in the file's header, so that `file` and we can tell a record from another database
)

RUNS = """
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  finished TEXT,
  reader TEXT NOT NULL,
  arguments TEXT NOT NULL
)"""

KEPT_BYTES = """
CREATE TABLE kept_bytes (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  compression TEXT NOT NULL CHECK (compression = 'zlib'),
  content BLOB NOT NULL
)"""

# Long columns stand last: SQLite reads a row from the left and leaves overflow pages it does not need alone.
REPORTS = """
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet TEXT,
  wire TEXT,
  published TEXT,
  published_candidates TEXT,
  published_because TEXT,
  kind TEXT NOT NULL,
  language TEXT,
  byline TEXT,
  place TEXT,
  occasion TEXT,
  origin TEXT NOT NULL,
  url TEXT,
  given_id TEXT,
  sha256 TEXT NOT NULL REFERENCES kept_bytes (sha256),
  republished_from TEXT,
  title_starts INTEGER,
  title_ends INTEGER,
  dateline_starts INTEGER,
  dateline_ends INTEGER,
  dateline_place TEXT,
  dateline_wire TEXT,
  dateline_date_words TEXT,
  flags TEXT NOT NULL,
  extractor TEXT,
  reader TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number),
  text_sha256 TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  furniture TEXT NOT NULL,
  turns TEXT NOT NULL,
  reading TEXT,
  text TEXT NOT NULL
)"""

INPUTS = """
CREATE TABLE inputs (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number),
  origin TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'skipped')),
  change TEXT CHECK (change IN ('new', 'unchanged', 'replaced')),
  report INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  room TEXT,
  reason TEXT,
  remedy TEXT,
  sha256 TEXT
)"""

SPEAKERS = """
CREATE TABLE speakers (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  entity TEXT,
  reader TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number)
)"""

STATEMENTS = """
CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  speaker INTEGER REFERENCES speakers (number),
  said_on TEXT,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  mode TEXT NOT NULL,
  force TEXT,
  place TEXT,
  occasion TEXT,
  addressee TEXT,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  confidence REAL NOT NULL,
  speaker_because TEXT,
  said_on_because TEXT,
  nested_in INTEGER REFERENCES statements (number) DEFERRABLE INITIALLY DEFERRED,
  attribution TEXT NOT NULL,
  attribution_nested_in TEXT,
  attribution_confidence REAL NOT NULL,
  attribution_because TEXT NOT NULL,
  reader TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number),
  UNIQUE (report, ordinal)
)"""

SPANS = """
CREATE TABLE spans (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('content', 'cue', 'source')),
  ordinal INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  PRIMARY KEY (statement, part, ordinal)
) WITHOUT ROWID"""

APPEALS = """
CREATE TABLE appeals (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  name TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  PRIMARY KEY (statement, ordinal)
) WITHOUT ROWID"""

# The days a statement may be of, for --since and --until: one row a reading, none where no year is in evidence.
STATEMENT_DATES = """
CREATE TABLE statement_dates (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  earliest TEXT NOT NULL,
  latest TEXT NOT NULL,
  PRIMARY KEY (statement, earliest, latest)
) WITHOUT ROWID"""

INDEXES = (
    "CREATE UNIQUE INDEX speakers_who ON speakers (name, type, ifnull(entity, ''))",
    "CREATE INDEX speakers_entity ON speakers (entity)",
    "CREATE INDEX reports_given_id ON reports (given_id)",
    "CREATE INDEX reports_sha256 ON reports (sha256)",
    "CREATE INDEX inputs_run ON inputs (run)",
    "CREATE INDEX inputs_origin ON inputs (origin)",
    "CREATE INDEX inputs_report ON inputs (report)",
    "CREATE INDEX statements_speaker ON statements (speaker, report, said_on)",  # all that a list of speakers needs
    "CREATE INDEX statements_nested_in ON statements (nested_in)",
    "CREATE INDEX appeals_instrument ON appeals (instrument)",
)


def _full_text(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """A full-text index over a table's columns, and the triggers that keep the two together whoever writes."""
    listed = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {index} (rowid, {listed}) VALUES (new.number, {new});"
    drop = f"INSERT INTO {index} ({index}, rowid, {listed}) VALUES ('delete', old.number, {old});"
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({listed}, content=\"{table}\", content_rowid='number', "
        'tokenize="unicode61 remove_diacritics 2")',
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {listed} ON {table} BEGIN {drop} {add} END",
    )


SEARCH = (
    *_full_text("statement_search", "statements", ("words",)),
    *_full_text("speaker_search", "speakers", ("name",)),
    *_full_text("report_search", "reports", ("title", "outlet")),
)

VIEWS = (
    """
CREATE VIEW quotations AS
SELECT speakers.name AS speaker, statements.said_on, statements.words, statements.kind, statements.mode,
  statements.force, reports.outlet, reports.title, reports.published, statements.place, statements.occasion,
  statements.confidence, statements.id AS statement_id, reports.id AS report_id
FROM statements JOIN reports ON reports.number = statements.report
LEFT JOIN speakers ON speakers.number = statements.speaker
ORDER BY statements.report, statements.ordinal""",
    """
CREATE VIEW who_spoke AS
SELECT speakers.name, speakers.type, speakers.entity, count(*) AS statements,
  count(DISTINCT statements.report) AS reports
FROM speakers JOIN statements ON statements.speaker = speakers.number
GROUP BY speakers.number ORDER BY count(*) DESC, speakers.name, speakers.number""",
    """
CREATE VIEW skipped_inputs AS
SELECT origin, reason, remedy, room, sha256, run FROM inputs WHERE outcome = 'skipped' ORDER BY number""",
)

TABLES = (RUNS, KEPT_BYTES, REPORTS, INPUTS, SPEAKERS, STATEMENTS, SPANS, APPEALS, STATEMENT_DATES)
VERSION_1 = (*TABLES, *INDEXES, *SEARCH, *VIEWS)

# What carried the words, and what place, occasion, addressee and medium rest on: [[field, because, [[start, end]]]].
WITH_MEDIUM = (
    "ALTER TABLE statements ADD COLUMN medium TEXT",
    "ALTER TABLE statements ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]'",
)
