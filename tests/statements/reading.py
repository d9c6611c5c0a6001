"""Text to attributions, shown so that a failing row can be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.reports.dateline import find_dateline
from onrecord.reports.furniture import find_furniture
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.plain import find_title, without
from onrecord.run.load_cues import load_cues
from onrecord.statements.cues import CueLexicon
from onrecord.statements.find_attributions import find_attributions
from onrecord.text.reading_copy import reading_copy
from onrecord.values.report import Report
from onrecord.values.statement import Attribution
from tests.marked import marked


@cache
def cues() -> CueLexicon:
    return load_cues()


def report_of(text: str) -> Report:
    """A report as `read_report` makes it, as far as the statements are concerned."""
    reading = reading_copy(text)
    paragraphs = find_paragraphs(reading)
    furniture = find_furniture(text, paragraphs)
    kept = without(
        paragraphs, furniture, find_dateline(reading, without(paragraphs, furniture, None, reading)), reading
    )
    return Report(
        id="r",
        origin="a.txt",
        sha256="0",
        text=text,
        reading=reading,
        title_span=find_title(reading, kept, None),
        paragraphs=kept,
        furniture=furniture,
    )


def attributions(text: str) -> tuple[Attribution, ...]:
    return find_attributions_of(report_of(text))


def find_attributions_of(report: Report) -> tuple[Attribution, ...]:
    return find_attributions(report, cues())


def found(text: str) -> list[str]:
    """The attributions of a text, one a line, sorted."""
    return sorted(_shown(text, a.content, a.cue, a.source) for a in attributions(text)) if text else []


def expected(row: str) -> tuple[str, list[str]]:
    """The text of a row and the attributions marked in it, shown as `found` shows them."""
    text, numbered = marked(row)
    return text, sorted(_line(text, one.content, one.cue, one.source) for one in numbered.values())


def _shown(text: str, *parts: Sequence[object]) -> str:
    return _line(text, *([(span.start, span.end) for span in spans] for spans in parts))  # type: ignore[attr-defined]


def _line(
    text: str, content: Sequence[tuple[int, int]], cue: Sequence[tuple[int, int]], source: Sequence[tuple[int, int]]
) -> str:
    parts = (("content", content), ("cue", cue), ("source", source))
    return "; ".join(f"{name} " + " + ".join(f"[{text[a:b]}]@{a}" for a, b in spans) for name, spans in parts)
