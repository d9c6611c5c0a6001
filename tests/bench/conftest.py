"""The gold folder that every measurement of these tests sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.tiny import write_gold


@pytest.fixture
def gold_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_gold(tmp_path / "gold")
    monkeypatch.setenv("ONRECORD_DATA", str(folder))
    return folder


@pytest.fixture
def no_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "nowhere"))
