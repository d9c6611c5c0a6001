"""Every hostile family of bench/hostile.py at a size for tests: read whole, or refused with a reason and a remedy."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest
from bench.hostile import FAMILIES, LAST, SWALLOWED, Family

from onrecord.errors import UnreadableInput
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, Skipped


@cache
def tools() -> Tools:
    return load_tools(Model.RULES)


def read(family: Family, folder: Path) -> list[Page | Skipped]:
    made = family.make(family.small)
    path = folder / f"hostile.{family.ending}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))
    return list(read_pages([str(path)], ReadOptions(max_bytes=20_000_000), None))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_hostile_input_is_read_whole_or_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    for page in read(FAMILIES[name], tmp_path):
        if isinstance(page, Skipped):
            assert page.reason
            assert page.remedy
            continue
        try:
            report = page_to_record(page, tools()).report
        except UnreadableInput as error:
            assert error.what
            assert error.remedy
        else:
            written = LAST in page.content.decode("utf-8", "replace")
            assert not written or name in SWALLOWED or LAST in report.text
            assert report.sha256 == hashlib.sha256(page.content).hexdigest()
