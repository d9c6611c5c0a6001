"""The step by which reports without outlet are found by their agency, and those without title by their occasion."""

from __future__ import annotations

_TOLD = "INSERT INTO report_named (rowid, title, outlet) VALUES (new.number, {0});"
_GONE = "INSERT INTO report_named (report_named, rowid, title, outlet) VALUES ('delete', old.number, {0});"
_NEW, _OLD = (f"ifnull({row}.title, {row}.occasion), ifnull({row}.outlet, {row}.wire)" for row in ("new", "old"))

# An index of its own: Datasette finds `report_search`, which has the columns of the table as they are.
NAMES_STEP = (
    """CREATE VIEW report_names AS
    SELECT number, ifnull(title, occasion) AS title, ifnull(outlet, wire) AS outlet FROM reports""",
    """CREATE VIRTUAL TABLE report_named USING fts5 (title, outlet, content="report_names", content_rowid='number',
    tokenize="unicode61 remove_diacritics 2")""",
    f"CREATE TRIGGER report_named_insert AFTER INSERT ON reports BEGIN {_TOLD.format(_NEW)} END",
    f"CREATE TRIGGER report_named_delete AFTER DELETE ON reports BEGIN {_GONE.format(_OLD)} END",
    f"""CREATE TRIGGER report_named_update AFTER UPDATE OF title, outlet, wire, occasion ON reports
    BEGIN {_GONE.format(_OLD)} {_TOLD.format(_NEW)} END""",
    "INSERT INTO report_named (report_named) VALUES ('rebuild')",
)
