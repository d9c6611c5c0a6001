"""The step that lets the record tell which quotations go back to which turns of transcripts.

All of it follows from `statements` and can be made anew; `run/primary.py` finds it and `store/primary.py` keeps it.
Whoever writes: what is to be looked up waits in `primary_waiting`. While there is no transcript, quotations do not
wait: the first transcript looks for them.
"""

from __future__ import annotations

# words: of the quotation, as it was held against the turn. part: which quotation of a statement, from 0. differences:
# names, the gravest first, joined by a comma. others: further turns with the same words.
_QUOTATIONS = """
CREATE TABLE primary_quotations (
  number INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  words TEXT NOT NULL,
  verdict TEXT NOT NULL,
  speaker_verdict TEXT NOT NULL,
  date_verdict TEXT NOT NULL,
  certainty TEXT NOT NULL,
  score REAL NOT NULL,
  differences TEXT NOT NULL,
  can_change_meaning INTEGER NOT NULL CHECK (can_change_meaning IN (0, 1)),
  goes_on TEXT NOT NULL,
  voice TEXT,
  others INTEGER NOT NULL,
  UNIQUE (statement, part)
)"""

# starts, ends: in the words of the turn; first, last: in those of the quotation.
_PASSAGES = """
CREATE TABLE primary_passages (
  quotation INTEGER NOT NULL REFERENCES primary_quotations (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  turn INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (quotation, place)
) WITHOUT ROWID"""

# So that nobody goes through all reports to find out that there is no transcript among them.
_TRANSCRIPTS = """
CREATE TABLE transcripts (report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE)"""
_WAITING = "CREATE TABLE primary_waiting (statement INTEGER PRIMARY KEY)"
_INDEXES = ("CREATE INDEX primary_passages_turn ON primary_passages (turn)",)
_ANY = "EXISTS (SELECT 1 FROM transcripts)"
# The statement itself; and where it is a turn, those that go back to it.
_AGAIN = """INSERT OR IGNORE INTO primary_waiting
SELECT number FROM statements WHERE {which} AND kind <> 'indirect'
UNION SELECT q.statement FROM primary_passages AS p JOIN primary_quotations AS q ON q.number = p.quotation
WHERE p.turn IN (SELECT number FROM statements WHERE {which})"""


def _again(name: str, when: str, which: str, condition: str = _ANY) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} WHEN {condition} BEGIN {_AGAIN.format(which=which)}; END"


_TRIGGERS = (
    "CREATE TRIGGER primary_transcript AFTER INSERT ON reports WHEN new.kind = 'transcript' "
    "BEGIN INSERT OR IGNORE INTO transcripts VALUES (new.number); END",
    _again("primary_worded", "INSERT ON worded", "number = new.statement"),
    _again(
        "primary_corrected",
        "UPDATE OF speaker, kind, said_on ON statements",
        "number = new.number",
        condition="(new.speaker IS NOT old.speaker OR new.kind IS NOT old.kind OR new.said_on IS NOT old.said_on) "
        f"AND {_ANY}",
    ),
    _again("primary_rejected", "INSERT ON rejections", "number = new.statement"),
    _again("primary_restored", "DELETE ON rejections", "number = old.statement"),
    *(
        _again(
            f"primary_people_{when.lower()}", f"{when} ON identities", f"speaker IN ({row}.speaker, {row}.stands_as)"
        )
        for when, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    ),
    _again(
        "primary_versions",
        "UPDATE OF stands ON versions",
        "report = new.report",
        condition=f"new.stands <> old.stands AND {_ANY}",
    ),
    # A turn that goes, goes with its passages; the quotations look for another.
    """CREATE TRIGGER primary_turn_gone BEFORE DELETE ON statements BEGIN
INSERT OR IGNORE INTO primary_waiting SELECT q.statement FROM primary_passages AS p
  JOIN primary_quotations AS q ON q.number = p.quotation WHERE p.turn = old.number;
DELETE FROM primary_quotations WHERE number IN (SELECT quotation FROM primary_passages WHERE turn = old.number);
END""",
)

PRIMARY_STEP = (
    *(_QUOTATIONS, _PASSAGES, _TRANSCRIPTS, _WAITING),
    *_INDEXES,
    *_TRIGGERS,
    "INSERT INTO transcripts SELECT number FROM reports WHERE kind = 'transcript'",
    "INSERT INTO primary_waiting SELECT number FROM statements WHERE report IN (SELECT report FROM transcripts)",
)
