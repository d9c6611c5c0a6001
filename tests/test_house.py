"""The house rules that a program can check: cards, sizes, layers, packaging, nothing of one machine in the text."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "onrecord"
ROOMS = sorted(path.parent for path in SRC.glob("*/__init__.py"))
MODULES = sorted(SRC.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Folders of one person's machine, and places packages are fetched from: neither belongs in a text others read.
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w|(?:files\.)?py(?:thonhosted|pi)\.org|index[-]url")


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Path and text of every text file that belongs to the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() or [str(p.relative_to(ROOT)) for p in MODULES]
    return tuple((n, (ROOT / n).read_text(encoding="utf-8", errors="ignore")) for n in names if (ROOT / n).is_file())


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines of every function in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in ast.walk(tree) if isinstance(n, kinds)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
@pytest.mark.parametrize("line", ["Takes: ", "Gives: ", "Never: "])
def test_every_room_has_its_card(room: Path, line: str) -> None:
    card = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert any(one.startswith(line) for one in card.splitlines())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_module_is_300_lines_long_and_no_function_over_60(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) < 300
    assert [f for f in functions(module) if f[1] > 60] == []


def test_half_of_the_functions_are_under_10_lines_and_nine_in_ten_under_30() -> None:
    lengths = [length for module in MODULES for _, length in functions(module)]
    assert statistics.median(lengths) < 10
    assert statistics.quantiles(lengths, n=10)[8] < 30


def test_no_text_names_one_machine() -> None:
    found = [(name, match[0]) for name, text in texts() for match in OF_ONE_MACHINE.finditer(text)]
    assert found == []


def test_every_room_has_a_layer() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name for layer in layers for name in layer.split(" | ")}
    assert {room.name for room in ROOMS} <= placed | {"data"}


def test_the_wheel_carries_the_data_and_the_type_marker() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/onrecord"]
    assert (SRC / "py.typed").exists()
    data = [str(p.relative_to(ROOT)) for p in (SRC / "data").rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    # hatch leaves out what git ignores, so a data file with an ignored ending would be missing from the wheel
    ignored = subprocess.run(["git", "check-ignore", *data], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ignored.stdout == ""


@pytest.mark.parametrize("wanted", PROJECT["project"]["dependencies"])
def test_the_decisions_say_what_each_dependency_saves(wanted: str) -> None:
    name = re.match(r"[\w-]+", wanted)
    assert name
    assert f"**{name[0]}**" in (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
