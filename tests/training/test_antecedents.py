"""The fit of the pronoun weights, on invented lessons, and the form of the annotation."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from onrecord.speakers.candidates import COLUMNS
from onrecord_training.antecedents import Class, chances, fit, share_right
from onrecord_training.pronouns import ANNOTATION, Lesson


def lesson(right: int, *columns: str) -> Lesson:
    """A pronoun with one candidate for each column of evidence."""
    rows = tuple(tuple(float(column == one) for one in COLUMNS) for column in columns)
    return Lesson("a", rows, right, True)


def test_what_the_right_ones_have_gets_weight() -> None:
    lessons = [lesson(0, "last speaker", "spoken of here"), lesson(1, "spoken of here", "last speaker")] * 5
    weights = fit([Class(lessons, 1.0)])
    assert weights[COLUMNS.index("last speaker")] > 0 > weights[COLUMNS.index("spoken of here")]
    assert weights[COLUMNS.index("further back")] == 0
    assert share_right(lessons, weights) == 1


def test_the_same_lessons_give_the_same_weights() -> None:
    lessons = [
        lesson(0, "last speaker", "subject"),
        lesson(1, "last speaker", "subject"),
        lesson(0, "ahead", "subject"),
    ]
    assert np.array_equal(fit([Class(lessons, 1.0)]), fit([Class(lessons, 1.0)]))


def test_chances_add_up_to_one() -> None:
    evidence = np.array(lesson(0, "last speaker", "subject", "ahead").evidence)
    assert chances(evidence, np.ones(len(COLUMNS))).sum() == pytest.approx(1)


def test_the_annotation_is_ids_and_places_only() -> None:
    lines = files("onrecord_training").joinpath("annotations", ANNOTATION).read_text(encoding="utf-8").splitlines()
    for one in map(json.loads, lines):
        assert one.keys() == {"set", "id", "sha256", "pronouns"}
        assert len(one["sha256"]) == 64
        assert all(isinstance(place, int) for pair in one["pronouns"] for place in pair)
        assert one["pronouns"] == sorted(one["pronouns"])
