"""The step for what is asked with Datasette: documents that have a name and no more are counted along an index."""

from __future__ import annotations

# Documents with an id or a number have `instrument_sizes`.
QUESTIONS_STEP = (
    """CREATE INDEX appeals_named ON appeals (ifnull(name, words))
    WHERE instrument IS NULL AND identifier IS NULL AND candidates = '[]'""",
)
