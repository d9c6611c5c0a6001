"""The golden pages give the golden records. After a wanted change: `make golden`, and read the diff of record.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.make_golden import FOLDERS, GOLDEN, as_json, as_words, records


def test_every_golden_folder_has_a_note() -> None:
    assert [path.name for path in GOLDEN.iterdir() if path.is_dir() and path not in FOLDERS] == []
    assert len(FOLDERS) >= 10


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_record_is_the_golden_one(folder: Path) -> None:
    found = records(folder)
    assert as_words(found) == (folder / "record.txt").read_text(encoding="utf-8")
    assert as_json(found) == (folder / "record.json").read_text(encoding="utf-8")
