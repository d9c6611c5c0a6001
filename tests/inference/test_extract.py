"""The whole of the extractor, with the weights that ship."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.inference.extract import Extractor
from onrecord.run.load_extractor import load_extractor
from onrecord.statements.find_attributions import find_attributions
from onrecord.values.statement import Attribution
from tests.growth import grows_linearly
from tests.statements.reading import cues, report_of

MODELS = ["fast", "best"]


@cache
def extractor(model: str) -> Extractor:
    return load_extractor(model)


def read(model: str, text: str) -> tuple[Attribution, ...]:
    return find_attributions(report_of(text), cues(), extractor(model))


def told(model: str, text: str) -> list[tuple[str, str]]:
    return [
        (" … ".join(s.of(text) for s in one.source), " … ".join(s.of(text) for s in one.content))
        for one in read(model, text)
    ]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“The lamp has been lit again,” Runa Lethe said on Wednesday.",
            ("Runa Lethe", "“The lamp has been lit again,”"),
        ),
        (
            "The ministry said on Friday that the harbour would stay closed until the storm had passed.",
            ("The ministry", "the harbour would stay closed until the storm had passed"),
        ),
        (
            "According to two officials, the ferry had left the port an hour late.",
            ("two officials", "the ferry had left the port an hour late"),
        ),
        (
            "Marr told reporters the plan was “a gift to nobody” and would be dropped.",
            ("Marr", "the plan was “a gift to nobody” and would be dropped"),
        ),
    ],
)
def test_plain_reports_are_read_by_every_network(model: str, text: str, found: tuple[str, str]) -> None:
    assert told(model, text) == [found]


@pytest.mark.parametrize("model", MODELS)
def test_a_report_that_says_nothing_gives_nothing(model: str) -> None:
    assert read(model, "Rain fell on the islands for three days. The ferries stayed in port.") == ()


@pytest.mark.parametrize("model", MODELS)
def test_the_same_report_gives_the_same_whatever_was_read_before(model: str) -> None:
    text = "Lethe said the lamp was lit. Marr denied it. “Nobody saw it,” he added."
    first = read(model, text)
    read(model, "Other words, said somebody else.\n\n" * 40)
    assert read(model, text) == first


def test_a_long_report_is_read_as_its_parts_are() -> None:
    """What the network reads at once ends somewhere; nothing may change there."""
    part = "Lethe said the lamp was lit. Rain fell on the islands.\n\n"
    found = told("fast", part * 300)
    assert found == [("Lethe", "the lamp was lit")] * 300


@pytest.mark.parametrize("unit", ["said ", "he said he said ", "“", "said: “a” said. ", "A said B said C\n\n"])
def test_time_grows_with_the_length_of_a_text_crowded_with_cues(unit: str) -> None:
    assert grows_linearly(lambda size: read("fast", unit * (size // len(unit))), 4_000)


@pytest.mark.parametrize("model", MODELS)
def test_a_quotation_over_lines_without_marks_of_their_own_is_one_statement(model: str) -> None:
    text = '"The harbour is safe.\nWe have looked at every stone," Runa Lethe said on Friday.'
    assert told(model, text) == [("Runa Lethe", '"The harbour is safe. … We have looked at every stone,"')]
