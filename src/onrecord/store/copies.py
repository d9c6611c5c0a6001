"""Keeping what follows from the texts of reports: keys, pairs, groups of copies. A transaction must be open.

A new report is looked up by its own keys, compared with the few that share them, and only the groups it touches are
made anew. So nothing depends on the order of reading, and the cost of one report not on how many there are.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable

from onrecord.matching.compare import Match, compare
from onrecord.matching.signatures import METHOD, Blocks, blocks
from onrecord.matching.wording import Wording, folded_words, wording_of
from onrecord.store.cells import clean
from onrecord.store.copies_groups import neighbours, regroup
from onrecord.store.copies_near import Near, near
from onrecord.store.copies_texts import Read, Wordings, digest_of
from onrecord.store.versions import address_of
from onrecord.text.addresses import address_key
from onrecord.values.report import Report

__all__ = ["Wordings", "complete", "put", "waiting"]

SIGNED = """
INSERT OR REPLACE INTO report_signatures
  (report, method, compared, words, passages, wording, outlet, address, signature)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# INDEXED BY: for the order SQLite would go through all rows, which are long.
WAITING = """
SELECT report FROM report_signatures WHERE compared = 0
UNION SELECT report FROM report_signatures INDEXED BY report_signatures_method WHERE method < :method
UNION SELECT report FROM report_signatures INDEXED BY report_signatures_method WHERE method > :method
ORDER BY report LIMIT :limit"""
PASSED_OVER = "UPDATE report_signatures SET compared = 1, method = ? WHERE report = ?"
AMONG = "SELECT longer, shorter FROM report_pairs WHERE longer IN ({0}) AND shorter IN ({0})"


def put(texts: Wordings, report: Report) -> int:
    """Bring what is on record of copies up to a report that was just written, new or replaced. Gives its number."""
    connection = texts.connection
    number = connection.execute("SELECT number FROM reports WHERE id = ?", (clean(report.id),)).fetchone()["number"]
    wording = wording_of(report)
    keys = blocks(wording.words)
    row = signature_row(number, report, wording, keys)
    before = connection.execute("SELECT * FROM report_signatures WHERE report = ?", (number,)).fetchone()
    if before is not None and tuple(before) == row:  # the same words read anew; its statements and dates may differ
        regroup(texts, {number})
    else:
        texts.keep(number, report, wording)
        _settle(texts, number, row, keys)
    return int(number)


def complete(texts: Wordings, limit: int) -> int:
    """Look up reports that wait for it, at most so many; a damaged one waits no more. Gives how many that were."""
    rows = texts.connection.execute(WAITING, {"method": METHOD, "limit": limit}).fetchall()
    for number in (row["report"] for row in rows):
        read = texts.read(number)
        if read is None:
            texts.connection.execute(PASSED_OVER, (METHOD, number))
            continue
        keys = blocks(read[1].words)
        _settle(texts, number, signature_row(number, *read, keys), keys)
    return len(rows)


def waiting(connection: sqlite3.Connection, limit: int = -1) -> int:
    """How many reports are still to be looked up; counted up to the limit, where there is one."""
    return len(connection.execute(WAITING, {"method": METHOD, "limit": limit}).fetchall())


def signature_row(number: int, report: Report, wording: Wording, keys: Blocks) -> tuple[object, ...]:
    """The report's row in `report_signatures`."""
    address = address_key(report.url) if report.url else None
    outlet = " ".join(folded_words(report.outlet or "")) or (address or "").split("/", 1)[0]
    signature = array("Q", keys.signature).tobytes()
    sizes = (len(wording), len(keys.passages))
    return (number, METHOD, 1, *sizes, digest_of(report, wording), clean(outlet), clean(address_of(report)), signature)


def _settle(texts: Wordings, number: int, row: tuple[object, ...], keys: Blocks) -> None:
    """Make keys, pairs and groups of one report anew, and of those that it makes strangers to each other."""
    connection = texts.connection
    touched = {number, *neighbours(connection, number)}  # before: who loses a neighbour
    connection.execute("DELETE FROM report_bands WHERE report = ?", (number,))
    connection.execute("DELETE FROM report_pairs WHERE longer = :n OR shorter = :n", {"n": number})
    connection.execute(SIGNED, row)
    rows = [*((key, number, 0) for key in keys.passages), *((key, number, 1) for key in keys.bands)]
    connection.executemany("INSERT OR IGNORE INTO report_bands VALUES (?, ?, ?)", rows)
    found = near(connection, number)
    _put_pairs(texts, number, found)
    strangers = _part_strangers(texts, found.newly)
    regroup(texts, touched | strangers, changed={number, *strangers})


def _put_pairs(texts: Wordings, number: int, found: Near) -> None:
    """The candidates that hold. A transcript is no copy of the reports that quote from it, nor they of it."""
    own = texts.read(number)
    for other in found.candidates if own else ():
        match = _compared(own, texts.read(other), found)
        if match:
            longer, shorter = (number, other) if match.one_words >= match.other_words else (other, number)
            row = (longer, shorter, round(min(match.one_share, match.other_share), 4), int(match.from_lead))
            texts.connection.execute("INSERT OR REPLACE INTO report_pairs VALUES (?, ?, ?, ?)", row)


def _compared(own: Read | None, other: Read | None, found: Near) -> Match | None:
    """None also where a report is damaged, or the two are of different kinds."""
    if own is None or other is None or own[0].kind != other[0].kind:
        return None
    return compare(own[1], other[1], found.common)


def _part_strangers(texts: Wordings, holders: Iterable[int]) -> set[int]:
    """What was held for the text of reports turns out to be boilerplate: the pairs of those that have it are looked at
    again. Gives the reports of these pairs.
    """
    some = sorted(holders)
    asked = AMONG.format(",".join("?" * len(some)))
    pairs = texts.connection.execute(asked, [*some, *some]).fetchall() if some else []
    for pair in pairs:
        texts.connection.execute("DELETE FROM report_pairs WHERE longer = ? AND shorter = ?", tuple(pair))
    touched = {number for pair in pairs for number in tuple(pair)}
    for number in sorted(touched):
        _put_pairs(texts, number, near(texts.connection, number))
    return touched
