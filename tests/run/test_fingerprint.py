"""The digits of a reader's name that say which data it read with."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.run import fingerprint
from onrecord.run.fingerprint import fingerprint_of
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model

PACKAGE = Path(fingerprint.__file__).parents[1]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what ships, which may be changed."""
    names = shutil.ignore_patterns("*.onnx", "*.npz", "*.bin")
    folder = shutil.copytree(PACKAGE / "data", tmp_path / "data", ignore=names)
    monkeypatch.setattr(fingerprint, "files", lambda _: tmp_path)
    return folder


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def test_it_is_in_the_name_of_every_reader() -> None:
    names = [load_tools(model).reader for model in Model]
    assert all(re.fullmatch(r"onrecord \S+ \S+ [0-9a-f]{8}", name) for name in names), names
    assert len({name[-8:] for name in names}) == len(names)  # each with weights of its own


@pytest.mark.parametrize(
    "change",
    [
        lambda data: longer(data / "cues.tsv"),
        lambda data: (data / "states.tsv").rename(data / "lands.tsv"),
        lambda data: (data / "nouns.tsv").unlink(),
        lambda data: longer(data / "extractor" / "best" / "card.json"),
    ],
)
def test_it_changes_with_whatever_is_read_with(change: Callable[[Path], object], shipped: Path) -> None:
    before = fingerprint_of("best")
    change(shipped)
    assert fingerprint_of("best") != before


def test_figures_that_are_only_shown_do_not_change_it(shipped: Path) -> None:
    before = fingerprint_of("best"), fingerprint_of(None)
    (shipped / "quality.json").write_text("{}", encoding="utf-8")
    assert (fingerprint_of("best"), fingerprint_of(None)) == before
