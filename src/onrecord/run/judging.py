"""Judging what is on record: from names and ids to lines of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from shlex import quote
from types import TracebackType
from typing import Self

from onrecord.errors import BadRequest, UnknownReference
from onrecord.judging.fields import check_field
from onrecord.judging.lines import from_json, to_json
from onrecord.judging.parts import quotes_of
from onrecord.run.adding import addition_of, refuse_there
from onrecord.run.judged import anchor_of, doubts_of, field_called, judgements_in, speaker_type_called
from onrecord.speakers.findings import entity_id
from onrecord.speakers.gazetteer import fold
from onrecord.store.judgements import Listed
from onrecord.store.reader import Shown
from onrecord.store.record import open_record
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act, Field, Judged, Judgement, Person

DEFAULT_RECORD = "onrecord.db"
_MOST_NAMED = 6  # ids in a message


def now() -> str:
    """ISO time, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Judge:
    """Somebody who judges what is on record. Use it in a `with` block.

    Every judgement is a line in the record's log with who, when and why, and holds for all later readings of the same
    reports. Names are taken as `onrecord speakers NAME` takes them, ids may be shortened. Every method may raise
    RecordError, UnknownReference, BadRequest, and Contradiction where a judgement goes against one that stands.
    """

    def __init__(self, path: str | Path = DEFAULT_RECORD, *, by: str, clock: Callable[[], str] = now) -> None:
        self._record = open_record(path)
        self._path = str(path)
        self._by = by
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._record.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is judged inside holds all together, and nothing of it when an error leaves the block."""
        with self._record.batch():
            yield

    # --- people

    def merge(self, name: str, other: str, *, because: str | None = None) -> Judgement:
        """These two are one, who is called as `name` is."""
        with self._step():
            one, two = self._two("people merge", name, other)
            if self._record.people().are_one(one, two):
                raise BadRequest(f"{name} and {other} are one already", remedy="see `onrecord judgements`")
            return self._write(Act.MERGE, because, people=(one, two))

    def not_the_same(self, name: str, other: str, *, because: str | None = None) -> Judgement:
        """These two are never to be one: a later `merge` is refused."""
        with self._step():
            one, two = self._two("people not-the-same", name, other)
            if one.entity == two.entity:
                raise BadRequest(
                    f"{name!r} and {other!r} are one name to onrecord, which may be of two people",
                    remedy="say in which reports another one spoke: "
                    f"{self._command('people split')} {quote(name)} --report REPORT --as NEW",
                )
            return self._write(Act.NOT_THE_SAME, because, people=(one, two))

    def rename(self, name: str, new: str, *, because: str | None = None) -> Judgement:
        """Is to be called `new` from now on. The old name still finds them."""
        with self._step():
            person = self._person(name, f"{self._command('people rename')} {{}} {quote(new)}")
            self._refuse_taken(new, person)
            return self._write(Act.RENAME, because, people=(person,), name=new)

    def split(
        self,
        name: str,
        new: str | None = None,
        *,
        reports: Sequence[str] = (),
        statements: Sequence[str] = (),
        because: str | None = None,
    ) -> Judgement:
        """Without places: the name leaves the group it was merged into.

        With places (`reports` or `statements`): what was said there was said by another one, who is called `new`.
        """
        with self._step():
            person = self._person(name, f"{self._command('people split')} {{}}")
            if new is None and not reports and not statements:
                return self._leave(name, person, because)
            if new is None or bool(reports) == bool(statements):
                raise BadRequest(
                    "a split needs the other one's name, and either reports or statements",
                    remedy=f"{self._command('people split')} {quote(name)} --report REPORT --as NEW",
                )
            sha256s = tuple(self._record.report(asked).report.sha256 for asked in reports)
            anchors = tuple(anchor_of(*self._record.statement(asked)) for asked in statements)
            if before := self._record.people().told_apart(person, sha256s, anchors):
                raise self._again(f"what {name} is on record with there was told apart already", before.judgement)
            other = Person(new, person.type, entity_id(new, person.type))
            self._refuse_taken(new, person)
            if fold(new) == fold(person.name) or self._record.people().are_one(other, person):
                raise BadRequest(
                    f"{new!r} does not tell the other one from {name!r}",
                    remedy=f"add what does, e.g. --as {quote(new + ' (the younger)')}",
                )
            return self._write(Act.SPLIT, because, people=(person, other), reports=sha256s, statements=anchors)

    def _leave(self, name: str, person: Person, because: str | None) -> Judgement:
        identity = self._record.people().identities.get(person.entity)
        if identity is None or len(identity.members) == 1:
            raise BadRequest(
                f"{name} is one with nobody by a judgement",
                remedy="to tell two people of one name apart, say where the other one spoke: "
                f"{self._command('people split')} {quote(name)} --report REPORT --as NEW",
            )
        return self._write(Act.SPLIT, because, people=(person,))

    def _refuse_taken(self, new: str, person: Person) -> None:
        """A new name must not be somebody else's: that would be a merge by the back door."""
        people = self._record.people()
        for taken in self._record.people_called(new):
            if not people.are_one(taken, person):
                raise BadRequest(
                    f"{new} is on record already, as another one than {person.name}",
                    remedy="choose a name that tells them apart, or, if they are one: "
                    f"{self._command('people merge')} {quote(new)} {quote(person.name)}",
                )

    # --- statements

    def reject(self, statement: str, *, because: str | None = None) -> Judgement:
        """This is no statement, or not one of these words."""
        with self._step():
            found = self._record.statement(statement)
            if before := next((one for one in found[1].judged if one.act is Act.REJECT), None):
                raise self._again(f"statement {found[1].id} is rejected already", before)
            return self._write(Act.REJECT, because, statements=(anchor_of(*found),))

    def accept(self, statement: str, *, because: str | None = None) -> Judgement:
        """This statement is right as it stands: its words, and whose they are."""
        with self._step():
            record, found = self._record.statement(statement)
            if before := next((one for one in found.judged if one.act in (Act.REJECT, Act.ACCEPT)), None):
                raise self._again(f"statement {found.id} is {before.act.value}ed already", before)
            who = found.speaker
            people = (Person(who.name, who.type, who.entity),) if who and who.entity else ()
            return self._write(Act.ACCEPT, because, people=people, statements=(anchor_of(record, found),))

    def correct(
        self,
        statement: str,
        fields: Mapping[str, str | None],
        *,
        speaker_type: SpeakerType | str | None = None,
        because: str | None = None,
    ) -> Judgement:
        """This statement's fields (see `Field`) are these; None says that one is not known.

        content, cue and source are places in the report's text: "120:188", several as "120:188,200:230".
        speaker_type: what the speaker is, needed when nobody of the name is on record.
        """
        right = {field_called(name): value for name, value in fields.items()}
        if not right:
            raise BadRequest("nothing was corrected", "name a field, e.g. --speaker NAME or --said-on DATE")
        for field, value in right.items():
            check_field(field, value)
        with self._step():
            found = self._record.statement(statement)
            people: tuple[Person, ...] = ()
            name = right.get(Field.SPEAKER)
            if name is not None:
                people = (self._speaker(f"statement correct {statement}", name, speaker_type),)
                right[Field.SPEAKER] = people[0].name
            about = {"statements": (anchor_of(*found),), "quotes": quotes_of(right, found[0].report.text)}
            return self._write(Act.CORRECT, because, people=people, fields=tuple(sorted(right.items())), **about)

    def add(
        self,
        report: str,
        fields: Mapping[str, str | None],
        *,
        speaker_type: SpeakerType | str | None = None,
        because: str | None = None,
    ) -> Judgement:
        """In this report there is a statement that no reader found. fields: as of `correct`, content always among them.

        Who is not named is looked up by the words of the source. A reader that finds the same statement later fulfils
        this: it is one then, as it was read, with what was told otherwise.
        """
        told = {field_called(name): value for name, value in fields.items()}
        with self._step():
            read = self._record.report(report, Shown.WITH_REJECTED)
            speaks = told.get(Field.SPEAKER)
            who = [self._speaker(f"statement add {quote(report)}", speaks, speaker_type)] if speaks else []
            added = addition_of(self._record, read, told, who)
            refuse_there(read, added.statement, where=self._where())
            return self._put(added.judgement, because)

    def _speaker(self, command: str, name: str, given: SpeakerType | str | None) -> Person:
        """Somebody on record, or somebody new where it is said what they are. command: what was typed, without it."""
        if given is not None:
            type_ = speaker_type_called(given)
            return Person(name, type_, entity_id(name, type_))
        command = f"{self._command(command)} --speaker"
        new = f"; or say what it is: {command} {quote(name)} --speaker-type person"
        return self._record.person(name, command=f"{command} {{}}", or_else=new)

    def replaced(self, judgement: Judgement) -> tuple[str, ...]:
        """The ids of the corrections that counted before in fields of the same statement that this one has too."""
        about = self._record.statement(judgement.statements[0].statement)[1].judged
        fields = {field for field, _ in judgement.fields}
        before = [one for one in takewhile(lambda one: one.id != judgement.id, about) if one.act is Act.CORRECT]
        counted = {field: one.id for one in before for field in one.fields if field in fields}
        return tuple(dict.fromkeys(counted.values()))

    def doubts(self, judgement: Judgement) -> tuple[str, ...]:
        """As `doubts_of`."""
        return doubts_of(judgement, self._record.report(judgement.statements[0].report))

    # --- the log

    def undo(self, judgement: str, *, because: str | None = None) -> Judgement:
        """That judgement counts no longer. An undo can be undone."""
        with self._step():
            ids = [one.judgement.id for one in self._record.judgements() if one.judgement.id.startswith(judgement)]
            if (len(ids) > 1 and judgement not in ids) or not judgement:
                raise UnknownReference(
                    f"{judgement!r} does not say which judgement",
                    remedy=f"name it by more of its id: {', '.join(ids[:_MOST_NAMED])}",
                )
            return self._write(Act.UNDO, because, undoes=judgement if len(ids) != 1 else ids[0])

    def judgements(self) -> tuple[Listed, ...]:
        """All judgements in their order, undone ones too, and what becomes of each."""
        return self._record.judgements()

    def take_in(self, lines: Iterable[str]) -> tuple[int, int]:
        """Add exported judgements, all or none: (how many are new, how many were in the log already)."""
        read = {one.id: one for one in judgements_in(lines)}
        with self._step():
            known = {one.judgement.id for one in self._record.judgements()}
            new = [one for one in read.values() if one.id not in known]
            self._record.judge(*new, where=self._where())
        return len(new), len(read) - len(new)

    # --- small pieces

    def _step(self) -> AbstractContextManager[None]:
        return nullcontext() if self._record.connection.in_transaction else self._record.batch()

    def _two(self, command: str, name: str, other: str) -> tuple[Person, Person]:
        command = self._command(command)
        one = self._person(name, f"{command} {{}} {quote(other)}")
        return one, self._person(other, f"{command} {quote(name)} {{}}")

    def _person(self, asked: str, command: str) -> Person:
        return self._record.person(asked, command=command)

    def _command(self, words: str) -> str:
        """The command as it is typed, for the record at hand."""
        return f"onrecord {words}{self._where()}"

    def _where(self) -> str:
        return "" if self._path == DEFAULT_RECORD else f" --record {quote(self._path)}"

    def _again(self, what: str, before: Judgement | Judged) -> BadRequest:
        undo = self._command(f"judgements undo {before.id}")
        return BadRequest(f"{what}, by judgement {before.id}", remedy=f"if that one is wrong, take it back: {undo}")

    def _write(self, act: Act, because: str | None, **about: object) -> Judgement:
        return self._put(replace(Judgement("", act, "", ""), **about), because)  # type: ignore[arg-type]

    def _put(self, draft: Judgement, because: str | None) -> Judgement:
        judgement = from_json(to_json(replace(draft, at=self._clock(), by=self._by, because=because or None)))
        self._record.judge(judgement, where=self._where())
        return judgement
