"""The gazetteer: every line has a source, and each lookup answers for its own kind only."""

from __future__ import annotations

import pytest

from onrecord.run.load_gazetteer import TABLES, load_gazetteer, read_table
from onrecord.speakers.gazetteer import build_gazetteer
from onrecord.values.entity import SpeakerType

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("table", TABLES)
def test_every_line_has_a_source_and_all_its_columns(table: str) -> None:
    rows = read_table(table)
    assert rows
    for row in rows:
        assert row["source"]
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("table", TABLES)
def test_no_line_stands_twice(table: str) -> None:
    first_columns = [next(iter(row.values())) for row in read_table(table)]
    assert len(first_columns) == len(set(first_columns))


NATIONS = [
    ("kenya", "Kenya"),
    ("nairobi", "Kenya"),
    ("kenyan", "Kenya"),
    ("u.k.", "United Kingdom"),
    ("ivory coast", "Ivory Coast"),
    ("cote d'ivoire", "Ivory Coast"),
    ("south korean", "South Korea"),
    ("atlantis", None),
]


@pytest.mark.parametrize(("words", "nation"), NATIONS)
def test_a_name_a_capital_and_a_demonym_lead_to_the_state(words: str, nation: str | None) -> None:
    assert GAZETTEER.nation(words) == nation


def test_an_acronym_must_stand_in_its_own_case() -> None:
    body = GAZETTEER.body("WHO")
    assert body is not None
    assert body.name == "World Health Organization"
    assert GAZETTEER.body("who") is None


SYNONYMS = [
    ("top diplomat", "foreign minister"),
    ("premier", "prime minister"),
    ("defence secretary", "defense minister"),
    ("lawmaker", "mp"),
]


@pytest.mark.parametrize(("one", "other"), SYNONYMS)
def test_synonyms_of_an_office_are_one_family(one: str, other: str) -> None:
    assert GAZETTEER.offices[one].family == GAZETTEER.offices[other].family


def test_a_broader_office_is_one_that_exists() -> None:
    families = {office.family for office in GAZETTEER.offices.values()}
    broader = {name for office in GAZETTEER.offices.values() for name in office.broader}
    assert broader <= families


def test_rows_of_the_users_own_are_read_the_same_way() -> None:
    own = build_gazetteer(
        states=[{"name": "Norvia", "aliases": "Land of Norvia", "capitals": "Vik", "demonyms": "Norvian"}],
        bodies=[{"name": "The Norvian Post", "aliases": "NP", "kinds": "newspaper"}],
        offices=[{"family": "keeper", "broader": "", "phrases": "keeper;lamp keeper", "gender": ""}],
        nouns=[{"noun": "gull", "type": "group", "kind": "birds", "gender": ""}],
        given_names=[{"name": "Pia"}],
    )
    assert own.nation("land of norvia") == "Norvia"
    body = own.body("Norvian Post")
    assert body is not None
    assert body.name == "The Norvian Post"
    assert own.offices["lamp keeper"].family == "keeper"
    assert own.nouns["gull"].type is SpeakerType.GROUP
    assert own.office_starts == {"lamp"}
