"""One page of a search with what it can be narrowed by, quick at any size: all of it is bounded, and says where."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import WrongOption
from onrecord.speakers.gazetteer import fold
from onrecord.store.search import ALSO_IN, COLUMNS, JOINED, Filters, Hit, match_all, terms_of
from onrecord.store.search_leads import Looked, asked_of, look

PER_PAGE = 20
MOST_WORDS = 40  # a phrase is held word by word against every statement that has its words
NAMED = 8  # values of a facet that are named
_PEOPLE = 3

FACTS = """SELECT s.number, s.kind, s.mode, s.said_on, r.published, ifnull(r.outlet, r.wire) AS outlet,
  s.speaker
FROM json_each(:numbers) AS found CROSS JOIN statements AS s ON s.number = found.value
JOIN reports AS r ON r.number = s.report"""
CARRIED = """SELECT statement, voice, place FROM json_each(:numbers) AS found
CROSS JOIN copied_statements ON statement = found.value"""
NAMES = """SELECT named.number, who.name FROM json_each(:numbers) AS found
CROSS JOIN speakers AS named ON named.number = found.value LEFT JOIN identities AS i ON i.speaker = named.number
JOIN speakers AS who ON who.number = ifnull(i.stands_as, named.number)"""
APPEALS = """SELECT a.reading, count(DISTINCT a.statement) FROM json_each(:numbers) AS found
CROSS JOIN appeal_readings AS a ON a.statement = found.value GROUP BY a.reading
ORDER BY count(DISTINCT a.statement) DESC, a.reading"""
HITS = f"""SELECT {COLUMNS}, {{copies}} AS copies FROM json_each(:numbers) AS found
CROSS JOIN statements AS s ON s.number = found.value {JOINED} ORDER BY found.key"""
CALLED = """SELECT who.name, who.entity, who.type FROM (
  SELECT rowid FROM speaker_search WHERE speaker_search MATCH :name LIMIT 50) AS found
CROSS JOIN speakers AS named ON named.number = found.rowid LEFT JOIN identities AS i ON i.speaker = named.number
JOIN speakers AS who ON who.number = ifnull(i.stands_as, named.number)
WHERE who.entity IS NOT NULL GROUP BY who.entity"""


@dataclass(frozen=True, slots=True)
class Facet:
    """What hits can be narrowed by. name: of the filter, or "year". values: those most have first.

    Each is the filter's value, how it is called, and how many have it.
    """

    name: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A speaker whose name has the words asked for."""

    name: str
    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of hits. page: from 1. pages: how many there are of what was found.

    total: statements found, which is all there are only where `is_whole`; the facets count these. exact: how many of
    them, the first, have the words in a row. is_ranked: do the best come first, not the newest on record?
    """

    hits: tuple[Hit, ...]
    page: int
    total: int
    exact: int
    is_whole: bool
    is_ranked: bool
    facets: tuple[Facet, ...]
    called: tuple[Called, ...]
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class WaysOn:
    """What a search that found nothing left out: each is a least number where much was looked at."""

    rejected: int
    earlier: int
    undated: int


def find_page(
    connection: sqlite3.Connection, words: str, filters: Filters, page: int = 1, per_page: int = PER_PAGE
) -> FoundPage:
    """The statements with all of `words` that pass, those with the exact phrase first, and one page of them.

    Raises BadRequest for too many words, a page that there is not, and a date, a kind or a mode that makes no sense.
    """
    terms = _terms(words)
    looked = look(connection, asked_of(terms, filters))
    if filters.independent:
        looked = _once(connection, looked)
    if not 1 <= page <= max(1, -(-len(looked.numbers) // per_page)):
        raise WrongOption(f"there is no page {page} of this search", remedy="start from its first page")
    shown = looked.numbers[(page - 1) * per_page : page * per_page]
    return FoundPage(
        hits=_hits(connection, shown, independent=filters.independent),
        page=page,
        total=len(looked.numbers),
        exact=looked.exact,
        is_whole=looked.is_whole,
        is_ranked=looked.is_ranked,
        facets=tuple(_facets(connection, looked.numbers)),
        called=_called(connection, terms) if filters.speaker is None else (),
        per_page=per_page,
    )


def ways_on(connection: sqlite3.Connection, words: str, filters: Filters) -> WaysOn:
    """How many there would be with what is left out otherwise."""
    terms = _terms(words)

    def found(filters: Filters, *, undated: bool = False) -> int:
        return len(look(connection, asked_of(terms, filters, undated=undated)).numbers)

    return WaysOn(
        rejected=0 if filters.rejected else found(replace(filters, rejected=True)),
        earlier=0 if filters.all_versions else found(replace(filters, all_versions=True)),
        undated=found(filters, undated=True) if filters.by_date else 0,
    )


def _terms(words: str) -> list[str] | None:
    terms = terms_of(words)
    if sum(len(term.split()) for term in terms) > MOST_WORDS:
        raise WrongOption(
            f"the search has more than {MOST_WORDS} words", remedy="search for fewer, or check it as a quotation"
        )
    return terms if words.strip() else None


def _of(connection: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> list[sqlite3.Row]:
    return connection.execute(sql, {"numbers": json.dumps(list(numbers))}).fetchall()


def _once(connection: sqlite3.Connection, looked: Looked) -> Looked:
    """Of the same words in copies of one report those in the report that comes first."""
    carried = {row["statement"]: row for row in _of(connection, CARRIED, looked.numbers)}
    first: dict[int, tuple[int, int]] = {}
    for number, row in carried.items():
        place = (row["place"], number)
        first[row["voice"]] = min(place, first.get(row["voice"], place))
    kept = {one for one in looked.numbers if one not in carried or first[carried[one]["voice"]][1] == one}
    exact = sum(number in kept for number in looked.numbers[: looked.exact])
    return replace(looked, numbers=tuple(one for one in looked.numbers if one in kept), exact=exact)


def _hits(connection: sqlite3.Connection, numbers: Sequence[int], *, independent: bool) -> tuple[Hit, ...]:
    sql = HITS.format(copies=ALSO_IN if independent else "0")
    return tuple(Hit(**dict(row)) for row in connection.execute(sql, {"numbers": json.dumps(numbers)}))


def _facets(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Facet]:
    facts = _of(connection, FACTS, numbers)
    yield _facet("speaker", _named(connection, Counter(row["speaker"] for row in facts)))
    yield _facet("outlet", Counter(row["outlet"] for row in facts))
    yield _facet("year", _years(Counter((row["said_on"] or row["published"] or "")[:4] for row in facts)))
    yield _facet("kind", Counter(row["kind"] for row in facts))
    yield _facet("mode", Counter(row["mode"] for row in facts))
    rows = connection.execute(f"{APPEALS} LIMIT {NAMED}", {"numbers": json.dumps(numbers)}).fetchall()
    yield Facet("instrument", tuple((one, instrument_called(connection, one), times) for one, times in rows))


def _facet(name: str, counts: Mapping[Any, int]) -> Facet:
    known = [(value, times) for value, times in counts.items() if value]
    most = sorted(known, key=lambda one: (-one[1], one[0]))[:NAMED]
    return Facet(name, tuple((value, value, times) for value, times in most))


def _named(connection: sqlite3.Connection, speakers: Mapping[int | None, int]) -> Counter[str]:
    """Counts by the names that speakers have as people judged; what nobody is named for is left out."""
    counts = Counter[str]()
    for number, name in _of(connection, NAMES, (one for one in speakers if one is not None)):
        if name is not None:
            counts[name] += speakers[number]
    return counts


def _years(beginnings: Mapping[str, int]) -> dict[str, int]:
    return {year: times for year, times in beginnings.items() if year.isdigit() and year.isascii()}


def instrument_called(connection: sqlite3.Connection, asked: str) -> str:
    """What a document is called where it is appealed to; its id where nobody says."""
    sql = "SELECT name FROM appeals WHERE instrument = ? AND name IS NOT NULL LIMIT 1"
    row = connection.execute(sql, (asked,)).fetchone()
    return str(row[0]) if row else asked


def _called(connection: sqlite3.Connection, terms: Sequence[str] | None) -> tuple[Called, ...]:
    """Speakers with all the words in their names; who is called just so comes first."""
    if not terms:
        return ()
    rows = connection.execute(CALLED, {"name": match_all(list(terms))}).fetchall()
    whole = fold(" ".join(terms))
    rows.sort(key=lambda row: (fold(row["name"]) != whole, len(row["name"]), row["name"]))
    return tuple(Called(row["name"], row["entity"], row["type"]) for row in rows[:_PEOPLE])
