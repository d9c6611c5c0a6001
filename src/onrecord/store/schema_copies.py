"""The step that lets the record tell which reports are copies of each other.

All of it follows from `reports` and can be made anew; `store/copies.py` keeps it. Keys, signatures and pairs say what
two texts have in common; groups say which reports are one voice, and who is the original.
"""

from __future__ import annotations

# compared: 0 where the report is still to be looked up among the others: reports of an earlier version, and those that
# lost a neighbour. method: how the keys were made; keys of another method are made anew. wording: digest of the words.
_SIGNATURES = """
CREATE TABLE report_signatures (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  method TEXT NOT NULL,
  compared INTEGER NOT NULL CHECK (compared IN (0, 1)),
  words INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  wording TEXT NOT NULL,
  outlet TEXT NOT NULL,
  address TEXT,
  signature BLOB NOT NULL
)"""

# is_band: 1 for a band of the signature, 0 for a run of words.
_BANDS = """
CREATE TABLE report_bands (
  key INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  is_band INTEGER NOT NULL CHECK (is_band IN (0, 1)),
  PRIMARY KEY (key, report)
) WITHOUT ROWID"""

# share: of the words of the longer text that stand in the shorter one.
_PAIRS = """
CREATE TABLE report_pairs (
  longer INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  shorter INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  share REAL NOT NULL,
  from_lead INTEGER NOT NULL CHECK (from_lead IN (0, 1)),
  PRIMARY KEY (longer, shorter)
) WITHOUT ROWID"""

# original: NULL where the evidence leaves it open. id: the same in every record with the same reports.
_GROUPS = """
CREATE TABLE copy_groups (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  original INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  because TEXT NOT NULL
)"""

# One row a report of a group. place: sorts the reports of a group, the original first.
# voice: the original, or who stands for it where that is open.
# compared_with: the original, else the fullest text; NULL for that one itself, and so is what follows. share: of the
# copy's words that stand there; of_share: the other way round. cut, added: JSON [[start, end], ...] in the text of
# compared_with and in the report's own.
_COPIES = """
CREATE TABLE copies (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  copy_group INTEGER NOT NULL REFERENCES copy_groups (number) ON DELETE CASCADE,
  place TEXT NOT NULL,
  voice INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  compared_with INTEGER REFERENCES reports (number) ON DELETE SET NULL,
  kind TEXT,
  share REAL,
  of_share REAL,
  cut TEXT,
  added TEXT
)"""

# All statements of groups, each with the one that stands for all with the same words, which may be itself. wording:
# hash of these words.
_STATEMENTS = """
CREATE TABLE copied_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  copy_group INTEGER NOT NULL REFERENCES copy_groups (number) ON DELETE CASCADE,
  wording INTEGER NOT NULL,
  place TEXT NOT NULL,
  voice INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE
)"""

_INDEXES = (
    "CREATE INDEX report_signatures_waiting ON report_signatures (report) WHERE compared = 0",
    "CREATE INDEX report_signatures_method ON report_signatures (method)",
    "CREATE INDEX report_bands_report ON report_bands (report, key)",
    "CREATE INDEX report_pairs_shorter ON report_pairs (shorter)",
    "CREATE INDEX copy_groups_original ON copy_groups (original)",
    "CREATE INDEX copies_group ON copies (copy_group, place)",
    "CREATE INDEX copies_voice ON copies (voice)",
    "CREATE INDEX copies_compared_with ON copies (compared_with)",
    "CREATE INDEX copied_statements_wording ON copied_statements (copy_group, wording)",
    "CREATE INDEX copied_statements_voice ON copied_statements (voice)",
)

# Every report but earlier versions of a page, and the one that stands for it: itself, where it is in no group.
_INDEPENDENT = """
CREATE VIEW independent_reports AS
SELECT latest.number AS report, ifnull((
  SELECT voice.report FROM copies AS own JOIN copies AS voice ON voice.copy_group = own.copy_group
  WHERE own.report = latest.number AND voice.report NOT IN (SELECT report FROM superseded)
  ORDER BY voice.place LIMIT 1), latest.number) AS voice
FROM latest_reports AS latest"""

# Whoever removes a report: its group is undone, and its neighbours are looked up again by the next command that writes.
_REMOVED = """
CREATE TRIGGER reports_removed BEFORE DELETE ON reports BEGIN
UPDATE report_signatures SET compared = 0 WHERE report IN (
  SELECT near.report FROM report_bands AS own JOIN report_bands AS near ON near.key = own.key
  WHERE own.report = old.number
  UNION SELECT near.report FROM copies AS own JOIN copies AS near ON near.copy_group = own.copy_group
  WHERE own.report = old.number);
DELETE FROM copy_groups WHERE number IN (SELECT copy_group FROM copies WHERE report = old.number);
END"""

_WAITING = """
INSERT INTO report_signatures (report, method, compared, words, passages, wording, outlet, signature)
SELECT number, '', 0, 0, 0, '', '', x'' FROM reports"""

COPIES_STEP = (
    *(_SIGNATURES, _BANDS, _PAIRS, _GROUPS, _COPIES, _STATEMENTS),
    *_INDEXES,
    _INDEPENDENT,
    _REMOVED,
    _WAITING,
)
