"""The step by which a plain wording is kept as it is compared."""

from __future__ import annotations

# Among a million statements the words of most that are looked at are not at hand, and finding words in a text takes
# longer than comparing them. NULL in a row of before: its words are looked for as they were. See `packed`.
KEPT_WORDS_STEP = (
    "ALTER TABLE plain_wordings ADD COLUMN keys TEXT",
    "ALTER TABLE plain_wordings ADD COLUMN marks TEXT",
    "ALTER TABLE plain_wordings ADD COLUMN whole REAL",
)
