"""A record of many statements, and the questions that are put to it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.check_speed import HOSTILE, questions

from bench import many_statements
from onrecord.run.checking import check_words
from onrecord.store.record import Record, open_record

SIZE = 1000


@pytest.fixture(scope="module")
def said() -> many_statements.Source:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many_statements, "data_folder", lambda: None)
        patch.setattr(many_statements, "INVENTED", 60)
        return many_statements.source()


@pytest.fixture(scope="module")
def file(said: many_statements.Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many") / "many.db"
    many_statements.build(made, SIZE, said)
    return made


@pytest.fixture
def record(file: Path) -> Record:
    return open_record(file, read_only=True)


def test_as_many_statements_as_asked_for(record: Record) -> None:
    with record:
        counted = record.connection.execute("SELECT count(*) FROM statements").fetchone()[0]
    assert counted == SIZE


def test_what_is_spared_is_not_on_record_and_what_is_carried_often_is(
    record: Record, said: many_statements.Source
) -> None:
    with record:
        carried = check_words(record, said.carried[0])
        assert (carried.verdict, carried.carriers > 1) == ("verbatim", True)
        spared = [check_words(record, words).verdict for words in said.spared[:5]]
    assert "verbatim" not in spared


def test_of_every_kind_as_many_questions(record: Record, said: many_statements.Source) -> None:
    with record:
        asked = list(questions(record, said, 2))
    kinds = Counter(one.kind for one in asked if not one.kind.startswith(HOSTILE))
    assert set(kinds.values()) == {2}
    assert len(kinds) == 11
    assert any(one.speaker for one in asked)
