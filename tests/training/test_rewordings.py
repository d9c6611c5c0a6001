"""What is learned of rewordings, and from what."""

from __future__ import annotations

import pytest

from onrecord.comparing.rewording import COLUMNS
from onrecord_training.rewordings import HUMAN, Document, fit, half_of, name_of, pairs_of
from tests.bag import Bag

FIRST = (
    "The old lamp on Skerrin was lit again on Monday evening by the keepers.",
    "Nobody in the harbour had seen a light there for seven long years.",
    "The two governments could not agree on who has to pay for the oil.",
    "A new lens will be brought to the island before the winter storms.",
)
SECOND = (
    "On Monday evening the keepers lit the old lamp on Skerrin again.",
    "For seven long years nobody had seen a light there in the harbour.",
    "The two governments could not agree about who has to pay the oil.",
    "Before the winter storms a new lens will be brought to the island.",
)
DOCUMENT = Document("an invented one", HUMAN, FIRST, SECOND)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"id": "ru-en-7", "doc": "a.1", "lang": "ru"}, "a.1"),
        ({"id": "de-en-20", "doc": None, "lang": "de"}, "de 0"),
        ({"id": "de-en-21", "doc": None, "lang": "de"}, "de 1"),
    ],
)
def test_documents_are_the_files_own_or_blocks_of_twenty(row: dict[str, str | None], name: str) -> None:
    assert name_of(row) == name


def test_halves_hang_on_names_alone() -> None:
    assert {half_of(f"document {number}") for number in range(20)} == {0, 1}
    assert half_of("document 1") == half_of("document 1")


def test_a_rule_is_learned_that_tells_the_pairs_of_one_sentence() -> None:
    pairs = list(pairs_of(DOCUMENT, Bag()))
    assert (len(pairs), sum(pair.right for pair in pairs)) == (16, 4)
    rule = fit(pairs)
    assert len(rule.weights) == len(COLUMNS)
    assert 0 < rule.least < 1
