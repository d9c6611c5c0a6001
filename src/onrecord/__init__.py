"""onrecord keeps the record of what was publicly said.

import onrecord
record = onrecord.read(text, published="2021-12-03")
for statement in record.statements: ...

The names below are all there is; everything else may change. They are loaded when first used, so that
`import onrecord` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.api import OpenRecord, ReportView, check, judge, open_record, read
    from onrecord.checking.draft import Checked, DraftCheck, Outcome
    from onrecord.checking.verdict import Check
    from onrecord.errors import (
        BadRequest,
        Contradiction,
        NewerRecord,
        NotARecord,
        OnRecordError,
        RecordBusy,
        RecordError,
        RecordNotWritable,
        UnknownReference,
        UnreadableInput,
    )
    from onrecord.run.draft_call import check_draft
    from onrecord.run.judging import Judge
    from onrecord.store.accounts import InputRow, RunAccount
    from onrecord.store.compare_reports import ReportsCompared
    from onrecord.store.copies_read import CopyGroup, GroupRow, MemberRow
    from onrecord.store.judgements import Listed, Standing
    from onrecord.store.primary_read import TracedReport, TracedRow, TranscriptRow
    from onrecord.store.search import Hit, SearchResult
    from onrecord.store.speaker_rows import SpeakerRow
    from onrecord.store.version_steps import Step
    from onrecord.store.versions import VersionRow
    from onrecord.values.dates import PublicationDate, StatementDate
    from onrecord.values.entity import Speaker, SpeakerType
    from onrecord.values.judgement import Act, Field, Judged, Judgement
    from onrecord.values.primary import PrimaryQuotation, SourcePassage
    from onrecord.values.report import Report
    from onrecord.values.span import Span
    from onrecord.values.statement import Force, Kind, Mode, ReportRecord, Statement

__version__ = "0.1.0"

__all__ = [
    "Act",
    "BadRequest",
    "Check",
    "Checked",
    "Contradiction",
    "CopyGroup",
    "DraftCheck",
    "Field",
    "Force",
    "GroupRow",
    "Hit",
    "InputRow",
    "Judge",
    "Judged",
    "Judgement",
    "Kind",
    "Listed",
    "MemberRow",
    "Mode",
    "NewerRecord",
    "NotARecord",
    "OnRecordError",
    "OpenRecord",
    "Outcome",
    "PrimaryQuotation",
    "PublicationDate",
    "RecordBusy",
    "RecordError",
    "RecordNotWritable",
    "Report",
    "ReportRecord",
    "ReportView",
    "ReportsCompared",
    "RunAccount",
    "SearchResult",
    "SourcePassage",
    "Span",
    "Speaker",
    "SpeakerRow",
    "SpeakerType",
    "Standing",
    "Statement",
    "StatementDate",
    "Step",
    "TracedReport",
    "TracedRow",
    "TranscriptRow",
    "UnknownReference",
    "UnreadableInput",
    "VersionRow",
    "__version__",
    "check",
    "check_draft",
    "judge",
    "open_record",
    "read",
]

_HOMES = {
    "api": ("OpenRecord", "ReportView", "check", "judge", "open_record", "read"),
    "checking.draft": ("Checked", "DraftCheck", "Outcome"),
    "checking.verdict": ("Check",),
    "errors": (
        *("BadRequest", "Contradiction", "NewerRecord", "NotARecord", "OnRecordError", "RecordBusy", "RecordError"),
        *("RecordNotWritable", "UnknownReference", "UnreadableInput"),
    ),
    "run.draft_call": ("check_draft",),
    "run.judging": ("Judge",),
    "store.accounts": ("InputRow", "RunAccount"),
    "store.compare_reports": ("ReportsCompared",),
    "store.copies_read": ("CopyGroup", "GroupRow", "MemberRow"),
    "store.judgements": ("Listed", "Standing"),
    "store.primary_read": ("TracedReport", "TracedRow", "TranscriptRow"),
    "store.speaker_rows": ("SpeakerRow",),
    "store.search": ("Hit", "SearchResult"),
    "store.version_steps": ("Step",),
    "store.versions": ("VersionRow",),
    "values.dates": ("PublicationDate", "StatementDate"),
    "values.entity": ("Speaker", "SpeakerType"),
    "values.judgement": ("Act", "Field", "Judged", "Judgement"),
    "values.primary": ("PrimaryQuotation", "SourcePassage"),
    "values.report": ("Report",),
    "values.span": ("Span",),
    "values.statement": ("Force", "Kind", "Mode", "ReportRecord", "Statement"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
