"""The documentation is true: its commands run, print what it shows, and its links lead somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doc_blocks import BLOCK, PAGES, ROOT, Step, agrees, check_page, steps_of

WITH_BLOCKS = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden"
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


def test_every_field_of_the_contract_is_documented_and_no_other() -> None:
    lines = json.loads((GOLDEN / "wires-2023-10-20-league" / "record.json").read_text(encoding="utf-8"))
    documented = set(re.findall(r"^\| `((?:schema|reader|report|statements)[^`]*)` \|", FORMAT, re.MULTILINE))
    assert documented == {field for line in lines for field in fields_of(line)}


def fields_of(value: dict[str, object], before: str = "") -> Iterator[str]:
    """Paths of all fields: "report.id", "statements[].speaker.name"."""
    for name, inner in value.items():
        path = f"{before}{name}"
        if path not in ("report", "statements"):
            yield path
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict) and name != "evidence":  # whose names are those of other fields
                yield from fields_of(one, f"{path}[]." if isinstance(inner, list) else f"{path}.")


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
