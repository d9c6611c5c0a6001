"""The step that lets the record tell which statements carry the same words.

All of it follows from `statements` and can be made anew; `store/families.py` keeps it. A plain wording is a
wording without case, marks and spelling: many can be one. Pairs say which plain wordings share words;
families say which statements belong together. Whoever writes: what changes waits in `family_waiting` (to be looked up)
or in `family_touched` (to be grouped anew).
"""

from __future__ import annotations

# digest: of the folded words and which of them are names and quoted; the same in every record. words: how many.
_PLAIN = """
CREATE TABLE plain_wordings (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  words INTEGER NOT NULL
)"""

_PLAIN_OF = """
CREATE TABLE plain_wording_of (
  wording INTEGER PRIMARY KEY REFERENCES wordings (number),
  plain INTEGER NOT NULL REFERENCES plain_wordings (number)
)"""

# weight to quoted: `Shared` in grouping/families_words.py. told: 1 where `other` reports `one` in its own words, and 0
# where both carry the same words; then `one` is the smaller number. anywhere: 0 where it holds inside one report only.
_PAIRS = """
CREATE TABLE family_pairs (
  one INTEGER NOT NULL REFERENCES plain_wordings (number),
  other INTEGER NOT NULL REFERENCES plain_wordings (number),
  told INTEGER NOT NULL CHECK (told IN (0, 1)),
  anywhere INTEGER NOT NULL CHECK (anywhere IN (0, 1)),
  weight REAL NOT NULL,
  share REAL NOT NULL,
  of_longer REAL NOT NULL,
  run INTEGER NOT NULL,
  quoted INTEGER NOT NULL,
  PRIMARY KEY (one, other, told)
) WITHOUT ROWID"""

# Runs of words in so many places that they are a turn of phrase.
_COMMON = "CREATE TABLE common_runs (run TEXT PRIMARY KEY) WITHOUT ROWID"

# id: the same in every record with the same statements. plain: the words of the fullest statement.
_FAMILIES = """
CREATE TABLE families (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  plain INTEGER NOT NULL REFERENCES plain_wordings (number)
)"""

# how: see `Carried`; fullest for one statement of each family. other_mouth: another person said it than the fullest.
_MEMBERS = """
CREATE TABLE family_members (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  family INTEGER NOT NULL REFERENCES families (number) ON DELETE CASCADE,
  how TEXT NOT NULL,
  other_mouth INTEGER NOT NULL CHECK (other_mouth IN (0, 1))
)"""

_WAITING = "CREATE TABLE family_waiting (wording INTEGER PRIMARY KEY)"
_TOUCHED = "CREATE TABLE family_touched (plain INTEGER PRIMARY KEY)"

_INDEXES = (
    "CREATE INDEX plain_wording_of_plain ON plain_wording_of (plain)",
    "CREATE INDEX family_pairs_other ON family_pairs (other)",
    "CREATE INDEX families_plain ON families (plain)",
    "CREATE INDEX family_members_family ON family_members (family)",
)

_TOUCH = """INSERT OR IGNORE INTO family_touched
SELECT p.plain FROM {of} AS w JOIN plain_wording_of AS p ON p.wording = w.wording WHERE w.statement {which}"""
_OF_SPEAKER = _TOUCH.format(of="worded", which="IN (SELECT number FROM statements WHERE speaker = {0}.speaker)")


def _touch(name: str, when: str, row: str, column: str = "statement") -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {_TOUCH.format(of='worded', which=f'= {row}.{column}')}; END"


_TRIGGERS = (
    "CREATE TRIGGER families_worded AFTER INSERT ON worded BEGIN "
    "INSERT OR IGNORE INTO family_waiting VALUES (new.wording); END",
    "CREATE TRIGGER families_gone AFTER DELETE ON worded BEGIN INSERT OR IGNORE INTO family_touched "
    "SELECT plain FROM plain_wording_of WHERE wording = old.wording; END",
    _touch("families_corrected", "UPDATE OF speaker, kind, said_on ON statements", "new", "number"),
    _touch("families_rejected", "INSERT ON rejections", "new"),
    _touch("families_restored", "DELETE ON rejections", "old"),
    *(
        f"CREATE TRIGGER families_people_{when.lower()} AFTER {when} ON identities BEGIN {_OF_SPEAKER.format(row)}; END"
        for when, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    ),
    f"""CREATE TRIGGER families_versions AFTER UPDATE OF stands ON versions WHEN new.stands <> old.stands BEGIN
{_TOUCH.format(of="worded", which="IN (SELECT number FROM statements WHERE report = new.report)")}; END""",
)

FAMILIES_STEP = (
    *(_PLAIN, _PLAIN_OF, _PAIRS, _COMMON, _FAMILIES, _MEMBERS, _WAITING, _TOUCHED),
    *_INDEXES,
    *_TRIGGERS,
    "INSERT INTO family_waiting SELECT DISTINCT wording FROM worded",
)
