"""Is a report older than all else that is on record of its outlet? Then its date may be a template's default.

Asked when a report is shown, and kept nowhere: the answer follows from the record, not from the order of reading.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from onrecord.text.edtf import day_of
from onrecord.values.report import Report

_ENOUGH = 10  # other reports: fewer say nothing of when an outlet began
_EARLIER = 365  # days

# Whole days only, which sort as text. Nearly every report has one of its outlet that is as old: the first will do.
_AS_OLD = """
SELECT 1 FROM reports
WHERE outlet = ? AND id <> ? AND published GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND published <= ? LIMIT 1"""
_OTHERS = """
SELECT count(*) AS others, min(published) AS first FROM reports
WHERE outlet = ? AND id <> ? AND published GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"""


def doubt_of_day(connection: sqlite3.Connection, report: Report) -> str | None:
    """Why the day of publication is doubted beside the outlet's other reports; None where it is not, or not known.

    Doubted is a day more than a year before the first of ten others at least.
    """
    day = day_of(report.published.edtf) if report.published else None
    if day is None or report.outlet is None:
        return None
    if connection.execute(_AS_OLD, (report.outlet, report.id, _a_year_later(day))).fetchone():
        return None
    others, first = connection.execute(_OTHERS, (report.outlet, report.id)).fetchone()
    if others < _ENOUGH or (date.fromisoformat(first) - day).days <= _EARLIER:
        return None
    years = (date.fromisoformat(first) - day).days // 365
    told = f"{years} year{'s' if years > 1 else ''} before all {others} other reports of {report.outlet} on record"
    return f"the day of publication is doubtful: {told}"


def _a_year_later(day: date) -> str:
    return (day + timedelta(days=_EARLIER)).isoformat() if day.year < date.max.year - 1 else date.max.isoformat()
