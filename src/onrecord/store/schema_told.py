"""The step by which families of one report come into a record that was grouped before there were such."""

from __future__ import annotations

# A quotation and words without quotation marks: they may be of one report, and are looked at again.
TOLD_STEP = (
    """INSERT OR IGNORE INTO family_touched SELECT one FROM family_pairs WHERE told = 1 OR quoted = 1
    UNION SELECT other FROM family_pairs WHERE told = 1 OR quoted = 1""",
)
