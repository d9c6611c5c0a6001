"""Searching: what is found, in which order, and that nobody's words are syntax."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.store.finding_reports import reports_named
from onrecord.store.record import Record, open_record
from onrecord.store.schema_names import NAMES_STEP
from onrecord.store.search import Filters, Question, _question, filter_conditions, search
from onrecord.values.dates import PublicationDate
from onrecord.values.statement import Kind
from tests.store.conftest import put
from tests.store.making import record_of

ON_RECORD = (
    record_of("The bridge is safe for everyone.", speaker="Ana Lindqvist", outlet="Harbour Post", said_on="2021-12-02"),
    record_of("Everyone said the bridge was not safe.", speaker="Bo Ek", outlet="Nord-Kurier", said_on="2021-12"),
    record_of("Café prices will rise.", speaker="José Peña", outlet="Harbour Post", published="2022-03-01"),
    record_of("Prices don't rise: they leap.", speaker=None, kind=Kind.INDIRECT),
    record_of("We were ready in spring.", speaker="Ana Marie Berg", said_on="XXXX-02-19"),
    record_of(
        "Two readings remain.",
        speaker="Ek Institute",
        published=PublicationDate(None, ("2010-12-02", "2021-12-02"), "a weekday fits twice"),
    ),
    record_of(
        "It was said in a month of unknown year.",
        speaker="Bo Ek",
        said_on="XXXX-11-30",
        published=PublicationDate("XXXX-01-05", ("2015-01-05", "2026-01-05"), "a weekday fits twice"),
    ),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("full") / "r.db", create=True) as record:
        put(record, *ON_RECORD)
        yield record


def found(record: Record, words: str, **filters: str) -> list[str]:
    return [hit.words.split()[0] for hit in search(record, words, Filters(**filters)).hits]


@pytest.mark.parametrize(
    ("words", "first_words"),
    [
        ("bridge safe", ["The", "Everyone"]),  # every word must be there, in any order
        ("bridge tunnel", []),
        ("BRIDGE", ["The", "Everyone"]),
        ("cafe", ["Café"]),  # accents aside, both ways
        ("pricés", ["Café", "Prices"]),  # the shorter statement first
        ("don't", ["Prices"]),
        ('"bridge is safe"', ["The"]),  # marks make a phrase
        ("“bridge is safe” everyone", ["The"]),
        ('"safe is bridge"', []),
        ("not safe", ["Everyone"]),  # NOT, OR, AND, NEAR are words like others
        ("bridge OR tunnel", []),
        ("words:bridge", []),
        ("bri*", []),
        ("…", []),  # no letter and no digit: nothing has it
    ],
)
def test_words(full: Record, words: str, first_words: list[str]) -> None:
    assert found(full, words) == first_words


@pytest.mark.parametrize(
    ("filters", "first_words"),
    [
        ({"speaker": "lindqvist"}, ["The"]),
        ({"speaker": "ANA"}, ["The", "We"]),
        ({"speaker": "ana lindqvist"}, ["The"]),
        ({"speaker": "lind"}, []),  # a name's word, not its beginning
        ({"speaker": "jose pena"}, ["Café"]),
        ({"speaker": '" OR "'}, []),
        ({"speaker": ""}, []),
        ({"outlet": "harbour"}, ["The", "Café"]),
        ({"outlet": "nord-kurier"}, ["Everyone"]),
        ({"outlet": "harbour", "speaker": "ana"}, ["The"]),
        ({"kind": "indirect"}, ["Prices"]),
        ({"since": "2021-12-15"}, ["Everyone", "Café", "It"]),  # "2021-12" may be the 15th or later
        ({"since": "2022"}, ["Café", "It"]),
        ({"until": "2010"}, ["Two"]),
        ({"since": "2014", "until": "2014"}, ["It"]),  # a day without a year: before one of the report's readings
        ({"since": "2012", "until": "2013"}, []),  # between two readings there is none
        ({"since": "2021-12-02", "until": "2021-12-02"}, ["The", "Everyone", "Two"]),
        ({}, ["The", "Everyone", "Café", "Prices", "We", "Two", "It"]),
    ],
)
def test_filters_without_words_list_in_order_of_reading(
    full: Record, filters: dict[str, str], first_words: list[str]
) -> None:
    assert found(full, "", **filters) == first_words


def test_statements_without_a_year_are_left_out_by_a_date_and_counted(full: Record) -> None:
    result = search(full, "", Filters(since="1900"))
    assert (result.total, result.undated) == (5, 2)
    assert search(full, "").undated == 0
    assert search(full, "spring", Filters(until="2030")).undated == 1


def test_the_exact_phrase_stands_first(record: Record) -> None:
    put(
        record,
        record_of("Safe is safe, the bridge is what it is: a bridge."),
        record_of("A bridge is safe " + "x " * 50),
    )
    assert found(record, "bridge is safe") == ["A", "Safe"]


def test_a_hit_says_where_it_stands(full: Record) -> None:
    (hit,) = search(full, "safe everyone", Filters(speaker="lindqvist")).hits
    report = full.report(hit.report)
    assert report.report.text[hit.starts : hit.ends] == hit.words == "The bridge is safe for everyone."
    assert (hit.speaker, hit.outlet, hit.said_on, hit.kind) == ("Ana Lindqvist", "Harbour Post", "2021-12-02", "direct")
    assert report.statements[0].id == hit.statement


def test_pages_add_up_to_the_total(full: Record) -> None:
    whole = search(full, "")
    pages = [search(full, "", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {7}


def test_equal_hits_stand_in_order_of_reading(record: Record) -> None:
    put(record, *(record_of("The same words.", origin=f"{n}.txt") for n in range(9)))
    reports = [row.id for row in record.reports()]
    assert [hit.report for hit in search(record, "same").hits] == reports


@pytest.mark.parametrize(
    ("words", "filters", "limit", "named"),
    [
        ("", {"since": "yesterday"}, 1, "--since 'yesterday'"),
        ("", {"until": "2021-13"}, 1, "--until '2021-13'"),
        ("", {"kind": "shouted"}, 1, "'shouted'"),
        ("", {}, -1, "limit -1"),
        ("x" * 6000, {}, 1, "6000 characters"),
    ],
)
def test_what_makes_no_sense_is_said(full: Record, words: str, filters: dict[str, str], limit: int, named: str) -> None:
    with pytest.raises(BadRequest, match=named):
        search(full, words, Filters(**filters), limit=limit)


@settings(max_examples=600, deadline=None)
@given(st.text(max_size=60) | st.text(st.sampled_from('"“”*^:(){}+-~ NEARORANDNOT\0\ud800ab,'), max_size=60))
@example('"' * 50)
@example("(" * 5000)
@example("NEAR(" * 900)
@example("a.b" * 1600)
def test_no_string_is_syntax(full: Record, words: str) -> None:
    assert search(full, words).total >= 0
    assert search(full, "bridge", Filters(speaker=words, outlet=words)).total >= 0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(ON_RECORD[0].report.text.split()), min_size=1))
def test_any_of_its_own_words_find_a_statement(full: Record, words: list[str]) -> None:
    assert "The" in found(full, " ".join(words))


def plan(record: Record, question: Question, sql: str) -> list[str]:
    rows = record.connection.execute(f"EXPLAIN QUERY PLAN {sql}", question.values | {"limit": 5, "offset": 0})
    return [row["detail"] for row in rows]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(speaker="ana"),
        Filters(outlet="post", kind="direct"),
        Filters(speaker="ana", outlet="post", since="2021", until="2022"),
    ],
)
def test_words_drive_and_no_table_is_scanned(full: Record, filters: Filters) -> None:
    question = _question("the bridge", filters)
    full.connection.execute("ANALYZE")  # statistics are what leads the planner astray
    for sql in (question.hits(), question.count()):
        details = plan(full, question, sql)
        first = next(detail for detail in details if not detail.startswith(("LIST", "CREATE")))
        assert first.startswith("SCAN found VIRTUAL TABLE INDEX 0:M"), details
        assert not [d for d in details if d.startswith("SCAN") and ":M" not in d], details


def test_a_speaker_alone_goes_by_the_speakers_index(record: Record) -> None:
    question = _question("", Filters(speaker="ana"))
    details = plan(record, question, question.hits())
    assert any("INDEX statements_speaker" in detail for detail in details), details
    assert not [d for d in details if d.startswith("SCAN") and ":M" not in d], details


def test_dates_are_looked_up_by_statement(full: Record) -> None:
    question = _question("the bridge", Filters(since="2021"))
    values: dict[str, str | int | float | bytes | None] = {}
    assert filter_conditions(Filters(since="2021"), "+", values) == {}
    assert values == {"since": "2021-01-01", "until": "9999-12-31"}
    sql = question.asking("EXISTS (SELECT 1 FROM statement_dates AS d WHERE d.statement = s.number)").count()
    assert any("SEARCH d USING PRIMARY KEY (statement=?)" in detail for detail in plan(full, question, sql))


def test_a_changed_report_is_found_by_its_new_words_only(path: Path) -> None:
    old = record_of("The old bridge.", id="1" * 20)
    new = record_of("The new tunnel.", id="1" * 20, reader="another reader")
    with open_record(path, create=True) as record:
        put(record, old, new)
        assert found(record, "old bridge") == []
        assert found(record, "new tunnel") == ["The"]
        record.verify()


AGENCY = (
    record_of("The lamp is lit.", outlet=None, wire="NPA", title="A lamp", occasion="Harbour debate"),
    record_of("The lamp was lit twice.", outlet="Harbour Post", wire="NPA", title=None, occasion="Harbour debate"),
)


def test_an_agency_stands_for_an_outlet_that_is_not_known_and_for_no_other(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        put(record, *AGENCY)
        assert [(hit.outlet, hit.wire) for hit in search(record, "", Filters(outlet="npa")).hits] == [(None, "NPA")]
        assert [hit.outlet for hit in search(record, "", Filters(outlet="post")).hits] == ["Harbour Post"]
        assert [one.wire for one in reports_named(record.connection, "npa")] == ["NPA"]
        assert [one.outlet for one in reports_named(record.connection, "debate")] == ["Harbour Post"]


def test_the_index_of_names_follows_what_changes(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        put(record, *AGENCY)
        with record.batch():
            record.connection.execute("UPDATE reports SET wire = 'Lumen' WHERE outlet IS NULL")
            record.connection.execute("DELETE FROM reports WHERE outlet IS NOT NULL")
            record.connection.execute("INSERT INTO report_named (report_named, rank) VALUES ('integrity-check', 1)")
        assert search(record, "", Filters(outlet="lumen")).total == 1
        assert search(record, "", Filters(outlet="npa")).total == 0


def test_a_record_of_before_is_found_by_agencies_too(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        put(record, *AGENCY)
        # The step is run by itself: later ones would find their own work done.
        for statement in (*_dropped("report_named"), "DROP VIEW report_names", *NAMES_STEP):
            record.connection.execute(statement)
        assert search(record, "", Filters(outlet="npa")).total == 1


def _dropped(index: str) -> tuple[str, ...]:
    return (*(f"DROP TRIGGER {index}_{act}" for act in ("insert", "delete", "update")), f"DROP TABLE {index}")
