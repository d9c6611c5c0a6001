"""Words for eyes: what a text may do to a terminal, and how messages look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from onrecord.export.words_shown import one_line, or_unknown, shortened, visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


__all__ = ["one_line", "or_unknown", "shortened", "visible"]


def output() -> Console:
    """Standard output: colours on a terminal only, and none where NO_COLOR is set. Nothing in a text is markup."""
    return _console(stderr=False)


def messages() -> Console:
    """Standard error."""
    return _console(stderr=True)


def console_to(file: TextIO) -> Console:
    """A file: lines of 100 columns, no colours."""
    from rich.console import Console  # noqa: PLC0415 -- as below

    return Console(file=file, markup=False, highlight=False, emoji=False, width=100, no_color=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def print_trimmed(renderable: RenderableType, console: Console, width: int | None = None) -> None:
    """Print a table without the spaces that fill its lines: they are in the way of whoever copies or compares it."""
    from rich.text import Text  # noqa: PLC0415 -- as above

    options = console.options.update(width=min(console.width, width) if width else console.width)
    for segments in console.render_lines(renderable, options, pad=False):
        line = Text.assemble(*((segment.text, segment.style or "") for segment in segments))
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def complain(what: str, remedy: str) -> None:
    """One message on standard error: what happened, and what to do about it."""
    say(f"onrecord: {what.rstrip('.')}. {remedy[:1].upper()}{remedy[1:].rstrip('.')}.")


def say(message: str) -> None:
    """One line on standard error."""
    print(one_line(message), file=sys.stderr)


def count(number: int, noun: str) -> str:
    """ "1 report", "5 reports", "12,000 copies"."""
    several = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"
