"""A record in Datasette: useful as it is, and explained by its metadata."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.metadata import _TABLES
from onrecord.export.datasette import Publication, datasette_metadata
from onrecord.export.datasette_queries import QUERIES
from onrecord.export.datasette_tables import TABLES
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import open_record
from onrecord.values.span import Span
from onrecord.values.statement import Kind, Reference, ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own dependencies
    from datasette.app import Datasette

SAID = "“We keep the Treaty of Perrasol and the lamp lit through the winter,” she said to the reporters of the island."
ASKED = {"words": "lamp", "name": "Lindqvist", "outlet": "The Kordava Ledger", "document": "treaty", "type": "person"}
HOSTILE = ('"', "lamp* OR (", "NEAR(a b)", "words:lamp", "'; DROP TABLE reports; --", "", "-", "^")


class Site:
    """Datasette over a record, asked without a network."""

    def __init__(self, record: Path, metadata: dict[str, object] | None) -> None:
        self.name = record.stem
        self._asked = asyncio.new_event_loop()
        self._site = Datasette([str(record)], metadata=metadata, settings={"num_sql_threads": 1})

    def get(self, path: str, **values: str) -> Any:
        return self._asked.run_until_complete(self._site.client.get(f"/{self.name}{path}", params=values))

    def rows(self, path: str, **values: str) -> list[dict[str, Any]]:
        answer = self.get(f"{path}.json", _shape="array", **values)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    def close(self) -> None:
        self._asked.run_until_complete(asyncio.sleep(0))
        self._asked.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of two outlets with the same words, one of which leans on a treaty."""
    file = tmp_path_factory.mktemp("datasette") / "onrecord.db"
    one = record_of(SAID, outlet="The Kordava Ledger", title="Lamp stays lit", published="2031-05-07", id="a" * 20)
    refers = (Reference(Span(12, 30), None, "Treaty of Perrasol"),)
    one = ReportRecord(one.report, (replace(one.statements[0], refers_to=refers),), one.reader)
    other = record_of(
        f"{SAID} Again.", outlet="The Islander", title="On the lamp", id="b" * 20, origin="reports/two.txt"
    )
    with open_record(file, create=True) as record:
        put(
            record,
            one,
            other,
            *(record_of(f"It was {n} o'clock.", origin=f"{n}.txt", kind=Kind.INDIRECT) for n in "1234"),
        )
        for _ in complete_families(record):
            pass
    return file


@pytest.fixture(scope="module")
def metadata(path: Path) -> dict[str, object]:
    with open_record(path, read_only=True) as record:
        tables = {row["name"] for row in record.connection.execute(_TABLES)}
    return datasette_metadata("onrecord", tables, Publication(license="CC BY 4.0"))


@pytest.fixture(scope="module")
def plain(path: Path) -> Iterator[Site]:
    site = Site(path, None)
    yield site
    site.close()


@pytest.fixture(scope="module")
def told(path: Path, metadata: dict[str, object]) -> Iterator[Site]:
    site = Site(path, metadata)
    yield site
    site.close()


def test_without_configuration_rows_have_names_and_lead_on(plain: Site) -> None:
    page = plain.get("/statements").text
    assert '<a href="/onrecord/reports/1">Lamp stays lit</a>' in page, page[3000:6000]
    assert '<a href="/onrecord/speakers/1">Ana Lindqvist</a>' in page
    assert "_facet=kind" in page


@pytest.mark.parametrize(
    ("table", "words"), [("statements", "winter"), ("speakers", "lindqvist"), ("reports", "islander")]
)
def test_without_configuration_full_text_is_found(plain: Site, table: str, words: str) -> None:
    assert 'name="_search"' in plain.get(f"/{table}").text
    assert plain.rows(f"/{table}", _search=words)
    assert plain.rows(f"/{table}", _search="nowhere-in-it") == []


def test_without_configuration_said_tells_who_said_what(plain: Site) -> None:
    row = plain.rows("/said")[0]
    expected = ("Ana Lindqvist", "2031-05-07", "The Kordava Ledger", "Lamp stays lit")
    assert (row["speaker"], row["day"], row["outlet"], row["title"]) == expected
    assert (row["statement"], row["report"], row["words"]) == (1, 1, SAID)
    assert plain.rows("/appealed_to")[0]["document"] == "Treaty of Perrasol"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_question_has_an_answer_in_time(told: Site, query: Any) -> None:
    assert told.rows(f"/{query.name}", **ASKED)  # a query over the time limit is an error


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("query", [one for one in QUERIES if ":" in one.sql], ids=lambda query: query.name)
def test_no_words_of_a_user_are_an_operator_or_a_fault(told: Site, query: Any, words: str) -> None:
    assert isinstance(told.rows(f"/{query.name}", **dict.fromkeys(ASKED, words)), list)


def test_with_metadata_what_matters_is_explained_and_the_rest_is_hidden(told: Site) -> None:
    tables = told.get(".json").json()["tables"]
    assert {one["name"] for one in tables if not one["hidden"]} == {n for n, one in TABLES.items() if not one.is_view}
    page = told.get("/said").text
    assert "Who said it, without titles." in page
    assert 'name="_search"' in page
    assert "facet-results" in page
    assert "CC BY 4.0" in told.get("").text
    assert "Who said what about …" in told.get("").text


def test_every_column_that_is_explained_is_there(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        for name, table in TABLES.items():
            columns = {row["name"] for row in record.connection.execute(f"PRAGMA table_info({name})")}
            explained = {*table.columns.split(), *table.facets, *filter(None, (table.label, table.sort))}
            assert explained <= columns, name


def test_what_the_publisher_does_not_say_is_left_out(metadata: dict[str, object]) -> None:
    assert (metadata["license"], metadata.get("source"), metadata.get("license_url")) == ("CC BY 4.0", None, None)
    assert json.loads(json.dumps(metadata)) == metadata


# Along an index, in its order, as far as the limit; or the whole of a sum that is kept, which has no row a statement.
READ_WHOLE = (
    "CONSTANT ROW", "(subquery", "most", "VIRTUAL TABLE", "identities", "rejections",
    "family_sizes USING COVERING INDEX family_sizes_most", "instrument_sizes USING INDEX instrument_sizes_most",
    "outlet_carried", "speaker_sizes", "appeals",
    "s USING INDEX statements_confidence", "versions USING INDEX versions_past", "latest",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_no_question_reads_all_statements(path: Path, query: Any) -> None:
    with open_record(path, read_only=True) as record:
        record.connection.create_function("escape_fts", 1, str)
        values = dict.fromkeys(ASKED, "lamp")
        plan = [row[3] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query.sql}", values)]
    scans = [one.removeprefix("SCAN ") for one in plan if one.startswith("SCAN")]
    assert plan
    assert [one for one in scans if not one.startswith(READ_WHOLE) and "VIRTUAL TABLE" not in one] == []


def test_questions_count_what_stands(told: Site) -> None:
    by_outlet = {row["outlet"]: row for row in told.rows("/statements_by_outlet_and_kind")}
    assert {name: row["statements"] for name, row in by_outlet.items()} == {
        "The Kordava Ledger": 1,
        "The Islander": 1,
        None: 4,
    }
    assert by_outlet[None]["indirect"] == by_outlet[None]["reports"] == 4
    (quoted,) = told.rows("/whom_an_outlet_quotes", outlet="The Kordava Ledger")
    assert (quoted["speaker"], quoted["statements"], quoted["direct"]) == ("Ana Lindqvist", 1, 1)
    (spoke,) = told.rows("/who_spoke_most")
    assert (spoke["name"], spoke["statements"], spoke["first"]) == ("Ana Lindqvist", 6, None)
    (document,) = told.rows("/documents_appealed_to")
    assert (document["document"], document["appeals"]) == ("Treaty of Perrasol", 1)
    (carried,) = told.rows("/words_carried_most")
    assert (carried["statements"], carried["reports"]) == (2, 2)
