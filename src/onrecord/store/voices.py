"""How a query over `statements AS s` counts: each report, or a group of copies once."""

from __future__ import annotations

# Joined to the statements: who stands for a statement with the same words in a copy, and for the report itself.
VOICES = """LEFT JOIN copied_statements AS same_words ON same_words.statement = s.number
LEFT JOIN copies AS copied ON copied.report = s.report"""
STATEMENT, REPORT = "ifnull(same_words.voice, s.number)", "ifnull(copied.voice, s.report)"

# How many occasions the statements are of, those that are of none that is known left out.
OCCASIONS = """LEFT JOIN scene_statements AS in_scene ON in_scene.statement = s.number
LEFT JOIN scenes AS scene ON scene.number = in_scene.scene"""
EACH = {
    "voices": "",
    "statement": "s.number",
    "report": "s.report",
    "statements": "count(*)",
    "reports": "count(DISTINCT s.report)",
}
ONCE = {
    "voices": VOICES,
    "statement": STATEMENT,
    "report": REPORT,
    "statements": f"count(DISTINCT {STATEMENT})",
    "reports": f"count(DISTINCT {REPORT})",
}
