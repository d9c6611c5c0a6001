"""When, where, on what occasion, to whom and through what each statement was made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.circumstances.addressee import named_as_hearer, told_by_verb
from onrecord.circumstances.carry import Passages
from onrecord.circumstances.exchange import spoken_between
from onrecord.circumstances.medium import medium_of
from onrecord.circumstances.occasion import occasion_heard, occasion_of
from onrecord.circumstances.place import on_dateline, place_of
from onrecord.circumstances.said_on import date_statements
from onrecord.circumstances.scene import Clause, Scene, set_scene
from onrecord.circumstances.slots import frame_of, phrases_of
from onrecord.circumstances.spoken_at import spoken_at
from onrecord.circumstances.told import Setting
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Basis, Circumstances, Mode

_FIELDS = ("place", "occasion", "addressee", "medium")
_AUTHOR = "author of the report"


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
    passages = Passages(speakers, {key: date.edtf for key, date in dates.items()})
    answering = spoken_between(scene, speakers)
    introduced = deque(spoken_at(scene, speakers))
    for clause, own in _settings(scene):
        while introduced and introduced[0].at < clause.anchor.start:
            passages.tell(introduced.popleft())
        setting = passages.next(clause, own)
        if setting.addressee is None and clause.attribution.id in answering:
            setting = replace(setting, addressee=answering[clause.attribution.id])
        setting = on_dateline(setting, dates.get(clause.attribution.id), report)
        found[clause.attribution.id] = _circumstances(dates.get(clause.attribution.id), setting)
    return found


def _settings(scene: Scene) -> Iterator[tuple[Clause, Setting]]:
    """Each statement with what its own clause tells, in the order of the text."""
    clauses = scene.clauses
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at and _is_beside(clauses[at - 1], clause) else None
        behind = clauses[at + 1] if at + 1 < len(clauses) and _is_beside(clauses[at + 1], clause) else None
        yield clause, _setting(scene.report, clause, before, behind)


def _is_beside(one: Clause, other: Clause) -> bool:
    """Two statements reported side by side in one sentence."""
    return one.sentence == other.sentence and one.attribution.nested_in == other.attribution.nested_in


def _setting(report: Report, clause: Clause, before: Clause | None, behind: Clause | None) -> Setting:
    if clause.attribution.mode is Mode.THOUGHT or not clause.attribution.cue:
        return Setting()  # a belief is held on no occasion
    addressee, heard = told_by_verb(clause, report.byline or _AUTHOR)
    phrases = tuple(phrases_of(frame_of(clause, before, behind), heard))
    return Setting(
        place_of(clause, phrases, report.dateline),
        occasion_of(clause, phrases) or occasion_heard(addressee),
        addressee or named_as_hearer(clause, phrases),
        medium_of(clause, phrases),
    )


def _circumstances(said_on: StatementDate | None, setting: Setting) -> Circumstances:
    told = {field: getattr(setting, field) for field in _FIELDS}
    return Circumstances(
        said_on,
        **{field: one.words if one else None for field, one in told.items()},
        evidence=tuple(Basis(field, one.spans, one.because) for field, one in told.items() if one),
    )


def _of_transcript(report: Report, attribution: Attribution) -> Circumstances:
    """A turn of a transcript was said on the transcript's own occasion; words it reports of others were not."""
    published = report.published
    if attribution.nested_in:
        return Circumstances()
    said_on = StatementDate(published.edtf, "the transcript’s own date") if published and published.edtf else None
    given = (("place", report.place), ("occasion", report.occasion))
    evidence = tuple(Basis(field, (), f"the transcript’s own {field}") for field, value in given if value)
    return Circumstances(said_on, report.place, report.occasion, evidence=evidence)
