"""FollowTheMoney: every entity is one of the model's, and the people come back as people."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.ftm import SCHEMATA, write_ftm
from onrecord.run.people_files import open_people
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.knowledge import BadLine, KnownKind, KnownName
from onrecord.values.statement import ReportRecord
from tests.cli.records import record_of
from tests.export.made import hostile, with_report, with_speaker

# Of FollowTheMoney 4.11: what of its model is used here, for where the library cannot be installed (it needs ICU).
MODEL = json.loads((Path(__file__).parent / "ftm_model.json").read_text(encoding="utf-8"))


def lines(*records: ReportRecord) -> list[dict[str, Any]]:
    out = StringIO()
    write_ftm(records, out)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


def every_type() -> ReportRecord:
    """A record in which somebody of each type speaks."""
    record = record_of()
    for at, type_ in enumerate((SpeakerType.STATE, SpeakerType.BODY, SpeakerType.GROUP, SpeakerType.DOCUMENT)):
        record = with_speaker(record, at, Speaker(f"Some {type_.value}", type_, f"{at}" * 16, "so", "Minister"))
    return with_report(record, url="https://example.org/1", language="en")


SAMPLES = [record_of(), every_type(), hostile()]


@pytest.mark.parametrize("record", SAMPLES, ids=["sample", "types", "hostile"])
def test_every_property_is_in_the_model_and_nothing_required_is_missing(record: ReportRecord) -> None:
    for entity in lines(record):
        schema = MODEL[entity["schema"]]
        assert set(entity["properties"]) <= set(schema["properties"])
        assert set(schema["required"]) <= set(entity["properties"])


@pytest.mark.parametrize("record", SAMPLES, ids=["sample", "types", "hostile"])
def test_the_library_takes_every_entity_as_it_is(record: ReportRecord) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney, which needs ICU, is not installed").model
    for entity in lines(record):
        proxy = model.get_proxy(entity, cleaned=True)
        model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            prop = proxy.schema.get(name)
            kept = {prop.type.clean(value, proxy=proxy) for value in values}
            assert None not in kept, (entity["schema"], name, values)


def test_the_model_kept_here_is_the_library_s() -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney, which needs ICU, is not installed").model
    for name, kept in MODEL.items():
        schema = model.get(name)
        assert set(kept["properties"]) <= {one.name for one in schema.properties.values() if not one.stub}
        assert kept["required"] == sorted(schema.required)


def test_edges_lead_to_entities_that_are_there() -> None:
    entities = {one["id"]: one for one in lines(every_type(), record_of())}
    for entity in entities.values():
        for name in ("document", "entity", "proof", "resolved"):
            assert set(entity["properties"].get(name, [])) <= set(entities)


def test_ids_are_the_same_wherever_and_each_speaker_comes_once() -> None:
    record = record_of()
    one, other = lines(record), lines(record, with_report(record, id="other"))
    assert [e for e in other if e["schema"] == "Person"] == [e for e in one if e["schema"] == "Person"]
    assert len({e["id"] for e in one}) == len(one)


def test_what_a_named_speaker_said_is_evidence_and_what_nobody_said_a_note() -> None:
    record = record_of()
    said = {e["id"]: e for e in lines(record) if e["schema"] in ("Documentation", "Note")}
    first, last = said[f"onrecord-{record.statements[0].id}"], said[f"onrecord-{record.statements[3].id}"]
    assert first["properties"]["role"] == ["said (direct)"]
    assert first["properties"]["date"] == ["2023-05-03"]
    assert first["properties"]["summary"] == [
        "“We will not sign anything in the dark,” … “and we will not be hurried by anybody.”"
    ]
    assert last["properties"]["description"] == ["an answer by November"]


def test_a_day_without_its_year_is_no_date() -> None:
    record = with_speaker(record_of(), 3, record_of().statements[0].speaker)
    (entity,) = [e for e in lines(record) if e["id"] == f"onrecord-{record.statements[3].id}"]
    assert "date" not in entity["properties"]


def test_people_and_bodies_come_back_and_states_as_neither(tmp_path: Path) -> None:
    record = with_speaker(every_type(), 3, record_of().statements[0].speaker)
    (tmp_path / "x.ftm").write_text("".join(json.dumps(one) + "\n" for one in lines(record)), encoding="utf-8")
    with open_people(tmp_path / "x.ftm") as file:
        told = list(file.told())
    assert {(one.name, one.kind) for one in told if isinstance(one, KnownName)} == {
        ("Ysolde Marrin", KnownKind.PERSON),
        ("Some body", KnownKind.BODY),
    }
    assert [one for one in told if isinstance(one, BadLine)] == []


def test_there_is_a_schema_for_whoever_speaks() -> None:
    assert set(SCHEMATA) == set(SpeakerType)
