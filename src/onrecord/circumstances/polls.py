"""What the people asked in a poll said is of the days of the poll."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.circumstances.occasion_dates import Calendar, Occasion
from onrecord.circumstances.own_time import is_occasion
from onrecord.circumstances.scene import Clause, Scene
from onrecord.text.when import Offset, TimeWords, Unit
from onrecord.values.dates import StatementDate
from onrecord.values.span import Span

_POLL = re.compile(r"\b(?:polls?|surveys?|polling)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:conducted|taken|fielded|released|published|polled|surveyed|interviewed|out|carried out|asked)\b"
)
_TAKEN = re.compile(
    r"\b(?:conducted|taken|fielded|carried out|(?:polled|surveyed|interviewed|asked)(?= [^.]{0,60}\d))\b"
)
_ASKED = re.compile(
    r"\b(?:percent|per cent|respondents?|(?:polled|surveyed)|poll|survey|findings|voters|majorit(?:y|ies)|plurality"
    r"|independents|(?:a|one) (?:third|quarter|fifth)|half of|in (?:10|ten|five|four))\b|%",
    re.IGNORECASE,
)
_LEAD = 6  # paragraphs, within which a report about a poll speaks of it


def date_polls(scene: Scene, calendar: Calendar, dates: Mapping[str, StatementDate]) -> dict[str, StatementDate]:
    """Dates of what a report of a poll gives of it: "38 percent of voters", "the survey"."""
    poll = _poll(scene, calendar) if _is_about_a_poll(scene) else None
    if poll is None:
        return {}
    said_on = StatementDate(poll[0], f"the poll is of “{poll[1].words}”")
    ids = (clause.attribution.id for clause in scene.clauses if _is_of_poll(clause, scene))
    return {key: said_on for key in ids if key not in dates}


def _poll(scene: Scene, calendar: Calendar) -> tuple[str, Occasion] | None:
    """The latest of the polls told of, when people were asked rather than when it came out; of others it says when."""
    told = [own for sentence in scene.sentences if (own := _held(scene, sentence))]
    asked = [own for own, is_asked in told if is_asked]
    over_days = [own for own in asked if not own.is_of_a_day]
    fitting = over_days or asked or [own for own, _ in told]
    return max(((edtf, own) for own in fitting if (edtf := calendar.date(own))), key=lambda one: one[0], default=None)


def _held(scene: Scene, sentence: Span) -> tuple[Occasion, bool] | None:
    """When the sentence says that a poll was taken or published, and whether it was taken."""
    times = scene.times_in(sentence)
    words = sentence.of(scene.report.reading)[:2000] if times else ""
    if not words or not _POLL.search(words) or not _HELD.search(words):
        return None
    # "Today" is when the report was written, and in capitals the name of newspapers.
    fitting = (one for one in times if (is_occasion(one) or one.lead in ("from", "between")) and not _is_today(one))
    is_asked = bool(_TAKEN.search(words))
    own = (Occasion((one.readings[0],), one.span.of(scene.report.reading), one.span.start) for one in fitting)
    return next(((one, is_asked) for one in own), None)


def _is_about_a_poll(scene: Scene) -> bool:
    lead = scene.report.paragraphs[:_LEAD]
    return bool(lead) and bool(_POLL.search(scene.report.reading[lead[0].start : lead[-1].end]))


def _is_of_poll(clause: Clause, scene: Scene) -> bool:
    source = " ".join(span.of(scene.report.reading) for span in clause.attribution.source)
    return bool(_ASKED.search(source) or (not source and _POLL.search(clause.masked)))


def _is_today(words: TimeWords) -> bool:
    return words.readings[0] == Offset(0, Unit.DAY)
