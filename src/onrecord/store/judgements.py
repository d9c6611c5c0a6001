"""Adding to the log, and what becomes of each judgement. Every function expects a transaction to be open."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import BadRequest, Contradiction
from onrecord.judging.standing import undone_by
from onrecord.store.applying import identify_all, judge_reports
from onrecord.store.log import Log, log_of, read_log, reports_of, write
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.values.judgement import Act, Field, Judgement
from onrecord.values.selector import TextQuoteSelector

PLACED = "SELECT j.judgement, j.statement, s.reader FROM judged AS j JOIN statements AS s ON s.number = j.statement"
ABOUT_PEOPLE = frozenset({Act.MERGE, Act.NOT_THE_SAME, Act.RENAME, Act.SPLIT})


_SHOWN = 70  # characters of words in a list


class Standing(StrEnum):
    """What a judgement does now."""

    STANDS = "stands"
    UNDONE = "undone"
    OVERRULED = "overruled"  # later corrections of the same statement say what all its fields are
    FULFILLED = "fulfilled"  # a statement that was added: what is read by now has it
    UNPLACED = "unplaced"  # nobody and no statement that it is about is on record, or it cannot be told which is meant


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement in the list. statements: how many it is about now; of judgements on people None."""

    judgement: Judgement
    standing: Standing
    statements: int | None


def add_all(connection: sqlite3.Connection, new: Sequence[Judgement], log: Log, where: str = "") -> Log:
    """Add judgements, all or none, and bring the record to what the log then says. Returns the log.

    where: what names the record behind a command that a message tells, e.g. " --record news.db".
    Raises Contradiction when one goes against one that stands, BadRequest when it undoes nothing or is there already.
    """
    whole = list(log.judgements)
    known = set(log.numbers)
    for one in new:
        _refuse_again(one, whole, known, where)
        _refuse_empty_undo(one, whole, known, where)
        whole.append(one)
        known.add(one.id)
    _refuse_clash(log_of(whole, log.numbers), where)
    numbers = {one.id: write(connection, one) for one in new}
    longer = log_of(whole, {**log.numbers, **numbers})
    about = tuple(each for one in new for each in _all_it_touches(one, longer))
    # A group that changes can change what a split means, and only splits tie people to places.
    splits = (one for one in whole if one.act is Act.SPLIT) if any(one.act in ABOUT_PEOPLE for one in about) else ()
    judge_reports(connection, longer, {sha256 for one in (*about, *splits) for sha256 in reports_of(one)})
    identify_all(connection, longer.people)
    return longer


def _all_it_touches(judgement: Judgement, log: Log) -> tuple[Judgement, ...]:
    """A judgement and, when it undoes one, that one and what that one had undone, and so on."""
    touched = [judgement]
    while touched[-1].act is Act.UNDO:
        before = log.named(touched[-1].undoes or "")
        if before is None:
            break
        touched.append(before)
    return tuple(touched)


def _refuse_again(judgement: Judgement, log: Sequence[Judgement], known: Container[str], where: str) -> None:
    if judgement.id not in known:
        return
    undo = undone_by(log).get(judgement.id)
    remedy = f"undo the undo: onrecord judgements undo {undo}{where}" if undo else "nothing is to be done"
    raise BadRequest(f"judgement {judgement.id} is in the log already", remedy=remedy)


def _refuse_empty_undo(judgement: Judgement, log: Sequence[Judgement], known: Container[str], where: str) -> None:
    if judgement.act is not Act.UNDO:
        return
    if judgement.undoes not in known:
        raise BadRequest(
            f"there is no judgement {judgement.undoes!r} to undo", remedy="`onrecord judgements` lists them with ids"
        )
    undo = undone_by(log).get(judgement.undoes or "")
    if undo:
        raise BadRequest(
            f"judgement {judgement.undoes} is undone already",
            remedy=f"to have it count again, undo the undo: onrecord judgements undo {undo}{where}",
        )


def _refuse_clash(log: Log, where: str) -> None:
    for clash in log.people.clashes:
        new, old = clash.judgement, clash.against
        raise Contradiction(
            f"{said(new)} goes against judgement {old.id} ({said(old)}, {old.told})",
            remedy=f"if that one is wrong, take it back first: onrecord judgements undo {old.id}{where}",
        )


def said(judgement: Judgement) -> str:
    """A judgement in words: "merge Ana Berg and A. Berg"."""
    names = " and ".join(f"'{one.name}'" for one in judgement.people)
    if judgement.act is Act.RENAME:
        return f"rename {names} to '{judgement.name}'"
    if judgement.act is Act.SPLIT and len(judgement.people) > 1:
        return f"split {judgement.people[1].name!r} from {judgement.people[0].name!r}"
    if judgement.act is Act.SPLIT:
        return f"split {names} from its group"
    if judgement.act is Act.UNDO:
        return f"undo {judgement.undoes}"
    if judgement.statements:
        words = judgement.statements[0].quote.exact
        quotes = dict(judgement.quotes)
        changes = ", ".join(f"{field} {_value(value, quotes.get(field, ()))}" for field, value in judgement.fields)
        return f"{judgement.act} “{_ends(words)}”{': ' + changes if changes else ''}"
    return f"{judgement.act} {names}"


def _value(value: str | None, quotes: Sequence[TextQuoteSelector]) -> str:
    """As it was said; of places the words there."""
    words = " … ".join(" ".join(one.exact.split()) for one in quotes).strip("“”")
    return f"“{_ends(words)}” ({value})" if words else value or "unknown"


def _ends(words: str) -> str:
    """How the words begin and how they end: where a slip in a place would show."""
    whole = " ".join(words.split())
    return whole if len(whole) <= _SHOWN else f"{whole[: _SHOWN // 2].rstrip()} … {whole[-_SHOWN // 2 :].lstrip()}"


def listed(connection: sqlite3.Connection) -> tuple[Listed, ...]:
    """All judgements in their order, undone ones too."""
    log = read_log(connection)
    placed: dict[int, list[int]] = {}
    added = set()
    for row in connection.execute(PLACED):
        placed.setdefault(row["judgement"], []).append(row["statement"])
        if row["reader"] == JUDGED_BY_PEOPLE:
            added.add(row["statement"])
    undone = undone_by(log.judgements)
    overruled = _overruled(log, placed)
    rows = ((one, len(placed.get(log.numbers[one.id], ()))) for one in log.judgements)
    fulfilled = {
        one.id
        for one in log.judgements
        if one.act is Act.ADD and (there := placed.get(log.numbers[one.id])) and not added & {*there}
    }
    return tuple(
        Listed(one, Standing.OVERRULED if one.id in overruled else Standing.FULFILLED, there)
        if one.id in overruled | fulfilled
        else _listed(connection, one, there, undone=one.id in undone)
        for one, there in rows
    )


def _overruled(log: Log, placed: Mapping[int, Sequence[int]]) -> frozenset[str]:
    """The ids of corrections of which later ones say otherwise, or the same, of every field."""
    later: dict[int, set[Field]] = {}
    found = set()
    for one in reversed(log.standing):
        fields = {Field.SPEAKER} if one.act is Act.SPLIT else {field for field, _ in one.fields}
        statements = placed.get(log.numbers[one.id], ())
        if one.act is Act.CORRECT and statements and all(fields <= later.get(at, set()) for at in statements):
            found.add(one.id)
        for at in statements:
            later.setdefault(at, set()).update(fields)
    return frozenset(found)


def _listed(connection: sqlite3.Connection, judgement: Judgement, placed: int, *, undone: bool) -> Listed:
    about_statements = bool(judgement.statements or judgement.reports)
    statements = placed if about_statements else None
    if undone:
        return Listed(judgement, Standing.UNDONE, statements)
    if judgement.act is Act.UNDO:
        return Listed(judgement, Standing.STANDS, None)
    wanted = len(judgement.statements) or 1
    there = placed >= wanted if about_statements else any(_is_there(connection, one.entity) for one in judgement.people)
    return Listed(judgement, Standing.STANDS if there else Standing.UNPLACED, statements)


def _is_there(connection: sqlite3.Connection, entity: str) -> bool:
    spoke = "SELECT 1 FROM speakers AS who JOIN statements AS s ON s.speaker = who.number WHERE who.entity = ? LIMIT 1"
    return connection.execute(spoke, (entity,)).fetchone() is not None
