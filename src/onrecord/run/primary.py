"""Quotations on record are held against the transcripts on record, when a run has ended or when somebody asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache

from onrecord.checking.primary import Days, Quotation, Traced, quotations_in, sentences_quoted, trace
from onrecord.comparing.tokens import Token
from onrecord.run.load_words import load_words
from onrecord.store import primary
from onrecord.store.asked_speakers import asked_speakers
from onrecord.store.date_ranges import days_of
from onrecord.store.primary import Printed
from onrecord.store.record import Record
from onrecord.values.verdict import Verdict

AT_ONCE = 300  # statements in one transaction: a kill costs no more, and other writers get their turn
NEAR = timedelta(days=7)  # before publication: in a weekly a quotation is as old
LATE = timedelta(days=1)  # behind it: the day ends at another hour elsewhere


def not_traced_yet(record: Record) -> int:
    """How many turns and quotations are still to be looked up."""
    with record.reading() as connection:
        return primary.waiting(connection)


def trace_quotations(record: Record, at_once: int = AT_ONCE) -> Iterator[int]:
    """Look up all quotations that wait, batch by batch. Gives after each how many are left.

    Nothing is written where nothing waits. Raises RecordBusy when another process writes for longer than the patience.
    """
    known: Collection[str] | None = None
    while not_traced_yet(record):
        known = load_words() if known is None else known
        with record.batch():
            _settle(record.connection, at_once, known)
        yield not_traced_yet(record)


def _settle(connection: sqlite3.Connection, limit: int, known: Collection[str]) -> None:
    @cache
    def numbers_of(name: str) -> frozenset[int]:
        # Whom a report calls by the last name alone may be anybody with this name.
        return asked_speakers(connection, name).numbers | primary.called(connection, name)

    rows = primary.next_waiting(connection, limit)
    for number, is_turn in rows:
        if is_turn:
            primary.look_for_quotations(connection, number)
            continue
        primary.forget(connection, number)
        statement = primary.printed(connection, number)
        if statement is not None:
            named = statement.speaker is not None and statement.speaker_type in _NAMED
            _trace(connection, statement, numbers_of(statement.speaker or "") if named else None, known)
    primary.settled(connection, [number for number, _ in rows])


_NAMED = ("person",)  # "officials" and "he" are nobody's name


def _trace(
    connection: sqlite3.Connection, statement: Printed, speakers: frozenset[int] | None, known: Collection[str]
) -> None:
    said, near = _days(statement.said_on), _near(_with_year(statement))
    named = statement.speaker if speakers is not None else None

    def traced(part: int, words: str, tokens: tuple[Token, ...]) -> Traced | None:
        keys, until = [token.key for token in tokens], near[1] if near else None
        turns, runs = primary.turns_with(connection, keys, len(words), speakers or (), until)
        return trace(Quotation(part, words, tokens, named, speakers, said, near), turns, runs, known)

    found = [traced(*one) for one in quotations_in(statement.words, statement.kind)]
    if statement.kind == "direct" and found and (found[0] is None or found[0].verdict is not Verdict.VERBATIM):
        parts = [traced(*one) for one in sentences_quoted(statement.words)]
        # A quotation that is interrupted between two sentences claims no more than each of them.
        found = parts if parts and (found[0] is None or None not in parts) else found
    for one in found:
        if one is not None:
            primary.put(connection, _row(statement.number, one), _passages(one))


def _days(edtf: str | None) -> Days | None:
    days = days_of(edtf) if edtf else None
    return (days.earliest, days.latest) if days else None


def _with_year(statement: Printed) -> str | None:
    """The day of publication; where its year is not known, in that of the statement, which other reports may tell."""
    published, said = statement.published or "", statement.said_on or ""
    known = published.startswith("XXXX-") and said[:4].isdecimal()
    return said[:4] + published[4:] if known else statement.published


def _near(published: str | None) -> Days | None:
    """The days before a report was published; None where that day is not known."""
    days = days_of(published) if published else None
    if days is None or not "0002" < days.earliest <= days.latest < "9998":
        return None
    first, last = date.fromisoformat(days.earliest) - NEAR, date.fromisoformat(days.latest) + LATE
    return first.isoformat(), last.isoformat()


def _row(statement: int, found: Traced) -> dict[str, object]:
    return {
        "statement": statement,
        "part": found.quotation.part,
        "words": found.quotation.words,
        "verdict": found.verdict.value,
        "speaker_verdict": found.speaker_verdict.value,
        "date_verdict": found.date_verdict.value,
        "certainty": found.certainty.value,
        "score": found.score,
        "differences": ",".join(found.differences),
        "can_change_meaning": int(found.can_change_meaning),
        "goes_on": found.goes_on,
        "voice": found.voice,
        "others": found.others,
    }


def _passages(found: Traced) -> Iterator[tuple[int, ...]]:
    yield from ((one.turn, one.start, one.end, one.first, one.last) for one in found.passages)
