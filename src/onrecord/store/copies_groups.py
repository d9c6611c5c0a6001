"""Groups of copies: made anew for the reports that something touched, and for no others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from onrecord.matching.clusters import Days, Pair, clusters, unites
from onrecord.matching.compare import align
from onrecord.matching.differences import difference
from onrecord.matching.original import Member, find_original, fullest_first, place_of, standing
from onrecord.matching.signatures import hash_of
from onrecord.matching.wording import folded_words
from onrecord.store.cells import Fetched, Row, spans_of, to_json
from onrecord.store.copies_near import near
from onrecord.store.copies_texts import Wordings
from onrecord.store.date_ranges import days_of

NEIGHBOURS = """
SELECT longer FROM report_pairs WHERE shorter = :n UNION SELECT shorter FROM report_pairs WHERE longer = :n
UNION SELECT near.report FROM copies AS own JOIN copies AS near ON near.copy_group = own.copy_group
WHERE own.report = :n"""
PAIRS = "SELECT * FROM report_pairs WHERE longer = :n UNION SELECT * FROM report_pairs WHERE shorter = :n"
MEMBER_COLUMNS = """
SELECT r.number, r.id, r.outlet, r.wire, r.republished_from, r.published, r.published_candidates, s.words"""
MEMBER = f"""
{MEMBER_COLUMNS} FROM reports AS r JOIN report_signatures AS s ON s.report = r.number WHERE r.number = ?"""
MEMBERS = f"""
{MEMBER_COLUMNS}, c.voice, c.compared_with
FROM copies AS c JOIN reports AS r ON r.number = c.report JOIN report_signatures AS s ON s.report = r.number
WHERE c.copy_group = ?"""
VOICE = "SELECT voice, min(place) AS place FROM copied_statements WHERE copy_group = ? AND wording = ?"
TAKE_OVER = "UPDATE copied_statements SET voice = ? WHERE copy_group = ? AND wording = ?"
STATEMENTS = "SELECT number, words FROM statements WHERE report = ? ORDER BY ordinal"
COMPARED = ("compared_with", "kind", "share", "of_share", "cut", "added")


def neighbours(connection: sqlite3.Connection, number: int) -> set[int]:
    """The reports that share a pair or a group with this one."""
    return {row[0] for row in connection.execute(NEIGHBOURS, {"n": number})}


def regroup(texts: Wordings, touched: Collection[int], changed: Collection[int] = ()) -> None:
    """Make the groups of these reports anew. changed: those whose words are others than when they were compared."""
    if len(touched) == 1 and join_group(texts, next(iter(touched))):
        return
    connection = texts.connection
    together = {one for number in touched for one in neighbours(connection, number)}
    members, pairs = _reached(connection, together.union(touched))
    numbers = {member.report: number for number, member in members.items()}
    days = {member.report: member.days for member in members.values() if member.days}
    kept = _forget(connection, members, changed)
    for group in clusters(pairs, days=days):
        _put_group(texts, {numbers[one]: members[numbers[one]] for one in group}, kept)


def join_group(texts: Wordings, number: int) -> bool:
    """Put a report in no group yet into the one that its pairs lead to, if that changes nothing for the others there.

    So one text on thousands of pages costs a look at their dates for each, and not all of its group anew.
    """
    connection = texts.connection
    group = _only_group(connection, number)
    if group is None:
        return False
    rows = connection.execute(MEMBERS, (group,)).fetchall()
    members = {row["number"]: member_of(row) for row in rows}
    own = member_of(connection.execute(MEMBER, (number,)).fetchone())
    everybody = (*members.values(), own)
    original = find_original(everybody)
    voice, base = rows[0]["voice"], next(row["number"] for row in rows if row["compared_with"] is None)
    is_first = place_of(own, original.report) < place_of(members[voice], original.report)
    takes_over = original.report is None and fullest_first(own) < fullest_first(members[base])
    stood = connection.execute("SELECT original FROM copy_groups WHERE number = ?", (group,)).fetchone()["original"]
    same = original.report == (members[stood].report if stood else None)
    compared = None if not same or is_first or takes_over else _comparison(texts, number, base, None)
    if compared is None:
        return False
    told = (min(one.report for one in everybody), original.because, group)
    connection.execute("UPDATE copy_groups SET id = ?, because = ? WHERE number = ?", told)
    place = place_of(own, original.report)
    _put_member(connection, number, (group, place, voice), compared)
    put_statements(connection, group, number, place)
    return True


def _only_group(connection: sqlite3.Connection, number: int) -> int | None:
    """The group of all that a report in none is one voice with; None where there is none, or more than one."""
    if connection.execute("SELECT 1 FROM copies WHERE report = ?", (number,)).fetchone():
        return None
    _, pairs = _pairs_of(connection, number, {})
    others = {one for ends in pairs for one in ends} - {number}
    found = {
        one: connection.execute("SELECT copy_group FROM copies WHERE report = ?", (one,)).fetchone() for one in others
    }
    groups = {row["copy_group"] if row else None for row in found.values()}
    return groups.pop() if len(groups) == 1 else None


def _reached(connection: sqlite3.Connection, touched: Iterable[int]) -> tuple[dict[int, Member], list[Pair]]:
    """The reports that are one voice with those touched, whether by one pair or by many; and these pairs."""
    members: dict[int, Member] = {}
    pairs: dict[tuple[int, int], Pair] = {}
    reached, frontier = set(touched), set(touched)
    while frontier:
        number = frontier.pop()
        members, found = _pairs_of(connection, number, members)
        pairs |= found
        new = {one for ends in found for one in ends} - reached
        reached |= new
        frontier |= new
    return {number: members[number] for number in reached}, list(pairs.values())


def _pairs_of(
    connection: sqlite3.Connection, number: int, members: dict[int, Member]
) -> tuple[dict[int, Member], dict[tuple[int, int], Pair]]:
    """The pairs that make a report one voice with another. members: those met so far; given back with the new ones."""
    pairs: dict[tuple[int, int], Pair] = {}
    _meet(connection, number, members)
    for row in connection.execute(PAIRS, {"n": number}).fetchall():
        ends = row["longer"], row["shorter"]
        for end in ends:
            _meet(connection, end, members)
        longer, shorter = (members[end] for end in ends)
        pair = Pair(longer.report, shorter.report, row["share"], bool(row["from_lead"]))
        if unites(pair, {one.report: one.days for one in (longer, shorter) if one.days}):
            pairs[ends] = pair
    return members, pairs


def _meet(connection: sqlite3.Connection, number: int, members: dict[int, Member]) -> None:
    if number not in members:
        members[number] = member_of(connection.execute(MEMBER, (number,)).fetchone())


def member_of(row: Fetched) -> Member:
    """A report as it stands among its copies. row: id, words, and what it tells of its origin and day."""
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
        connection.execute("DELETE FROM copy_groups WHERE number = ?", (group,))
    return kept


def _put_group(texts: Wordings, members: Mapping[int, Member], kept: Mapping[int, Row]) -> None:
    """Damaged reports are left out where they had to be read."""
    connection = texts.connection
    numbers = {member.report: number for number, member in members.items()}
    found = standing(tuple(members.values()))
    original, base = found.original, numbers[found.base]
    places = {numbers[report]: place for report, place in found.places.items()}
    ordered = [numbers[report] for report in found.ordered]
    compared = {number: _comparison(texts, number, base, kept.get(number)) for number in ordered}
    if any(row is None for row in compared.values()):
        whole = {number: member for number, member in members.items() if texts.read(number)}
        if len(whole) > 1:
            _put_group(texts, whole, kept)
        return
    told = (min(numbers), base if original.report else None, original.because)
    group = connection.execute("INSERT INTO copy_groups (id, original, because) VALUES (?, ?, ?)", told).lastrowid or 0
    for number in ordered:
        _put_member(connection, number, (group, places[number], ordered[0]), compared[number] or {})
        put_statements(connection, group, number, places[number])


def _put_member(connection: sqlite3.Connection, number: int, stands: tuple[int, str, int], compared: Row) -> None:
    """stands: its group, its place there, and who is the voice of all."""
    row = {"report": number, **dict(zip(("copy_group", "place", "voice"), stands, strict=True)), **compared}
    connection.execute(f"INSERT INTO copies ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


def _comparison(texts: Wordings, number: int, base: int, kept: Row | None) -> Row | None:
    """None where one of the two is damaged."""
    if number == base:
        return {}
    if kept and kept["compared_with"] == base:
        return kept
    own, whole = texts.read(number), texts.read(base)
    if own is None or whole is None:
        return None
    (copy, mine), (other, theirs) = own, whole
    match = align(mine, theirs, near(texts.connection, number).common)
    found = difference(match, mine, theirs, (copy.title, other.title))
    cut, added = (to_json(spans_of(spans)) for spans in (found.cut, found.added))
    values = (base, found.kind.value, found.share, found.of_share, cut, added)
    return dict(zip(COMPARED, values, strict=True))


def put_statements(connection: sqlite3.Connection, group: int, report: int, place: str) -> None:
    """The statements of a report in a group: of those with the same words the one that comes first stands for all."""
    for row in connection.execute(STATEMENTS, (report,)).fetchall():
        number, same = row["number"], (group, hash_of(" ".join(folded_words(row["words"]))))
        stands = connection.execute(VOICE, same).fetchone()
        voice = number if stands["voice"] is None or place < stands["place"] else stands["voice"]
        connection.execute("INSERT INTO copied_statements VALUES (?, ?, ?, ?, ?)", (number, *same, place, voice))
        if voice == number:
            connection.execute(TAKE_OVER, (voice, *same))
