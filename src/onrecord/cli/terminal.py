"""Words for eyes: what a text may do to a terminal, and how messages look."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from onrecord.export.marks import UNKNOWN

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


# Reports are written by strangers: an escape sequence would steer the reader's terminal, a bidi override would turn
# words around. Both are shown as signs instead of obeyed. Line ends stay.
_SIGNS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SIGNS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_SIGNS |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def visible(text: str) -> str:
    """The text with every control character shown as a sign. As many code points as before; line ends stay."""
    return text.translate(_SIGNS)


def one_line(text: str) -> str:
    """The text on one line, as in a table's cell."""
    return visible(" ".join(text.split()))


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters; what was cut off leaves a "…"."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def or_unknown(text: str | None) -> str:
    return one_line(text) if text else UNKNOWN


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
    several = f"{noun[:-1]}ies" if noun.endswith("py") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"
