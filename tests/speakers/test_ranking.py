"""The learned weights: what they are read from, and that chances are chances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DamagedWeights
from onrecord.run.load_ranking import load_ranking
from onrecord.speakers.candidates import COLUMNS
from onrecord.speakers.ranking import Ranking, build_ranking
from onrecord.speakers.thing_evidence import COLUMNS as OF_THINGS

ROWS = [{"evidence": "near", "weight": "2.0"}, {"evidence": "speaks", "weight": "-1.0"}]
numbers = st.floats(-5, 5)


def test_a_table_is_a_ranking() -> None:
    assert build_ranking(ROWS, ("near", "speaks")) == Ranking((2.0, -1.0))


@pytest.mark.parametrize("columns", [("near",), ("speaks", "near"), ("near", "speaks", "far")])
def test_weights_for_other_evidence_are_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(DamagedWeights, match="another version"):
        build_ranking(ROWS, columns)


def test_the_shipped_weights_are_for_the_evidence_gathered() -> None:
    assert len(load_ranking().persons.weights) == len(COLUMNS) == len(set(COLUMNS))
    assert len(load_ranking().things.weights) == len(OF_THINGS) == len(set(OF_THINGS))


def test_the_likeliest_comes_first() -> None:
    chances = Ranking((2.0, -1.0)).chances({7: (0.0, 1.0), 3: (1.0, 0.0)})
    assert list(chances) == [3, 7]
    assert Ranking((1.0,)).chances({}) == {}


@given(st.dictionaries(st.integers(-2, 9), st.tuples(numbers, numbers), min_size=1))
def test_chances_add_up_to_one_and_fall(evidence: dict[int, tuple[float, float]]) -> None:
    chances = Ranking((1.5, -0.5)).chances(evidence)
    assert sum(chances.values()) == pytest.approx(1)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)
