"""The commands, and what their ends mean to a shell."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Annotated, Any, TextIO, cast

import typer
from typer.core import TyperGroup

from onrecord import __version__
from onrecord.cli.about import about
from onrecord.cli.cases import cases
from onrecord.cli.check import check
from onrecord.cli.check_draft import check_draft
from onrecord.cli.compare import compare
from onrecord.cli.copies import copies
from onrecord.cli.doctor import doctor
from onrecord.cli.exits import FAILED, INTERRUPTED, OUTPUT_CLOSED, WRONG_COMMAND_LINE
from onrecord.cli.export import export
from onrecord.cli.families import families
from onrecord.cli.feeds import feeds
from onrecord.cli.forget import forget
from onrecord.cli.imports import import_
from onrecord.cli.index import index
from onrecord.cli.instruments import instruments
from onrecord.cli.judgements import judgements
from onrecord.cli.log import log
from onrecord.cli.metadata import metadata
from onrecord.cli.occasions import occasions
from onrecord.cli.people import people
from onrecord.cli.primary import primary
from onrecord.cli.query import query
from onrecord.cli.read import read
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import Show, show
from onrecord.cli.spark import spark
from onrecord.cli.speakers import speakers
from onrecord.cli.statement import statement
from onrecord.cli.terminal import complain, say
from onrecord.cli.upgrade import upgrade
from onrecord.cli.user import user
from onrecord.cli.versions import versions
from onrecord.cli.watch import watch
from onrecord.errors import OnRecordError, WrongOption


class Commands(TyperGroup):
    """The one place where an error becomes a message and an exit code. A fault of ours is still a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # a validator's words, not for who typed it
            raise
        except OnRecordError as error:
            complain(error.what, error.remedy)
            raise typer.Exit(WRONG_COMMAND_LINE if isinstance(error, WrongOption) else FAILED) from error
        except BrokenPipeError as error:
            _abandon_output()
            raise typer.Exit(OUTPUT_CLOSED) from error
        except OSError as error:
            _abandon_output()
            complain(_what_failed(error), _what_to_do(error))
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as error:
            say("stopped")
            raise typer.Exit(INTERRUPTED) from error
        return answer


def _what_failed(error: OSError) -> str:
    if isinstance(error, ChildProcessError):  # raised by us alone, in whole sentences
        return str(error)
    where = f"{error.filename}: " if error.filename else "the output cannot be written: "
    return f"{where}{error.strerror or error}"


def _what_to_do(error: OSError) -> str:
    if isinstance(error, ChildProcessError):
        return "see whether the system lacks memory or processes, then run the same command again"
    if isinstance(error, FileNotFoundError):
        return "see that the name is right and that the folder it is in is there"
    return "check that there is space and permission, then run the command again"


def _abandon_output() -> None:
    """Let the interpreter's last flush go nowhere, else it complains about the same error again."""
    with suppress(OSError):  # an output that is no file of the system's has no such flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="onrecord",
    cls=Commands,
    help="Keeps the record of what was publicly said: who said it, when, with its exact place in the text.",
    epilog="Exit codes: 0 done; 1 some inputs could not be read, or the command failed; 2 wrong command line.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help starts three times as fast
    pretty_exceptions_enable=False,
)
COMMANDS = (
    *(read, watch, show, search, index, check, check_draft, speakers, copies, occasions, families),
    *(primary, compare, versions, log, doctor, upgrade, serve, user, export, query, metadata, about),
)
for command in COMMANDS:
    app.command(cls=Show if command is show else None)(command)
app.command(name="import")(import_)
for group in (feeds, people, statement, judgements, instruments, cases, forget, spark):
    app.add_typer(group)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keeps the record of what was publicly said: who said it, when, with its exact place in the text."""


def main() -> None:
    """What the shell starts."""
    _open_missing_outputs()
    app(prog_name="onrecord")


def _open_missing_outputs() -> None:
    """A shell may close an output (`>&-`); what is written there then goes nowhere instead of failing.

    Data for programs is UTF-8 wherever it goes; on a terminal what it cannot show becomes "?". Words that come in and
    are none in the encoding of the system become signs that say so, and no traceback.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            _speak_utf8(stream)


def _speak_utf8(stream: TextIOWrapper) -> None:
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace", newline="")


def _nowhere(mode: str) -> TextIO:
    return cast(TextIO, open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False))
