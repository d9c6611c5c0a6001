"""The step that counts what others carry from an agency, so that it has a page as an outlet has.

`standing_wires` has the reports that stand and name an agency that is not their outlet. It follows from
`standing_reports`, and the sums from it.
"""

from __future__ import annotations

from onrecord.store.schema_site import less, more, trigger

# outlet: "" where none is known. day: as in `standing_reports`.
_WIRES = """
CREATE TABLE standing_wires (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  wire TEXT NOT NULL,
  outlet TEXT NOT NULL,
  day TEXT NOT NULL
)"""
_SIZES = (
    "CREATE TABLE wire_sizes (wire TEXT PRIMARY KEY, reports INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE wire_outlets (
  wire TEXT NOT NULL,
  outlet TEXT NOT NULL,
  reports INTEGER NOT NULL,
  PRIMARY KEY (wire, outlet)
) WITHOUT ROWID""",
)
_PUT = """INSERT OR IGNORE INTO standing_wires SELECT r.number, r.wire, t.outlet, t.day
FROM standing_reports AS t JOIN reports AS r ON r.number = t.report
WHERE {which} AND r.wire <> '' AND r.wire <> t.outlet"""
_TAKE = "DELETE FROM standing_wires WHERE report = {}"


def _sums(row: str) -> tuple[tuple[str, dict[str, str], str], ...]:
    own = {name: f"{row}.{name}" for name in ("wire", "outlet")}
    return ("wire_sizes", {"wire": own["wire"]}, "reports"), ("wire_outlets", own, "reports")


WIRES_STEP = (
    _WIRES,
    *_SIZES,
    _PUT.format(which="1"),
    "INSERT INTO wire_sizes SELECT wire, count(*) FROM standing_wires GROUP BY 1",
    "INSERT INTO wire_outlets SELECT wire, outlet, count(*) FROM standing_wires GROUP BY 1, 2",
    "CREATE INDEX standing_wires_wire ON standing_wires (wire, day, report)",
    "CREATE INDEX wire_sizes_most ON wire_sizes (reports, wire)",
    trigger("wires_put", "AFTER INSERT ON standing_reports", _PUT.format(which="t.report = new.report")),
    trigger("wires_past", "AFTER DELETE ON standing_reports", _TAKE.format("old.report")),
    trigger(
        "wires_changed",
        "AFTER UPDATE OF wire ON reports",
        _TAKE.format("new.number"),
        _PUT.format(which="t.report = new.number"),
    ),
    trigger("sums_wire", "AFTER INSERT ON standing_wires", *(more(*one) for one in _sums("new"))),
    trigger("sums_no_wire", "AFTER DELETE ON standing_wires", *(step for one in _sums("old") for step in less(*one))),
)
