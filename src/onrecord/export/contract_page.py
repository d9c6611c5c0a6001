"""The part of the contract that tells of a report's page: its parts, its dates, its way in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from onrecord.values.page import Arrival
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord


def page_fields(report: Report) -> dict[str, object]:
    """Fields of `report` that grew with web pages, feeds and archives.

    `page_map`: [start, end, start in the page, end in the page], for HTML; the page is the decoded one.
    """
    updated = report.updated
    return {
        "furniture_kinds": [piece.kind.value for piece in report.furniture],
        "passages": [
            {"span": [one.span.start, one.span.end], "kind": one.kind.value, "because": one.because}
            for one in report.passages
        ],
        "section": report.section,
        "updated": updated.edtf if updated else None,
        "updated_because": updated.because if updated else None,
        "published_evidence": [asdict(one) for one in report.date_evidence],
        "extractor": report.extractor,
        "page_map": [[run.text.start, run.text.end, run.page.start, run.page.end] for run in report.page_map],
        **_arrival(report.arrival),
    }


def version_fields(record: ReportRecord) -> dict[str, object]:
    """Which version of its page the report is; null where that is not known, as of what is only printed.

    `replaces`, `replaced_by`: ids of the reports that are the version before and the next one.
    """
    version = record.version
    return {
        "version": version.number if version else None,
        "versions": version.of if version else None,
        "replaces": version.replaces if version else None,
        "replaced_by": version.replaced_by if version else None,
    }


def _arrival(arrival: Arrival) -> dict[str, object]:
    """`archive` is null where the report came by no archive, `feed` where no feed named it."""
    return {
        "archive": {"file": arrival.archive, "offset": arrival.offset, "record": arrival.record}
        if arrival.archive
        else None,
        "feed": {"address": arrival.feed, "listed": arrival.listed} if arrival.feed else None,
        "fetched": arrival.fetched,
    }


def places(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as JSON: [[start, end], …]."""
    return [[span.start, span.end] for span in spans]
