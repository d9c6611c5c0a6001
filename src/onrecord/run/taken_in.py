"""What people changed in another program becomes judgements in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from onrecord.errors import BadRequest, UnknownReference
from onrecord.export.changes import Addition, Change, Noted, Task, Told, Untaken
from onrecord.export.labelstudio import shown_text
from onrecord.judging.lines import from_json, to_json
from onrecord.judging.parts import places_told, quotes_of
from onrecord.run.adding import addition_of, already_there, refuse_there
from onrecord.run.judged import anchor_of
from onrecord.speakers.findings import entity_id
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import PARTS, Act, Field, Judgement, Person
from onrecord.values.statement import ReportRecord, Statement


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the work of other programs. new: judgements added. known: changes that stand so already.

    untaken: what the log cannot say. noted: what was taken, and is to be known. tasks: reports that came back.
    """

    new: tuple[Judgement, ...]
    known: int
    untaken: tuple[Untaken, ...]
    noted: tuple[Noted, ...] = ()
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Program:
    """Where changes come from. name: told as the reason. by: who judges, where it is not whom the program names."""

    name: str
    by: str | None
    clock: Callable[[], str]


class _Stands:
    """A change that is on record so already."""


_Found = Judgement | Untaken | Noted | _Stands


def take_in(record: str | Path, told: Iterable[Told], program: Program) -> TakenIn:
    """Judge a record by what is told; all of it or, where an error is raised, nothing.

    What nobody changed is no judgement, and what stands so already is none either: the same a second time adds nothing.
    Raises BadRequest, RecordError, Contradiction.
    """
    with open_record(record) as opened, opened.batch():
        known = frozenset(one.judgement.id for one in opened.judgements())
        desk = _Desk(opened, program, known)
        found = list(desk.all_of(told))
        judgements = {one.id: one for one in found if isinstance(one, Judgement)}
        new = tuple(one for one in judgements.values() if one.id not in known)
        opened.judge(*new)
    stand = len(judgements) - len(new) + sum(isinstance(one, _Stands) for one in found)
    untaken = tuple(one for one in found if isinstance(one, Untaken))
    return TakenIn(new, stand, untaken, tuple(one for one in found if isinstance(one, Noted)), desk.tasks)


class _Desk:
    """Puts each change to what is on record."""

    def __init__(self, record: Record, program: Program, known: frozenset[str]) -> None:
        self._record = record
        self._known = known
        self._program = program
        self._read: ReportRecord | None = None  # the report of the task at hand, where it is the one that went out
        self.tasks = 0

    def all_of(self, told: Iterable[Told]) -> Iterator[_Found]:
        return chain.from_iterable(map(self._one, told))

    def _one(self, told: Told) -> Iterator[_Found]:
        if isinstance(told, Task):
            yield from self._begin(told)
        elif isinstance(told, Untaken | Noted):
            yield told
        elif self._read is not None:  # else it was said of the whole report
            try:
                yield from self._of_change(told) if isinstance(told, Change) else self._add(told, self._read)
            except (UnknownReference, BadRequest) as error:
                about = told.statement if isinstance(told, Change) else told.task.report
                yield Untaken(about, f"{error.what}; {error.remedy}")

    def _begin(self, task: Task) -> Iterator[Untaken]:
        self._read, self.tasks = None, self.tasks + 1
        try:
            read = self._record.report(task.report, Shown.WITH_REJECTED)
        except UnknownReference as error:
            yield Untaken(task.report, f"{error.what}; name the record it went out from with --record FILE")
            return
        if read.report.sha256 != task.sha256:
            yield Untaken(task.report, "its report is of other bytes than the one that went out; export it again")
        else:
            self._read = read

    def _of_change(self, change: Change) -> Iterator[_Found]:
        found, statement = self._record.statement(change.statement)
        anchors = (anchor_of(found, statement),)
        if change.rejected:
            draft = Judgement("", Act.REJECT, "", "", statements=anchors)
            yield _Stands() if statement.is_rejected else self._signed(draft, change)
            return
        fields = {field: value for field, value in change.fields if not _stands(statement, field, value, change)}
        if not fields:
            yield _Stands()
        doubt = _doubt(fields, found, change.task)
        if doubt:
            yield Untaken(change.statement, doubt)
            fields = {field: value for field, value in fields.items() if field not in PARTS}
        if fields:
            draft = Judgement("", Act.CORRECT, "", "", people=self._people(fields, change), statements=anchors)
            quotes = quotes_of(fields, found.report.text)
            yield self._signed(replace(draft, fields=tuple(fields.items()), quotes=quotes), change)

    def _add(self, told: Addition, read: ReportRecord) -> Iterator[_Found]:
        fields: dict[Field, str | None] = dict(told.fields)
        doubt = _doubt(fields, read, told.task)
        if doubt:
            yield Untaken(told.task.report, f"a statement was not added: {doubt}")
            return
        added = addition_of(self._record, read, fields, self._people(fields, told))
        judgement = self._signed(added.judgement, told)
        there = already_there(read, added.statement)
        if there and _has(there, fields, told):
            yield _Stands()
            return
        told_more = there and not there.is_rejected and _tells_more(there, fields, told)
        if not told_more and judgement.id not in self._known:  # else it corrects that one, or somebody took it back
            refuse_there(read, added.statement)
        yield judgement

    def _people(self, fields: Mapping[Field, str | None], told: Change | Addition) -> tuple[Person, ...]:
        """The one on record with this name and type; else somebody new, of no type where none was said."""
        name = fields.get(Field.SPEAKER)
        if not name:
            return ()
        fit = [one for one in self._record.people_called(name) if told.speaker_type in (None, one.type.value)]
        type_ = SpeakerType(told.speaker_type or SpeakerType.UNKNOWN)
        return (fit[0],) if len(fit) == 1 else (Person(name, type_, entity_id(name, type_)),)

    def _signed(self, draft: Judgement, told: Change | Addition) -> Judgement:
        program = self._program
        at, by = told.at or program.clock(), program.by or told.by
        return from_json(to_json(replace(draft, at=at, by=by, because=program.name)))


def _doubt(fields: Mapping[Field, str | None], read: ReportRecord, task: Task) -> str | None:
    """Why places cannot be taken: none of the text, or of another text than the one that was given out."""
    if not {*fields} & {*PARTS}:
        return None
    if task.text not in (None, read.report.text, shown_text(read.report.text)):
        return "its places are of another text than is on record by now; export it again"
    try:
        quotes_of(fields, read.report.text)
    except BadRequest as error:
        return f"{error.what}; {error.remedy}"
    return None


def _has(there: Statement, fields: Mapping[Field, str | None], told: Addition) -> bool:
    """Is the statement on record as it was told? Who added it then may have been corrected since."""
    if any((one.by, one.at) == (told.by, told.at) for one in there.judged):
        return True
    return all(_stands(there, field, value, told) for field, value in fields.items())


def _tells_more(there: Statement, fields: Mapping[Field, str | None], told: Addition) -> bool:
    return any(not _stands(there, field, value, told) for field, value in fields.items() if field not in PARTS)


def _stands(statement: Statement, field: Field, value: str | None, told: Change | Addition) -> bool:
    """Does the record say so already?"""
    found, around, speaker = statement.attribution, statement.circumstances, statement.speaker
    if field is Field.SPEAKER:
        said = (speaker.name, speaker.type.value) if speaker else (None, None)
        return said == ((value, told.speaker_type or said[1]) if value else (None, None))
    if field is Field.SAID_ON:
        return value == (around.said_on.edtf if around.said_on else None)
    if field in PARTS:
        return value == (places_told(getattr(found, field.value)) or None)
    if field in (Field.KIND, Field.MODE, Field.FORCE):
        return bool(value == getattr(found, field.value))
    return bool(value == getattr(around, field.value))
