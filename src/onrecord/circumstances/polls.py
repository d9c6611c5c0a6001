"""What the people asked in a poll said is of the days of the poll."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.circumstances.occasion_dates import Calendar, Occasion
from onrecord.circumstances.own_time import is_occasion
from onrecord.circumstances.scene import Clause, Scene
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.span import Span

_POLL = re.compile(r"\b(?:polls?|surveys?|polling)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:conducted|taken|fielded|released|published|polled|surveyed|interviewed|out|carried out|asked)\b"
)
_ASKED = re.compile(
    r"\b(?:percent|per cent|respondents?|(?:polled|surveyed)|poll|survey|findings|voters|majorit(?:y|ies)|plurality"
    r"|independents|(?:a|one) (?:third|quarter|fifth)|half of|in (?:10|ten|five|four))\b|%",
    re.IGNORECASE,
)
_LEAD = 6  # paragraphs, within which a report about a poll speaks of it


def date_polls(
    scene: Scene, speakers: Mapping[str, Speaker], calendar: Calendar, dates: dict[str, StatementDate]
) -> None:
    """Add to `dates` what a report of one poll gives of it: "38 percent of voters", "the survey"."""
    occasions = [own for sentence in scene.sentences if (own := _held(scene, sentence))]
    days = {calendar.date(own) for own in occasions}
    if len(days) != 1 or not _is_about_a_poll(scene):
        return
    edtf = days.pop()
    for clause in scene.clauses:
        if edtf and clause.attribution.id not in dates and _is_of_poll(clause, scene):
            dates[clause.attribution.id] = StatementDate(edtf, f"the poll is of “{occasions[0].words}”")


def _held(scene: Scene, sentence: Span) -> Occasion | None:
    """When the sentence says that a poll was taken or published."""
    times = scene.times_in(sentence)
    words = sentence.of(scene.report.reading)[:2000] if times else ""
    if not words or not _POLL.search(words) or not _HELD.search(words):
        return None
    fitting = (one for one in times if is_occasion(one) or one.lead in ("from", "between"))
    return next((Occasion((one.readings[0],), one.span.of(scene.report.reading), one.span.start) for one in fitting), None)


def _is_about_a_poll(scene: Scene) -> bool:
    lead = scene.report.paragraphs[:_LEAD]
    return bool(lead) and bool(_POLL.search(scene.report.reading[lead[0].start : lead[-1].end]))


def _is_of_poll(clause: Clause, scene: Scene) -> bool:
    source = " ".join(span.of(scene.report.reading) for span in clause.attribution.source)
    return bool(_ASKED.search(source) or (not source and _POLL.search(clause.masked)))
