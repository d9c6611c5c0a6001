"""Sums that are kept, counted again from nothing: to be held against what is kept, or put in its place."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.doctor_values import Check, Mend
from onrecord.store.schema_site import PUT_REPORTS, PUT_STATEMENTS

_STANDS = "JOIN standing_statements AS s ON s.statement = a.statement"

# What stands: the table, its key, its other columns, and its rows as they follow from what was read and judged.
STANDING = (
    (
        "standing_statements",
        "statement",
        ("report", "speaker", "day", "kind", "mode", "outlet", "how"),
        PUT_STATEMENTS.format(which="1").partition("\n")[2],
    ),
    ("standing_reports", "report", ("outlet", "day"), PUT_REPORTS.format(which="1").partition("\n")[2]),
    (
        "standing_wires",
        "report",
        ("wire", "outlet", "day"),
        """SELECT r.number, r.wire, t.outlet, t.day FROM standing_reports AS t JOIN reports AS r ON r.number = t.report
WHERE r.wire <> '' AND r.wire <> t.outlet""",
    ),
)

# What is counted of it: the table, its columns, and its rows.
SUMS = (
    ("speaker_sizes", "speaker, statements", "SELECT speaker, count(*) FROM standing_statements GROUP BY 1"),
    (
        "speaker_months",
        "speaker, month, kind, statements",
        "SELECT speaker, substr(day, 1, 7), kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    ),
    (
        "outlet_speakers",
        "outlet, speaker, kind, statements",
        "SELECT outlet, speaker, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    ),
    (
        "outlet_carried",
        "outlet, how, kind, statements",
        "SELECT outlet, how, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    ),
    ("outlet_sizes", "outlet, reports", "SELECT outlet, count(*) FROM standing_reports GROUP BY 1"),
    ("family_sizes", "family, statements", "SELECT family, count(*) FROM family_members GROUP BY 1"),
    (
        "instrument_sizes",
        "reading, appeals, sure",
        "SELECT a.reading, count(DISTINCT a.statement), count(DISTINCT CASE WHEN a.sure THEN a.statement END) "
        f"FROM appeal_readings AS a {_STANDS} GROUP BY a.reading",
    ),
    ("wire_sizes", "wire, reports", "SELECT wire, count(*) FROM standing_wires GROUP BY 1"),
    ("wire_outlets", "wire, outlet, reports", "SELECT wire, outlet, count(*) FROM standing_wires GROUP BY 1, 2"),
)


def sum_checks() -> Iterator[Check]:
    """A check for each table that is kept by counting."""
    for table, key, columns, rows in STANDING:
        told = f"{table} has exactly what follows from reports, versions and judgements"
        yield Check(table, told, standing_differs(table, key, columns, rows), Mend.SUMS)
    for name, counted, recount in SUMS:
        yield Check(name, f"{name} counts what a recount counts", _sum_differs(name, counted, recount), Mend.SUMS)


def standing_differs(table: str, key: str, columns: tuple[str, ...], rows: str, what: str | None = None) -> str:
    """SQL for the rows that are lacking, other, or too many; what: of each instead of a text. Along keys, so that
    nothing is sorted.
    """
    names = ", ".join(columns)
    ours, theirs = (", ".join(f"{side}.{name}" for name in columns) for side in ("kept", "due"))
    told = what or f"'{key} ' || {{}} || '{{}}'"
    return f"""WITH due ({key}, {names}) AS ({rows})
SELECT {told.format(f"due.{key}", " is lacking or other")} FROM due LEFT JOIN {table} AS kept ON kept.{key} = due.{key}
WHERE kept.{key} IS NULL OR ({ours}) IS NOT ({theirs})
UNION ALL SELECT {told.format(f"kept.{key}", " stands no more")} FROM {table} AS kept
WHERE kept.{key} NOT IN (SELECT {key} FROM due)"""


def _sum_differs(table: str, columns: str, rows: str) -> str:
    names = columns.split(", ")
    told = " || ', ' || ".join(f"ifnull({name}, '')" for name in names)
    return f"""WITH due ({columns}) AS ({rows})
SELECT 'not kept: ' || {told} FROM (SELECT * FROM due EXCEPT SELECT {columns} FROM {table})
UNION ALL SELECT 'kept: ' || {told} FROM (SELECT {columns} FROM {table} EXCEPT SELECT * FROM due)"""
