"""The whole product in one function."""

from __future__ import annotations

from dataclasses import replace

from onrecord.circumstances.place_statements import place_statements
from onrecord.instruments.find import find_references
from onrecord.pipeline.date_documents import date_documents
from onrecord.pipeline.join import join
from onrecord.pipeline.tools import Tools
from onrecord.reports.read_report import read_report
from onrecord.speakers.known import Known, know_speakers
from onrecord.speakers.naming import name_speakers
from onrecord.statements.find_attributions import find_attributions
from onrecord.values.page import Page
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, ReportRecord


def page_to_record(page: Page, tools: Tools) -> ReportRecord:
    """Put one page's statements on record. Pure: the same page and tools give the same record.

    Raises UnreadableInput when the page has no text that could be read.
    """
    report = read_report(page, tools.register, tools.read_body, lines=tools.lines)
    found = find_attributions(report, tools.cues, tools.extractor)
    report, attributions = _bounded(report, found, tools.most_statements)
    speakers = name_speakers(report, attributions, tools.gazetteer, tools.ranking)
    circumstances = place_statements(report, attributions, speakers)
    known = know_speakers(report, attributions, speakers, circumstances, Known(tools.gazetteer, tools.holders))
    dated = date_documents(known, circumstances)
    references = find_references(report, attributions, tools.instruments)
    return join(report, attributions, dated, circumstances, tools.reader, references)


def _bounded(report: Report, found: tuple[Attribution, ...], most: int) -> tuple[Report, tuple[Attribution, ...]]:
    """The first statements of a report that has more than any report does, and the report with a flag that says so."""
    if len(found) <= most:
        return report, found
    flag = f"truncated: the first {most:,} of {len(found):,} statements"
    kept = found[:most]
    ids = {attribution.id for attribution in kept}
    unnested = (one if one.nested_in in ids else replace(one, nested_in=None) for one in kept)
    return replace(report, flags=(*report.flags, flag)), tuple(unnested)
