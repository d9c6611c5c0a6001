"""One speaker: everything said, and sums of it that do not cost more the more was said."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import merge

from onrecord.errors import UnknownReference
from onrecord.speakers.gazetteer import fold
from onrecord.store.cells import LONE_SURROGATE, Scalar
from onrecord.store.cursors import Part, part, place_of
from onrecord.store.standing import DATED, Listed, days, listed

LOOKED_AT = 1000  # statements, the latest: of them offices and documents are told
_MOST_ROWS = 500  # of the table of speakers that one person may have: judgements join a handful

SAID = """
SELECT st.statement, st.day FROM standing_statements AS st INDEXED BY standing_statements_speaker
WHERE st.speaker = :speaker AND (st.day, st.statement) < (:day, :statement) {}
ORDER BY st.day DESC, st.statement DESC LIMIT :limit"""
MONTHS = "SELECT month, kind, sum(statements) AS n FROM speaker_months WHERE speaker IN ({}) GROUP BY 1, 2 ORDER BY 1"
OUTLETS = """
SELECT outlet, sum(statements) AS n, sum(statements) FILTER (WHERE kind = 'direct') AS direct
FROM outlet_speakers WHERE speaker IN ({}) GROUP BY 1 ORDER BY 2 DESC, 1"""
REPORTS = """
SELECT count(*) AS reports, count(DISTINCT ifnull(c.voice, t.report)) AS independent FROM (
  SELECT DISTINCT s.report FROM statements AS s INDEXED BY statements_speaker WHERE s.speaker IN ({})
    AND s.number NOT IN (SELECT statement FROM rejections)) AS t
CROSS JOIN standing_reports AS stands ON stands.report = t.report LEFT JOIN copies AS c ON c.report = t.report"""
OCCASIONS = "SELECT count(*) FROM occasions WHERE person IN ({})"
OFFICES = """
SELECT s.office_printed, s.office, s.office_because, s.said_on FROM statements AS s
WHERE s.number IN ({}) AND (s.office_printed IS NOT NULL OR s.office IS NOT NULL)"""
APPEALS = """
SELECT reading, count(DISTINCT statement) AS n, min(sure) AS sure FROM appeal_readings WHERE statement IN ({})
GROUP BY 1 ORDER BY 2 DESC, 1"""
LAST_DAY = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Who:
    """One person, body or state, and all rows of `speakers` that are it.

    names: as read, the one it is known by first. joined: why names are one, where a person judged so.
    """

    name: str
    type: str
    entity: str
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Statements of one month, or of a year where no more is known ("2021"), by kind. month: "" where none is known."""

    month: str
    direct: int
    mixed: int
    indirect: int

    @property
    def total(self) -> int:
        return self.direct + self.mixed + self.indirect


@dataclass(frozen=True, slots=True)
class QuotedBy:
    """An outlet that quotes a speaker: how many statements, and how many of them in the speaker's own words."""

    outlet: str
    statements: int
    direct: int


@dataclass(frozen=True, slots=True)
class Office:
    """words: as printed, or as known. statements: in how many it is. because: from where one of them is known."""

    words: str
    statements: int
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How much a speaker said. looked_at: statements, the latest, from which offices and appeals are told."""

    statements: int
    reports: int
    independent: int
    occasions: int
    months: tuple[Month, ...]
    outlets: tuple[QuotedBy, ...]
    printed: tuple[Office, ...]
    known: tuple[Office, ...]
    appeals: tuple[tuple[str, int], ...]
    looked_at: int


@dataclass(frozen=True, slots=True)
class SaidFilters:
    """Which of a speaker's statements. outlet: words of the name. since, until: EDTF. None: any."""

    kind: str | None = None
    mode: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


ANY = SaidFilters()


def who_is(connection: sqlite3.Connection, entity: str) -> Who:
    """The one with this entity id, whatever judgements made of it. Raises UnknownReference."""
    asked = LONE_SURROGATE.sub("\ufffd", entity)
    own = _numbers(connection, "SELECT number FROM speakers WHERE entity = ?", [asked])
    stands = _numbers(connection, "SELECT stands_as FROM identities WHERE speaker IN ({})", own)
    heads = dict.fromkeys((*stands, *own))
    others = _numbers(connection, "SELECT speaker FROM identities WHERE stands_as IN ({})", list(heads))
    numbers = tuple(dict.fromkeys((*heads, *others)))[:_MOST_ROWS]
    rows = {row["number"]: row for row in _asked(connection, _NAMED, numbers)}
    if not rows:
        raise UnknownReference(
            f"nobody with the id {asked[:60]!r} is on record", remedy="the list of speakers has everybody who is"
        )
    ordered = [rows[number] for number in numbers if number in rows]
    known = [row for row in ordered if row["number"] in (stands or own)]  # not by a name that stands as another
    first = max(known, key=lambda row: row["n"])
    names = dict.fromkeys((first["name"], *(row["name"] for row in sorted(ordered, key=lambda row: -row["n"]))))
    joined = dict.fromkeys(row["because"] for row in ordered if row["because"])
    return Who(first["name"], first["type"], first["entity"], numbers, tuple(names), tuple(joined))


_NAMED = """
SELECT who.number, who.name, who.type, who.entity, i.because, ifnull(z.statements, 0) AS n FROM speakers AS who
LEFT JOIN identities AS i ON i.speaker = who.number LEFT JOIN speaker_sizes AS z ON z.speaker = who.number
WHERE who.number IN ({})"""


def figures(connection: sqlite3.Connection, who: Who) -> Figures:
    """The sums of all that stands of a speaker."""
    counts = _asked(connection, REPORTS, who.numbers)[0]
    persons = dict.fromkeys((who.entity, *(row["entity"] for row in _asked(connection, _NAMED, who.numbers))))
    occasions = _asked(connection, OCCASIONS, [one for one in persons if one])[0][0]
    latest = _latest(connection, who, ANY, None, LOOKED_AT)
    months = _months(_asked(connection, MONTHS, who.numbers))
    printed, known = _offices(_asked(connection, OFFICES, [number for number, _ in latest]))
    return Figures(
        sum(one.total for one in months),
        counts["reports"],
        counts["independent"],
        occasions,
        months,
        tuple(
            QuotedBy(row["outlet"], row["n"], row["direct"] or 0) for row in _asked(connection, OUTLETS, who.numbers)
        ),
        printed,
        known,
        tuple((row["reading"], row["n"]) for row in _asked(connection, APPEALS, [number for number, _ in latest])),
        len(latest),
    )


def said(
    connection: sqlite3.Connection, who: Who, filters: SaidFilters, *, after: str | None, limit: int
) -> Part[Listed]:
    """What a speaker said, the latest first; what has no year behind it."""
    found = _latest(connection, who, filters, after, limit + 1)
    asked = part(found, limit, lambda one: (one[1], one[0]))
    return Part(listed(connection, [number for number, _ in asked.rows]), asked.following)


def _latest(
    connection: sqlite3.Connection, who: Who, filters: SaidFilters, after: str | None, limit: int
) -> list[tuple[int, str]]:
    """Numbers and days. Each row of `speakers` has its own order, and they are merged: no sorting of all."""
    conditions, values = _conditions(connection, who, filters)
    day, statement = place_of(after, (str, int)) or (LAST_DAY, 2**62)
    asked = {"day": day, "statement": statement, "limit": limit} | values
    query = SAID.format("".join(f"AND {one} " for one in conditions))
    rows = (connection.execute(query, asked | {"speaker": number}).fetchall() for number in who.numbers)
    pairs = ([(row["day"], row["statement"]) for row in one] for one in rows)
    return [(number, one) for one, number in _first(merge(*pairs, reverse=True), limit)]


def _first(pairs: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return [pair for pair, _ in zip(pairs, range(limit), strict=False)]


def _conditions(connection: sqlite3.Connection, who: Who, filters: SaidFilters) -> tuple[list[str], dict[str, Scalar]]:
    conditions, values = [], dict[str, Scalar]()
    for name, value in (("kind", filters.kind), ("mode", filters.mode)):
        if value is not None:
            conditions.append(f"st.{name} = :{name}")
            values[name] = value
    if filters.outlet is not None:
        names = [row["outlet"] for row in _asked(connection, OUTLETS, who.numbers)]
        meant = [name for name in names if has_words(name, filters.outlet)]
        conditions.append(f"st.outlet IN ({', '.join(f':outlet_{at}' for at in range(len(meant)))})")
        values |= {f"outlet_{at}": name for at, name in enumerate(meant)}
    if filters.since is not None or filters.until is not None:
        conditions.append(DATED)
        values |= days(filters.since, filters.until)
    return conditions, values


def has_words(name: str, words: str) -> bool:
    """Are these words of this name, in any case and without accents?"""
    own = fold(name).split()
    return all(word in own for word in fold(words).split())


def _months(rows: Sequence[sqlite3.Row]) -> tuple[Month, ...]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row["month"], Counter())[row["kind"]] += row["n"]
    return tuple(Month(month, one["direct"], one["mixed"], one["indirect"]) for month, one in found.items())


def _offices(rows: Sequence[sqlite3.Row]) -> tuple[tuple[Office, ...], tuple[Office, ...]]:
    printed = Counter(row["office_printed"] for row in rows if row["office_printed"])
    known = Counter(row["office"] for row in rows if row["office"])
    because = {row["office"]: row["office_because"] for row in reversed(rows)}
    return (
        tuple(Office(words, n) for words, n in printed.most_common()),
        tuple(Office(words, n, because[words]) for words, n in known.most_common()),
    )


def _asked(connection: sqlite3.Connection, query: str, values: Sequence[Scalar]) -> list[sqlite3.Row]:
    return connection.execute(query.format(", ".join("?" * len(values))), tuple(values)).fetchall()


def _numbers(connection: sqlite3.Connection, query: str, values: Sequence[Scalar]) -> list[int]:
    return [int(row[0]) for row in _asked(connection, query, values)]
