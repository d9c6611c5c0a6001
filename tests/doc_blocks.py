"""The shell and Python blocks of the documentation: found, run and, with `--write`, their output written anew.

In a ```console block a line `$ command` is run and the lines below it are its output; a line `…` stands for lines left
out. In a ```sh block every line is run and the output does not matter. A ```pycon block is a doctest. All blocks of one
page run in order, in one folder that holds a copy of examples/. A block fenced without a language is not run.

usage: python -m tests.doc_blocks --write
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from tests.warm import warm_program

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(sh|console|pycon)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LEFT_OUT = "…"


@dataclass(frozen=True)
class Step:
    """One command and the lines the page shows below it."""

    command: str
    shown: tuple[str, ...]


def steps_of(body: str) -> list[Step]:
    """The commands of a console block, each with its output. A command goes on after a backslash."""
    steps: list[Step] = []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            steps.append(Step(line[2:], ()))
        elif steps and not steps[-1].shown and steps[-1].command.endswith("\\"):
            steps[-1] = Step(f"{steps[-1].command}\n{line}", ())
        elif steps:
            steps[-1] = Step(steps[-1].command, (*steps[-1].shown, line))
    return steps


def run_shell(command: str, folder: Path, *, check: bool = True) -> str:
    """What the command prints, standard error included, as a reader at a terminal of 100 columns sees it."""
    shims = folder / ".bin"
    if not shims.exists():
        shims.mkdir()
        shim = shims / "onrecord"
        program = f'"{sys.executable}" -IS "{warm_program(str(ROOT / "src"))}"'
        shim.write_text(f'#!/bin/sh\nexec {program} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        (shims / "python3").symlink_to(sys.executable)
    path = f"{shims}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    here = {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    script = f"set -eo pipefail\n{command}" if check else command
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, f"{command}\nended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def agrees(shown: tuple[str, ...], printed: str) -> bool:
    """Do the printed lines match those on the page, `…` lines standing for any number of lines?"""
    parts = [r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + r"[ \t]*\n" for line in shown]
    return re.fullmatch("".join(parts), printed.rstrip("\n") + "\n" if printed.strip() else "") is not None


def folder_for(page: Path, parent: Path) -> Path:
    """A fresh folder with a copy of the sample reports, for the blocks of one page."""
    folder = parent / page.stem
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def check_page(page: Path, parent: Path) -> Iterator[str]:
    """Run the page's blocks in order and say what differs."""
    folder = folder_for(page, parent)
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "sh":
            run_shell(body, folder)
        elif language == "pycon":
            yield from _doctest(body, page.name, folder)
        else:
            for step in steps_of(body):
                printed = run_shell(step.command, folder)
                if not agrees(step.shown, printed):
                    yield f"$ {step.command}\nprints\n{printed}\nand the page shows\n" + "\n".join(step.shown)


def _doctest(body: str, name: str, folder: Path) -> Iterator[str]:
    test = doctest.DocTestParser().get_doctest(body, {}, name, name, 0)
    told: list[str] = []
    with chdir(folder):
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    if told:
        yield "".join(told)


def rewritten(page: Path, parent: Path) -> str:
    """The page with the output of its console blocks as it is today, gaps where the page has gaps."""
    folder = folder_for(page, parent)
    return BLOCK.sub(_anew(folder), page.read_text(encoding="utf-8"))


def _anew(folder: Path) -> Callable[[re.Match[str]], str]:
    def block(match: re.Match[str]) -> str:
        language, body = match.groups()
        if language == "sh":
            run_shell(body, folder)
        if language != "console":
            return match[0]
        return "```console\n" + "".join(_step_anew(step, folder) for step in steps_of(body)) + "```"

    return block


def _step_anew(step: Step, folder: Path) -> str:
    printed = [line.rstrip() for line in run_shell(step.command, folder).rstrip("\n").split("\n")]
    lines = printed if printed != [""] else []
    cuts = [at for at, line in enumerate(step.shown) if line.strip() == LEFT_OUT]
    if cuts:  # as many lines before and after the gap as the page shows now
        below = len(step.shown) - cuts[-1] - 1
        lines = [*lines[: cuts[0]], LEFT_OUT, *lines[len(lines) - below :]]
    return "".join(f"{line}\n" for line in (f"$ {step.command}", *lines))


def main() -> None:
    if sys.argv[1:] != ["--write"]:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as parent:
        for page in PAGES:
            page.write_text(rewritten(page, Path(parent)), encoding="utf-8")


if __name__ == "__main__":
    main()
