"""Families of statements with the same words, as the record tells of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.comparing.difference import Edit
from onrecord.comparing.readable import readable
from onrecord.errors import BadRequest
from onrecord.grouping.families_members import Carriage, Carried, carriage
from onrecord.store import finding
from onrecord.store.called import REPORT_NAME
from onrecord.store.cells import Scalar
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked
from onrecord.store.record import Record
from onrecord.store.search import DATED, LATEST, NOT_REJECTED, SPOKEN_BY, match_all, terms_of
from onrecord.store.voices import REPORT, VOICES

# What changed since the families were made is left out: rejected statements, earlier versions of a page.
STANDS = f"{NOT_REJECTED} AND {LATEST}"
SPEAKER = """LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)"""
FAMILIES = f"""
SELECT f.id AS family, max(s.id) FILTER (WHERE m.how = 'fullest') AS statement,
  max(s.words) FILTER (WHERE m.how = 'fullest') AS words,
  max(who.name) FILTER (WHERE m.how = 'fullest') AS speaker, count(*) AS statements,
  count(DISTINCT s.report) AS reports, count(DISTINCT {REPORT}) AS independent_reports,
  count(DISTINCT r.outlet) AS outlets,
  sum(m.how = 'cut') AS cut, sum(m.how = 'altered') AS altered, sum(m.how = 'paraphrase') AS paraphrases,
  sum(m.other_mouth) AS other_mouths, min(r.published) FILTER (WHERE r.published < 'X') AS first_published,
  max(r.published) FILTER (WHERE r.published < 'X') AS last_published
FROM families AS f JOIN family_members AS m ON m.family = f.number JOIN statements AS s ON s.number = m.statement
JOIN reports AS r ON r.number = s.report {SPEAKER} {VOICES}
WHERE {STANDS} {{which}}
GROUP BY f.number HAVING words IS NOT NULL AND independent_reports >= :least AND (reports > 1
  OR max(m.how <> 'fullest' AND s.kind = 'indirect') AND max(s.kind <> 'indirect') FILTER (WHERE m.how = 'fullest'))
ORDER BY independent_reports DESC, reports DESC, ifnull(last_published, '') DESC, f.id"""
HAS = """AND f.number IN (
  SELECT m.family FROM family_members AS m JOIN statements AS s ON s.number = m.statement WHERE {0})"""
MEMBERS = f"""
SELECT f.id AS family, s.id AS statement, r.id AS report, r.outlet, {REPORT_NAME} AS title, r.published, s.said_on,
  who.name AS speaker, s.kind, m.how, m.other_mouth, s.words, {REPORT} AS voice, r.number AS report_number
FROM families AS f JOIN family_members AS m ON m.family = f.number JOIN statements AS s ON s.number = m.statement
JOIN reports AS r ON r.number = s.report {SPEAKER} {VOICES}
WHERE f.number = ? AND {STANDS}
ORDER BY m.how <> 'fullest', m.how <> 'same', r.published IS NULL, r.published, r.id, s.ordinal"""
BY_ID = "SELECT number, id FROM families WHERE id >= :asked AND id < :beyond ORDER BY id LIMIT 20"
OF_STATEMENT = """
SELECT m.family FROM family_members AS m JOIN statements AS s ON s.number = m.statement WHERE s.id = ?"""
AS_STANDS = (
    *("family", "statement", "report", "outlet", "title", "published", "said_on", "speaker", "kind", "how", "words"),
)
Diff = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One family. words and speaker are those of the fullest statement. The days are EDTF, of reports.

    family: None where statements are only proposed to one that is in none. independent_reports: a report and its
    copies counted once. cut, altered, paraphrases: statements; other_mouths: those that another person is said to have
    said. statement: the fullest. proposals: statements that may belong to it by meaning, which count nowhere else; None
    where nobody asked.
    """

    family: str | None
    words: str
    speaker: str | None
    statements: int
    reports: int
    independent_reports: int
    outlets: int
    cut: int
    altered: int
    paraphrases: int
    other_mouths: int
    first_published: str | None
    last_published: str | None
    statement: str
    proposals: int | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One statement of a family beside the fullest one. how: see `Carried`.

    other_mouth: another person is said to have said it. is_copy: its report is a copy of another one in the family.
    differences: the gravest first. left_out: whole sentences of the fullest that are not here. diff: ("=", words),
    ("-", words of the fullest that are not here), ("+", words only here); empty for the fullest
    and for a proposal, which has words of its own.
    label, chance, beside: only of what is proposed by meaning: that it is, the chance by learned weights, and the
    statement that it may say in other words.
    """

    family: str | None
    statement: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    kind: str
    how: str
    other_mouth: bool
    is_copy: bool
    differences: tuple[str, ...]
    left_out: tuple[str, ...]
    words: str
    diff: Diff
    label: str | None = None
    chance: float | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyCounts:
    """How much is in one family. by_how: statements by `Carried`. independent: a report and its copies counted once."""

    statements: int
    reports: int
    independent: int
    outlets: int
    by_how: Mapping[str, int]
    other_mouths: int


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """Some statements of one family, and what is counted of all. family: its id; None where there is none."""

    members: tuple[MemberRow, ...]
    counts: FamilyCounts
    family: str | None


@dataclass(frozen=True, slots=True)
class FamilyFilters:
    """Which families. speaker: words of a name. since, until: EDTF. least: independent reports."""

    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    least: int = 1


ALL = FamilyFilters()


def family_rows(record: Record, filters: FamilyFilters = ALL) -> tuple[FamilyRow, ...]:
    """Families with a statement that passes the filters, those in most independent reports first. Raises BadRequest."""
    if filters.least < 1:
        raise BadRequest(f"{filters.least} reports are too few", remedy="count from 1")
    conditions, values = conditions_of(filters)
    which = HAS.format(" AND ".join(conditions)) if conditions else ""
    with record.reading() as connection:
        return tuple(FamilyRow(**dict(row)) for row in connection.execute(FAMILIES.format(which=which), values))


def conditions_of(filters: FamilyFilters) -> tuple[list[str], dict[str, Scalar]]:
    """What a statement `s` must be to pass, and the values asked for. Raises BadRequest."""
    values: dict[str, Scalar] = {"least": filters.least}
    conditions = []
    if filters.speaker is not None:
        conditions.append(SPOKEN_BY)
        values["speaker"] = match_all(terms_of(filters.speaker))
    if filters.since is not None or filters.until is not None:
        conditions.append(DATED)
        values["since"] = days_asked(filters.since, "--since").earliest if filters.since is not None else FIRST_DAY
        values["until"] = days_asked(filters.until, "--until").latest if filters.until is not None else LAST_DAY
    return conditions, values


def family_of(record: Record, asked: str) -> tuple[MemberRow, ...]:
    """One family, by its id or the id of a statement, or the beginning of one; the fullest statement first.

    Empty for a statement that is in none. Raises UnknownReference when neither has this id, or more than one.
    """
    return family_part(record, asked).members


def family_part(record: Record, asked: str, *, first: int = 0, limit: int | None = None) -> FamilyPart:
    """As `family_of`, of its statements those from `first` on, at most so many: each is held against the fullest."""
    with record.reading() as connection:
        number = _find(connection, asked)
        rows = connection.execute(MEMBERS, (number,)).fetchall()
    last = len(rows) if limit is None else first + limit
    return FamilyPart(_members(rows, first, last), _counted(rows), rows[0]["family"] if rows else None)


def _counted(rows: Sequence[sqlite3.Row]) -> FamilyCounts:
    return FamilyCounts(
        len(rows),
        len({row["report"] for row in rows}),
        len({row["voice"] for row in rows}),
        len({row["outlet"] for row in rows} - {None}),
        Counter(row["how"] for row in rows),
        sum(row["other_mouth"] for row in rows),
    )


def _members(rows: Sequence[sqlite3.Row], start: int, end: int) -> tuple[MemberRow, ...]:
    fullest = next((row["words"] for row in rows if row["how"] == Carried.FULLEST), None)
    firsts: dict[int, int] = {}
    for row in rows:
        firsts.setdefault(row["voice"], row["report_number"])
    shown = rows[start:end] if fullest is not None else ()
    return tuple(_member(row, str(fullest), firsts[row["voice"]]) for row in shown)


def _find(connection: sqlite3.Connection, asked: str) -> int | None:
    values = {"asked": asked.strip(), "beyond": asked.strip() + finding.END_OF_PREFIX}
    rows = connection.execute(BY_ID, values).fetchall() if asked.strip() else []
    exact = [row for row in rows if row["id"] == values["asked"]]
    if len(exact or rows) == 1:
        return int((exact or rows)[0]["number"])
    _, statement = finding.find_statement(connection, asked)
    found = connection.execute(OF_STATEMENT, (statement,)).fetchone()
    return None if found is None else int(found["family"])


def _member(row: sqlite3.Row, fullest: str, first_report: int) -> MemberRow:
    beside = None if row["how"] == Carried.FULLEST else carriage(fullest, row["words"])
    return MemberRow(
        **{name: row[name] for name in AS_STANDS},
        other_mouth=bool(row["other_mouth"]),
        is_copy=row["report_number"] != first_report,
        differences=tuple(one.value for one in beside.differences) if beside else (),
        left_out=tuple(fullest[start:end] for start, end in beside.left_out) if beside else (),
        diff=_diff(fullest, row["words"], beside) if beside else (),
    )


def _diff(fullest: str, words: str, beside: Carriage) -> Diff:
    return tuple(piece for edit in readable(beside.edits, fullest, words) for piece in _pieces(fullest, words, edit))


def _pieces(fullest: str, words: str, edit: Edit) -> Sequence[tuple[str, str]]:
    old, new = edit.old.of(fullest), edit.new.of(words)
    pieces = [("=", new)] if edit.is_same else [("-", old), ("+", new)]
    return [(sign, text) for sign, text in pieces if text]
