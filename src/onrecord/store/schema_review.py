"""The step for looking through a record of any size: by confidence, by days, and the cases that are kept.

`cases` are what people found wrong, or want to stay right: `onrecord cases run` reads their reports anew.
"""

from __future__ import annotations

_CASES = """
CREATE TABLE cases (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kept TEXT NOT NULL,
  by TEXT NOT NULL,
  judgement TEXT,
  line TEXT NOT NULL
)"""

REVIEW_STEP = (
    "CREATE INDEX statements_confidence ON statements (confidence, number)",
    "CREATE INDEX statement_dates_days ON statement_dates (earliest, statement)",
    # A month, a year: few, and only these can reach into what is asked for from before it.
    "CREATE INDEX statement_dates_wide ON statement_dates (earliest, latest, statement) WHERE latest > earliest",
    _CASES,
)
