"""The stages' answers, joined into one record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from onrecord.pipeline.confidence import confidence_of
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Reference, ReportRecord, Statement

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
        for attribution in sorted(attributions, key=_in_text_order)
    )
    return ReportRecord(report=report, statements=statements, reader=reader)


def statement_id(report_id: str, attribution: Attribution) -> str:
    """An id that depends only on the report and the statement's place in it: 20 hexadecimal digits."""
    place = ";".join(f"{part}:{span.start}-{span.end}" for part, span in _parts(attribution))
    return hashlib.sha256(f"{report_id}|{place}".encode()).hexdigest()[:20]


def _parts(attribution: Attribution) -> list[tuple[str, Span]]:
    parts = (("content", attribution.content), ("cue", attribution.cue), ("source", attribution.source))
    return [(name, span) for name, spans in parts for span in spans]


def _in_text_order(attribution: Attribution) -> tuple[int, int, str]:
    first = min(attribution.content[0], *attribution.cue[:1], *attribution.source[:1], attribution.content[0])
    return (first.start, -attribution.content[-1].end, attribution.id)
