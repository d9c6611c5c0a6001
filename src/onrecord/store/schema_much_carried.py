"""The step by which words that very many statements carry are families as well."""

from __future__ import annotations

# Six words in a row of which every run of three is common: under these wordings meet that are carried so often that
# none of their runs leads to few. See families_much.py.
_MUCH_CARRIED = """
CREATE TABLE much_carried (
  run TEXT NOT NULL,
  plain INTEGER NOT NULL REFERENCES plain_wordings (number),
  PRIMARY KEY (run, plain)
) WITHOUT ROWID"""

MUCH_CARRIED_STEP = (
    _MUCH_CARRIED,
    "CREATE INDEX much_carried_plain ON much_carried (plain)",
    "INSERT OR IGNORE INTO family_waiting SELECT DISTINCT wording FROM worded WHERE EXISTS (SELECT 1 FROM common_runs)",
)
