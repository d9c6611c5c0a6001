"""The whole product in one function."""

from __future__ import annotations

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
from onrecord.values.statement import ReportRecord


def page_to_record(page: Page, tools: Tools) -> ReportRecord:
    """Put one page's statements on record. Pure: the same page and tools give the same record.

    Raises UnreadableInput when the page has no text that could be read.
    """
    report = read_report(page, tools.register, tools.lines)
    attributions = find_attributions(report, tools.cues, tools.extractor)
    speakers = name_speakers(report, attributions, tools.gazetteer, tools.ranking)
    circumstances = place_statements(report, attributions, speakers)
    known = know_speakers(report, attributions, speakers, circumstances, Known(tools.gazetteer, tools.holders))
    dated = date_documents(known, circumstances)
    references = find_references(report, attributions, tools.instruments)
    return join(report, attributions, dated, circumstances, tools.reader, references)
