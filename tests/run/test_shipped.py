"""Tables and weights that ship with the program: a byte that changed, a missing or another file is refused."""

from __future__ import annotations

import json
import pickle
import random
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.errors import DamagedWeights
from onrecord.inference.weights import build_extractor, part_names
from onrecord.run import shipped
from onrecord.run.load_tools import load_tools
from onrecord.run.shipped import shipped_text
from onrecord.values.model import Model
from tests.make_digests import DATA, DIGESTS, digests
from tests.many import times

NAMES = sorted(digests())
FLIPS = times(3)
PARTS = [
    (model, name) for model in ("fast", "best") for name in part_names(shipped_text(f"extractor/{model}/card.json"))
]


@cache
def part(name: str) -> bytes:
    return (DATA / "extractor" / name).read_bytes()


def altered(content: bytes, name: str) -> list[tuple[str, bytes]]:
    """One bit turned at places of chance; cut; nothing; what would run code where it was unpickled; lengthened."""
    chance = random.Random(name)
    found = []
    for _ in range(FLIPS):
        at = chance.randrange(len(content))
        found.append(
            (f"byte {at}", content[:at] + bytes((content[at] ^ 1 << chance.randrange(8),)) + content[at + 1 :])
        )
    return [*found, ("cut", content[:-1]), ("empty", b""), ("pickle", pickle.dumps(print)), ("long", content + b"\n")]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what ships, without the networks, that a test may change."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.onnx"))
    monkeypatch.setattr(shipped, "files", lambda package: tmp_path)
    shipped._digests.cache_clear()
    monkeypatch.setattr(shipped, "_digests", shipped._digests.__wrapped__)
    return folder


def test_the_digests_are_those_of_the_files() -> None:
    """`python -m tests.make_digests` makes them anew."""
    assert DIGESTS.read_text(encoding="utf-8") == json.dumps(digests(), indent=1) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_file_is_refused(data: Path, name: str) -> None:
    whole = (data / name).read_bytes()
    assert shipped_text(name) == whole.decode()
    for how, content in altered(whole, name):
        (data / name).write_bytes(content)
        with pytest.raises(DamagedWeights, match="is not the file") as error:
            shipped_text(name)
        assert error.value.remedy == "install onrecord again", how
    (data / name).unlink()
    with pytest.raises(DamagedWeights, match="is missing"):
        shipped_text(name)


def test_one_file_in_the_place_of_another_is_refused(data: Path) -> None:
    shutil.copyfile(data / "lines.tsv", data / "antecedents.tsv")
    with pytest.raises(DamagedWeights, match=r"antecedents\.tsv is not"):
        shipped_text("antecedents.tsv")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"cues.tsv": "0"}', b"{}"])
def test_another_list_of_digests_is_refused(data: Path, content: bytes) -> None:
    (data / "sha256.json").write_bytes(content)
    with pytest.raises(DamagedWeights):
        shipped_text("cues.tsv")


@pytest.mark.parametrize(("model", "name"), PARTS)
def test_a_changed_network_is_refused(model: str, name: str) -> None:
    card = shipped_text(f"extractor/{model}/card.json")
    parts = {one: part(one) for one in part_names(card)}
    for how, content in altered(parts[name], name):
        with pytest.raises(DamagedWeights, match="is not the file that its card names"):
            build_extractor(card, parts | {name: content})
        assert how


def test_what_ships_is_loaded_by_way_of_its_digest(data: Path) -> None:
    """Every file of the list: none is read past it."""
    for name in NAMES:
        (data / name).write_bytes(b"x")
    for load in (load_tools.__wrapped__, shipped_text):
        with pytest.raises(DamagedWeights):
            load(Model.RULES if load is not shipped_text else "cues.tsv")  # type: ignore[operator]
    assert not [path for path in Path(str(files("onrecord"))).rglob("*.py") if _reads_past_it(path)]


def _reads_past_it(module: Path) -> bool:
    """Does it open a shipped table by itself? Parts of networks go by their card, figures are no table."""
    if module.name in ("shipped.py", "fingerprint.py", "load_extractor.py", "load_meaning.py", "about.py"):
        return False
    text = module.read_text(encoding="utf-8")
    return 'files("onrecord")' in text and ("read_text" in text or "read_bytes" in text)
