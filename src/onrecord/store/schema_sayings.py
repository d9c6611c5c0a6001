"""The step by which the record keeps to which family each saying belongs.

A saying is one plain wording from one mouth. To which family it belongs depends only on the sayings before it, in the
order of `Saying.place`: where one changes, those behind it that share words with it are due to be decided again.
"""

from __future__ import annotations

# place: `Saying.place`, which ends with its id. named: whether its report names who speaks. head: the fullest saying of
# its family, itself where it is that one; NULL until it is decided. voice: as `OneVoice`. due: 1 where it must be
# decided again.
_SAYINGS = """
CREATE TABLE family_sayings (
  number INTEGER PRIMARY KEY,
  plain INTEGER NOT NULL REFERENCES plain_wordings (number),
  place BLOB NOT NULL,
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  head INTEGER,
  voice INTEGER,
  is_paraphrase INTEGER,
  due INTEGER NOT NULL CHECK (due IN (0, 1))
)"""

# The fullest sayings with a long run that very many carry, in their order.
_HEADS = """
CREATE TABLE much_carried_heads (
  run TEXT NOT NULL,
  place BLOB NOT NULL,
  saying INTEGER NOT NULL REFERENCES family_sayings (number) ON DELETE CASCADE,
  PRIMARY KEY (run, place)
) WITHOUT ROWID"""

_STALE = "CREATE TABLE family_stale (saying INTEGER PRIMARY KEY)"  # fullest ones, or such that were: to be written anew

SAYINGS_STEP = (
    *(_SAYINGS, _HEADS, _STALE),
    "CREATE INDEX family_sayings_plain ON family_sayings (plain)",
    "CREATE INDEX family_sayings_head ON family_sayings (head, place)",
    "CREATE INDEX family_sayings_due ON family_sayings (due, place)",
    "CREATE INDEX much_carried_heads_saying ON much_carried_heads (saying)",
    "DELETE FROM families",
    "INSERT OR IGNORE INTO family_touched SELECT number FROM plain_wordings",
)
