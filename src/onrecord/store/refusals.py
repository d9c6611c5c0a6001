"""What is not to be read again, because somebody asked for it to be forgotten: known by digests alone."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from onrecord.store.cells import digest
from onrecord.store.versions import address_of
from onrecord.values.page import Page, Skipped
from onrecord.values.report import Report

FORGOTTEN = "forgotten on request"
REMEDY = "nothing is to be done; onrecord forget tells when and why"
ANY = "SELECT 1 FROM refused LIMIT 1"
KNOWN = "SELECT 1 FROM refused WHERE digest = ?"
PUT = "INSERT OR IGNORE INTO refused (digest, forgotten) VALUES (?, ?)"
_PAGE = "//"  # how the address of a web page begins; a path is no name of one report


def refuse(connection: sqlite3.Connection, forgotten: int, told: Iterator[str]) -> None:
    """Keep digests of what is not to be read again. A transaction must be open."""
    connection.executemany(PUT, [(one, forgotten) for one in told])


def digests_of(sha256: str, text_sha256: str, address: str | None) -> Iterator[str]:
    """By which a report is known: its bytes, its text, its page. None tells what it was of who does not have it."""
    yield _named("bytes", sha256)
    yield _named("text", text_sha256)
    if address and address.startswith(_PAGE):
        yield _named("address", address)


def is_refused(connection: sqlite3.Connection, report: Report) -> bool:
    """Was this report, its text or its page forgotten, not to be read again?"""
    if connection.execute(ANY).fetchone() is None:
        return False
    return _any_known(connection, digests_of(report.sha256, digest(report.text), address_of(report)))


def instead_of(page: Page) -> Skipped:
    """What is told of an input that is refused. Nothing of it is kept."""
    return Skipped(page.origin, "store", FORGOTTEN, REMEDY, is_fault=False)


def unnamed(connection: sqlite3.Connection, skipped: Skipped) -> Skipped:
    """As it is put on record: where it is refused, or its bytes are, without name and bytes."""
    refused = skipped.sha256 and _any_known(connection, iter([_named("bytes", skipped.sha256)]))
    if not refused and skipped.reason != FORGOTTEN:
        return skipped
    return Skipped(FORGOTTEN, "store", FORGOTTEN, REMEDY, is_fault=False, stands_for=skipped.stands_for)


def _any_known(connection: sqlite3.Connection, told: Iterator[str]) -> bool:
    return any(connection.execute(KNOWN, (one,)).fetchone() for one in told)


def _named(kind: str, value: str) -> str:
    return hashlib.sha256(f"forgotten {kind}\n{value}".encode("utf-8", "replace")).hexdigest()
