"""Sentence vectors in the record."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store import meaning
from onrecord.store.record import Record
from onrecord.store.search import ANYTHING, Filters
from onrecord.values.span import Span
from tests.store.conftest import put
from tests.store.making import record_of


def unit(*places: int) -> meaning.Vectors:
    vector = np.zeros(meaning.WIDTH, dtype=np.float32)
    vector[list(places)] = 1
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def wordings(record: Record) -> list[int]:
    return [row[0] for row in record.connection.execute("SELECT DISTINCT wording FROM worded ORDER BY wording")]


def three(record: Record) -> tuple[int, list[int]]:
    """A model, and three wordings; the first has two passages."""
    put(
        record, *(record_of(words, origin=words) for words in ("The bridge is safe.", "It will hold.", "We tested it."))
    )
    numbers = wordings(record)
    with record.batch():
        model = meaning.keep_model(record.connection, "bag", "d")
        vectors = ([(Span(0, 3), unit(1)), (Span(3, 9), unit(1, 2))], [(Span(0, 4), unit(2))], [(Span(0, 4), unit(3))])
        meaning.put_vectors(record.connection, model, zip(numbers, vectors, strict=True))
    return model, numbers


def test_the_nearest_come_first_each_wording_once_by_its_best_passage(record: Record) -> None:
    model, (first, second, third) = three(record)
    ((one, two, three_),) = meaning.nearest(record.connection, model, unit(1, 2)[None], 9)
    assert (one.wording, one.passage, round(one.cosine, 2)) == (first, Span(3, 9), 1.0)
    assert (two.wording, round(two.cosine, 2)) == (second, 0.71)
    assert (three_.wording, round(three_.cosine, 2)) == (third, 0.0)


def test_several_questions_at_once_some_wordings_only_and_few(record: Record) -> None:
    model, (first, second, third) = three(record)
    asked = np.stack([unit(1), unit(3)])
    found = meaning.nearest(record.connection, model, asked, 1, only={second, third})
    assert [[one.wording for one in some] for some in found] == [[second], [third]]
    assert meaning.nearest(record.connection, model, asked, 1, only=set()) == [[], []]
    assert first not in {one.wording for some in found for one in some}


def test_pieces_make_no_difference(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    model, _ = three(record)
    whole = meaning.nearest(record.connection, model, unit(1, 2)[None], 2)
    monkeypatch.setattr(meaning, "_ROWS_AT_ONCE", 1)
    assert meaning.nearest(record.connection, model, unit(1, 2)[None], 2) == whole


def test_what_lacks_vectors_is_found_again_and_again_until_it_has_some(record: Record) -> None:
    model, numbers = three(record)
    put(record, record_of("The tunnel is closed.", origin="four.txt"))
    assert meaning.lacking(record.connection, model) == 1
    (waiting,) = meaning.next_lacking(record.connection, model, 0, 10)
    assert waiting[0] not in numbers
    assert "tunnel" in waiting[1]
    with record.batch():
        meaning.put_vectors(record.connection, model, [(waiting[0], [])])
    assert meaning.lacking(record.connection, model) == 0
    assert meaning.lacking(record.connection, meaning.model_number(record.connection, "another")) == 4


def test_statements_of_a_wording_are_those_that_pass_the_filters(record: Record) -> None:
    put(record, record_of("The bridge is safe."), record_of("The bridge is safe.", speaker="Bo Ek", origin="two.txt"))
    (number,) = wordings(record)
    assert len(meaning.holders_of(record.connection, [number], ANYTHING)[number]) == 2
    (hit,) = meaning.holders_of(record.connection, [number], Filters(speaker="ek"))[number]
    assert hit.speaker == "Bo Ek"
    assert meaning.wordings_asked(record.connection, Filters(speaker="ek")) == {number}
    assert meaning.wordings_asked(record.connection, Filters(speaker="nobody")) == set()
    assert meaning.wordings_asked(record.connection, ANYTHING) is None


@given(st.integers(0, 10**9), st.floats(0.1, 50))
def test_eight_bits_cost_less_than_a_hundredth_of_a_cosine(seed: int, peak: float) -> None:
    vector = np.random.default_rng(seed).normal(size=meaning.WIDTH).astype(np.float32) + peak * unit(0)
    vector /= np.linalg.norm(vector)
    row = np.frombuffer(meaning.packed([(Span(0, 1), vector)]), dtype=meaning.PASSAGE)[0]
    assert abs(float(row["numbers"].astype(np.float32) @ vector) * float(row["scale"]) - 1) < 0.01
