"""Groups of copies, as the record tells of them."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass

from onrecord.matching.compare import align
from onrecord.matching.differences import side_by_side
from onrecord.matching.wording import folded_words
from onrecord.store import finding
from onrecord.store.called import REPORT_NAME
from onrecord.store.copies_near import near
from onrecord.store.copies_standing import ANOTHER, LATEST
from onrecord.store.copies_texts import Wordings
from onrecord.store.record import Record
from onrecord.values.span import Span

GROUPS = f"""
SELECT g.id AS "group", count(*) AS reports, count(DISTINCT r.outlet) AS outlets,
  first.id AS original, first.outlet AS original_outlet,
  (SELECT title FROM reports WHERE number = {LATEST.format("c.voice")}) AS title,
  min(r.published) FILTER (WHERE r.published < 'X') AS first_published,
  max(r.published) FILTER (WHERE r.published < 'X') AS last_published, g.because
FROM copy_groups AS g JOIN copies AS c ON c.copy_group = g.number JOIN reports AS r ON r.number = c.report
LEFT JOIN reports AS first ON first.number = {LATEST.format("g.original")}
WHERE c.report NOT IN (SELECT report FROM superseded)
GROUP BY g.number HAVING count(*) > 1
ORDER BY ifnull(max(r.published) FILTER (WHERE r.published < 'X'), '') DESC, count(*) DESC, g.id"""
MEMBERS = f"""
SELECT g.id AS "group", r.id AS report, r.outlet, {REPORT_NAME} AS title, r.published, r.origin, r.url, s.words,
  ifnull(r.number = {LATEST.format("g.original")}, 0) AS is_original,
  other.id AS compared_with, c.kind, c.share, c.of_share, c.cut, c.added,
  other.text AS other_text, r.text
FROM copies AS own JOIN copy_groups AS g ON g.number = own.copy_group JOIN copies AS c ON c.copy_group = g.number
JOIN reports AS r ON r.number = c.report JOIN report_signatures AS s ON s.report = r.number
LEFT JOIN reports AS other ON other.number = c.compared_with WHERE own.report = ?
  AND (c.report = own.report OR {ANOTHER.format("c.report", "own.report")})
ORDER BY is_original DESC, c.place"""
MARKS_BEFORE, MARKS_AFTER = re.compile(r"[^\w\s]{1,3}\Z"), re.compile(r"[^\w\s]{1,4}")
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of copies. original: the id of that report; None where the evidence leaves it open. The days are EDTF.

    title: of the original, or of the report that stands for it. because: why it is the original, or why it is open.
    """

    group: str
    reports: int
    outlets: int
    original: str | None
    original_outlet: str | None
    title: str | None
    first_published: str | None
    last_published: str | None
    because: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One report of a group. compared_with: the original, or where that is open the fullest text; None for it itself.

    share: of the report's words that stand there, of_share the other way round. cut: [start, end) in the text of
    compared_with, added: in the report's own; words_cut, words_added count them. words: of the main text. compared_with
    may be an earlier version of a page, which is not itself among the reports of the group.
    """

    group: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    source: str
    url: str | None
    words: int
    is_original: bool
    compared_with: str | None
    kind: str | None
    share: float | None
    of_share: float | None
    words_cut: int | None
    words_added: int | None
    cut: Places
    added: Places


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """The group of one report. members: the original first, or who stands for it; empty where the report has no copy.

    asked: the id of the report that was asked for. diff: its words beside those it is compared with: ("=", words),
    ("-", words only there), ("+", words only here); empty for the one that the others are compared with.
    """

    asked: str
    because: str
    members: tuple[MemberRow, ...]
    diff: tuple[tuple[str, str], ...] = ()


def copy_groups(record: Record) -> tuple[GroupRow, ...]:
    """All groups of copies, the newest first."""
    with record.reading() as connection:
        return tuple(GroupRow(**dict(row)) for row in connection.execute(GROUPS))


def copies_of(record: Record, asked: str) -> CopyGroup:
    """The copies of one report, asked for as in `onrecord show`. Raises UnknownReference."""
    with record.reading() as connection:
        number = finding.find_report(connection, asked)
        own = connection.execute("SELECT id FROM reports WHERE number = ?", (number,)).fetchone()["id"]
        # Row by row: each has two whole texts.
        members = tuple(_member(row) for row in connection.execute(MEMBERS, (number,)))
        if len(members) < 2:  # none, or the others have been removed since
            return CopyGroup(own, "no other report on record is a copy of it, nor is it one of another", ())
        found = connection.execute(
            "SELECT g.because, c.compared_with FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group "
            "WHERE c.report = ?",
            (number,),
        ).fetchone()
        other = found["compared_with"]
        diff = () if other is None else _diff(connection, number, other)
        return CopyGroup(own, found["because"], members, diff)


def _member(row: sqlite3.Row) -> MemberRow:
    cut, added = (_places(row[name]) for name in ("cut", "added"))
    is_compared = row["compared_with"] is not None
    same = (
        "group",
        "report",
        "outlet",
        "title",
        "published",
        "url",
        "words",
        "compared_with",
        "kind",
        "share",
        "of_share",
    )
    return MemberRow(
        **{name: row[name] for name in same},
        source=row["origin"],
        is_original=bool(row["is_original"]),
        words_cut=_words(cut, row["other_text"]) if is_compared else None,
        words_added=_words(added, row["text"]) if is_compared else None,
        cut=cut,
        added=added,
    )


def _places(written: str | None) -> Places:
    return tuple((start, end) for start, end in json.loads(written or "[]"))


def _words(places: Places, text: str) -> int:
    return sum(len(folded_words(text[start:end])) for start, end in places)


def _diff(connection: sqlite3.Connection, number: int, other: int) -> tuple[tuple[str, str], ...]:
    texts = Wordings(connection)
    own, whole = texts.read(number), texts.read(other)
    if own is None or whole is None:
        raise ValueError("the text of a report has changed")
    (mine, wording), (theirs, others) = own, whole
    match = align(wording, others, near(connection, number).common)
    return tuple(
        (sign, _with_marks(span, theirs.text if sign == "-" else mine.text))
        for sign, span in side_by_side(match, wording, others)
    )


def _with_marks(span: Span, text: str) -> str:
    """The words there with the signs that are written to their ends: quotation marks, full stops."""
    before, after = MARKS_BEFORE.search(text[max(0, span.start - 3) : span.start]), MARKS_AFTER.match(text, span.end)
    return f"{before[0] if before else ''}{span.of(text)}{after[0] if after else ''}"
