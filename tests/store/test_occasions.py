"""Occasions on record: dates that reach other reports, whatever the order of reading and whoever judges."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.judging import Judge
from onrecord.store import occasions, occasions_dates, occasions_words
from onrecord.store.occasions_read import MOST_REASONS, Asked, ToldRow, occasion_rows, occasion_told
from onrecord.store.occasions_waiting import complete_occasions, not_settled_yet
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters, search
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.page import Turn
from onrecord.values.report import SpokenTurn
from onrecord.values.span import Span, words_at
from onrecord.values.statement import Circumstances, ReportRecord, Statement
from tests.growth import grows_linearly
from tests.store.conftest import put
from tests.store.making import record_of as one_statement
from tests.store.making import statement_at

WORDS = "“We will not be hurried by anybody, and we will not sign a thing in the dark.”"
OTHER = "“The lamp is lit and it will stay lit as long as there is oil on the island.”"


def report(name: str, words: str, said_on: str | None, published: str, **told: Any) -> ReportRecord:
    """A report of one quotation. told: its place, occasion and medium; and `speaker`."""
    speaker = told.pop("speaker", "Ana Lindqvist")
    whole = one_statement(
        f"{words} {name}", id=f"report {name}", origin=f"{name}.txt", outlet=name, published=published, speaker=speaker
    )
    date = StatementDate(said_on, "on Wednesday") if said_on else None
    made = statement_at(
        whole.report.id, 0, len(words), speaker=whole.statements[0].speaker, circumstances=Circumstances(date, **told)
    )
    return ReportRecord(whole.report, (made,), whole.reader)


DATED = report("dated", WORDS, "2023-05-03", "2023-05-04")
UNDATED = report("undated", WORDS, None, "2023-05-05")
OPEN = report("open", OTHER, "XXXX-05-03", "XXXX-05-03", occasion="speech at an LNH meeting")
NAMED = report("named", "“It is.”", "2023-05-03", "2023-05-04", occasion="a meeting of the League of Nine Harbours")
AGAIN = report("again", WORDS, "2023-09-01", "2023-09-02")
ELSEWHERE = report("elsewhere", WORDS, None, "2023-05-05", speaker="Bo Ek")
ALL = (DATED, UNDATED, OPEN, NAMED, AGAIN, ELSEWHERE)


def settle(record: Record) -> None:
    while complete_occasions(record, limit=2):
        pass


def statement_of(record: Record, name: str, shown: Shown = Shown.JUDGED) -> Statement:
    return record.report(f"report {name}", shown).statements[0]


def said_on(record: Record, name: str, shown: Shown = Shown.JUDGED) -> str | None:
    found = statement_of(record, name, shown).circumstances.said_on
    return found.edtf if found else None


def standing(record: Record) -> list[object]:
    """All that is on record of occasions, without the numbers that the order of reading gives."""
    queries = (
        "SELECT o.id, o.said_on, o.place, o.called, o.medium, c.id FROM occasions AS o "
        "JOIN scenes AS c ON c.occasion = o.number",
        "SELECT id, said_on, said_on_because FROM statements",
        "SELECT s.id, t.id, o.day, o.words, o.because FROM old_words AS o "
        "JOIN statements AS s ON s.number = o.statement JOIN statements AS t ON t.number = o.earlier",
        "SELECT s.id, d.earliest, d.latest FROM statement_dates AS d JOIN statements AS s ON s.number = d.statement",
    )
    return [sorted(map(str, map(tuple, record.connection.execute(query)))) for query in queries]


def test_a_date_reaches_the_same_words_in_another_report_with_the_reason(record: Record) -> None:
    put(record, *ALL)
    assert said_on(record, "undated") is None  # not looked at yet
    settle(record)
    found = statement_of(record, "undated")
    assert found.circumstances.said_on is not None
    assert found.circumstances.said_on.edtf == "2023-05-03"
    because = found.circumstances.said_on.because
    assert because.startswith(
        "the day is from dated, report report dat, published 2023-05-04 (on Wednesday): same speaker"
    )
    assert "the same 17 words in a row" in because
    assert found.occasion_id == statement_of(record, "dated").occasion_id
    assert said_on(record, "undated", Shown.AS_READ) is None
    assert said_on(record, "elsewhere") is None  # somebody else’s words


def test_a_year_reaches_a_report_through_a_gathering_of_one_name(record: Record) -> None:
    put(record, OPEN, NAMED)
    settle(record)
    assert said_on(record, "open") == "2023-05-03"
    told = statement_of(record, "open").circumstances.said_on
    assert told is not None
    assert "the year is from named" in told.because
    assert "a meeting of the same name (LNH); by itself this report tells XXXX-05-03" in told.because
    assert search(record, "lamp", Filters(since="2023-05-03", until="2023-05-03")).total == 1


def test_old_words_are_marked_and_not_changed(record: Record) -> None:
    put(record, *ALL)
    settle(record)
    old = statement_of(record, "again").old_words
    assert old is not None
    assert (old.statement, old.report, old.day, old.words) == (
        statement_of(record, "dated").id,
        "report dated",
        "2023-05-03",
        17,
    )
    assert said_on(record, "again") == "2023-09-01"
    assert statement_of(record, "again").occasion_id != statement_of(record, "dated").occasion_id
    assert statement_of(record, "dated").old_words is None


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations((DATED, UNDATED, OPEN, NAMED, AGAIN))):
        if number % 12 and number != 119:
            continue
        with open_record(tmp_path / f"{number}.db", create=True) as record:
            for one in order:
                put(record, one)
                if number % 2:
                    settle(record)
            settle(record)
            found.append(standing(record))
    assert len(found) == 11
    assert all(one == found[0] for one in found)


def test_a_report_read_again_replaces_what_was_found(record: Record) -> None:
    put(record, *ALL)
    settle(record)
    dated_anew = report("dated", WORDS, "2023-05-02", "2023-05-04")
    put(record, ReportRecord(dated_anew.report, dated_anew.statements, "a newer reader"))
    settle(record)
    assert said_on(record, "undated") == "2023-05-02"


def test_with_its_report_a_date_is_gone(record: Record) -> None:
    put(record, *ALL)
    settle(record)
    with record.batch():
        record.connection.execute("DELETE FROM reports WHERE id = 'report dated'")
    assert not_settled_yet(record) > 0
    settle(record)
    assert said_on(record, "undated") is None
    assert statement_of(record, "undated").occasion_id is None
    assert statement_of(record, "again").old_words is not None  # in print on 5 May, still
    assert record.connection.execute("SELECT count(*) FROM dated_by_occasion").fetchone()[0] == 1


@pytest.mark.parametrize(("right", "shown"), [("2023-05-01", "2023-05-01"), (None, None)])
def test_what_a_person_says_of_a_date_stands(path: Path, right: str | None, shown: str | None) -> None:
    with open_record(path, create=True) as record:
        put(record, *ALL)
        settle(record)
        number = statement_of(record, "undated").id
    with Judge(path, by="Ada") as judge:
        corrected = judge.correct(number, {"said_on": right})
    with open_record(path) as record:
        assert said_on(record, "undated") == shown
        put(record, report("another", WORDS, "2023-05-03", "2023-05-05"))
        settle(record)
        assert said_on(record, "undated") == shown
    with Judge(path, by="Ada") as judge:
        judge.undo(corrected.id)
    with open_record(path) as record:
        settle(record)
        assert said_on(record, "undated") == "2023-05-03"


def test_a_corrected_date_reaches_others(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, DATED, UNDATED)
        settle(record)
        number = statement_of(record, "dated").id
    with Judge(path, by="Ada") as judge:
        judge.correct(number, {"said_on": "2023-05-02"})
    with open_record(path) as record:
        assert said_on(record, "undated") == "2023-05-02"
    with Judge(path, by="Ada") as judge:
        judge.reject(number)
    with open_record(path) as record:
        assert said_on(record, "undated") is None


def test_people_told_to_be_one_share_their_occasions(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, DATED, ELSEWHERE)
        settle(record)
    with Judge(path, by="Ada") as judge:
        judge.merge("Ana Lindqvist", "Bo Ek")
    with open_record(path) as record:
        assert said_on(record, "elsewhere") == "2023-05-03"


def test_a_transcript_is_an_occasion_that_its_quotations_belong_to(record: Record) -> None:
    speech = f"Friends, {WORDS.strip('“”')} So let us begin, said the keeper of the lamp to all of us."
    whole = one_statement(speech, id="report speech", origin="speech.jsonl", published="2023-05-03", kind="transcript",
                          occasion="Keepers’ Day address", place="Kordava",
                          turns=(SpokenTurn(Turn("Ana Lindqvist", speech), Span(0, len(speech))),))  # fmt: skip
    date = StatementDate("2023-05-03", "the transcript’s own date")
    around = Circumstances(date, "Kordava", "Keepers’ Day address")
    turn = statement_at("report speech", 0, len(speech), circumstances=around, speaker=whole.statements[0].speaker)
    put(record, ReportRecord(whole.report, (turn,), whole.reader), UNDATED)
    settle(record)
    assert said_on(record, "undated") == "2023-05-03"
    (row,), total = occasion_rows(record, Asked(), 10)
    assert (row.occasion_words, row.place, row.reports, total) == ("Keepers’ Day address", "Kordava", 2, 1)


def test_an_earlier_version_of_a_page_counts_for_nothing(record: Record) -> None:
    first = report("first", WORDS, "2023-05-03", "2023-05-04")
    later = report("later", f"{WORDS} More", "2023-05-02", "2023-05-04")
    pages = [
        ReportRecord(
            type(one.report)(
                **{name: getattr(one.report, name) for name in one.report.__slots__} | {"url": "https://n.example/1"}
            ),
            one.statements,
            one.reader,
        )
        for one in (first, later)
    ]
    put(record, *pages, UNDATED)
    settle(record)
    assert statement_of(record, "first").occasion_id is None
    assert said_on(record, "undated") == "2023-05-02"


def test_occasions_are_listed_the_latest_first_and_found_by_filters(record: Record) -> None:
    put(record, *ALL)
    settle(record)
    rows, total = occasion_rows(record, Asked(), 10)
    assert [(one.said_on, one.reports) for one in rows] == [("2023-09-01", 1), ("2023-05-03", 2), ("2023-05-03", 2)]
    assert total == 3
    assert occasion_rows(record, Asked(reports=2), 1)[1] == 2
    assert [one.said_on for one in occasion_rows(record, Asked(outlet="again"), 10)[0]] == ["2023-09-01"]
    assert occasion_rows(record, Asked(speaker="Ek"), 10) == ((), 0)
    assert occasion_rows(record, Asked(since="2023-06", until="2024"), 10)[1] == 1
    with pytest.raises(BadRequest):
        occasion_rows(record, Asked(since="soon"), 10)


def test_an_occasion_that_many_tell_of_tells_some_reasons_of_each(record: Record) -> None:
    put(record, *(report(f"n{at}", WORDS, "2023-05-03", "2023-05-04") for at in range(MOST_REASONS + 4)))
    settle(record)
    _, told = occasion_told(record, occasion_rows(record, Asked(), 1)[0][0].occasion)
    assert [len(one.joined_because) for one in told] == [MOST_REASONS] * len(told)


def test_one_occasion_is_told_report_by_report_with_what_joined_them(record: Record) -> None:
    put(record, *ALL)
    settle(record)
    occasion = statement_of(record, "dated").occasion_id or ""
    row, told = occasion_told(record, occasion[:8])
    assert (row.occasion, row.reports, row.independent_reports, row.outlets) == (occasion, 2, 2, 2)
    assert [(one.outlet, one.is_dated_here) for one in told] == [("dated", False), ("undated", True)]
    assert all("the same 17 words in a row" in reason for one in told for reason in one.joined_because)
    assert isinstance(told[0], ToldRow)
    with pytest.raises(UnknownReference):
        occasion_told(record, "no such")


def test_publication_without_a_year_takes_part(record: Record) -> None:
    assert PublicationDate("XXXX-05-03", ("XXXX-05-03",), "given") == OPEN.report.published


# --- whatever is judged and read again, in any order ------------------------------------------------------------------

LATER = report("later", WORDS, "2023-10-20", "2023-10-21")
NEARLY = [report(f"nearly {n}", WORDS.replace("sign", f"sign {n}"), None, "2023-05-06") for n in range(3)]
DAILY = (DATED, UNDATED, AGAIN, LATER, *NEARLY)


BOATS = " ".join(f"Boat {n} has brought {n} barrels of oil and {n} new lamps from Kordava." for n in range(9))


def versions(one: ReportRecord) -> tuple[ReportRecord, ReportRecord]:
    """A page with these words, and a later version of it that has them no more."""
    name, words = (
        one.report.origin.removesuffix(".txt"),
        words_at(one.statements[0].attribution.content, one.report.text),
    )
    page, published = f"https://{name.replace(' ', '-')}.example/1", (one.report.published or NAMED.report.published)
    found = []
    for id, said, when in ((one.report.id, words, published), (f"{one.report.id} 2", OTHER, published)):
        whole = one_statement(f"{said} {name} {BOATS}", id=id, origin=one.report.origin, outlet=name, url=page)
        who, around = one.statements[0].speaker, one.statements[0].circumstances
        made = statement_at(id, 0, len(said), speaker=who, circumstances=around)
        found.append(ReportRecord(replace(whole.report, published=when), (made,), whole.reader))
    return found[0], found[1]


def made_anew(record: Record) -> list[object]:
    """What stands when all that is kept of occasions is thrown away and made again."""
    with record.batch():
        for (report,) in record.connection.execute("SELECT number FROM reports").fetchall():
            occasions_dates.take_back_report(record.connection, report)
        for table in ("occasions", "scenes", "spoken_by", "crowded_runs", "old_words"):
            record.connection.execute(f"DELETE FROM {table}")
        record.connection.execute("UPDATE occasion_reports SET settled = 0")
    settle(record)
    return standing(record)


def act(record: Record, what: str, one: ReportRecord) -> None:
    standing = versions(one)[0]
    statement = standing.statements[0].id
    with Judge(record.path, by="Ada") as judge:
        if what == "reject":
            judge.reject(statement)
        elif what == "correct":
            judge.correct(statement, {"speaker": "Bo Ek"})
        elif what == "date":
            judge.correct(statement, {"said_on": "2023-05-02"})
    if what == "version":
        put(record, versions(one)[1])
    elif what == "remove":
        record.connection.execute("DELETE FROM reports WHERE id = ?", (one.report.id,))
    elif what == "read again":
        put(record, replace(standing, reader="another reader"))


@pytest.mark.parametrize("what", ["reject", "correct", "version", "remove"])
def test_words_are_old_no_longer_when_the_earlier_statement_counts_no_more(record: Record, what: str) -> None:
    put(record, versions(DATED)[0], AGAIN, ELSEWHERE)
    settle(record)
    assert statement_of(record, "again").old_words is not None
    act(record, what, DATED)
    settle(record)
    assert statement_of(record, "again").old_words is None
    assert standing(record) == made_anew(record)


def test_the_next_of_the_earlier_statements_makes_words_old(record: Record) -> None:
    put(record, *(versions(one)[0] for one in (DATED, AGAIN, LATER)))
    settle(record)
    act(record, "reject", DATED)
    old = statement_of(record, "later").old_words
    assert old is not None
    assert old.report == "report again"


steps = st.lists(
    st.tuples(
        st.sampled_from(("reject", "correct", "date", "version", "remove", "read again")),
        st.integers(0, len(DAILY) - 1),
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda one: one[1],
)


@settings(max_examples=10, deadline=None)
@given(st.permutations(DAILY), st.integers(0, 7), steps, st.sampled_from((1, 2, 48)))
def test_whatever_is_judged_or_read_again_all_is_as_if_made_anew(
    order: list[ReportRecord], early: int, steps: list[tuple[str, int, bool]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        patched.setattr(occasions_words, "MOST_CARRIERS", most)
        with open_record(Path(folder, "r.db"), create=True) as record:
            put(record, ELSEWHERE, *(versions(one)[0] for one in order[:early]))
            settle(record)
            put(record, *(versions(one)[0] for one in order[early:]))
            settle(record)
            for what, which, is_settled in steps:
                act(record, what, DAILY[which])
                if is_settled:
                    settle(record)
            settle(record)
            assert standing(record) == made_anew(record)


@pytest.mark.parametrize("said_on", ["2023-05-03", None])
def test_copies_cost_as_much_as_they_are_many(tmp_path: Path, said_on: str | None) -> None:
    records: dict[int, Record] = {}

    def settle_all(size: int) -> None:
        if size not in records:
            records[size] = open_record(tmp_path / f"{size}.db", create=True)
            copies = [report(f"copy {n}", WORDS, said_on, "2023-05-04") for n in range(size - 1)]
            put(records[size], *copies, DATED)
        with records[size].batch():
            records[size].connection.execute("UPDATE occasion_reports SET settled = 0")
            occasions.complete(records[size].connection, size)

    for size in (10, 20, 40, 80, 160):
        settle_all(size)  # what is written for the first time is not what is measured
    assert grows_linearly(settle_all, 10)
    assert occasion_rows(records[40], Asked(), 10)[1] == 1
    for record in records.values():
        record.close()
