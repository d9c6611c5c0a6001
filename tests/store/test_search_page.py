"""One page of a search: what fits, in which order, and that nothing of it grows with the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.store import search_leads, search_page
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters, search
from onrecord.store.search_page import find_page, ways_on
from tests.web.serving import read_examples


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    file = tmp_path_factory.mktemp("found") / "onrecord.db"
    read_examples(file, seeds=False)
    with open_record(file, read_only=True) as opened:
        yield opened


FILTERS = [
    Filters(),
    Filters(speaker="tennick"),
    Filters(outlet="courier"),
    Filters(kind="direct", mode="said"),
    Filters(since="2023-10-13", until="2023-10-18"),
    Filters(since="2023"),
    Filters(until="2022-12"),
    Filters(speaker="amberdon", outlet="courier", since="2023-10"),
    Filters(mode="wrote", independent=True),
    Filters(instrument="no-such-document"),
]


@pytest.mark.parametrize("words", ["", "the", "lamp", "the agreement", '"the lamp"', "the lamp is", '"'])
@pytest.mark.parametrize("filters", FILTERS)
def test_it_finds_what_a_search_finds(record: Record, words: str, filters: Filters) -> None:
    with record.reading() as connection:
        found = find_page(connection, words, filters)
        pages = [find_page(connection, words, filters, page).hits for page in range(1, found.pages + 1)]
    wanted = search(record, words, filters, limit=1000)
    assert found.total == wanted.total
    assert {hit.statement for hits in pages for hit in hits} == {hit.statement for hit in wanted.hits}
    assert sum(map(len, pages)) == wanted.total
    assert found.is_whole


@pytest.mark.parametrize("words", ["the agreement", "the lamp", "is not"])
def test_the_words_in_a_row_come_first(record: Record, words: str) -> None:
    with record.reading() as connection:
        found = find_page(connection, words, Filters())
    assert found.exact
    assert all(words in hit.words.casefold() for hit in found.hits[: found.exact])


@pytest.mark.parametrize("name", ["speaker", "outlet", "kind", "mode", "year"])
def test_what_can_be_narrowed_by_counts_what_is_then_found(record: Record, name: str) -> None:
    with record.reading() as connection:
        facet = next(one for one in find_page(connection, "the", Filters()).facets if one.name == name)
        value, _, times = facet.values[0]
        narrowed = {"since": value, "until": value} if name == "year" else {name: value}
        assert times
        if name != "year":  # a year on the page is the one it was published where the day is not known
            assert find_page(connection, "the", Filters(**narrowed)).total == times


def test_what_is_left_out_is_told_where_nothing_is_found(record: Record) -> None:
    with record.reading() as connection:
        left = ways_on(connection, "the", Filters(since="1900", until="1901"))
        assert (left.rejected, left.earlier) == (0, 0)
        assert left.undated == search(record, "the", Filters(since="1900", until="1901")).undated


def test_a_name_leads_to_the_speaker(record: Record) -> None:
    with record.reading() as connection:
        assert find_page(connection, "tennick", Filters()).called[0].name == "Odra Tennick"
        assert find_page(connection, "tennick", Filters(speaker="tennick")).called == ()


@pytest.mark.parametrize("page", [0, -1, 10_000])
def test_a_page_that_there_is_not_is_refused(record: Record, page: int) -> None:
    with record.reading() as connection, pytest.raises(BadRequest, match="no page"):
        find_page(connection, "the", Filters(), page)


@pytest.mark.parametrize("words", ["word " * 41, '"' + "of " * 41 + '"', "x" * 100_000])
def test_too_many_words_are_refused(record: Record, words: str) -> None:
    with record.reading() as connection, pytest.raises(BadRequest):
        find_page(connection, words, Filters())


@given(words=st.text(alphabet='"*:^()-+{}ANDORNEAR the\0\ud800“”', max_size=60))
def test_nothing_typed_is_syntax(record: Record, words: str) -> None:
    with record.reading() as connection:
        assert find_page(connection, words, Filters()).page == 1


@pytest.mark.parametrize("most", ["LOOKED_AT", "FOUND"])
def test_what_was_not_looked_at_is_told(record: Record, monkeypatch: pytest.MonkeyPatch, most: str) -> None:
    monkeypatch.setattr(search_leads, most, 5)
    with record.reading() as connection:
        found = find_page(connection, "the", Filters())
    assert not found.is_whole
    assert 0 < found.total <= 5 if most == "FOUND" else found.total


def test_of_a_very_common_word_the_newest_come_first(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_leads, "RANKED", 5)
    with record.reading() as connection:
        found = search_leads.look(connection, search_leads.asked_of(["the"], Filters()))
    assert not found.is_ranked
    assert list(found.numbers) == sorted(found.numbers, reverse=True)


@pytest.mark.parametrize(
    ("lead", "index"),
    [
        ("words", "VIRTUAL TABLE INDEX"),
        ("speaker", "statements_speaker"),
        ("outlet", "sqlite_autoindex_statements_2 (report=?)"),
        ("instrument", "appeal_readings_reading"),
        ("days", "statement_dates_days"),
    ],
)
def test_every_lead_goes_by_an_index(record: Record, lead: str, index: str) -> None:
    sql, order = search_leads.LEADS[lead]
    values = dict.fromkeys(("match", "speaker", "outlet", "instrument", "since", "until"), "a")
    with record.reading() as connection:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}{order} LIMIT 9", values)]
    assert any(index in line for line in plan)
    assert not [line for line in plan if line.startswith("SCAN") and "VIRTUAL" not in line and "(" not in line]


def test_the_lead_stays_in_front(record: Record) -> None:
    asked = search_leads.asked_of(["the"], Filters(speaker="a", outlet="b", kind="direct", since="2023"))
    where = f"WHERE {' AND '.join(asked.tests.values())}"
    sql = search_leads.LOOKED.format(lead=search_leads.WORDS, looked_at=5, among=asked.among, where=where, found=5)
    with record.reading() as connection:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", dict(asked.values))]
    assert any("USING INTEGER PRIMARY KEY" in line for line in plan)


def test_a_page_names_at_most_so_many_values(record: Record) -> None:
    with record.reading() as connection:
        assert all(len(one.values) <= search_page.NAMED for one in find_page(connection, "", Filters()).facets)
