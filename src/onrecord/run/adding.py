"""What somebody adds: checked against the report and what is on record of it, and made a line of the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import BadRequest
from onrecord.judging.adding import added_statement, found_again, in_the_way
from onrecord.judging.fields import check_field
from onrecord.judging.parts import places_from, places_told, quotes_of
from onrecord.run.judged import anchored
from onrecord.store.record import Record
from onrecord.values.judgement import Act, Field, Judgement, Person
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

Told = Mapping[Field, str | None]


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement that somebody adds, and the judgement that does; that has no id, time and author yet."""

    statement: Statement
    judgement: Judgement


def addition_of(record: Record, read: ReportRecord, told: Told, people: Sequence[Person] = ()) -> Addition:
    """The statement with these fields in this report; content is needed, the others may be left out.

    people: who speaks, where that was told. Else it is who is on record with the very words of the source for a name,
    or speaks in another statement with the same mention; else nobody is named. Raises BadRequest for what no field can
    hold, and for places that are none of the text.
    """
    for field, value in told.items():
        check_field(field, value)
    if not told.get(Field.CONTENT):
        raise BadRequest("what was said is missing", remedy="say where its words stand: --content START:END")
    report = read.report
    quotes = quotes_of(told, report.text)
    content = places_from(Field.CONTENT, told[Field.CONTENT] or "")
    fields = {**told, Field.CONTENT: places_told(content)}
    if not people and Field.SPEAKER not in told:
        people = _mentioned(record, read, told.get(Field.SOURCE))
    if people:
        fields[Field.SPEAKER] = people[0].name
    about = (anchored(report, "", content),)
    told_so = tuple(sorted(fields.items()))
    draft = Judgement("", Act.ADD, "", "", people=tuple(people), statements=about, fields=told_so, quotes=quotes)
    statement = _statement(draft, report)
    return Addition(statement, replace(draft, statements=(replace(about[0], statement=statement.id),)))


def _statement(draft: Judgement, report: Report) -> Statement:
    statement = added_statement(draft, report)
    if statement is None:  # places of one text are found in it
        raise BadRequest("its words are not in the report", remedy="see what was read with `onrecord show REPORT`")
    return statement


def _mentioned(record: Record, read: ReportRecord, source: str | None) -> tuple[Person, ...]:
    """Who is meant by the words of the source, as far as the record knows; nobody where it might be two."""
    spans = places_from(Field.SOURCE, source) if source else ()
    by_mention = {one for statement in read.statements for one in _speaks(statement, spans)}
    if by_mention:
        return tuple(by_mention) if len(by_mention) == 1 else ()
    named = record.people_called(spans[0].of(read.report.text)) if len(spans) == 1 else ()
    return named if len(named) == 1 else ()


def _speaks(statement: Statement, mention: Sequence[Span]) -> tuple[Person, ...]:
    who = statement.speaker
    is_it = bool(mention) and set(mention) <= set(statement.attribution.source)
    return (Person(who.name, who.type, who.entity),) if is_it and who and who.entity else ()


def already_there(read: ReportRecord, statement: Statement) -> Statement | None:
    """The statement of this report, a rejected one too, that is the added one."""
    by_id = {one.id: one for one in read.statements}
    if statement.id in by_id:
        return by_id[statement.id]
    found = found_again(_places(statement), {id_: _places(one) for id_, one in by_id.items()})
    return by_id[found] if found else None


def refuse_there(read: ReportRecord, statement: Statement, *, where: str = "") -> None:
    """Raise BadRequest where the words are those of a statement on record, all of them, or of which they are a part.

    where: what names the record behind a command that the message tells.
    """
    if there := already_there(read, statement):
        undo = next((one.id for one in there.judged if one.act is Act.REJECT), None)
        remedy = f"correct that one: onrecord statement correct {there.id}{where}"
        if undo:
            remedy = f"it was rejected; take that back: onrecord judgements undo {undo}{where}"
        raise BadRequest(f"this is statement {there.id}, which is on record", remedy=remedy)
    if id_ := in_the_way(_places(statement), {one.id: _places(one) for one in read.statements if not one.is_rejected}):
        raise BadRequest(
            f"these words are part of statement {id_}, or it is part of them",
            remedy=f"correct where its words stand: onrecord statement correct {id_} --content PLACES{where}; or, "
            "where one reports the other, say with --cue where it is said",
        )


def _places(statement: Statement) -> tuple[Sequence[Span], Sequence[Span]]:
    return statement.attribution.content, statement.attribution.cue
