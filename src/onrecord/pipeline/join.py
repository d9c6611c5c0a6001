"""The stages' answers, joined into one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from onrecord.pipeline.confidence import confidence_of
from onrecord.values.entity import Speaker
from onrecord.values.places import in_text_order, statement_id
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Circumstances, Reference, ReportRecord, Statement

__all__ = ["join", "statement_id"]

NO_REFERENCES: Mapping[str, tuple[Reference, ...]] = MappingProxyType({})


def join(
    report: Report,
    attributions: Sequence[Attribution],
    speakers: Mapping[str, Speaker],
    circumstances: Mapping[str, Circumstances],
    reader: str,
    references: Mapping[str, tuple[Reference, ...]] = NO_REFERENCES,
) -> ReportRecord:
    """Join the stages' answers, keyed by attribution id, into statements in the order of the text."""
    ids = {attribution.id: statement_id(report.id, attribution) for attribution in attributions}
    statements = tuple(
        Statement(
            id=ids[attribution.id],
            attribution=attribution,
            speaker=speakers.get(attribution.id),
            circumstances=circumstances.get(attribution.id, Circumstances()),
            refers_to=references.get(attribution.id, ()),
            nested_in=ids.get(attribution.nested_in) if attribution.nested_in else None,
            confidence=confidence_of(report, attribution, speakers.get(attribution.id)),
        )
        for attribution in sorted(attributions, key=in_text_order)
    )
    return ReportRecord(report=report, statements=statements, reader=reader)
