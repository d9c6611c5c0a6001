"""Where: the place that the clause of the cue names beside the cue or the occasion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.circumstances import wording as w
from onrecord.circumstances.phrases import Phrase, Sort
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.told import Setting, Told, is_written, told_at
from onrecord.values.dates import StatementDate
from onrecord.values.report import Dateline, Report

_GATHERING = re.compile(rf"(?i:{w.MEETING})\Z|speech\Z|address\Z|remarks\Z")
_WRITTEN = (Sort.WRITING, Sort.CHANNEL)  # a place beside them is where they appeared or were sent


def on_dateline(setting: Setting, said_on: StatementDate | None, report: Report) -> Setting:
    """The place of the dateline for a gathering of the dateline's own day that nothing puts elsewhere.

    Only an agency's dateline, which carries its day, says where that day's event was.
    """
    occasion, dateline, published = setting.occasion, report.dateline, report.published
    if setting.place or not occasion or not dateline or not dateline.place or not dateline.date_words:
        return setting
    if said_on is None or published is None or said_on.edtf != published.edtf or not _GATHERING.search(occasion.head):
        return setting
    because = "a gathering of the day of the dateline, which names this place; nothing puts it elsewhere"
    return replace(setting, place=Told(dateline.place, (dateline.span, *occasion.spans), because))


def place_of(clause: Clause, phrases: Sequence[Phrase], dateline: Dateline | None) -> Told | None:
    """Where, in the report's words: "at a news conference in Moscow" gives "Moscow".

    "Here" is the place of the dateline. A place beside a letter or a post is not where its writer was.
    """
    if is_written(clause):
        return None
    for one in phrases:
        if one.sort in _WRITTEN:
            return None
        if one.sort is Sort.PLACE:
            return told_at(clause, [(one.start, one.end)], "the sentence that reports it says so")
        if one.place:
            return told_at(clause, [one.place], "the occasion was there")
        if one.sort is Sort.HERE and dateline and dateline.place:
            spans = (*told_at(clause, [(one.start, one.end)], "").spans, dateline.span)
            return Told(dateline.place, spans, "“here” in a report with this place in its dateline")
    return None
