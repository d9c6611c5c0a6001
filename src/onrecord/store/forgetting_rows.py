"""Taking reports and statements out of the tables, with all that came from them. A transaction must be open."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable

from onrecord.store import occasions
from onrecord.store.cells import to_json
from onrecord.store.forgetting_words import forget_wordings, wordings_of
from onrecord.store.occasions_told import SHORT
from onrecord.store.refusals import FORGOTTEN
from onrecord.store.versions import leave_address
from onrecord.store.writer import forget_speakers

STDIN = re.compile(r"-(:\d+)?")  # and a line of it: where anything may have come from
_AT_ONCE = 100  # reports whose occasions are found together
STATEMENTS = "SELECT number FROM statements WHERE report = ?"
SPEAKERS = """
SELECT speaker FROM statements WHERE number = :number UNION SELECT speaker FROM as_read WHERE statement = :number"""
# Whose occasion, and so whose words for it and days, may have come from there.
COMPANY = """
SELECT DISTINCT near.report FROM scenes AS own JOIN scenes AS near ON near.occasion = own.occasion
WHERE own.report = ? AND near.report <> own.report"""
# Whose statements say of their day that it is from there; where occasions were made anew, by nothing else.
DATED_BY = """
SELECT s.report FROM reports AS r CROSS JOIN dated_by_occasion AS d JOIN statements AS s ON s.number = d.statement
WHERE r.number = :number AND s.report <> r.number AND instr(s.said_on_because, substr(r.id, 1, :short))"""
NAMED = "SELECT origin, url FROM reports WHERE number = ? UNION SELECT origin, NULL FROM inputs WHERE report = ?"
UNNAME = """
UPDATE inputs SET origin = :word, sha256 = NULL, archive = NULL, archive_offset = NULL, archive_record = NULL
WHERE report = :report"""
# What could not be read of the same file or page before, nor of the same bytes, unless a report that stays has them.
_UNNAME_FAULTS = f"""
UPDATE inputs SET origin = '{FORGOTTEN}', sha256 = NULL, archive = NULL, archive_offset = NULL, archive_record = NULL,
  outcome = 'skipped', reason = '{FORGOTTEN}', remedy = 'nothing is to be done' WHERE outcome <> 'ok' AND """
UNNAME_FAULTS = f"{_UNNAME_FAULTS} origin = ?"
_SAME_BYTES = """sha256 IN (SELECT sha256 FROM reports WHERE number IN (SELECT value FROM json_each(:numbers))
  EXCEPT SELECT sha256 FROM reports WHERE number NOT IN (SELECT value FROM json_each(:numbers)))"""
FAULTS_OF_BYTES = f"SELECT origin FROM inputs WHERE outcome <> 'ok' AND {_SAME_BYTES}"
UNNAME_BYTES = f"{_UNNAME_FAULTS} {_SAME_BYTES}"
BYTES_OF_FAULTS = "SELECT sha256 FROM inputs WHERE origin = ? AND outcome <> 'ok' AND sha256 IS NOT NULL"
UNKEEP = """
DELETE FROM kept_bytes WHERE sha256 = :sha256 AND NOT EXISTS (SELECT 1 FROM reports WHERE sha256 = :sha256)
AND NOT EXISTS (SELECT 1 FROM inputs WHERE sha256 = :sha256)"""
FEED_ITEMS = f"""
UPDATE feed_items SET title = NULL, content = NULL, state = 'skipped', reason = '{FORGOTTEN}' WHERE address = ?"""
CASES = "SELECT number, line FROM cases"
UNCASE = "DELETE FROM cases WHERE number = ?"
EMPTY_OCCASIONS = "DELETE FROM occasions WHERE number NOT IN (SELECT occasion FROM scenes WHERE occasion IS NOT NULL)"


def take_reports(connection: sqlite3.Connection, numbers: Collection[int]) -> int:
    """Take reports out. Gives how many statements went with them."""
    statements = [row[0] for number in numbers for row in connection.execute(STATEMENTS, (number,))]
    words, speakers = wordings_of(connection, statements), _speakers(connection, statements)
    company = {one for number in numbers for one in _company(connection, number)} - set(numbers)
    addresses = [(row[0], number) for number in numbers for row in _address(connection, number)]
    digests = _unname(connection, numbers)
    connection.executemany("DELETE FROM reports WHERE number = ?", [(number,) for number in numbers])
    for address, number in addresses:
        leave_address(connection, address, number)
    connection.executemany(UNKEEP, [{"sha256": one} for one in digests])
    _take_cases(connection, digests)
    forget_wordings(connection, words)
    forget_speakers(connection, speakers)
    _settle(connection, company)
    return len(statements)


def take_statements(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take statements out of reports that stay. What they reported stands by itself."""
    asked = [(number,) for number in numbers]
    words, speakers = wordings_of(connection, numbers), _speakers(connection, numbers)
    reports = {
        row[0] for one in asked for row in connection.execute("SELECT report FROM statements WHERE number = ?", one)
    }
    connection.executemany("UPDATE statements SET nested_in = NULL WHERE nested_in = ?", asked)
    connection.executemany("DELETE FROM statements WHERE number = ?", asked)
    connection.executemany("UPDATE report_signatures SET compared = 0 WHERE report = ?", [(one,) for one in reports])
    forget_wordings(connection, words)
    forget_speakers(connection, speakers)
    company = {row[0] for number in reports for row in connection.execute(COMPANY, (number,))}
    _settle(connection, reports | company)


def _company(connection: sqlite3.Connection, number: int) -> set[int]:
    """The reports that may say something of this one."""
    rows = connection.execute(COMPANY, (number,)).fetchall()
    rows += connection.execute(DATED_BY, {"number": number, "short": SHORT}).fetchall()
    return {row[0] for row in rows}


def _speakers(connection: sqlite3.Connection, statements: Iterable[int]) -> set[int | None]:
    return {row[0] for one in statements for row in connection.execute(SPEAKERS, {"number": one})}


def _address(connection: sqlite3.Connection, number: int) -> Iterable[sqlite3.Row]:
    return connection.execute("SELECT address FROM versions WHERE report = ?", (number,)).fetchall()


def _unname(connection: sqlite3.Connection, numbers: Collection[int]) -> set[str]:
    """Take names and digests out of the log of what was read. Gives the digests of the bytes."""
    digests, names = set[str](), set[str]()
    for number in numbers:
        (sha256,) = connection.execute("SELECT sha256 FROM reports WHERE number = ?", (number,)).fetchone()
        digests.add(sha256)
        rows = connection.execute(NAMED, (number, number)).fetchall()
        names.update(name for row in rows for name in row if name and not STDIN.fullmatch(name))
        connection.execute(UNNAME, {"word": FORGOTTEN, "report": number})
    same = {"numbers": json.dumps(sorted(numbers))}
    names.update(row[0] for row in connection.execute(FAULTS_OF_BYTES, same) if not STDIN.fullmatch(row[0]))
    connection.execute(UNNAME_BYTES, same)
    for name in names:
        digests.update(row[0] for row in connection.execute(BYTES_OF_FAULTS, (name,)))
        connection.execute(UNNAME_FAULTS, (name,))
        connection.execute(FEED_ITEMS, (name,))
    _unname_runs(connection, names)
    return digests


def _unname_runs(connection: sqlite3.Connection, names: Collection[str]) -> None:
    """In the command lines of runs."""
    for row in connection.execute("SELECT number, arguments FROM runs").fetchall():
        before = json.loads(row["arguments"])
        after = [FORGOTTEN if one in names else one for one in before]
        if after != before:
            connection.execute("UPDATE runs SET arguments = ? WHERE number = ?", (to_json(after), row["number"]))


def take_cases_naming(connection: sqlite3.Connection, names: Collection[str]) -> None:
    """Take out the cases that want somebody as a speaker who is called so."""
    for row in connection.execute(CASES).fetchall():
        if json.loads(row["line"]).get("fields", {}).get("speaker") in names:
            connection.execute(UNCASE, (row["number"],))


def _take_cases(connection: sqlite3.Connection, digests: Collection[str]) -> None:
    """Their anchors hold words of the report."""
    for row in connection.execute(CASES).fetchall():
        if any(sha256 in row["line"] for sha256 in digests):
            connection.execute(UNCASE, (row["number"],))


def _settle(connection: sqlite3.Connection, reports: Collection[int]) -> None:
    """Find the occasions of these anew, now: what they are called may be words of what went."""
    left = sorted(reports)
    for first in range(0, len(left), _AT_ONCE):
        occasions.settle(connection, left[first : first + _AT_ONCE])
    connection.execute(EMPTY_OCCASIONS)
