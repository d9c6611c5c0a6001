"""A progress bar for who waits at a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.terminal import count, messages
from onrecord.run.account import Account, Outcome
from onrecord.values.page import Skipped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

PATIENCE = 1.0  # seconds: who is served within them needs no bar


class Bar:
    """A bar on standard error that comes only when the run lasts, and only on a terminal.

    paths: what is being read; their sizes are asked for when the bar first comes, not before.
    """

    def __init__(self, paths: Sequence[str], *, wanted: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._paths = paths
        self._console = messages()
        self._wanted = wanted and sys.stderr.isatty()
        self._clock = clock
        self._started = clock()
        self._account = Account()
        self._done = 0
        self._progress: Progress | None = None

    @property
    def is_shown(self) -> bool:
        return self._progress is not None

    def advance(self, outcome: Outcome) -> None:
        """Count one outcome, and show the bar if it is time."""
        self._account = self._account.after(outcome)
        content = outcome.content if isinstance(outcome, Skipped) else outcome.page.content
        self._done += len(content or b"")
        if self._progress is None and self._wanted and self._clock() - self._started >= PATIENCE:
            self._progress = _started(self._console, size_of(self._paths))
        if self._progress is not None:
            self._show(self._progress)

    def close(self) -> None:
        """Take the bar away; the summary says what it said."""
        if self._progress is not None:
            self._progress.stop()

    def _show(self, progress: Progress) -> None:
        task = progress.tasks[0]
        done = self._done if task.total is None else min(self._done, task.total)
        progress.update(task.id, completed=done, description=f"{count(self._account.inputs, 'input')} read")


def _started(console: Console, total: int | None) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 -- most runs need none

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    # Only messages may pass through the bar's console: what is printed on standard output is the user's data.
    progress = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    progress.add_task("", total=total)
    progress.start()
    return progress


def size_of(paths: Sequence[str]) -> int | None:
    """Bytes to be read in all; None where nobody can know: standard input, compressed files, or no permission."""
    try:
        files = [file for path in paths for file in _files_at(path)]
        if "-" in paths or any(file.suffix == ".gz" for file in files):
            return None
        return sum(file.stat().st_size for file in files if file.is_file())
    except (OSError, ValueError):  # also a file that vanished just now, and a NUL in a path
        return None


def _files_at(path: str) -> list[Path]:
    if not Path(path).is_dir():
        return [Path(path)]
    return [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
