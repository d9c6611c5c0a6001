"""The documentation is true: its commands run, print what it shows, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.doc_blocks import BLOCK, PAGES, ROOT, Step, agrees, check_page, steps_of

WITH_BLOCKS = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.name)
def test_every_block_runs_and_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    assert "\n\n".join(check_page(page, tmp_path)) == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("target", ["demo", "test", "check", "golden", "bench"])
def test_every_make_target_is_documented(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"make {target}" in told


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a", "…", "d"), "a\nb\nc\nd\n", True),
        (("a", "…"), "a\n", True),
        (("a",), "a\nb\n", False),
        (("a", "…", "d"), "a\nb\n", False),
        ((), "", True),
        ((), "a\n", False),
    ],
)
def test_lines_left_out_stand_for_any_number_of_lines(shown: tuple[str, ...], printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_a_command_goes_on_after_a_backslash() -> None:
    assert steps_of("$ echo \\\n  a\na\n$ true\n") == [Step("echo \\\n  a", ("a",)), Step("true", ())]
