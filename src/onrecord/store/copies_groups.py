"""Groups of copies: made anew for the reports that something touched, and for no others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from onrecord.matching.clusters import Days, Pair, clusters, unites
from onrecord.matching.compare import align
from onrecord.matching.differences import difference
from onrecord.matching.original import Member, find_original, in_order
from onrecord.matching.wording import folded_words
from onrecord.store.cells import Row, spans_of, to_json
from onrecord.store.copies_near import near
from onrecord.store.copies_texts import Wordings
from onrecord.store.date_ranges import days_of

NEIGHBOURS = """
SELECT longer FROM report_pairs WHERE shorter = :n UNION SELECT shorter FROM report_pairs WHERE longer = :n
UNION SELECT near.report FROM copies AS own JOIN copies AS near ON near.copy_group = own.copy_group
WHERE own.report = :n"""
PAIRS = "SELECT * FROM report_pairs WHERE longer = :n UNION SELECT * FROM report_pairs WHERE shorter = :n"
MEMBER = """
SELECT r.number, r.id, r.outlet, r.wire, r.republished_from, r.published, r.published_candidates, s.words
FROM reports AS r JOIN report_signatures AS s ON s.report = r.number WHERE r.number = ?"""
STATEMENTS = "SELECT number, words FROM statements WHERE report = ? ORDER BY ordinal"
COMPARED = ("compared_with", "kind", "share", "of_share", "cut", "added")


def neighbours(connection: sqlite3.Connection, number: int) -> set[int]:
    """The reports that share a pair or a group with this one."""
    return {row[0] for row in connection.execute(NEIGHBOURS, {"n": number})}


def regroup(texts: Wordings, touched: Collection[int], changed: Collection[int] = ()) -> None:
    """Make the groups of these reports anew. changed: those whose words are others than when they were compared."""
    connection = texts.connection
    together = {one for number in touched for one in neighbours(connection, number)}
    members, pairs = _reached(connection, together.union(touched))
    numbers = {member.report: number for number, member in members.items()}
    days = {member.report: member.days for member in members.values() if member.days}
    kept = _forget(connection, members, changed)
    for group in clusters(pairs, days=days):
        _put_group(texts, {numbers[one]: members[numbers[one]] for one in group}, kept)


def _reached(connection: sqlite3.Connection, touched: Iterable[int]) -> tuple[dict[int, Member], list[Pair]]:
    """The reports that are one voice with those touched, whether by one pair or by many; and these pairs."""
    members: dict[int, Member] = {}
    pairs: dict[tuple[int, int], Pair] = {}
    frontier = set(touched)
    while frontier:
        number = frontier.pop()
        _meet(connection, number, members)
        for row in connection.execute(PAIRS, {"n": number}).fetchall():
            for end in (row["longer"], row["shorter"]):
                _meet(connection, end, members)
            longer, shorter = members[row["longer"]], members[row["shorter"]]
            pair = Pair(longer.report, shorter.report, row["share"], bool(row["from_lead"]))
            days = {one.report: one.days for one in (longer, shorter) if one.days}
            if (row["longer"], row["shorter"]) not in pairs and unites(pair, days):
                pairs[row["longer"], row["shorter"]] = pair
                frontier |= {row["longer"], row["shorter"]} - {number}
    reached = {*touched, *(number for pair in pairs for number in pair)}
    return {number: member for number, member in members.items() if number in reached}, list(pairs.values())


def _meet(connection: sqlite3.Connection, number: int, members: dict[int, Member]) -> None:
    if number not in members:
        members[number] = _member(connection.execute(MEMBER, (number,)).fetchone())


def _member(row: sqlite3.Row) -> Member:
    readings = json.loads(row["published_candidates"] or "[]")
    return Member(
        report=row["id"],
        words=row["words"],
        outlet=row["outlet"],
        wire=row["wire"],
        republished_from=row["republished_from"],
        days=_days([row["published"]] if row["published"] else readings),
    )


def _days(readings: Sequence[str]) -> Days | None:
    """From the first to the last day that the readings leave; None where one of them has no year."""
    found = [days_of(one) for one in readings]
    known = [one for one in found if one is not None and one.earliest >= "0001"]
    if not known or len(known) < len(found):
        return None
    first, last = min(one.earliest for one in known), max(one.latest for one in known)
    return Days(date.fromisoformat(first), date.fromisoformat(last))


def _forget(connection: sqlite3.Connection, reports: Iterable[int], changed: Collection[int]) -> dict[int, Row]:
    """Remove the groups that these reports are in. Gives the comparisons that still hold, by their reports."""
    kept: dict[int, Row] = {}
    groups = set()
    for number in reports:
        row = connection.execute("SELECT * FROM copies WHERE report = ?", (number,)).fetchone()
        if row is not None:
            groups.add(row["copy_group"])
            if row["compared_with"] is not None and not {number, row["compared_with"]} & set(changed):
                kept[number] = {name: row[name] for name in COMPARED}
    for group in groups:
        connection.execute(
            "DELETE FROM copied_statements WHERE statement IN (SELECT s.number FROM copies AS c "
            "JOIN statements AS s ON s.report = c.report WHERE c.copy_group = ?)",
            (group,),
        )
        connection.execute("DELETE FROM copy_groups WHERE number = ?", (group,))
    return kept


def _put_group(texts: Wordings, members: Mapping[int, Member], kept: Mapping[int, Row]) -> None:
    connection = texts.connection
    numbers = {member.report: number for number, member in members.items()}
    original = find_original(tuple(members.values()))
    ordered = [numbers[one.report] for one in in_order(tuple(members.values()), original.report)]
    fullest = min(members, key=lambda number: (-members[number].words, members[number].report))
    base = numbers[original.report] if original.report else fullest
    group = connection.execute(
        "INSERT INTO copy_groups (id, original, because) VALUES (?, ?, ?)",
        (min(numbers), base if original.report else None, original.because),
    ).lastrowid
    for place, number in enumerate(ordered, 1):
        compared = _comparison(texts, number, base, kept.get(number))
        row = {"report": number, "copy_group": group, "place": place, "voice": ordered[0], **compared}
        connection.execute(
            f"INSERT INTO copies ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
        )
    _put_statements(connection, ordered)


def _comparison(texts: Wordings, number: int, base: int, kept: Row | None) -> Row:
    if number == base:
        return {}
    if kept and kept["compared_with"] == base:
        return kept
    (copy, mine), (other, theirs) = texts.read(number), texts.read(base)
    match = align(mine, theirs, near(texts.connection, number).common)
    found = difference(match, mine, theirs, (copy.title, other.title))
    cut, added = (to_json(spans_of(spans)) for spans in (found.cut, found.added))
    values = (base, found.kind.value, found.share, found.of_share, cut, added)
    return dict(zip(COMPARED, values, strict=True))


def _put_statements(connection: sqlite3.Connection, ordered: Sequence[int]) -> None:
    """Statements of these reports with the same words: the first report's stands for all."""
    by_words: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for place, report in enumerate(ordered, 1):
        for row in connection.execute(STATEMENTS, (report,)).fetchall():
            by_words.setdefault(folded_words(row["words"]), []).append((place, row["number"]))
    rows = [
        (number, same[0][1], place) for same in by_words.values() if same[0][0] != same[-1][0] for place, number in same
    ]
    connection.executemany("INSERT OR REPLACE INTO copied_statements VALUES (?, ?, ?)", rows)
