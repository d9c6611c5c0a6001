"""What follows from where a statement stands: its id, and its place among the others of its report."""

from __future__ import annotations

import hashlib

from onrecord.values.span import Span
from onrecord.values.statement import Attribution

Order = tuple[int, int, str]


def statement_id(report_id: str, attribution: Attribution) -> str:
    """An id that depends only on the report and the statement's place in it: 20 hexadecimal digits."""
    place = ";".join(f"{part}:{span.start}-{span.end}" for part, span in _parts(attribution))
    return hashlib.sha256(f"{report_id}|{place}".encode()).hexdigest()[:20]


def in_text_order(attribution: Attribution) -> Order:
    """What statements are sorted by: where they begin, the wider one first."""
    first = min(attribution.content[0], *attribution.cue[:1], *attribution.source[:1], attribution.content[0])
    return (first.start, -attribution.content[-1].end, attribution.id)


def _parts(attribution: Attribution) -> list[tuple[str, Span]]:
    parts = (("content", attribution.content), ("cue", attribution.cue), ("source", attribution.source))
    return [(name, span) for name, spans in parts for span in spans]
