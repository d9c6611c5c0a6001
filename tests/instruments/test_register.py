"""Entries of a register, and the one that ships."""

from __future__ import annotations

import pytest

from onrecord.instruments.register import instrument_from
from onrecord.instruments.search import Search
from onrecord.run.load_instruments import load_catalogue, load_instruments
from onrecord.text.edtf import days_within
from onrecord.values.instrument import Instrument
from tests.instruments.invented import report_of

SHIPPED = load_instruments()


def test_the_least_an_entry_has() -> None:
    one = instrument_from({"id": "zenda-accord-1894", "title": "Zenda Accord (1894)"})
    assert (one.name, one.names, one.kind, one.checked) == ("Zenda Accord", ("Zenda Accord",), "treaty", False)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "Zenda Accord"}, "id None should be small letters"),
        ({"id": "Zenda Accord", "title": "Zenda Accord"}, "id 'Zenda Accord' should be small letters"),
        ({"id": "zenda"}, "zenda needs a title"),
        ({"id": "zenda", "title": "Zenda", "kind": "song"}, "kind 'song' of zenda should be one of treaty"),
        ({"id": "zenda", "title": "Zenda", "adopted": "May 1894"}, "adopted 'May 1894' of zenda should be a day"),
        ({"id": "zenda", "title": "Zenda", "adopted": "1894-02-30"}, "adopted '1894-02-30' of zenda should be a day"),
        ({"id": "zenda", "title": "Zenda", "names": "Zenda"}, "names should be a list of texts, not 'Zenda'"),
        ({"id": "zenda", "title": 7}, "title should be text, not 7"),
        ({"id": "zenda", "title": "Zenda", "nmaes": ["Zenda"]}, "no field is called 'nmaes'"),
    ],
)
def test_a_wrong_entry_is_told_with_its_field(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        instrument_from(given)


def test_the_shipped_register_is_whole() -> None:
    ids = {one.id for one in SHIPPED}
    assert len(ids) == len(SHIPPED)
    assert {member for one in SHIPPED for member in one.members} <= ids
    for one in SHIPPED:
        assert one.adopted
        assert all(days_within(day) for day in one.adopted.split("/"))
        assert one.source or not one.checked, f"{one.id} is checked, but against what?"


def test_no_sure_name_is_anothers() -> None:
    names = [name for one in SHIPPED for name in {name.casefold() for name in (*one.names, *one.identifiers)}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("one", SHIPPED[::7], ids=lambda one: one.id)
def test_every_name_finds_its_instrument(one: Instrument) -> None:
    elsewhere = {also.casefold() for other in SHIPPED if other is not one for also in other.also}
    for name in one.names:
        if name.casefold() not in elsewhere:
            mentions = Search(report_of(f"They spoke of the {name} again."), load_catalogue()).mentions()
            assert [mention.instrument for mention in mentions] == [one.id], name
