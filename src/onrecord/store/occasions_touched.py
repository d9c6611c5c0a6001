"""Which reports are to be looked at again: those whose statements, dates or speakers have changed."""

from __future__ import annotations

import sqlite3

Identities = frozenset[tuple[int, ...]]
IDENTITIES = "SELECT speaker, stands_as FROM identities"

TOUCH = "INSERT INTO occasion_reports (report, settled) VALUES (?, 0) ON CONFLICT (report) DO UPDATE SET settled = 0"
# With a new version of a page the earlier ones no longer count.
SERIES = """
SELECT other.report FROM versions AS own JOIN versions AS other ON other.series = own.series
WHERE own.report = ? AND other.report <> own.report"""
# Along two indexes: what the machine had read, too.
SPOKE = """
SELECT report FROM statements WHERE speaker = :who
UNION SELECT s.report FROM as_read AS a JOIN statements AS s ON s.number = a.statement WHERE a.speaker = :who"""


def touch(connection: sqlite3.Connection, report: int) -> None:
    """The scenes of this report, and of other versions of its page, are to be made anew."""
    others = [row["report"] for row in connection.execute(SERIES, (report,))]
    connection.executemany(TOUCH, [(number,) for number in (report, *others)])


def identities(connection: sqlite3.Connection) -> Identities:
    """Who is one with whom by a judgement, by numbers of speakers, the one that stands for them."""
    return frozenset(tuple(row) for row in connection.execute(IDENTITIES))


def touch_speakers(connection: sqlite3.Connection, before: Identities) -> None:
    """The reports of speakers who are somebody else since."""
    for speaker in sorted({one[0] for one in before ^ identities(connection)}):
        for row in connection.execute(SPOKE, {"who": speaker}).fetchall():
            touch(connection, row["report"])
