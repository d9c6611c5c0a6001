"""How the program starts and ends, whatever the command."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord import __version__
from onrecord.cli import exits
from onrecord.cli.main import app
from tests.cli.conftest import Onrecord, command, environment, process

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
REFERENCE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
HEAVY = ("trafilatura", "dateparser", "numpy", "lxml", "py3langid", "ftfy", "charset_normalizer", "rich", "sqlite3")


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys; from onrecord.cli.main import app; print([m for m in {HEAVY} if m in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert ended.stdout == "[]\n"


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, onrecord; print([m for m in sys.modules if m.startswith('onrecord.')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert ended.stdout == "[]\n"


def test_whoever_thinks_better_while_the_commands_load_is_told_so() -> None:
    code = """
import runpy, sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "onrecord.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
runpy.run_module("onrecord", run_name="__main__")"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (exits.INTERRUPTED, "", "stopped\n")


def test_help_and_version() -> None:
    told = process(["--help"])
    assert (told.code, told.err) == (0, "")
    assert [name for name in COMMANDS if f"\n  {name} " not in told.out] == []
    assert process(["--version"]).out == f"onrecord {__version__}\n"


@pytest.mark.usefixtures("sample")
def test_a_full_disk_is_a_message() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            command("search", "dark"), stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("onrecord: the output cannot be written: No space left")
    assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("closed", ["0<&-", ">&-", "2>&-", ">&- 2>&-", "0<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", [("search", "dark"), ("read", "-", "--no-record"), ("--help",)])
def test_a_closed_stream_is_no_fault(closed: str, arguments: tuple[str, ...]) -> None:
    ended = subprocess.run(
        ["bash", "-c", f"{shlex.join(command(*arguments))} {closed}"],
        capture_output=True, text=True, env=environment(), check=False, input="",
    )  # fmt: skip
    assert "Traceback" not in ended.stderr
    assert ended.returncode == (1 if arguments[0] == "read" else 0)


@pytest.mark.usefixtures("sample")
def test_bytes_that_are_no_words_are_no_fault() -> None:
    ended = subprocess.run(
        command("check", "-"), input=b"in the \xff dark", capture_output=True, check=False,
        env=environment(PYTHONIOENCODING="utf-8:strict"),
    )  # fmt: skip
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("more", "colours"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)]
)
def test_colours_are_for_terminals_that_want_them(more: dict[str, str], colours: bool) -> None:
    shown = process(["show", "sample.txt"], **{"TERM": "xterm-256color"} | more).out
    # Without colours bold and underline stay where a terminal was asked for; a colour is 30 to 37 or 90 to 97.
    assert bool(re.search(r"\x1b\[(?:\d+;)*[39]\d", shown)) is colours
    assert ("\x1b" in shown) is bool(more)


def usages_of(name: str) -> list[tuple[str, Any]]:
    """A command, or a group and each of its commands, with the words that it is typed with."""
    command = COMMANDS[name]
    return [(name, command), *((f"{name} {inner}", one) for inner, one in getattr(command, "commands", {}).items())]


def parts_of(name: str) -> list[Any]:
    return [command for _, command in usages_of(name)]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_has_every_flag_of(name: str) -> None:
    section = re.search(rf"^## onrecord {name}$(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert section, f"docs/reference.md has no section on {name}"
    documented = set(re.findall(r"^\| `(--[\w-]+)", section[1], re.MULTILINE))
    real = {flag for one in parts_of(name) for option in one.params for flag in option.opts if flag.startswith("--")}
    assert documented == real - {"--help"}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_has_every_argument_of(name: str) -> None:
    section = re.search(rf"^## onrecord {name}$(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert section
    for words, one in usages_of(name):
        usage = re.search(rf"^onrecord {words}.*$", section[1], re.MULTILINE)
        assert usage, f"docs/reference.md does not say how `onrecord {words}` is typed"
        wanted = [option.metavar for option in one.params if not option.opts[0].startswith("--")]
        assert [metavar for metavar in wanted if metavar not in usage[0]] == []


def test_the_reference_has_every_command_and_no_other() -> None:
    assert re.findall(r"^## onrecord ([\w-]+)$", REFERENCE, re.MULTILINE) == list(COMMANDS)


def test_the_reference_has_every_exit_code() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper()}
    documented = {int(code) for code in re.findall(r"^\| `(\d+)` \|", REFERENCE, re.MULTILINE)}
    assert documented == codes


def test_python_minus_m_is_the_same(onrecord: Onrecord) -> None:
    assert process(["export"]).code == onrecord("export").code == 2
    assert json.dumps(process(["about", "--record", "none.db"]).out) == json.dumps(
        onrecord("about", "--record", "none.db").out
    )
