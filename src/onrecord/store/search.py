"""Finding statements by their words, and by who, where, when and how.

What a user types is never FTS5 syntax: each word and each "quoted phrase" goes in between double quotes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.errors import WrongOption
from onrecord.store.called import REPORT_NAME
from onrecord.store.cells import LONE_SURROGATE, Scalar
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.store.versions import any_superseded
from onrecord.values.statement import Kind, Mode

if TYPE_CHECKING:
    from onrecord.store.record import Record

MOST_CHARACTERS = 5000  # of WORDS: longer than any quotation, short enough to be answered quickly
TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')

# CROSS JOIN keeps the full-text index in front. Left to itself SQLite drives it from an index on another column: 100 s
# instead of 1 ms at a million statements. The "+" keeps it from using the speaker's index for the same reason.
BY_WORDS = "statement_search AS found CROSS JOIN statements AS s ON s.number = found.rowid"
BY_FILTERS = "statements AS s"
JOINED = """CROSS JOIN reports AS r ON r.number = s.report LEFT JOIN versions AS v ON v.report = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)"""
COLUMNS = f"""s.id AS statement, r.id AS report, r.outlet, {REPORT_NAME} AS title,
  r.published, s.said_on, who.name AS speaker, s.kind, s.words, s.starts, s.ends, CASE
  WHEN s.number IN (SELECT statement FROM rejections) THEN 'rejected' WHEN s.reader = '{JUDGED_BY_PEOPLE}' THEN 'added'
  WHEN EXISTS (SELECT 1 FROM judged JOIN judgements AS j ON j.number = judgement
    WHERE statement = s.number AND j.act <> 'accept' AND (j.act <> 'add' OR json_object() <> json_extract(
      json_remove(j.line, '$.fields.content', '$.fields.cue', '$.fields.source'), '$.fields'))) THEN 'corrected'
  WHEN EXISTS (SELECT 1 FROM judged WHERE statement = s.number) THEN 'accepted' END AS judged,
  v.version, v.versions, r.wire"""
EXACT_FIRST = """s.number IN (SELECT rowid FROM statement_search WHERE statement_search MATCH :phrase) DESC,
  bm25(statement_search), s.number"""
IN_ORDER = "s.report, s.ordinal"
DATED = """EXISTS (SELECT 1 FROM statement_dates AS d
  WHERE d.statement = s.number AND d.latest >= :since AND d.earliest <= :until)"""
NOT_REJECTED = "s.number NOT IN (SELECT statement FROM rejections)"
LATEST = "NOT EXISTS (SELECT 1 FROM versions AS past WHERE past.report = s.report AND NOT past.stands)"
# Who is one with somebody else by a judgement is found under all names of both.
NAMED = "SELECT rowid FROM speaker_search WHERE speaker_search MATCH :speaker"
SPOKEN_BY = f"""s.speaker IN ({NAMED}
  UNION SELECT speaker FROM identities WHERE stands_as IN ({NAMED})
  UNION SELECT stands_as FROM identities WHERE speaker IN ({NAMED})
  UNION SELECT speaker FROM identities WHERE stands_as IN (
    SELECT stands_as FROM identities WHERE speaker IN ({NAMED})))"""
# Of the same words in copies of one report those that pass the filters in the report that comes first: the original,
# or who stands for it. Only statements in groups of copies are gone through.
FIRST_VOICE = """s.number NOT IN (SELECT number FROM (
  SELECT s.number, row_number() OVER (PARTITION BY same.voice ORDER BY same.place, s.number) AS nth
  FROM {tables} JOIN copied_statements AS same ON same.statement = s.number {where}) WHERE nth > 1)"""
# What an earlier version of a page says is no copy, nor is what a person judged to be no statement.
ALSO_IN = """(SELECT count(DISTINCT t.report) FROM copied_statements AS own
  JOIN copied_statements AS same ON same.voice = own.voice JOIN statements AS t ON t.number = same.statement
  WHERE own.statement = s.number AND t.report <> s.report AND t.report NOT IN (SELECT report FROM superseded)
  AND t.number NOT IN (SELECT statement FROM rejections))"""
UNDATED = "NOT EXISTS (SELECT 1 FROM statement_dates AS d WHERE d.statement = s.number)"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a statement must be besides having the words. None: anything.

    speaker, outlet: words of the name, in any case and without accents;
        of a report without outlet, of its agency's. since, until: EDTF ("2021", "2021-12").
    kind, mode: how the words are given, and whether they were said, written, thought or done.
    instrument: the id of a document that the words appeal to, or may appeal to.
    rejected: also what a person judged to be no statement.
    independent: the same words in copies of one report are one hit.
    all_versions: also what stands in an earlier version of a page only, or in several.
    """

    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Kind | str | None = None
    instrument: str | None = None
    rejected: bool = False
    independent: bool = False
    all_versions: bool = False
    mode: Mode | str | None = None

    @property
    def by_date(self) -> bool:
        return self.since is not None or self.until is not None

    @property
    def narrows(self) -> bool:
        """Is anything asked for that most statements have not?"""
        asked = (self.speaker, self.outlet, self.since, self.until, self.kind, self.mode, self.instrument)
        return any(one is not None for one in asked)


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found. `words` stand at [starts, ends) of the report's text, with " … " where the cue stood.

    judged: `Statement.verdict`. version, versions: which version of its page it is, of how many; None without address.
    copies: how many copies of the report have the same words; counted only where `independent` was asked for.
    wire: the agency that wrote it; where no outlet is known it stands for it.
    """

    statement: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    kind: str
    words: str
    starts: int
    ends: int
    judged: str | None = None
    version: int | None = None
    versions: int | None = None
    copies: int = 0
    wire: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits. total: of all pages. undated: left out because no year is in evidence for them."""

    hits: tuple[Hit, ...]
    total: int
    undated: int = 0


def search(
    record: Record, words: str, filters: Filters = ANYTHING, *, limit: int = 50, offset: int = 0
) -> SearchResult:
    """Statements with all of `words`, the exact phrase first, then by bm25. No words: all that pass the filters.

    A date filter compares the days a statement may be of: "2021-12" is found by since="2021-12-15".
    Raises BadRequest for a date, a kind or a number that makes no sense.
    """
    if limit < 0 or offset < 0:
        raise WrongOption(f"limit {limit} and offset {offset} must not be negative", remedy="count from 0")
    with record.reading() as connection:
        filters = without_idle(connection, filters)
        question = _question(words, filters)
        return _answer(connection, question, filters, {"limit": limit, "offset": offset})


def newest(connection: sqlite3.Connection, words: str, filters: Filters, limit: int) -> tuple[Hit, ...]:
    """Statements as `search` finds them, those that came on record last first. Raises BadRequest."""
    question = _question(words, without_idle(connection, filters))
    asked = question.asking(DATED) if filters.by_date else question
    # The full-text index itself goes backwards, so that nothing beyond the limit is looked at.
    asked = replace(asked, order="found.rowid DESC" if asked.tables == BY_WORDS else "s.number DESC")
    rows = connection.execute(asked.hits(), asked.values | {"limit": limit, "offset": 0}).fetchall()
    return tuple(Hit(**dict(row)) for row in rows)


def statements_asked(connection: sqlite3.Connection, filters: Filters) -> Question:
    """A question for all statements that pass the filters, dates too, in the order of the record."""
    filters = without_idle(connection, filters)
    question = _question("", filters)
    return question.asking(DATED) if filters.by_date else question


def without_idle(connection: sqlite3.Connection, filters: Filters) -> Filters:
    """Filters without those that leave nothing out here: counting all is quick where none must be left out."""
    if not connection.execute("SELECT 1 FROM rejections LIMIT 1").fetchone():
        filters = replace(filters, rejected=True)
    return filters if any_superseded(connection) else replace(filters, all_versions=True)


@dataclass(frozen=True, slots=True)
class Question:
    """SQL parts of a search, and the values they name. `conditions` leaves dates out."""

    tables: str
    conditions: tuple[str, ...]
    order: str
    values: dict[str, Scalar]
    independent: bool = False

    def hits(self) -> str:
        copies = ALSO_IN if self.independent else "0"
        found = f"SELECT {COLUMNS}, {copies} AS copies FROM {self.tables} {JOINED} {self._where()}"
        return f"{found} ORDER BY {self.order} LIMIT :limit OFFSET :offset"

    def select(self, columns: str) -> str:
        """Some columns of every statement `s`, whatever its report."""
        return f"SELECT {columns} FROM {self.tables} {self._where()}"

    def count(self) -> str:
        return f"SELECT count(*) FROM {self.tables} {self._where()}"

    def asking(self, condition: str) -> Question:
        return replace(self, conditions=(*self.conditions, condition))

    def _where(self) -> str:
        first = [FIRST_VOICE.format(tables=self.tables, where=_all(self.conditions))] if self.independent else []
        return _all([*self.conditions, *first])


def _all(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _answer(
    connection: sqlite3.Connection, question: Question, filters: Filters, window: dict[str, Scalar]
) -> SearchResult:
    undated = _count(connection, question.asking(UNDATED)) if filters.by_date else 0
    asked = question.asking(DATED) if filters.by_date else question
    rows = connection.execute(asked.hits(), asked.values | window).fetchall()
    return SearchResult(tuple(Hit(**dict(row)) for row in rows), _count(connection, asked), undated)


def _count(connection: sqlite3.Connection, question: Question) -> int:
    return int(connection.execute(question.count(), question.values).fetchone()[0])


def _question(words: str, filters: Filters) -> Question:
    terms = terms_of(words)
    by_words = bool(terms) or bool(words.strip())
    conditions: list[str] = [] if filters.rejected else [NOT_REJECTED]
    conditions += [] if filters.all_versions else [LATEST]
    values: dict[str, Scalar] = {"match": match_all(terms), "phrase": quoted(" ".join(terms))}
    if by_words:
        conditions.append("statement_search MATCH :match")
    conditions += filter_conditions(filters, "+" if by_words else "", values).values()
    tables, order = (BY_WORDS, EXACT_FIRST) if by_words else (BY_FILTERS, IN_ORDER)
    return Question(tables, tuple(conditions), order, values, filters.independent)


def in_outlet(words: str) -> str:
    """The question to `report_named` for all these words in an outlet's name."""
    return f"outlet : ({match_all(terms_of(words))})"


def filter_conditions(filters: Filters, guard: str, values: dict[str, Scalar]) -> dict[str, str]:
    """The conditions of filters other than dates, by their names. Adds what they, and dates, ask for to `values`."""
    conditions = {}
    if filters.speaker is not None:
        conditions["speaker"] = f"{guard}{SPOKEN_BY}"
        values["speaker"] = match_all(terms_of(filters.speaker))
    if filters.outlet is not None:
        conditions["outlet"] = f"{guard}s.report IN (SELECT rowid FROM report_named WHERE report_named MATCH :outlet)"
        values["outlet"] = in_outlet(filters.outlet)
    if filters.kind is not None:
        conditions["kind"] = "s.kind = :kind"
        values["kind"] = _one_of(Kind, filters.kind, "kind")
    if filters.mode is not None:
        conditions["mode"] = "s.mode = :mode"
        values["mode"] = _one_of(Mode, filters.mode, "mode")
    if filters.instrument is not None:
        conditions["instrument"] = "s.number IN (SELECT statement FROM appeal_readings WHERE reading = :instrument)"
        values["instrument"] = filters.instrument
    if filters.by_date:
        values["since"] = days_asked(filters.since, "--since").earliest if filters.since is not None else FIRST_DAY
        values["until"] = days_asked(filters.until, "--until").latest if filters.until is not None else LAST_DAY
    return conditions


def _one_of(known: type[StrEnum], value: str, what: str) -> str:
    try:
        return known(value).value
    except ValueError as error:
        raise WrongOption(f"{value!r} is no {what} of statement", remedy=f"choose one of {', '.join(known)}") from error


def terms_of(words: str) -> list[str]:
    """The words and "quoted phrases" of what was typed, marks left out. Raises BadRequest when it is far too long."""
    if len(words) > MOST_CHARACTERS:
        raise WrongOption(
            f"the search has {len(words)} characters", remedy=f"search for at most {MOST_CHARACTERS} at once"
        )
    bare = LONE_SURROGATE.sub(" ", words).replace("\0", " ")
    terms = (match[1] if match[1] is not None else match[2] for match in TERM.finditer(bare))
    return [term for term in terms if term.strip()]


def quoted(term: str) -> str:
    """A term as an FTS5 string, in which nothing is syntax."""
    return '"' + term.replace('"', '""') + '"'


def match_all(terms: list[str]) -> str:
    """An FTS5 query for statements with every term. Of no terms: one that nothing fits."""
    return " ".join(quoted(term) for term in terms) or '""'
