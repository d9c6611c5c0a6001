"""One page of a search with what it can be narrowed by, quick at any size: all of it is bounded, and says where."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import WrongOption
from onrecord.speakers.gazetteer import fold
from onrecord.store.search import ALSO_IN, COLUMNS, JOINED, Filters, Hit, match_all, terms_of, without_idle
from onrecord.store.search_leads import Looked, asked_of, look

PER_PAGE = 20
MOST_WORDS = 40  # a phrase is held word by word against every statement that has its words
NAMED = 8  # values of a facet that are named
_PEOPLE = 3

FACTS = """SELECT s.number, s.kind, s.mode, s.said_on, r.published, ifnull(r.outlet, r.wire) AS outlet,
  who.name AS speaker, v.voice, v.place
FROM json_each(:numbers) AS found CROSS JOIN statements AS s ON s.number = found.value
JOIN reports AS r ON r.number = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
LEFT JOIN copied_statements AS v ON v.statement = s.number"""
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
    filters = without_idle(connection, filters)
    terms = _terms(words)
    looked = look(connection, asked_of(terms, filters))
    facts = _facts(connection, looked.numbers)
    if filters.independent:
        looked, facts = _once(looked, facts)
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
        facets=tuple(_facets(connection, looked.numbers, facts)),
        called=_called(connection, terms) if filters.speaker is None else (),
        per_page=per_page,
    )


def ways_on(connection: sqlite3.Connection, words: str, filters: Filters) -> WaysOn:
    """How many there would be with what is left out otherwise."""
    terms = _terms(words)

    def found(filters: Filters, *, undated: bool = False) -> int:
        return len(look(connection, asked_of(terms, without_idle(connection, filters), undated=undated)).numbers)

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


def _facts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[sqlite3.Row]:
    return connection.execute(FACTS, {"numbers": json.dumps(numbers)}).fetchall()


def _once(looked: Looked, facts: Sequence[sqlite3.Row]) -> tuple[Looked, list[sqlite3.Row]]:
    """Of the same words in copies of one report those in the report that comes first."""
    first: dict[int, tuple[int, int]] = {}
    for row in facts:
        if row["voice"] is not None:
            place = (row["place"], row["number"])
            first[row["voice"]] = min(place, first.get(row["voice"], place))
    kept = [row for row in facts if row["voice"] is None or first[row["voice"]][1] == row["number"]]
    numbers = {row["number"] for row in kept}
    exact = sum(number in numbers for number in looked.numbers[: looked.exact])
    left = tuple(number for number in looked.numbers if number in numbers)
    return replace(looked, numbers=left, exact=exact), kept


def _hits(connection: sqlite3.Connection, numbers: Sequence[int], *, independent: bool) -> tuple[Hit, ...]:
    sql = HITS.format(copies=ALSO_IN if independent else "0")
    return tuple(Hit(**dict(row)) for row in connection.execute(sql, {"numbers": json.dumps(numbers)}))


def _facets(connection: sqlite3.Connection, numbers: Sequence[int], facts: Sequence[sqlite3.Row]) -> Iterator[Facet]:
    facets: tuple[tuple[str, Callable[[sqlite3.Row], str | None]], ...] = (
        ("speaker", lambda row: row["speaker"]),
        ("outlet", lambda row: row["outlet"]),
        ("year", lambda row: _year(row["said_on"] or row["published"])),
        ("kind", lambda row: row["kind"]),
        ("mode", lambda row: row["mode"]),
    )
    for name, value_of in facets:
        counts = Counter(value for row in facts if (value := value_of(row)))
        most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:NAMED]
        yield Facet(name, tuple((value, value, times) for value, times in most))
    rows = connection.execute(f"{APPEALS} LIMIT {NAMED}", {"numbers": json.dumps(numbers)}).fetchall()
    yield Facet("instrument", tuple((one, instrument_called(connection, one), times) for one, times in rows))


def instrument_called(connection: sqlite3.Connection, asked: str) -> str:
    """What a document is called where it is appealed to; its id where nobody says."""
    sql = "SELECT name FROM appeals WHERE instrument = ? AND name IS NOT NULL LIMIT 1"
    row = connection.execute(sql, (asked,)).fetchone()
    return str(row[0]) if row else asked


def _year(edtf: str | None) -> str | None:
    year = (edtf or "")[:4]
    return year if year.isdigit() and year.isascii() else None


def _called(connection: sqlite3.Connection, terms: Sequence[str] | None) -> tuple[Called, ...]:
    """Speakers with all the words in their names; who is called just so comes first."""
    if not terms:
        return ()
    rows = connection.execute(CALLED, {"name": match_all(list(terms))}).fetchall()
    whole = fold(" ".join(terms))
    rows.sort(key=lambda row: (fold(row["name"]) != whole, len(row["name"]), row["name"]))
    return tuple(Called(row["name"], row["entity"], row["type"]) for row in rows[:_PEOPLE])
