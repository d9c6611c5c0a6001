"""`onrecord people`: who is known besides what reports say, who is one with whom, and what they are called."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.judging import judging, tell
from onrecord.cli.options import DEFAULT_RECORD, BecauseOption, ByOption, RecordOption
from onrecord.cli.people_import import forget_import, import_people, list_imports

Name = Annotated[str, typer.Argument(metavar="NAME", help="As `onrecord speakers` has it; words of it are enough.")]

people = typer.Typer(
    name="people",
    help="Judge who is one with whom, and import people and their offices. onrecord judgements lists what was judged.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
people.command("import")(import_people)
people.command("imports")(list_imports)
people.command("forget-import")(forget_import)


@people.command()
def merge(
    name: Name,
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="One or more who are the same as NAME.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say that these are one. They are called as NAME is; each of the names still finds them."""
    with judging(record, by) as judge:
        with judge.together():
            judged = [judge.merge(name, other, because=because) for other in dict.fromkeys(others)]
        for one in judged:
            tell(one, record)


@people.command(name="not-the-same")
def not_the_same(
    name: Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is another one.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say that these are never to be one: a later merge of the two is refused."""
    with judging(record, by) as judge:
        tell(judge.not_the_same(name, other, because=because), record)


@people.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The right name.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Say what somebody is to be called. The old name still finds them."""
    with judging(record, by) as judge:
        tell(judge.rename(name, new, because=because), record)


@people.command()
def split(  # noqa: PLR0913 -- typer reads the options from the signature
    name: Name,
    *,
    new: Annotated[str | None, typer.Option("--as", metavar="NEW", help="What the other one is called.")] = None,
    reports: Annotated[
        list[str] | None, typer.Option("--report", metavar="REPORT", help="Where the other one spoke. Repeatable.")
    ] = None,
    statements: Annotated[
        list[str] | None, typer.Option("--statement", metavar="ID", help="What the other one said. Repeatable.")
    ] = None,
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Tell two people apart that are one on record.

    Alone: NAME leaves those it was merged with. With --as NEW and --report or --statement: what NAME is on record
    with there was said by somebody else.
    """
    with judging(record, by) as judge:
        places = {"reports": tuple(reports or ()), "statements": tuple(statements or ())}
        tell(judge.split(name, new, **places, because=because), record)
