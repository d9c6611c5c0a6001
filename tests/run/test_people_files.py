"""Files of people: what each line tells, and which lines are kept out. Everybody in them is invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.run.people_files import _entity, _row, open_people
from onrecord.values.knowledge import BadLine, KnownKind, KnownName, KnownTerm, PassedOver, Told

HEADER = "item,itemLabel,alias,position,positionLabel,of,start,end"


def told(path: Path) -> list[Told]:
    with open_people(path) as file:
        return list(file.told())


def entity(**fields: object) -> str:
    return json.dumps({"id": "x1", "schema": "Person", "properties": {"name": ["Odra Tennick"]}} | fields)


ENTITIES = [
    (entity(), KnownName(7, "x1", KnownKind.PERSON, "Odra Tennick", ("Odra Tennick",))),
    (
        entity(
            caption="Odra Tennick",
            properties={"name": ["Одра", "Odra Tennick"], "alias": ["O. Tennick"], "country": ["no"]},
        ),
        KnownName(7, "x1", KnownKind.PERSON, "Odra Tennick", ("Одра", "Odra Tennick", "O. Tennick"), "no"),
    ),
    (
        entity(schema="PublicBody", properties={"name": "Lamp Board", "abbreviation": ["LB"]}),
        KnownName(7, "x1", KnownKind.BODY, "Lamp Board", ("Lamp Board", "LB")),
    ),
    (
        entity(schema="Position", properties={"name": ["Keeper of  Lamps"], "country": ["no"]}),
        KnownName(7, "x1", KnownKind.POST, "Keeper of Lamps", ("Keeper of Lamps",), "no"),
    ),
    (
        entity(schema="Occupancy", properties={"holder": ["p"], "post": [{"id": "q"}], "startDate": ["2001-05"]}),
        KnownTerm(7, "p", "q", "2001-05", None, is_current=True),
    ),
    (
        entity(schema="Occupancy", properties={"holder": ["p"], "post": ["q"], "status": ["ended"]}),
        KnownTerm(7, "p", "q", None, None, is_current=False),
    ),
    (
        entity(schema="Occupancy", properties={"holder": ["p"], "post": ["q"], "endDate": ["2004"]}),
        KnownTerm(7, "p", "q", None, "2004", is_current=False),
    ),
    (entity(schema="Address"), PassedOver(7)),
]


@pytest.mark.parametrize(("line", "one"), ENTITIES)
def test_what_an_entity_tells(line: str, one: Told) -> None:
    assert _entity(7, line) == one


BAD = [
    ("{", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ("[]", "not an entity"),
    ('{"id": 1}', "id, schema or properties are missing"),
    (entity(properties={}), "without a name"),
    (entity(properties={"name": [7, None, "  "]}), "without a name"),
    (entity(schema="Occupancy", properties={"holder": ["p"]}), "without holder or post"),
    (entity(schema="Occupancy", properties={"holder": ["p"], "post": ["q"], "startDate": ["May 2001"]}), "not a date"),
    (entity(schema="Occupancy", properties={"holder": ["p"], "post": ["q"], "endDate": ["2001-02-30"]}), "not a date"),
    (
        entity(
            schema="Occupancy", properties={"holder": ["p"], "post": ["q"], "startDate": ["2004"], "endDate": ["2001"]}
        ),
        "it ends (2001) before it starts (2004)",
    ),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_line_that_is_kept_out(line: str, reason: str) -> None:
    one = _entity(7, line)
    assert isinstance(one, BadLine)
    assert (one.line, reason in one.reason) == (7, True)


@given(st.text())
def test_no_line_stops_the_file(line: str) -> None:
    assert isinstance(_entity(1, line), BadLine)


ROWS = [
    ("Q1,Odra Tennick,O. Tennick|Odra Tennik,Q9,President,Norway,2001-05-06,2004", "2001-05-06", "2004"),
    ("Q1,Odra Tennick,,Q9,President,Norway,+2001-05-06T00:00:00Z,", "2001-05-06", None),
    ("Q1,Odra Tennick,,Q9,President,Norway,2001-01-01T00:00:00Z,", "2001", None),  # a year, as Wikidata writes it
    ("Q1,Odra Tennick,,Q9,President,Norway,2001-01-01,", "2001-01-01", None),
    ("Q1,Odra Tennick,,Q9,President,Norway,,", None, None),
    ("Q1,Odra Tennick,,Q9,President,Norway,2001-05-06,2001", "2001-05-06", "2001"),  # may end after it starts
    ('Q1,Odra Tennick,"O. ""Ody"" Tennick",Q9,President,Norway,,', None, None),
]


@pytest.mark.parametrize(("row", "starts", "ends"), ROWS)
def test_what_a_row_tells(tmp_path: Path, row: str, starts: str | None, ends: str | None) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n\n{row}\n", encoding="utf-8")
    person, post, term = told(path)
    assert isinstance(person, KnownName)
    assert (person.line, person.key, person.name, person.aliases[0]) == (3, "Q1", "Odra Tennick", "Odra Tennick")
    assert post == KnownName(3, "President|Norway", KnownKind.POST, "President", (), "Norway")
    assert term == KnownTerm(3, "Q1", "President|Norway", starts, ends, is_current=ends is None)


UNCLOSED = "not CSV: a quotation mark that is not closed in this line, or not around a whole cell"
BAD_ROWS = [
    ("Q1,,,Q9,President,Norway,2001,", "without a name"),
    ("Q1,Q1,,Q9,President,Norway,2001,", "without a name"),
    ("Q1,Odra Tennick,,Q9,President,Norway,2001-13,", "'2001-13' is not a date"),
    ("Q1,Odra Tennick,,Q9,President,Norway,2001,soon", "'soon' is not a date"),
    ("Q1,Odra Tennick,,Q9,President,Norway,2004,2001-05", "it ends (2001-05) before it starts (2004)"),
    ("Q1,Odra Tennick,,Q9,President,Norway,2004", "it has 7 cells, the header 8"),
    ("Q1,Tennick, Odra,,Q9,President,Norway,2004,", "it has 9 cells, the header 8"),
    ('Q1,"Odra Tennick,,Q9,President,Norway,2004,', UNCLOSED),
    ('Q1,"Odra" Tennick,,Q9,President,Norway,2004,', UNCLOSED),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_row_that_is_kept_out(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n{row}\nQ2,Jorun Haldsby,,,,,,\n", encoding="utf-8")
    assert told(path) == [
        BadLine(2, reason),
        KnownName(3, "Q2", KnownKind.PERSON, "Jorun Haldsby", ("Jorun Haldsby",)),
    ]


def test_an_id_in_place_of_an_office_is_told_so() -> None:
    columns = {"item": [0], "name": [1], "alias": [], "position": [2], "of": [], "start": [], "end": []}
    assert list(_row(4, ["Q1", "Odra Tennick", "Q9"], columns)) == [
        BadLine(4, "'Q9' is an id, not an office: export the column positionLabel too")
    ]


def test_a_packed_file_and_a_mark_at_its_beginning(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.json", tmp_path / "a.json.gz"
    plain.write_text("\ufeff" + entity() + "\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert told(plain) == told(packed) == [KnownName(1, "x1", KnownKind.PERSON, "Odra Tennick", ("Odra Tennick",))]


@pytest.mark.parametrize("content", ["", "one,two\n1,2\n", "[]\n", "Dear reader,\nnothing.\n"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="neither FollowTheMoney") as error:
        told(path)
    assert "docs/format.md" in error.value.remedy


def test_a_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(entity().encode() * 1000)[:-20])
    with pytest.raises(UnreadableInput):
        told(path)
    with pytest.raises(UnreadableInput):
        told(tmp_path / "none.json")


def test_damage_inside_a_packed_file_is_said_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    packed = gzip.compress("".join(f"{entity(id=f'x{at * 7919}')}\n" for at in range(500)).encode())
    for at in range(20, len(packed), len(packed) // 40):
        path.write_bytes(packed[:at] + bytes([packed[at] ^ 0xFF]) + packed[at + 1 :])
        with pytest.raises(UnreadableInput, match="whole"):
            told(path)
