"""`onrecord user`: a line for the file that `onrecord serve --users` reads."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who it is: letters, digits and . @ - _")],
    write: Annotated[bool, typer.Option("--write", help="May also store and judge, not only read.")] = False,
) -> None:
    """Print a line that lets somebody use the site; put it into the file named by onrecord serve --users.

    Asks for the secret, or takes it from standard input; only a hash of it is in the line.
    """
    from onrecord.web.users import Right, line_of  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    if sys.stdin.isatty():
        secret = typer.prompt("Secret", hide_input=True, confirmation_prompt=True, err=True)
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    print(line_of(name, Right.WRITE if write else Right.READ, secret))
