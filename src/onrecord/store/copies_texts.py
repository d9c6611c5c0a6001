"""The words of reports on record, as they are compared."""

from __future__ import annotations

import hashlib
import sqlite3

from onrecord.matching.wording import Wording, wording_of
from onrecord.store.report_rows import DAMAGED, report_from
from onrecord.values.report import Report

Read = tuple[Report, Wording]
MOST_KEPT = 256  # reports: some megabytes


def digest_of(report: Report, wording: Wording) -> str:
    """Names what of a report is compared: another digest, another comparison."""
    kept = f"{report.kind}|{report.title}|{' '.join(wording.words)}"
    return hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest()


class Wordings:
    """Reads reports to compare, and keeps the last ones: one of many copies is not read again for each of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._last: dict[int, tuple[str, Report, Wording]] = {}

    def read(self, number: int) -> Read | None:
        """A report on record and its words, as they are now, whoever wrote it since. None for a damaged one.

        `onrecord doctor` and whoever shows the report tell of the damage; it must not keep others from being written.
        """
        row = self.connection.execute("SELECT wording FROM report_signatures WHERE report = ?", (number,)).fetchone()
        known = self._last.get(number)
        if known is None or row is None or known[0] != row["wording"]:
            whole = self.connection.execute("SELECT * FROM reports WHERE number = ?", (number,)).fetchone()
            try:
                report = report_from(whole)
            except DAMAGED:
                return None
            known = self.keep(number, report, wording_of(report))
        return known[1:]

    def keep(self, number: int, report: Report, wording: Wording) -> tuple[str, Report, Wording]:
        """Have this report at hand."""
        self._last.pop(number, None)
        if len(self._last) >= MOST_KEPT:
            del self._last[next(iter(self._last))]
        self._last[number] = (digest_of(report, wording), report, wording)
        return self._last[number]
