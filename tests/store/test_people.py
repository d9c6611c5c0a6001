"""Files of people in the record: whole or not at all, listed, taken out with all they brought. All are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.run.load_people import office_of, term_of, with_people
from onrecord.run.load_tools import load_tools
from onrecord.speakers.holders import ALWAYS, Days, Held
from onrecord.store.people import ImportedTerm, add_import, forget_import, imported_names, imported_terms, imports
from onrecord.store.record import Record, open_record
from onrecord.values.knowledge import BadLine, KnownKind, KnownName, KnownTerm, PassedOver, Told
from onrecord.values.model import Model

ABOUT = ("2030-02-03T04:05:06+00:00", "folder/own.json", "ab" * 32, "ftm")
LINES: tuple[Told, ...] = (
    KnownTerm(1, "p", "q", "2021-04", None, is_current=True),  # before those it is about
    KnownName(2, "p", KnownKind.PERSON, "Odra Tennick", ("Odra Tennick", "Odra Tennik")),
    KnownName(3, "q", KnownKind.POST, "Minister of Foreign Affairs", (), "lu"),
    KnownName(4, "b", KnownKind.BODY, "Lamp Board of Velmara", ("Lamp Board of Velmara", "LBV")),
    KnownName(5, "p", KnownKind.PERSON, "Odra Tennick", ("Odra Tennick", "Odra Tennik")),
    KnownTerm(6, "nobody", "q", None, None, is_current=False),
    PassedOver(7),
    BadLine(8, "not JSON"),
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        yield opened


def test_an_import_is_listed_with_what_it_brought(record: Record) -> None:
    assert list(add_import(record, ABOUT, LINES)) == [BadLine(8, "not JSON")]
    (one,) = imports(record)
    assert (one.imported, one.origin, one.sha256, one.form) == ABOUT
    assert (one.people, one.bodies, one.posts, one.terms, one.passed_over, one.refused) == (1, 1, 1, 2, 1, 1)
    assert [term.name for term in imported_terms(record)] == ["Odra Tennick"]
    record.verify()


def test_an_import_is_kept_whole_or_not_at_all(record: Record) -> None:
    def breaking() -> Iterator[Told]:
        yield from LINES
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        list(add_import(record, ABOUT, breaking()))
    assert imports(record) == ()
    assert list(imported_names(record)) == []


def test_an_import_is_taken_out_with_all_it_brought(record: Record) -> None:
    list(add_import(record, ABOUT, LINES))
    assert forget_import(record, imports(record)[0].number)
    assert not forget_import(record, 1)
    assert (imports(record), list(imported_names(record)), list(imported_terms(record))) == ((), [], [])


def test_the_next_reading_knows_them_and_is_another_reader(record: Record) -> None:
    tools = load_tools(Model.RULES)
    assert with_people(tools, str(record.path)) is with_people(tools, None) is tools
    list(add_import(record, ABOUT, LINES))
    known = with_people(tools, str(record.path))
    (term,) = known.holders.of(["Luxembourg"], "foreign minister")
    assert (term.person, term.source) == ("Odra Tennick", "own.json, line 1")
    assert term.held(Days(date(2025, 1, 1), date(2030, 2, 3))) is Held.YES
    assert known.holders.names["odra tennik"] == "Odra Tennick"
    body = known.gazetteer.body("LBV")
    assert body is not None
    assert body.name == "Lamp Board of Velmara"
    assert known.reader != tools.reader
    forget_import(record, 1)
    assert with_people(tools, str(record.path)) is tools


def test_who_is_known_already_keeps_the_name_that_ships(record: Record) -> None:
    tools = load_tools(Model.RULES)
    shipped = next(iter(tools.holders.by_post["NATO", "secretary general"]))
    lines = [replace(LINES[1], name="Another Spelling", aliases=("Another Spelling", shipped.person))]  # type: ignore[type-var]
    list(add_import(record, ABOUT, lines))
    assert with_people(tools, str(record.path)).holders.names["another spelling"] == shipped.person


IMPORTED = ImportedTerm("o.csv", 3, ABOUT[0], "Odra Tennick", "President", "Norway", "2001", "2004-05", False)
OFFICES = [
    ({}, "head of state", ("Norway",)),
    ({"country": "no"}, "head of state", ("Norway",)),
    ({"country": "NATO", "post": "Secretary General"}, "secretary general", ("NATO",)),
    ({"post": "Foreign Minister of the Kingdom of Denmark", "country": None}, "foreign minister", ("Denmark",)),
    ({"post": "Prime Minister of Denmark"}, "prime minister", ("Denmark",)),
]


@pytest.mark.parametrize(("fields", "key", "of"), OFFICES)
def test_an_office_is_found_in_its_name_and_country(fields: dict[str, str], key: str, of: tuple[str, ...]) -> None:
    one = replace(IMPORTED, **fields)  # type: ignore[arg-type]
    office = office_of(one.post, one.country, load_gazetteer())
    assert office is not None
    term = term_of(one, "Odra Tennick", office)
    assert (term.key, term.of) == (key, of)


@pytest.mark.parametrize(
    "fields",
    [{"post": "polisher of lamps"}, {"country": None}, {"country": "Atlantis"}, {"post": "former President"}],
)
def test_an_office_nobody_knows_tells_nothing(fields: dict[str, str]) -> None:
    one = replace(IMPORTED, **fields)  # type: ignore[arg-type]
    assert office_of(one.post, one.country, load_gazetteer()) is None


def test_an_end_or_beginning_that_is_not_told_is_not_guessed() -> None:
    office = office_of(IMPORTED.post, IMPORTED.country, load_gazetteer())
    assert office is not None
    term = term_of(replace(IMPORTED, starts=None, ends=None), "Odra Tennick", office)
    assert (term.begins, term.ends) == (ALWAYS, ALWAYS)
    assert term.held(Days(date(2002, 1, 1), date(2002, 1, 1))) is Held.MAYBE
