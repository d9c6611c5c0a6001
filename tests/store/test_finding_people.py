"""From what a person types to one speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnknownReference
from onrecord.store.record import Record, open_record
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import Act
from onrecord.values.statement import ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of
from tests.store.test_judgements import people

COMMAND = "onrecord people merge {} 'Bo Ek'"


def spoken(words: str, name: str, type_: SpeakerType = SpeakerType.PERSON, entity: str | None = "") -> ReportRecord:
    read = record_of(words)
    entity = f"{type_}0{name.casefold()}" if entity == "" else entity
    return replace(read, statements=(replace(read.statements[0], speaker=Speaker(name, type_, entity, "named")),))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("full") / "r.db", create=True) as record:
        put(
            record,
            spoken("One.", "Ana Marie Berg"),
            spoken("Two.", "Ana Lind"),
            spoken("Three.", "Orlo", SpeakerType.STATE),
            spoken("Four.", "Orlo", SpeakerType.PERSON),
            spoken("Five.", "Élodie Vauclair"),
            spoken("Six.", "two officials", SpeakerType.GROUP, None),
            record_of("Seven.", speaker="Cy Dahl"),
            record_of("Eight.", speaker="C. Dahl"),
        )
        record.judge(people(Act.MERGE, "Cy Dahl", "C. Dahl"))
        yield record


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Ana Lind", "Ana Lind"),
        ("ana  lind", "Ana Lind"),
        ("berg", "Ana Marie Berg"),  # words of a name are enough
        ("elodie vauclair", "Élodie Vauclair"),
        ("person0ana l", "Ana Lind"),  # the beginning of an entity id
        ("state0orlo", "Orlo"),
        ("C. Dahl", "C. Dahl"),  # a member of a group by its own name
        ("dahl", "Cy Dahl"),  # two names of one
    ],
)
def test_somebody(full: Record, asked: str, name: str) -> None:
    assert full.person(asked, command=COMMAND).name == name


@pytest.mark.parametrize(
    ("asked", "what", "remedy"),
    [
        ("ana", "more than one speaker", "for Ana Lind (person): onrecord people merge 'person0ana lind' 'Bo Ek'"),
        ("Orlo", "more than one speaker", "for Orlo (state): onrecord people merge state0orlo 'Bo Ek'"),
        ("Ana Lund", "nobody called 'Ana Lund'", "the nearest: Ana Lind"),
        ("two officials", "names nobody", "onrecord statement correct"),
        ("", "nobody called", "onrecord speakers"),
        ("…", "nobody called", "onrecord speakers"),
    ],
)
def test_nobody_or_several(full: Record, asked: str, what: str, remedy: str) -> None:
    with pytest.raises(UnknownReference, match=what) as error:
        full.person(asked, command=COMMAND)
    assert remedy in error.value.remedy


def test_another_way_out_is_told(full: Record) -> None:
    with pytest.raises(UnknownReference) as error:
        full.person("Ana Lund", command=COMMAND, or_else="; or be quiet")
    assert error.value.remedy.endswith("; or be quiet")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_any_string_is_somebody_or_a_message(full: Record, asked: str) -> None:
    try:
        assert full.person(asked, command=COMMAND)
    except UnknownReference as error:
        assert error.remedy


def test_everybody_of_a_name(full: Record) -> None:
    assert [one.type.value for one in full.people_called("orlo")] == ["state", "person"]
    assert full.people_called("Ana") == ()
