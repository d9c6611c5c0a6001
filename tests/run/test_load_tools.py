"""What reads: the networks that ship, and the rules where they are missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.errors import DamagedWeights
from onrecord.inference.weights import build_extractor, part_names
from onrecord.run import load_extractor as shipped
from onrecord.run import load_tools as loading
from onrecord.values.model import Model

LEARNED = [Model.FAST, Model.BEST]
FOLDER = Path(str(files("onrecord"))) / "data" / "extractor"
MOST_BYTES = 35_000_000


@pytest.fixture
def fresh() -> Iterator[None]:
    """Loaded tools are kept for good; a test that breaks them must neither find nor leave any."""
    loading.load_tools.cache_clear()
    loading._extractor.cache_clear()
    yield
    loading.load_tools.cache_clear()
    loading._extractor.cache_clear()


def card_and_parts(model: Model) -> tuple[str, dict[str, bytes]]:
    card = (FOLDER / model / "card.json").read_text(encoding="utf-8")
    return card, {name: (FOLDER / name).read_bytes() for name in part_names(card)}


@pytest.mark.parametrize("model", LEARNED)
def test_the_weights_that_ship_are_whole_and_name_the_reader(model: Model) -> None:
    tools = loading.load_tools(model)
    assert tools.extractor is not None
    assert tools.reader.split()[2] == tools.extractor.name
    assert tools.extractor.name.startswith(model)
    assert loading.why_rules_alone(model) is None


def test_all_weights_together_are_small_enough_for_a_wheel() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST_BYTES


@pytest.mark.parametrize("model", LEARNED)
def test_the_card_says_what_the_weights_are_of(model: Model) -> None:
    told = json.loads(card_and_parts(model)[0])
    assert {"articles", "fingerprint", "seeds", "date", "minutes"} <= told["training"].keys()
    assert "PolNeAR dev" in told["about"]["not seen in training"]


def test_the_rules_read_without_a_network() -> None:
    tools = loading.load_tools(Model.RULES)
    assert tools.extractor is None
    assert " rules " in tools.reader
    assert loading.why_rules_alone(Model.RULES) is None


@pytest.mark.usefixtures("fresh")
def test_without_weights_the_rules_read_and_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_FOLDER", "nowhere")
    tools = loading.load_tools(Model.FAST)
    assert tools.extractor is None
    assert " rules " in tools.reader
    told = loading.why_rules_alone(Model.FAST)
    assert told is not None
    assert "missing" in told
    assert "install onrecord again" in told.lower()


def test_a_part_that_is_not_the_one_the_card_names_is_refused() -> None:
    card, parts = card_and_parts(Model.FAST)
    parts["fast/reader.onnx"] = parts["fast/reader.onnx"][:-1] + b"x"
    with pytest.raises(DamagedWeights, match=r"reader\.onnx"):
        build_extractor(card, parts)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 999},
        {"features": [1, 2]},
        {"least": {}},
        {"calibration": None},
        {"calibration": {"model": {"weights": [1.0], "bias": 0.0}, "rules": {"weights": [1.0], "bias": 0.0}}},
        {"sha256": {"x": "0"}},
        {"shares": {"elsewhere": 1.0}},
    ],
)
def test_a_card_of_another_kind_is_refused(change: dict[str, object]) -> None:
    card, parts = card_and_parts(Model.FAST)
    with pytest.raises(DamagedWeights):
        build_extractor(json.dumps(json.loads(card) | change), parts)


@pytest.mark.parametrize("card", ["", "[]", "{", '{"format": 1}'])
def test_a_card_that_is_none_is_refused(card: str) -> None:
    with pytest.raises(DamagedWeights):
        part_names(card)
    with pytest.raises(DamagedWeights):
        build_extractor(card, {})
