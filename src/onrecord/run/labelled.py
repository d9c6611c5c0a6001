"""What people corrected in Label Studio becomes judgements in the log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import BadRequest, UnknownReference
from onrecord.export.labelled import Change, Untaken, changes_of
from onrecord.judging.lines import from_json, to_json
from onrecord.judging.parts import places_told, quotes_of
from onrecord.run.judged import anchor_of
from onrecord.run.judging import now
from onrecord.speakers.findings import entity_id
from onrecord.store.record import Record, open_record
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import PARTS, Act, Field, Judgement, Person
from onrecord.values.statement import Statement

BECAUSE = "Label Studio"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of an export of Label Studio. new: judgements added. known: those that were in the log already.

    untaken: what the log cannot say.
    """

    new: tuple[Judgement, ...]
    known: int
    untaken: tuple[Untaken, ...]


def is_labelled(path: Path) -> bool:
    """Is it a list of tasks, and no judgements line by line?"""
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def take_in_labelled(
    record: str | Path, text: str, *, by: str | None = None, clock: Callable[[], str] = now
) -> TakenIn:
    """Judge a record by a JSON export of Label Studio; all of it or, where an error is raised, nothing.

    What nobody changed is no judgement, and what stands so already is none either. by: who judges, where it is not
    whom Label Studio names. The same file a second time adds nothing. Raises BadRequest, RecordError, Contradiction.
    """
    try:
        tasks = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"this is not JSON ({error})", remedy="export the project again, as JSON") from error
    with open_record(record) as opened, opened.batch():
        known = {one.judgement.id for one in opened.judgements()}
        found = list(_judged(opened, changes_of(tasks), by, clock))
        judgements = {one.id: one for one in found if isinstance(one, Judgement)}
        new = tuple(one for one in judgements.values() if one.id not in known)
        opened.judge(*new)
    untaken = tuple(one for one in found if isinstance(one, Untaken))
    return TakenIn(new, len(judgements) - len(new), untaken)


def _judged(
    record: Record, changes: Iterable[Change | Untaken], by: str | None, clock: Callable[[], str]
) -> Iterator[Judgement | Untaken]:
    for change in changes:
        if isinstance(change, Untaken):
            yield change
            continue
        try:
            yield from _judge(record, change, by, clock)
        except UnknownReference as error:
            yield Untaken(change.statement, error.what)


def _judge(record: Record, change: Change, by: str | None, clock: Callable[[], str]) -> Iterator[Judgement | Untaken]:
    found, statement = record.statement(change.statement)
    if found.report.sha256 != change.sha256:
        yield Untaken(change.statement, "its report is of other bytes than the one that was labelled")
        return
    anchors = (anchor_of(found, statement),)
    who, at = by or change.by, change.at or clock()
    if change.rejected:
        if not statement.is_rejected:
            yield _signed(Judgement("", Act.REJECT, at, who, BECAUSE, statements=anchors))
        return
    fields = {field: value for field, value in change.fields if not _stands(statement, field, value, change)}
    try:
        quotes = quotes_of(fields, found.report.text)
    except BadRequest as error:
        yield Untaken(change.statement, f"{error.what}; {error.remedy}")
        fields, quotes = {field: value for field, value in fields.items() if field not in PARTS}, ()
    if fields:
        name = fields.get(Field.SPEAKER)
        people = (_person(record, name, change.speaker_type),) if name else ()
        draft = Judgement("", Act.CORRECT, at, who, BECAUSE, people=people, statements=anchors)
        yield _signed(replace(draft, fields=tuple(fields.items()), quotes=quotes))


def _signed(judgement: Judgement) -> Judgement:
    return from_json(to_json(judgement))


def _stands(statement: Statement, field: Field, value: str | None, change: Change) -> bool:
    """Does the record say so already?"""
    found, told, speaker = statement.attribution, statement.circumstances, statement.speaker
    if field is Field.SPEAKER:
        said = (speaker.name, speaker.type.value) if speaker else (None, None)
        return said == ((value, change.speaker_type) if value else (None, None))
    if field is Field.SAID_ON:
        return value == (told.said_on.edtf if told.said_on else None)
    if field in PARTS:
        return value == (places_told(getattr(found, field.value)) or None)
    if field in (Field.KIND, Field.MODE, Field.FORCE):
        return bool(value == getattr(found, field.value))
    return bool(value == getattr(told, field.value))


def _person(record: Record, name: str, type_: str | None) -> Person:
    """The one on record with this name and type; else somebody new, of no type where none was said."""
    called: Sequence[Person] = record.people_called(name)
    fit = [one for one in called if type_ in (None, one.type.value)]
    if len(fit) == 1:
        return fit[0]
    speaker_type = SpeakerType(type_ or SpeakerType.UNKNOWN)
    return Person(name, speaker_type, entity_id(name, speaker_type))
