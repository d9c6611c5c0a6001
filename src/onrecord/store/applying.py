"""What follows from the log, written into the record: which statements are rejected or corrected, who is one with whom.

A pure function of the log and of what was read: the machine's reading is kept beside every correction, is put back
first and corrected again. Every function expects a transaction to be open.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from onrecord.judging.adding import more_than_places
from onrecord.judging.identities import Identity, Part, People
from onrecord.judging.parts import places_in
from onrecord.store.added import add_statement, forget_added, put_in_order
from onrecord.store.cells import Row, Scalar, to_json
from onrecord.store.corrected_places import correct_places, follow_words, put_places_back
from onrecord.store.judged_reading import Reading, reading_of
from onrecord.store.log import Log
from onrecord.store.occasions_dates import take_back_report
from onrecord.store.occasions_touched import touch
from onrecord.store.report_rows import published_from
from onrecord.store.rows import said_on_from
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.store.writer import forget_speakers, put_days, speaker_number
from onrecord.values.judgement import CIRCUMSTANCES, PARTS, Act, Field, Judgement, Person

STANDS = """
SELECT s.*, who.entity FROM statements AS s LEFT JOIN speakers AS who ON who.number = s.speaker WHERE s.number = ?"""

IDENTIFIED = """
SELECT i.speaker, who.entity AS own, stands.name, stands.type, stands.entity, i.because FROM identities AS i
JOIN speakers AS who ON who.number = i.speaker JOIN speakers AS stands ON stands.number = i.stands_as"""
IS_IDENTIFIED = "SELECT 1 FROM identities WHERE speaker = ? AND stands_as = ? AND because = ?"


# --- statements ------------------------------------------------------------------------------------------------------


def judge_reports(connection: sqlite3.Connection, log: Log, sha256s: Iterable[str]) -> None:
    """Bring the statements of the reports with these bytes to what the log says of them."""
    for sha256 in sorted(sha256s):
        for row in connection.execute("SELECT number FROM reports WHERE sha256 = ?", (sha256,)).fetchall():
            judge_report(connection, log, row["number"], sha256)


def judge_report(connection: sqlite3.Connection, log: Log, report: int, sha256: str) -> None:
    """Bring the statements of one report to what the log says of them."""
    take_back_report(connection, report)
    touch(connection, report)
    was_added = forget_added(connection, report)
    moved, is_added = _put_back(connection, report), False
    about = log.about(sha256)
    if about:
        corrected, is_added = _judge(connection, log, about, report)
        moved |= corrected
    if was_added or is_added:
        put_in_order(connection, report)
    follow_words(connection, report, moved, anew=was_added or is_added)


def _judge(connection: sqlite3.Connection, log: Log, about: Iterable[Judgement], report: int) -> tuple[set[int], bool]:
    """Judge the statements of a report. Gives the numbers of those that got other content; were any added?"""
    reading = reading_of(connection, report)
    parts = {part.judgement.id: part for part in log.people.parts}
    for judgement in about:
        if judgement.act is Act.SPLIT:
            touched = _split(connection, report, reading, parts.get(judgement.id))
        else:
            touched = _judge_one(connection, reading, judgement, log.people)
        rows = [(number, log.numbers[judgement.id]) for number in touched]
        connection.executemany("INSERT INTO judged VALUES (?, ?)", rows)
        if judgement.act is Act.REJECT:
            connection.executemany("INSERT OR IGNORE INTO rejections VALUES (?, ?)", rows)
    return {reading.numbers[one] for one in reading.corrected}, bool(reading.added)


def _judge_one(
    connection: sqlite3.Connection, reading: Reading, judgement: Judgement, people: People
) -> tuple[int, ...]:
    """Add, reject, correct or accept the statement meant. Gives its number, nothing when it cannot be told.

    What was accepted as one speaker's words is not what another reader takes for somebody else's.
    """
    if judgement.act is Act.ADD:
        number, is_new = add_statement(connection, reading, judgement)
        if number is not None and not is_new:
            _tell_more(connection, number, judgement)
        return () if number is None else (number,)
    number = reading.statement(judgement.statements[0], judgement.act)
    if number is None or (judgement.act is Act.ACCEPT and not _is_of(connection, number, judgement, people)):
        return ()
    if judgement.act is Act.CORRECT:
        places = places_in(judgement, reading.text)
        if places is None:
            return ()
        right = judgement.people[0] if judgement.people else None
        _correct(connection, number, judgement.fields, right, f"corrected by {judgement.told}")
        if places:
            correct_places(connection, number, reading.text, places)
        if Field.CONTENT in places:
            reading.correct(number, places[Field.CONTENT])
    return (number,)


def _tell_more(connection: sqlite3.Connection, number: int, added: Judgement) -> None:
    """Of a statement that was added and is on record already that one stands; what was told otherwise corrects it."""
    row = dict(connection.execute(STANDS, (number,)).fetchone())
    right = added.people[0] if added.people else None
    told = dict(more_than_places(added))
    stands = {field: row[field.value] for field in told} | {Field.SPEAKER: row["entity" if right else "speaker"]}
    wanted = told | ({Field.SPEAKER: right.entity} if right else {})
    differ = {field: value for field, value in told.items() if stands[field] != wanted[field]}
    if differ:
        _correct(connection, number, tuple(differ.items()), right, f"corrected by {added.told}")


def _is_of(connection: sqlite3.Connection, number: int, accepted: Judgement, people: People) -> bool:
    """Has the statement the speaker that it was accepted with, or none as it had then?"""
    sql = "SELECT who.entity FROM statements AS s JOIN speakers AS who ON who.number = s.speaker WHERE s.number = ?"
    row = connection.execute(sql, (number,)).fetchone()
    if row is None or row["entity"] is None or not accepted.people:
        return (row is not None and row["entity"] is not None) == bool(accepted.people)
    known = people.identities
    one, other = known.get(row["entity"]), known.get(accepted.people[0].entity)
    entities = [identity.person.entity if identity else None for identity in (one, other)]
    return (entities[0] or row["entity"]) == (entities[1] or accepted.people[0].entity)


def _split(connection: sqlite3.Connection, report: int, reading: Reading, part: Part | None) -> tuple[int, ...]:
    """Give the statements that a split names to the new person. Gives their numbers."""
    if part is None:
        return ()
    judgement = part.judgement
    named = (reading.statement(anchor, judgement.act) for anchor in judgement.statements)
    found = {number for number in named if number is not None}
    if reading.sha256 in judgement.reports:
        rows = connection.execute(
            "SELECT s.number, who.entity FROM statements AS s JOIN speakers AS who ON who.number = s.speaker "
            "WHERE s.report = ?",
            (report,),
        )
        found |= {row["number"] for row in rows if row["entity"] in part.members}
    for number in found:
        fields = ((Field.SPEAKER, part.person.name),)
        _correct(connection, number, fields, part.person, f"told apart by {judgement.told}")
    return tuple(sorted(found))


def _correct(
    connection: sqlite3.Connection,
    number: int,
    fields: Collection[tuple[Field, str | None]],
    right: Person | None,
    because: str,
) -> None:
    """Write the right values over the machine's, which are kept beside."""
    row = dict(connection.execute("SELECT * FROM statements WHERE number = ?", (number,)).fetchone())
    _keep_as_read(connection, row)
    new: Row = {"evidence": _evidence(row["evidence"], dict(fields), because)}
    for name, value in fields:
        if name not in PARTS:
            reason = f"{name}_because"
            new |= {name.value: value} | ({reason: because if value else None} if reason in row else {})
    if Field.SPEAKER.value in new:
        new["speaker"] = _speaker(connection, right, row["run"]) if right else None
        new |= dict.fromkeys(_of_the_speaker(row))  # the office that the report gives is that of whom it names
    _update(connection, number, new)


def _evidence(kept: Scalar, fields: Mapping[Field, str | None], because: str) -> str:
    """What circumstances rest on: of a corrected one on the judgement, no longer on words of the report."""
    others = [one for one in json.loads(str(kept)) if one[0] not in fields]
    new = [(name.value, because, ()) for name, value in fields.items() if name in CIRCUMSTANCES and value]
    return to_json([*others, *new])


def _speaker(connection: sqlite3.Connection, person: Person, run: int) -> int:
    return speaker_number(connection, (person.name, person.type.value, person.entity), JUDGED_BY_PEOPLE, run)


def _keep_as_read(connection: sqlite3.Connection, row: Mapping[str, Scalar]) -> None:
    """Keep the machine's reading, once: what a second correction finds is no longer the machine's."""
    named = (name for one in Field for name in (one.value, f"{one}_because") if name in row and name != "speaker")
    columns = to_json({name: row[name] for name in (*named, "evidence", *_of_the_speaker(row))})
    connection.execute("INSERT OR IGNORE INTO as_read VALUES (?, ?, ?)", (row["number"], row["speaker"], columns))


def _of_the_speaker(row: Mapping[str, Scalar]) -> tuple[str, ...]:
    """Columns that tell more of the speaker, where the record has them."""
    return tuple(name for name in row if name.startswith("office"))


def _put_back(connection: sqlite3.Connection, report: int) -> set[int]:
    """The machine's reading of a report's statements, and nothing of the log. Gives those that had other places."""
    moved = set()
    kept = connection.execute(
        "SELECT a.* FROM as_read AS a JOIN statements AS s ON s.number = a.statement WHERE s.report = ?", (report,)
    ).fetchall()
    for row in kept:
        columns = json.loads(row["columns"])
        if put_places_back(connection, row["statement"], columns):
            moved.add(row["statement"])
        _update(connection, row["statement"], {"speaker": row["speaker"], **columns})
    for table in ("as_read", "rejections", "judged"):
        connection.execute(
            f"DELETE FROM {table} WHERE statement IN (SELECT number FROM statements WHERE report = ?)", (report,)
        )
    return moved


def _update(connection: sqlite3.Connection, number: int, columns: Row) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE statements SET {assignments} WHERE number = :number", columns | {"number": number})
    row = connection.execute(
        "SELECT s.said_on, s.said_on_because, r.published, r.published_candidates, r.published_because "
        "FROM statements AS s JOIN reports AS r ON r.number = s.report WHERE s.number = ?",
        (number,),
    ).fetchone()
    connection.execute("DELETE FROM statement_dates WHERE statement = ?", (number,))
    put_days(connection, number, said_on_from(row), published_from(row))


# --- people ----------------------------------------------------------------------------------------------------------


def identify_all(connection: sqlite3.Connection, people: People) -> None:
    """Bring the identities of all speakers on record to what the log says.

    Only what changes is written: all that a speaker said is looked at again with it.
    """
    stood = connection.execute("SELECT DISTINCT stands_as FROM identities").fetchall()
    made = connection.execute("SELECT number FROM speakers WHERE reader = ?", (JUDGED_BY_PEOPLE,)).fetchall()
    for row in connection.execute(IDENTIFIED).fetchall():
        identity = people.identities.get(row["own"])
        if identity is None or tuple(row)[2:] != _known_as(identity):
            connection.execute("DELETE FROM identities WHERE speaker = ?", (row["speaker"],))
    forget_speakers(connection, [row[0] for row in (*stood, *made)])
    for entity, identity in people.identities.items():
        _identify(connection, identity, "entity = ?", entity)


def identify_in_report(connection: sqlite3.Connection, people: People, report: int) -> None:
    """The identities of the speakers of one report, who may be new to the record."""
    made = connection.execute("SELECT number FROM speakers WHERE reader = ?", (JUDGED_BY_PEOPLE,)).fetchall()
    forget_speakers(connection, [row["number"] for row in made])  # whom nobody of the last reading stands as
    if not people.identities:
        return
    # Also whom the machine had read where a correction names another one: they are on record still.
    rows = connection.execute(
        "SELECT DISTINCT who.number, who.entity FROM statements AS s LEFT JOIN as_read AS a ON a.statement = s.number "
        "JOIN speakers AS who ON who.number IN (s.speaker, a.speaker) WHERE s.report = ?",
        (report,),
    ).fetchall()
    for row in rows:
        if row["entity"] in people.identities:
            _identify(connection, people.identities[row["entity"]], "number = ?", row["number"])


def _identify(connection: sqlite3.Connection, identity: Identity, which: str, value: Scalar) -> None:
    for row in connection.execute(f"SELECT number, run FROM speakers WHERE {which}", (value,)).fetchall():
        stands_as = _speaker(connection, identity.person, row["run"])
        due = row["number"], stands_as, _because(identity)
        if stands_as != row["number"] and not connection.execute(IS_IDENTIFIED, due).fetchone():
            connection.execute("INSERT OR REPLACE INTO identities VALUES (?, ?, ?)", due)


def _known_as(identity: Identity) -> tuple[Scalar, ...]:
    """As IDENTIFIED tells it."""
    person = identity.person
    return person.name, person.type.value, person.entity, _because(identity)


def _because(identity: Identity) -> str:
    told = "; ".join(dict.fromkeys(one.told for one in identity.judgements))
    return f"known as {identity.person.name}, judged by {told}"
