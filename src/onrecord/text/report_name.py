"""What a report is called, wherever one is named: a line of a search, a heading, a citation."""

from __future__ import annotations

from onrecord.text.edtf import in_words
from onrecord.values.report import Report

PASTED = "pasted "  # a text that came from no file and no address


def report_name(
    title: str | None, occasion: str | None, day: str | None, given_id: str | None, origin: str
) -> str | None:
    """Its headline; without one its occasion with the day, else the id it was given, else when it was pasted.

    day: EDTF. None where only the file or address is known that it was read from.
    """
    if title or not occasion:
        return title or given_id or (origin if origin.startswith(PASTED) else None)
    said = in_words(day)
    told = said is not None and day is not None and said not in occasion and day not in occasion
    return f"{occasion}, {said}" if told else occasion


def name_of(report: Report) -> str | None:
    """What a report is called; see `report_name`."""
    day = report.published.edtf if report.published else None
    return report_name(report.title, report.occasion, day, report.given_id, report.origin)
