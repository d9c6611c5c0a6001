"""`onrecord cases`: readings that are to come out so, kept from what people judged, and tried again."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.judging import login_or
from onrecord.cli.options import DEFAULT_RECORD, ByOption, RecordOption
from onrecord.cli.terminal import count, one_line, output, say, shortened
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.run.cases import Tried
    from onrecord.values.case import Case

_WORDS = 70

cases = typer.Typer(
    name="cases",
    invoke_without_command=True,
    rich_markup_mode=None,
    subcommand_metavar="[add|run|export|drop] …",
)


@cases.callback()
def listing(context: typer.Context, *, record: RecordOption = DEFAULT_RECORD) -> None:
    """List the cases: what a reading of a report must find, and must not find."""
    if context.invoked_subcommand:
        if record != DEFAULT_RECORD:
            raise typer.BadParameter(f"name --record behind {context.invoked_subcommand}, not before it")
        return
    kept = _kept(record)
    for one in kept:
        output().print(f"{one.id}  {_told(one)}", soft_wrap=True)
    say(count(len(kept), "case") if kept else "no case is kept; see onrecord cases add --help")


@cases.command()
def add(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of a judgement, or of a statement as it stands.")],
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Keep a judgement, or a statement as it is on record now, as a case.

    A rejected one is never to be read as a statement again; a corrected one is to be read with the corrected fields, an
    added one with what was told of it; an accepted one, and a statement by its own id, with speaker, day, kind, mode
    and force as they are.
    """
    from onrecord.errors import UnknownReference  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.run.cases import as_it_stands, keep_case  # noqa: PLC0415 -- as above
    from onrecord.run.judging import now  # noqa: PLC0415 -- as above
    from onrecord.store.cases import put_case  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    who = login_or(by)
    before = len(_kept(record))
    for one in dict.fromkeys(ids):
        try:
            keep_case(record, one, by=who)
        except UnknownReference:
            with open_record(record) as opened:
                put_case(opened, as_it_stands(opened, one, by=who, at=now()))
    say(f"{count(len(_kept(record)) - before, 'case')} kept; onrecord cases run tries them")


@cases.command()
def run(
    model: Annotated[Model, typer.Option("--model", help="Who reads: a network, fast or best, or the rules alone.")] = (
        Model.BEST
    ),
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Read the kept bytes of every case's report with today's reader, and say which cases hold.

    Nothing on record changes. Exit code 0: all hold. 1: at least one does not.
    """
    from onrecord.pipeline.read_one import page_to_record  # noqa: PLC0415 -- as above
    from onrecord.run.cases import try_cases  # noqa: PLC0415 -- as above
    from onrecord.run.load_instruments import with_instruments  # noqa: PLC0415 -- as above
    from onrecord.run.load_people import with_people  # noqa: PLC0415 -- as above
    from onrecord.run.load_tools import load_tools, why_rules_alone  # noqa: PLC0415 -- as above
    from onrecord.run.workers import PageReader  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    kept = _kept(record)
    if why := why_rules_alone(model):
        say(f"Read by rules alone: {why}")  # else cases would seem to fail
    with ExitStack() as stack:
        opened = stack.enter_context(open_record(record, read_only=True))
        reader = stack.enter_context(PageReader(most=1))
        tools = with_instruments(with_people(load_tools(model), record), record)
        tools = replace(tools, read_body=reader.read_body)
        tried = list(try_cases(opened, kept, lambda page: page_to_record(page, tools)))
    _tell(tried)
    raise typer.Exit(int(any(one.failings for one in tried)))


@cases.command()
def export(record: RecordOption = DEFAULT_RECORD) -> None:
    """Print the cases, one JSON object a line: the words, what is to be read of them, their report's digest."""
    from onrecord.export.jsonl import line_of  # noqa: PLC0415 -- as above
    from onrecord.judging.cases import case_to_json  # noqa: PLC0415 -- as above

    for one in _kept(record):
        sys.stdout.write(line_of(case_to_json(one)))


@cases.command()
def drop(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of a case, or the beginning of it.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Keep cases no longer."""
    from onrecord.store.cases import drop_case  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    with open_record(record) as opened:
        for one in dict.fromkeys(ids):
            say(f"dropped: {_told(drop_case(opened, one))}")


def _kept(record: str) -> tuple[Case, ...]:
    from onrecord.store.cases import cases as kept  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    with open_record(record, read_only=True) as opened:
        return kept(opened)


def _tell(tried: list[Tried]) -> None:
    failed = [one for one in tried if one.failings]
    for one in failed:
        output().print(f"fails: {one.case.id}  {_told(one.case)}", soft_wrap=True)
        for failing in one.failings:
            output().print(f"       {one_line(failing)}", soft_wrap=True)
    say(f"{count(len(tried), 'case')}: {len(tried) - len(failed):,} hold, {len(failed):,} do not")


def _told(case: Case) -> str:
    words = f"“{shortened(one_line(case.anchor.quote.exact), _WORDS)}”"
    wanted = ", ".join(f"{field.value} {one_line(value or 'not known')}" for field, value in case.fields)
    return f"{words} {f'is read with {wanted}' if case.is_statement else 'is no statement'} · {one_line(case.source)}"
