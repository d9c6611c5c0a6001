"""Which statements a search for a page looks at, and in which order: what was asked for narrowest leads.

`search` goes through everything that fits, which costs half a second where a million statements have a word. Here at
most LOOKED_AT statements of the lead are held against the rest, and at most FOUND of them are taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.store.cells import Scalar
from onrecord.store.search import (
    DATED,
    LATEST,
    NOT_REJECTED,
    SPOKEN_BY,
    UNDATED,
    Filters,
    filter_conditions,
    match_all,
    quoted,
)

LOOKED_AT = 20_000
LOOKED_AT_FOR_WORDS = 1_000  # where something else leads: each one is looked up in the full-text index
FOUND = 1_000
RANKED = 5_000  # statements with one of the words: bm25 goes through all of them, so beyond it the newest come first

# Each gives numbers of statements, and how the newest on record come first as far as its index has them so. INDEXED BY:
# without statistics SQLite may take another index, or none.
WORDS = "SELECT rowid AS number FROM statement_search WHERE statement_search MATCH :match"
PHRASE = "SELECT rowid AS number FROM statement_search WHERE statement_search MATCH :phrase"
NEWEST, BEST = " ORDER BY rowid DESC", " ORDER BY bm25(statement_search), rowid"
LEADS = {
    "words": (WORDS, NEWEST),
    "instrument": (
        "SELECT DISTINCT statement AS number FROM appeal_readings INDEXED BY appeal_readings_reading "
        "WHERE reading = :instrument",
        " ORDER BY statement DESC",
    ),
    "speaker": (
        f"SELECT s.number FROM statements AS s INDEXED BY statements_speaker WHERE {SPOKEN_BY}",
        " ORDER BY s.report DESC",
    ),
    "outlet": (
        "SELECT s.number FROM report_named CROSS JOIN statements AS s ON s.report = report_named.rowid "
        "WHERE report_named MATCH :outlet",
        " ORDER BY report_named.rowid DESC",
    ),
    "days": (
        "SELECT statement AS number FROM statement_dates INDEXED BY statement_dates_wide "
        "WHERE latest > earliest AND earliest < :since AND latest >= :since UNION ALL SELECT * FROM ("
        "SELECT statement FROM statement_dates INDEXED BY statement_dates_days "
        "WHERE earliest BETWEEN :since AND :until ORDER BY earliest DESC)",
        "",
    ),
    "everything": ("SELECT number FROM statements", " ORDER BY number DESC"),
}
HAS_WORDS = "EXISTS (SELECT 1 FROM statement_search WHERE rowid = s.number AND statement_search MATCH :match)"
APPEALS_TO = "EXISTS (SELECT 1 FROM appeal_readings AS a WHERE a.statement = s.number AND a.reading = :instrument)"
# The order of the inner one is kept: SQLite goes through it as the outer loop.
LOOKED = """SELECT s.number FROM ({lead} LIMIT {looked_at}) AS found
CROSS JOIN {among} AS s ON s.number = found.number {where} LIMIT {found}"""
# Neither rejected nor replaced by a later version: in rows so narrow that thousands are read in a moment.
STANDING = "(SELECT statement AS number, report, speaker, kind, mode FROM standing_statements)"


@dataclass(frozen=True, slots=True)
class Looked:
    """numbers: of the statements that fit, in the order in which they are shown; the first `exact` have the phrase.

    is_whole: are these all? is_ranked: do the best come first, not the newest on record?
    """

    numbers: tuple[int, ...]
    exact: int
    is_whole: bool
    is_ranked: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A search taken apart. terms: words and phrases; None where none are asked for. tests: conditions by name.

    among: the table of statements that are held against them.
    """

    among: str
    terms: Sequence[str] | None
    tests: Mapping[str, str]
    values: Mapping[str, Scalar]


def asked_of(terms: Sequence[str] | None, filters: Filters, *, undated: bool = False) -> Asked:
    """What to hold statements against. undated: those for which no year is in evidence, in place of those of the days.

    Raises BadRequest for a date, a kind or a mode that makes no sense.
    """
    values: dict[str, Scalar] = {}
    tests: dict[str, str] = {}
    is_standing = not (filters.rejected or filters.all_versions)
    if not is_standing:
        tests |= {} if filters.rejected else {"rejected": NOT_REJECTED}
        tests |= {} if filters.all_versions else {"versions": LATEST}
    tests |= filter_conditions(filters, "+", values)
    if filters.instrument is not None:
        tests["instrument"] = APPEALS_TO
    if filters.by_date:
        tests |= {"undated": UNDATED} if undated else {"days": DATED}
    if terms is not None:
        tests["words"] = HAS_WORDS
        values |= {"match": match_all(list(terms)), "phrase": quoted(" ".join(terms))}
    return Asked(STANDING if is_standing else "statements", terms, tests, values)


def look(connection: sqlite3.Connection, asked: Asked) -> Looked:
    """The statements that fit, as far as they are looked at."""
    sizes = {name: _count(connection, LEADS[name][0], asked.values, LOOKED_AT) for name in _leads(asked)}
    lead = min(sizes, key=lambda name: (sizes[name] > _most_of(name, asked), sizes[name]))
    ranked = lead == "words" and _can_be_ranked(connection, asked.terms or ())
    sql, order = LEADS[lead]
    numbers = _fitting(connection, f"{sql}{BEST if ranked else order}", asked, lead)
    exact: list[int] = []
    if asked.terms and len(" ".join(asked.terms).split()) > 1:
        exact = _exact(connection, asked, numbers, is_ranked=ranked)
    together = tuple(dict.fromkeys((*exact, *numbers)))
    whole = sizes[lead] <= _most_of(lead, asked) and len(together) <= FOUND
    return Looked(together[:FOUND], min(len(exact), FOUND), whole, ranked)


def _most_of(lead: str, asked: Asked) -> int:
    """How many statements of a lead are looked at."""
    return LOOKED_AT if lead == "words" or asked.terms is None else LOOKED_AT_FOR_WORDS


def _leads(asked: Asked) -> Iterator[str]:
    found = [name for name in LEADS if name in asked.tests]
    yield from found or ["everything"]


def _count(connection: sqlite3.Connection, lead: str, values: Mapping[str, Scalar], most: int) -> int:
    """How many there are; most + 1 for more."""
    return int(connection.execute(f"SELECT count(*) FROM ({lead} LIMIT {most + 1})", values).fetchone()[0])


def _can_be_ranked(connection: sqlite3.Connection, terms: Sequence[str]) -> bool:
    return all(_count(connection, WORDS, {"match": quoted(term)}, RANKED) <= RANKED for term in terms)


def _fitting(connection: sqlite3.Connection, sql: str, asked: Asked, lead: str) -> list[int]:
    conditions = [test for name, test in asked.tests.items() if name != lead]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    looked = LOOKED.format(lead=sql, looked_at=_most_of(lead, asked), among=asked.among, where=where, found=FOUND + 1)
    return [row[0] for row in connection.execute(looked, asked.values)]


def _exact(connection: sqlite3.Connection, asked: Asked, numbers: Sequence[int], *, is_ranked: bool) -> list[int]:
    """Those with the words in a row: in the order of `numbers` where that is of the best, else the newest first."""
    found = _fitting(connection, f"{PHRASE}{NEWEST}", asked, "words")
    if not is_ranked:
        return found
    having = set(found)
    return [one for one in numbers if one in having]
