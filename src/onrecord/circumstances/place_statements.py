"""When, where, on what occasion and to whom each statement was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.circumstances.cue_clause import addressee_of, occasion_of, place_of
from onrecord.circumstances.said_on import date_statements
from onrecord.circumstances.scene import set_scene
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Circumstances


def place_statements(
    report: Report, attributions: Sequence[Attribution], speakers: Mapping[str, Speaker]
) -> dict[str, Circumstances]:
    """The circumstances of each attribution, by its id. What the text does not say is None.

    speakers: by attribution id; without a speaker a statement is dated by its own time words only.
    """
    if report.turns:
        return {attribution.id: _of_transcript(report, attribution) for attribution in attributions}
    scene = set_scene(report, attributions)
    dates = date_statements(scene, speakers)
    found = {attribution.id: Circumstances() for attribution in attributions}
    for clause in scene.clauses:
        said_on = dates.get(clause.attribution.id)
        found[clause.attribution.id] = Circumstances(
            said_on, place_of(clause), occasion_of(clause), addressee_of(clause)
        )
    return found


def _of_transcript(report: Report, attribution: Attribution) -> Circumstances:
    """A turn of a transcript was said on the transcript's own occasion; words it reports of others were not."""
    published = report.published
    if attribution.nested_in:
        return Circumstances()
    said_on = StatementDate(published.edtf, "the transcript’s own date") if published and published.edtf else None
    return Circumstances(said_on, report.place, report.occasion)
