"""How a query over `statements AS s` counts: each report, or a group of copies once."""

from __future__ import annotations

# Joined to the statements: who stands for a statement with the same words in a copy, and for the report itself.
VOICES = """LEFT JOIN copied_statements AS same_words ON same_words.statement = s.number
LEFT JOIN copies AS copied ON copied.report = s.report"""
STATEMENT, REPORT = "ifnull(same_words.voice, s.number)", "ifnull(copied.voice, s.report)"

EACH = {"voices": "", "statement": "s.number", "statements": "count(*)", "reports": "count(DISTINCT s.report)"}
ONCE = {
    "voices": VOICES,
    "statement": STATEMENT,
    "statements": f"count(DISTINCT {STATEMENT})",
    "reports": f"count(DISTINCT {REPORT})",
}
