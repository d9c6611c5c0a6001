"""Copies on record: found whatever the order of reading, completed after a kill, gone with their reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UnknownReference
from onrecord.store import copies_near
from onrecord.store.copies_read import copies_of, copy_groups
from onrecord.store.copies_waiting import complete_copies, not_compared_yet
from onrecord.store.instruments import appealed, appeals_to
from onrecord.store.migrations import MIGRATIONS, migrate
from onrecord.store.record import Record, open_record
from onrecord.store.schema_copies import COPIES_STEP
from onrecord.store.search import Filters, search
from onrecord.values.copies import CopyKind
from onrecord.values.dates import PublicationDate
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.matching.texts import LEAD, LENS, NOTICE, OTHER, QUOTED, STORY, THIRD, THREAT
from tests.store.conftest import put
from tests.store.making import record_of as one_statement
from tests.store.making import statement_at

TABLES = ("report_signatures", "report_bands", "report_pairs", "copy_groups", "copies", "copied_statements")


def read(name: str, *paragraphs: str, reader: str = "onrecord test", **fields: Any) -> ReportRecord:
    """A report that was read; its one statement is what Ysolde Marrin says in it, if she does."""
    text = "\n\n".join(paragraphs)
    at = [n for n in range(len(text)) if n == 0 or text.startswith("\n\n", n - 2)]
    spans = tuple(Span(start, len(text[start:].split("\n\n", 1)[0]) + start) for start in at)
    whole = one_statement(text, reader, id=name, origin=f"{name}.txt", paragraphs=spans, **fields)
    said = text.find("“We will not")
    if said < 0:
        return ReportRecord(whole.report, (), reader)
    end = text.index("”", said) + 1
    refers = (Reference(Span(said, end), "skerrin-lamp-1931", "Skerrin Lamp Agreement"),)
    return ReportRecord(whole.report, (statement_at(name, said, end, refers_to=refers),), reader)


ORIGINAL = read("original", *STORY, outlet="Velna", published="2023-05-03", title="The lamp stays lit")
CUT = read("cut", LEAD, QUOTED, outlet="Kordava Ledger", published="2023-05-04", title="Lamp to stay")
EXTENDED = read("extended", *STORY, *OTHER, outlet="Radio Ilvany", published="2023-05-05")
STRANGER = read("stranger", *OTHER[:1], outlet="Perrasol Courier", published="2023-05-04")
ALL = (ORIGINAL, CUT, EXTENDED, STRANGER)


def voices(record: Record) -> list[tuple[object, ...]]:
    rows = record.connection.execute(
        "SELECT s.id, v.id, c.wording, c.place FROM copied_statements AS c "
        "JOIN statements AS s ON s.number = c.statement JOIN statements AS v ON v.number = c.voice ORDER BY s.id"
    )
    return [tuple(row) for row in rows]


def standing(record: Record) -> list[tuple[object, ...]]:
    """All that is on record of copies, without the numbers that the order of reading gives."""
    rows = record.connection.execute(
        "SELECT r.id, g.id, o.id, g.because, c.place, v.id, w.id, c.kind, c.share, c.of_share, c.cut, c.added "
        "FROM copies AS c JOIN reports AS r ON r.number = c.report JOIN copy_groups AS g ON g.number = c.copy_group "
        "JOIN reports AS v ON v.number = c.voice LEFT JOIN reports AS o ON o.number = g.original "
        "LEFT JOIN reports AS w ON w.number = c.compared_with ORDER BY r.id"
    )
    return [tuple(row) for row in rows]


def test_a_group_with_its_original_and_what_became_of_it(record: Record) -> None:
    put(record, *ALL)
    (group,) = copy_groups(record)
    assert (group.reports, group.outlets, group.original, group.original_outlet) == (3, 3, "original", "Velna")
    assert (group.title, group.first_published, group.last_published) == (
        "The lamp stays lit",
        "2023-05-03",
        "2023-05-05",
    )
    assert group.because == "published 2023-05-03, before every other (the next: 2023-05-04)"
    shown = copies_of(record, "cut")
    assert [(one.report, one.kind, one.words_cut, one.words_added) for one in shown.members] == [
        ("original", None, None, None),
        ("cut", CopyKind.CUT, 85, 0),
        ("extended", CopyKind.EXTENDED, 0, 81),
    ]
    text = ORIGINAL.report.text
    assert [text[start:end] for start, end in shown.members[1].cut] == [THREAT.rstrip("."), LENS.rstrip(".")]
    assert [(sign, words[:12]) for sign, words in shown.diff] == [
        ("=", "The island o"),
        ("-", "The keepers "),
        ("=", "“We will not"),
        ("-", "The harbour "),
    ]
    assert copies_of(record, "original").diff == ()
    assert copies_of(record, "stranger").members == ()
    with pytest.raises(UnknownReference):
        copies_of(record, "nobody")


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, ordered in enumerate(list(permutations(ALL))[::5]):
        with open_record(tmp_path / f"{number}.db", create=True) as record:
            put(record, *ordered)
            found.append((standing(record), voices(record)))
    assert [len(part) for part in found[0]] == [3, 3]
    assert all(one == found[0] for one in found)


def test_a_report_tells_of_what_it_is_a_copy(record: Record) -> None:
    put(record, *ALL)
    copied = record.report("cut").copied
    assert copied and copied.copy_of
    assert (copied.group, copied.copies, copied.copy_of.report) == ("cut", 2, "original")
    assert (copied.copy_of.kind, copied.copy_of.share) == (CopyKind.CUT, 1.0)
    original = record.report("original").copied
    assert original and (original.copies, original.copy_of) == (2, None)
    assert record.report("stranger").copied is None


def test_without_evidence_no_original_is_named(record: Record) -> None:
    put(record, read("one", *STORY), read("two", *STORY[:3]))
    (group,) = copy_groups(record)
    assert group.original is None
    assert "open: 2 of 2 have no date" in group.because
    assert {one.compared_with for one in copies_of(record, "two").members} == {None, "one"}  # the fullest text
    copied = record.report("two").copied
    assert copied and (copied.copies, copied.copy_of) == (1, None)


def test_counted_as_independent_reports(record: Record) -> None:
    put(record, *ALL)
    assert [(row.statements, row.reports) for row in record.speakers()] == [(3, 3)]
    assert [(row.statements, row.reports) for row in record.speakers(independent=True)] == [(1, 1)]
    assert (record.counts().reports, record.counts().independent_reports) == (4, 2)
    assert [(row.statements, row.reports) for row in appealed(record)] == [(3, 3)]
    assert [(row.statements, row.reports) for row in appealed(record, independent=True)] == [(1, 1)]
    assert [one.report for one in appeals_to(record, "skerrin-lamp-1931")] == ["original", "cut", "extended"]
    found = appeals_to(record, "skerrin-lamp-1931", independent=True)
    assert [(one.report, one.copies) for one in found] == [("original", 2)]


@pytest.mark.parametrize(
    ("filters", "report"),
    [
        (Filters(), "original"),
        (Filters(outlet="Ledger"), "cut"),  # what stands for the others must pass the filters too
        (Filters(since="2023-05-05"), "extended"),
        (Filters(speaker="Lindqvist"), "original"),
    ],
)
@pytest.mark.parametrize("words", ["", "sign dark"])
def test_the_same_words_in_copies_are_one_hit(record: Record, filters: Filters, report: str, words: str) -> None:
    put(record, *ALL)
    asked = Filters(independent=True, **{name: getattr(filters, name) for name in ("outlet", "since", "speaker")})
    found = search(record, words, asked)
    assert [(hit.report, hit.copies) for hit in found.hits] == [(report, 2)]
    assert found.total == 1
    assert search(record, words).total == 3


def test_a_rejected_statement_does_not_stand_for_the_others(record: Record) -> None:
    put(record, *ALL)
    number = record.connection.execute(
        "SELECT s.number FROM statements AS s JOIN reports AS r ON r.number = s.report WHERE r.id = 'original'"
    ).fetchone()[0]
    record.connection.execute(
        "INSERT INTO judgements (id, act, at, by, line) VALUES ('j', 'reject', '2023', 'ana', '{}')"
    )
    record.connection.execute("INSERT INTO rejections VALUES (?, 1)", (number,))
    assert [hit.report for hit in search(record, "", Filters(independent=True)).hits] == ["cut"]


def test_versions_of_one_address_are_no_copies(record: Record) -> None:
    page = "https://ledger.example/lamp"
    put(record, read("one", *STORY, url=page), read("two", *STORY[:3], url=f"{page}/?utm_source=feed#top"))
    assert copy_groups(record) == ()
    put(record, read("three", *STORY, url="https://courier.example/lamp"))
    assert [group.reports for group in copy_groups(record)] == [2]  # the latest version and the copy


def test_an_earlier_version_of_a_page_is_no_copy(record: Record) -> None:
    page = "https://velna.example/lamp"
    first = read("first", *STORY, outlet="Velna", published="2023-05-03", url=page)
    now = read("now", *STORY[:3], outlet="Velna", published="2023-05-04", url=page)
    put(record, first, now, CUT)
    standing = {name: record.report(name).copied for name in ("first", "now", "cut")}
    assert {name: one and one.copies for name, one in standing.items()} == {"first": 1, "now": 1, "cut": 1}
    assert {name: one and one.copy_of and one.copy_of.report for name, one in standing.items()} == {
        "first": None,
        "now": None,
        "cut": "now",
    }
    copy_of = standing["cut"] and standing["cut"].copy_of
    assert copy_of and copy_of.because.endswith("; its page has changed since")
    (group,) = copy_groups(record)
    assert (group.reports, group.original) == (2, "now")
    assert [(one.report, one.is_original) for one in copies_of(record, "cut").members] == [
        ("now", True),
        ("cut", False),
    ]
    assert [(hit.report, hit.copies) for hit in search(record, "", Filters(independent=True)).hits] == [("now", 1)]
    assert record.counts().independent_reports == 1
    rows = record.connection.execute("SELECT count(*), count(DISTINCT voice) FROM independent_reports").fetchone()
    assert tuple(rows) == (2, 1)


def test_a_copy_of_what_a_page_said_before(record: Record) -> None:
    page = "https://velna.example/lamp"
    put(record, read("first", *STORY, outlet="Velna", published="2023-05-03", url=page, title="The lamp"), CUT)
    put(record, read("now", STORY[0][:60], *OTHER, outlet="Velna", url=page, title="The lamp"))
    copied = record.report("cut").copied
    assert copied and copied.copy_of and (copied.copies, copied.copy_of.report) == (0, "now")
    assert copy_groups(record) == ()
    assert record.counts().independent_reports == 2


def test_a_rejected_statement_is_no_copy_of_others(record: Record) -> None:
    put(record, *ALL)
    record.connection.execute("INSERT INTO judgements (id, act, at, by, line) VALUES ('j', 'reject', '2', 'a', '{}')")
    record.connection.execute(
        "INSERT INTO rejections SELECT s.number, 1 FROM statements AS s JOIN reports AS r ON r.number = s.report "
        "WHERE r.id = 'cut'"
    )
    assert [hit.copies for hit in search(record, "", Filters(independent=True)).hits] == [1]


def test_a_transcript_is_no_copy_of_a_report_that_quotes_it(record: Record) -> None:
    transcript = read("transcript", *STORY)
    put(record, read("report", *STORY), replace(transcript, report=replace(transcript.report, kind="transcript")))
    assert copy_groups(record) == ()


def test_boilerplate_of_an_outlet_joins_nothing_not_even_what_it_joined_before(tmp_path: Path) -> None:
    notice = f"{NOTICE} {NOTICE.replace('island', 'mainland')}"
    pages = [read(f"page {n}", story, notice, outlet="Ledger") for n, story in enumerate((THIRD[0], *OTHER))]
    for number, ordered in enumerate(list(permutations(pages))[::2]):
        with open_record(tmp_path / f"{number}.db", create=True) as record:
            put(record, *ordered[:2])
            assert len(copy_groups(record)) == 1  # two alike are not known from two that copy
            put(record, ordered[2])
            assert copy_groups(record) == ()


@pytest.mark.parametrize("gone", ["original", "cut", "extended"])
def test_a_removed_report_leaves_nothing_and_the_others_are_looked_up_again(path: Path, gone: str) -> None:
    with open_record(path, create=True) as record:
        put(record, *ALL)
    with closing(sqlite3.connect(path)) as other:  # any program: no code of ours runs, only the trigger
        other.execute("PRAGMA foreign_keys = ON")
        (number,) = other.execute("SELECT number FROM reports WHERE id = ?", (gone,)).fetchone()
        other.execute("DELETE FROM inputs WHERE report = ?", (number,))
        other.execute("DELETE FROM reports WHERE number = ?", (number,))
        other.commit()
        for table, columns in (
            ("report_signatures", ("report",)),
            ("report_bands", ("report",)),
            ("report_pairs", ("longer", "shorter")),
            ("copies", ("report", "voice", "compared_with")),
        ):
            for column in columns:
                assert not other.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (number,)).fetchall()
    with open_record(path) as record:
        assert not_compared_yet(record) > 0
        complete(record)
        after = standing(record)
    with open_record(path.with_name("fresh.db"), create=True) as record:
        put(record, *(one for one in ALL if one.report.id != gone))
        assert standing(record) == after


def test_a_report_read_anew_changes_places(record: Record) -> None:
    put(record, *ALL)
    later = PublicationDate("2023-05-09", ("2023-05-09",), "the page says so")
    put(record, read("original", *STORY, outlet="Velna", published=later, reader="onrecord next"))
    (group,) = copy_groups(record)
    assert group.original == "cut"
    assert [hit.report for hit in search(record, "", Filters(independent=True)).hits] == ["cut"]
    put(record, read("original", *OTHER, outlet="Velna", reader="onrecord after that"))
    assert {one.report for one in copies_of(record, "cut").members} == {"cut", "extended"}


def test_a_record_of_an_earlier_version_is_completed(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_record(new, create=True) as record:
        put(record, *ALL)
        expected = standing(record)
    before = MIGRATIONS.index(COPIES_STEP)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, old, MIGRATIONS[:before])
        connection.execute("ATTACH ? AS new", (str(new),))
        for table in ("runs", "kept_bytes", "reports", "inputs", "speakers", "statements", "spans"):
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    with open_record(old) as record:
        assert not_compared_yet(record) == len(ALL)
        complete(record)
        assert standing(record) == expected
        record.verify()


def damage(record: Record, name: str) -> None:
    """As a failing disk or another program would: the text is not the one that was read."""
    record.connection.execute("UPDATE reports SET text = replace(text, 'e', 'x') WHERE id = ?", (name,))


@pytest.mark.parametrize("damaged", ["original", "cut"])
def test_a_damaged_report_keeps_no_other_from_being_written(path: Path, damaged: str) -> None:
    with open_record(path, create=True) as record:
        put(record, ORIGINAL, CUT, STRANGER)
        damage(record, damaged)
    with open_record(path) as record:
        put(record, EXTENDED)
        assert record.report("extended") == replace(EXTENDED, copied=record.report("extended").copied)
        record.connection.execute("UPDATE report_signatures SET compared = 0")
        complete(record)
        assert not_compared_yet(record) == 0
        assert record.report("stranger").copied is None


def test_a_damaged_report_waits_for_nothing_and_is_left_out(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, ORIGINAL, CUT, EXTENDED)
        damage(record, "original")
        record.connection.execute("DELETE FROM copy_groups")
        record.connection.execute("DELETE FROM report_pairs")
        record.connection.execute("UPDATE report_signatures SET compared = 0")
    with open_record(path) as record:
        complete(record)
        assert not_compared_yet(record) == 0
        assert {one.report for one in copies_of(record, "cut").members} == {"cut", "extended"}


def test_keys_of_another_method_are_made_anew(record: Record) -> None:
    put(record, *ALL)
    expected = standing(record)
    record.connection.execute("UPDATE report_signatures SET method = 'another'")
    assert not_compared_yet(record) == len(ALL)
    complete(record)
    assert standing(record) == expected


def test_a_batch_that_is_undone_leaves_nothing(record: Record) -> None:
    with pytest.raises(RuntimeError), record.batch():
        put_inside(record, ALL)
        raise RuntimeError
    assert {table: record.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES} == (
        dict.fromkeys(TABLES, 0)
    )
    put(record, *ALL)
    assert len(copy_groups(record)) == 1


def test_many_holders_of_a_passage_are_not_all_looked_at(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies_near, "MOST_HOLDERS", 3)
    monkeypatch.setattr(copies_near, "MOST_CANDIDATES", 2)
    put(record, *(read(f"copy {number}", *STORY[: 2 + number % 3], outlet=f"Paper {number}") for number in range(12)))
    assert [group.reports for group in copy_groups(record)] == [12]
    assert record.connection.execute("SELECT count(*) FROM report_pairs").fetchone()[0] <= 12 * 2


def complete(record: Record) -> None:
    while complete_copies(record, limit=2):
        pass


def put_inside(record: Record, reports: Iterable[ReportRecord]) -> None:
    from tests.store.making import page_of  # noqa: PLC0415

    run = record.begin_run("2031-01-02T03:04:05Z", "onrecord test", [])
    for one in reports:
        record.add(run, one, page_of(one))
