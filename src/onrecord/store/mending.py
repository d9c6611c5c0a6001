"""Making anew what follows from what was read and judged. Never touched: reports, statements as read, bytes, the log.

Every function expects a transaction to be open, in which all of it is done or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from onrecord.store import versions
from onrecord.store.applying import identify_all, judge_reports
from onrecord.store.doctor_indexes import FULL_TEXT, RUNS
from onrecord.store.doctor_sums import STANDING, SUMS, standing_differs
from onrecord.store.doctor_values import DAMAGED, Mend
from onrecord.store.failures import damaged, told_of_file
from onrecord.store.log import read_log
from onrecord.store.migrations import back_up
from onrecord.store.record import Record
from onrecord.store.report_rows import report_from
from onrecord.store.wordings import put_wordings

_AT_ONCE = 1000
NEXT_STATEMENTS = "SELECT number, words FROM statements WHERE number > ? ORDER BY number LIMIT ?"
ADDRESSES_WRONG = """
SELECT DISTINCT address FROM versions WHERE series IN (SELECT series FROM versions GROUP BY series
  HAVING sum(stands) <> 1 OR count(DISTINCT address) <> 1 OR min(version) <> 1 OR max(version) <> max(versions)
    OR min(versions) <> max(versions))"""
OF_FAMILIES = (
    *(
        "family_members",
        "families",
        "much_carried_heads",
        "family_sayings",
        "family_stale",
        "family_touched",
        "family_waiting",
    ),
    *("family_pairs", "much_carried", "common_runs", "plain_wording_of", "plain_wordings"),
)
OF_OCCASIONS = ("scene_statements", "scene_keys", "scenes", "occasions", "spoken_by", "spoken", "crowded_runs")


def mend(record: Record, wanted: Collection[Mend]) -> Path:
    """Make these anew, all in one transaction, after a back-up beside the record, whose path it gives.

    What waits after it is looked up by the commands that ask for it. A kill, or an error, leaves the record as it was.
    Raises NotARecord where what it is to be made of is damaged itself.
    """
    try:
        with record.batch():
            with told_of_file(record.path):
                backup = back_up(record.path, "mend")
            for one in Mend:  # in this order: what others are made of comes first
                if one in wanted:
                    MENDING[one](record.connection)
    except DAMAGED as error:
        raise damaged(record.path, str(error)) from error
    return backup


def _indexes(connection: sqlite3.Connection) -> None:
    connection.execute("REINDEX")
    for index, _ in FULL_TEXT:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _wordings(connection: sqlite3.Connection) -> None:
    """All of them anew, and so what hangs on them."""
    _families(connection)
    for table in ("wording_vectors", "worded", "wordings"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute(f"INSERT INTO {RUNS} ({RUNS}) VALUES ('delete-all')")
    connection.execute("DELETE FROM family_waiting")
    last = 0
    while rows := connection.execute(NEXT_STATEMENTS, (last, _AT_ONCE)).fetchall():
        put_wordings(connection, [(row["number"], row["words"]) for row in rows])
        last = rows[-1]["number"]


def _sums(connection: sqlite3.Connection) -> None:
    for table, key, columns, rows in STANDING:
        differs = standing_differs(table, key, columns, rows, what="{}")
        for (number,) in connection.execute(differs).fetchall():
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))
        connection.execute(f"INSERT OR IGNORE INTO {table} {rows}")
    for table, names, rows in SUMS:
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} ({names}) {rows}")


def _versions(connection: sqlite3.Connection) -> None:
    for (address,) in connection.execute(ADDRESSES_WRONG).fetchall():
        numbers = connection.execute("SELECT report FROM versions WHERE address = ? ORDER BY report", (address,))
        for (number,) in numbers.fetchall():
            row = connection.execute("SELECT * FROM reports WHERE number = ?", (number,)).fetchone()
            versions.put_version(connection, number, report_from(row))


def _copies(connection: sqlite3.Connection) -> None:
    """Every report is looked up among the others again."""
    for table in ("copied_statements", "copies", "copy_groups"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE report_signatures SET compared = 0, method = ''")
    connection.execute("""INSERT INTO report_signatures
(report, method, compared, words, passages, wording, outlet, signature)
SELECT number, '', 0, 0, 0, '', '', x'' FROM reports WHERE number NOT IN (SELECT report FROM report_signatures)""")


def _occasions(connection: sqlite3.Connection) -> None:
    """The next command that reads finds all occasions again. Dates that they brought stand until then."""
    for table in OF_OCCASIONS:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE occasion_reports SET settled = 0")
    connection.execute("""INSERT INTO occasion_reports (report, settled)
SELECT number, 0 FROM reports WHERE number NOT IN (SELECT report FROM occasion_reports)""")


def _families(connection: sqlite3.Connection) -> None:
    """The next command that asks for families finds all of them again."""
    for table in OF_FAMILIES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO family_waiting SELECT DISTINCT wording FROM worded")


def _primary(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM primary_quotations")
    connection.execute("DELETE FROM transcripts")
    connection.execute("INSERT INTO transcripts SELECT number FROM reports WHERE kind = 'transcript'")
    connection.execute("""INSERT OR IGNORE INTO primary_waiting SELECT number FROM statements
WHERE kind <> 'indirect' AND EXISTS (SELECT 1 FROM transcripts)""")


def _judged(connection: sqlite3.Connection) -> None:
    """Put back what the machine read, and let the whole log follow again."""
    log = read_log(connection)
    about = set(log.by_report) | {
        row["sha256"]
        for row in connection.execute(
            "SELECT DISTINCT r.sha256 FROM reports AS r JOIN statements AS s ON s.report = r.number WHERE s.number IN "
            "(SELECT statement FROM judged UNION SELECT statement FROM as_read UNION SELECT statement FROM rejections)"
        )
    }
    judge_reports(connection, log, about)
    identify_all(connection, log.people)


MENDING: Mapping[Mend, Callable[[sqlite3.Connection], None]] = {
    Mend.INDEXES: _indexes,
    Mend.WORDINGS: _wordings,
    Mend.JUDGED: _judged,
    Mend.VERSIONS: _versions,
    Mend.COPIES: _copies,
    Mend.OCCASIONS: _occasions,
    Mend.FAMILIES: _families,
    Mend.PRIMARY: _primary,
    Mend.SUMS: _sums,
}
