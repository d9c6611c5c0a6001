"""How a report came in, as columns and as values. What is written here comes back equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from onrecord.store.cells import Fetched, Row, place, to_json
from onrecord.values.dates import DateEvidence, PublicationDate
from onrecord.values.page import Arrival
from onrecord.values.report import Furniture, FurnitureKind, PageRun, Passage, PassageKind, Report
from onrecord.values.span import Span


def intake_row(report: Report) -> Row:
    """The columns of a report that tell of its page and its way in."""
    updated = report.updated
    return {
        "section": report.section,
        "updated": updated.edtf if updated else None,
        "updated_candidates": to_json(updated.candidates) if updated else None,
        "updated_because": updated.because if updated else None,
        "date_evidence": to_json(
            [[one.kind, one.words, one.edtf, one.is_believed, one.because] for one in report.date_evidence]
        ),
        "passages": to_json([[*place(one.span), one.kind.value, one.because] for one in report.passages]),
        "page_map": to_json([[*place(run.text), *place(run.page)] for run in report.page_map]),
        "furniture": to_json([[*place(one.span), one.because, one.kind.value] for one in report.furniture]),
        "arrival": arrival_json(report.arrival),
    }


def intake_of(row: Fetched) -> dict[str, Any]:
    """The arguments of Report that `intake_row` wrote."""
    return {
        "section": row["section"],
        "updated": _updated_from(row),
        "date_evidence": tuple(DateEvidence(*one) for one in json.loads(row["date_evidence"])),
        "passages": tuple(
            Passage(Span(start, end), PassageKind(kind), why) for start, end, kind, why in json.loads(row["passages"])
        ),
        "page_map": tuple(
            PageRun(Span(start, end), Span(there, until)) for start, end, there, until in json.loads(row["page_map"])
        ),
        "furniture": tuple(_furniture_from(*one) for one in json.loads(row["furniture"])),
        "arrival": arrival_from(row["arrival"]),
    }


def _furniture_from(start: int, end: int, because: str, kind: str = FurnitureKind.OTHER) -> Furniture:
    """kind: not there in what an earlier version wrote."""
    return Furniture(Span(start, end), because, FurnitureKind(kind))


def _updated_from(row: Fetched) -> PublicationDate | None:
    if row["updated_candidates"] is None:
        return None
    return PublicationDate(row["updated"], tuple(json.loads(row["updated_candidates"])), row["updated_because"])


def arrival_json(arrival: Arrival) -> str:
    """Only what is known of it."""
    return to_json({name: value for name, value in asdict(arrival).items() if value is not None})


def arrival_from(written: str) -> Arrival:
    known: Mapping[str, Any] = json.loads(written)
    return Arrival(**known)
