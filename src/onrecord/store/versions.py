"""Versions of an address: written with every report, and read. Functions that write expect a transaction to be open."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.comparing.lineage import SHARED, SHARED_BY_NAME, Member, Moment, Placed, Print, place_all, print_of
from onrecord.store.cells import Fetched, Row, clean
from onrecord.store.report_rows import report_from
from onrecord.text.addresses import address_key, names_a_page
from onrecord.values.report import Report
from onrecord.values.version import VersionPlace

NOT_SUPERSEDED = "s.report NOT IN (SELECT report FROM superseded)"
MOST = 150  # reports at one address that are compared; what comes after them stands for itself
_LINE = re.compile(r":\d+\Z")
_YEAR = re.compile(r"\d{4}")
_PAGE, _ID = "//", " id "
_PLACED = ("series", "version", "versions", "stands", "replaces", "replaced_by")
_OF_REPORT = """
SELECT v.address, v.version, v.versions, v.stands, b.id AS replaces, a.id AS replaced_by
FROM versions AS v LEFT JOIN reports AS b ON b.number = v.replaces LEFT JOIN reports AS a ON a.number = v.replaced_by
WHERE v.report = ?"""
_IN_SERIES = """
SELECT v.address, v.version, v.versions, v.stands, r.id AS report, r.origin, r.title, r.published, r.updated,
  v.fetched, r.reader, u.started AS read_at, u.number AS run
FROM versions AS v JOIN reports AS r ON r.number = v.report
JOIN runs AS u ON u.number = (SELECT min(run) FROM inputs WHERE report = v.report)
WHERE v.series = ? ORDER BY v.version, v.report"""
BEFORE = "SELECT 1 FROM versions WHERE address = ? AND report < ? LIMIT ?"
_CHANGED = """
SELECT series FROM versions WHERE versions > 1 GROUP BY series ORDER BY max(report) DESC LIMIT ? OFFSET ?"""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One report of an address. read_at: when the run began that read it first, ISO. stands: it speaks for its series.

    published, updated: EDTF as the page says. fetched: ISO, in UTC.
    """

    address: str
    version: int
    versions: int
    stands: bool
    report: str
    origin: str
    title: str | None
    published: str | None
    updated: str | None
    fetched: str | None
    reader: str
    read_at: str
    run: int


# --- writing ---------------------------------------------------------------------------------------------------------


def put_version(connection: sqlite3.Connection, number: int, report: Report) -> None:
    """Put a report that was just written among the versions of its address, which are numbered anew."""
    address = address_of(report)
    stood = connection.execute("SELECT address FROM versions WHERE report = ?", (number,)).fetchone()
    connection.execute("DELETE FROM versions WHERE report = ?", (number,))
    if address is not None:
        _insert(connection, number, address, report)
    for one in {address, stood["address"] if stood else None} - {None}:
        _number_anew(connection, str(one), number)


def leave_address(connection: sqlite3.Connection, address: str, number: int) -> None:
    """A report has left this address: the others are numbered anew."""
    _number_anew(connection, address, number)


def place_report(connection: sqlite3.Connection, number: int) -> None:
    """As `put_version`, for a report on record."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute("SELECT * FROM reports WHERE number = ?", (number,)).fetchone()
    before, connection.row_factory = connection.row_factory, sqlite3.Row
    try:
        put_version(connection, number, report_from(row))
    finally:
        connection.row_factory = before


def address_of(report: Report) -> str | None:
    """What a report is known by wherever it is read: its page's address, else its line's id, else its file's path.

    Where the page names none, the origin is one with its fragment; in an address of a page the fragment says nothing.

    None for what came through standard input without either.
    """
    key = address_key(report.url) if report.url else None
    key = key or (_part_key(report.origin) if "://" in report.origin else None)
    if key and names_a_page(key):
        return f"{_PAGE}{key}"
    path = _LINE.sub("", report.origin)
    if report.given_id:
        return str(clean(f"{path}{_ID}{report.given_id}"))
    return str(clean(report.origin)) if path not in ("-", "") else None


def _part_key(origin: str) -> str | None:
    """The key of an origin with its fragment: items of a feed that have no page of their own are told apart by it."""
    key, fragment = address_key(origin), origin.partition("#")[2]
    return str(clean(f"{key}#{fragment}")) if key and fragment and "#" not in key else key


def page_address(asked: str) -> str | None:
    """The address of a page as it stands in `versions`; None for what is no web address."""
    key = address_key(asked)
    return f"{_PAGE}{key}" if key else None


def shown_address(address: str) -> str:
    return address.removeprefix(_PAGE)


def _insert(connection: sqlite3.Connection, number: int, address: str, report: Report) -> None:
    found, moment = print_of_report(report), moment_of(report)
    row: Row = {
        "report": number, "address": address, "series": number, "version": 1, "versions": 1, "stands": 1,
        "updated": moment.updated, "fetched": moment.fetched, "published": moment.published,
        "body": found.body, "title": found.title, "runs": found.runs,
        "sketch": struct.pack(f"<{len(found.sketch)}I", *found.sketch),
    }  # fmt: skip
    names = ", ".join(row)
    connection.execute(f"INSERT INTO versions ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def print_of_report(report: Report) -> Print:
    """What is kept of a report to know it again."""
    paragraphs = [span.of(report.reading) for span in report.paragraphs] or [report.reading]
    if not (report.title_span and report.title):
        return print_of(report.title, paragraphs)
    # The heading stands among the paragraphs: its words are no more of what two texts have in common than elsewhere.
    heading = report.title_span.of(report.reading)
    below = [part for part in paragraphs if part.strip() != heading.strip()]
    found = print_of(report.title, below)
    return Print(print_of(None, paragraphs).body, found.title, found.runs, found.sketch)


def moment_of(report: Report) -> Moment:
    """What tells when this version of it was made."""
    updated = report.updated.edtf if report.updated else None
    published = report.published.edtf if report.published else None
    return Moment(_with_year(updated), _in_utc(report.arrival.fetched), _with_year(published))


def _with_year(edtf: str | None) -> str | None:
    """The date where it can be put in order, without the sign of doubt."""
    return edtf.rstrip("?~%") if edtf and _YEAR.match(edtf) and "X" not in edtf and "/" not in edtf else None


def _in_utc(iso: str | None) -> str | None:
    if not iso:
        return None
    try:
        moment = datetime.fromisoformat(iso)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):  # no date, or one at the edge of the calendar with an offset
        return None


def _number_anew(connection: sqlite3.Connection, address: str, new: int) -> None:
    """Only what changes is written. More than MOST reports at one address cost no more time: they stay as they came.

    new: the report that came or left. The others stay in the series that they are in.
    """
    if len(connection.execute(BEFORE, (address, new, MOST)).fetchall()) == MOST:
        return
    rows = connection.execute(
        "SELECT * FROM versions WHERE address = ? ORDER BY report LIMIT ?", (address, MOST)
    ).fetchall()
    if len(rows) < 2 and all(row["versions"] == 1 and row["stands"] for row in rows):
        return
    stands = {row["report"]: tuple(row[name] for name in _PLACED) for row in rows}
    series = {row["report"]: row["series"] for row in rows if row["report"] != new}
    placed = place_all([_member(row) for row in rows], shared_at(address), series)
    changed = [(*_columns(one), one.number) for one in placed if stands[one.number] != _columns(one)]
    assignments = ", ".join(f"{name} = ?" for name in _PLACED)
    connection.executemany(f"UPDATE versions SET {assignments} WHERE report = ?", changed)


def shared_at(address: str) -> float:
    """How much versions of one report have in common at least, where they share this address."""
    return SHARED if address.startswith(_PAGE) else SHARED_BY_NAME


def _columns(one: Placed) -> tuple[int | None, ...]:
    return one.series, one.version, one.versions, int(one.stands), one.replaces, one.replaced_by


def _member(row: Fetched) -> Member:
    sketch = struct.unpack(f"<{len(row['sketch']) // 4}I", row["sketch"])
    found = Print(row["body"], row["title"], row["runs"], sketch)
    return Member(row["report"], found, Moment(row["updated"], row["fetched"], row["published"]))


# --- reading ---------------------------------------------------------------------------------------------------------


def any_superseded(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM superseded LIMIT 1").fetchone() is not None


def version_of_report(connection: sqlite3.Connection, number: int) -> VersionPlace | None:
    """Where a report stands among the versions of its address; None where it has none."""
    row = connection.execute(_OF_REPORT, (number,)).fetchone()
    if row is None:
        return None
    return VersionPlace(
        address=shown_address(row["address"]),
        number=row["version"],
        of=row["versions"],
        replaces=row["replaces"],
        replaced_by=row["replaced_by"],
        stands=bool(row["stands"]),
    )


def series_at(connection: sqlite3.Connection, url: str) -> tuple[int, ...]:
    """The series of reports at a web address, the last one first; more than one where other reports came to it."""
    rows = connection.execute(
        "SELECT DISTINCT series FROM versions WHERE address IN (?, ?) ORDER BY series DESC",
        (page_address(url), f"{_PAGE}{_part_key(url) or ''}"),
    )
    return tuple(row["series"] for row in rows)


def series_of(connection: sqlite3.Connection, number: int) -> int | None:
    """The series that a report is of."""
    row = connection.execute("SELECT series FROM versions WHERE report = ?", (number,)).fetchone()
    return row["series"] if row else None


def changed_series(connection: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[int, ...]:
    """Those with more than one version, the last changed first."""
    return tuple(row["series"] for row in connection.execute(_CHANGED, (limit, offset)))


def count_changed(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(DISTINCT series) FROM versions WHERE versions > 1").fetchone()[0])


def rows_of(connection: sqlite3.Connection, series: int) -> tuple[VersionRow, ...]:
    """All reports of a series, by version; a version may have several that differ in furniture only."""
    rows: Iterable[Fetched] = connection.execute(_IN_SERIES, (series,))
    shown = ({**dict(row), "address": shown_address(row["address"]), "stands": bool(row["stands"])} for row in rows)
    return tuple(VersionRow(**one) for one in shown)
