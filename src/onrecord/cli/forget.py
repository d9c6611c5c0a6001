"""`onrecord forget`: take a report, or what somebody said, off the record for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption, record_option
from onrecord.cli.terminal import count, one_line, output, say, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.forgetting import Forgotten, Plan, PlanOfSpeaker, Request

_LISTED = 20  # reports that are named
_TITLE = 60

ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="WHY", help="Why, for the log. It is kept: name nobody in it."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it. Without, it is only shown what would go.")]

forget = typer.Typer(
    name="forget",
    invoke_without_command=True,
    rich_markup_mode=None,
    subcommand_metavar="[report|speaker|traces] …",
)


@forget.callback()
def listing(context: typer.Context, *, record: RecordOption = DEFAULT_RECORD) -> None:
    """Take a report, or what somebody said, off the record for good; alone: list when and why that was done."""
    if context.invoked_subcommand:
        if record != DEFAULT_RECORD:
            raise typer.BadParameter(f"name --record behind {context.invoked_subcommand}, not before it")
        return
    from onrecord.store.forgetting import forgotten  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        lines = forgotten(opened)
    for one in lines:
        output().print(_line(one), soft_wrap=True)
    say(f"forgotten {count(len(lines), 'time')}" if lines else "nothing was forgotten")


@forget.command()
def report(
    asked: Annotated[
        list[str],
        typer.Argument(metavar="REPORT", help="Id, path, file name; the address of a page means all its versions."),
    ],
    *,
    reason: ReasonOption = None,
    refuse_again: Annotated[
        bool,
        typer.Option("--refuse-again", help="Keep digests of bytes, text and address: it is not read again."),
    ] = False,
    yes: YesOption = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take reports off the record with all that came from them: text, bytes, statements, judgements, groups, indexes.

    Without --yes it only shows what would go. Afterwards the file is written anew, so that no byte of it is left.
    """
    from onrecord.store.forgetting import forget_reports, plan_reports  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=not yes) as opened:
        plan = plan_reports(opened, asked)
        _show_reports(plan)
        if not yes:
            say("nothing was forgotten; to do it, say --yes")
            return
        _done(forget_reports(opened, plan, _request(reason, refuse_again)), record)


@forget.command()
def speaker(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the beginning of an entity's id.")],
    *,
    reason: ReasonOption = None,
    yes: YesOption = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take what somebody said off the record: statements, judgements that name the person, the name as a speaker's.

    The texts of the reports stay, with the words and the name in them. A newer reader that reads them again finds the
    statements again; who wants the texts gone forgets the reports.
    """
    from onrecord.store.forgetting import forget_speaker, plan_speaker  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=not yes) as opened:
        plan = plan_speaker(opened, opened.person(name, command="onrecord forget speaker {}"))
        _show_speaker(plan)
        if not yes:
            say("nothing was forgotten; to do it, say --yes")
            return
        _done(forget_speaker(opened, plan, _request(reason, refuse_again=False)), record)


@forget.command()
def traces(*, record: RecordOption = DEFAULT_RECORD) -> None:
    """Write the file anew without what was deleted before: where another program kept that from being done."""
    from onrecord.store.forgetting_traces import wipe  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record) as opened:
        wipe(opened)
    say(f"{record} was written anew")
    _tell_back_ups(record)


def _request(reason: str | None, refuse_again: bool) -> Request:
    from onrecord.run.judging import now  # noqa: PLC0415
    from onrecord.store.forgetting import Request  # noqa: PLC0415

    return Request(now(), reason, refuse_again)


def _show_reports(plan: Plan) -> None:
    for one in plan.reports[:_LISTED]:
        named = " · ".join(shortened(one_line(part), _TITLE) for part in (one.outlet, one.title or one.origin) if part)
        output().print(f"{one.id}  {count(one.statements, 'statement')}  {named}", soft_wrap=True)
    if len(plan.reports) > _LISTED:
        output().print(f"and {len(plan.reports) - _LISTED:,} more")
    statements = sum(one.statements for one in plan.reports)
    lines = f", {count(plan.judgements, 'judgement')} about them" if plan.judgements else ""
    say(f"{count(len(plan.reports), 'report')}, {count(statements, 'statement')}{lines}")
    for why, other in plan.stays[:_LISTED]:
        say(f"stays: report {other} {why}")


def _show_speaker(plan: PlanOfSpeaker) -> None:
    output().print(f"{'; '.join(map(one_line, plan.names))}", soft_wrap=True)
    lines = f", {count(plan.judgements, 'judgement')} that name this speaker" if plan.judgements else ""
    say(f"{count(plan.statements, 'statement')} in {count(plan.reports, 'report')}{lines}")
    say("the texts of these reports stay, with the words and the name in them; onrecord forget report takes a text out")


def _done(made: Forgotten, record: str) -> None:
    say(f"forgotten: {_counted(made)}; onrecord forget{record_option(record)} lists when and why")
    _tell_back_ups(record)


def _tell_back_ups(record: str) -> None:
    from onrecord.store.doctor import beside  # noqa: PLC0415

    if kept := beside(Path(record)):
        _tell(kept)


def _tell(kept: Sequence[Path]) -> None:
    what = "this back-up still holds" if len(kept) == 1 else "these back-ups still hold"
    say(f"{what} what was forgotten; delete by hand: {', '.join(map(str, kept))}")


def _line(one: Forgotten) -> str:
    refused = "; not to be read again" if one.refused else ""
    return f"{one.at[:16].replace('T', ' ')}  {_counted(one)}{refused}: {one_line(one.reason or 'no reason given')}"


def _counted(one: Forgotten) -> str:
    what = count(one.reports, "report") if one.kind == "report" else "a speaker"
    lines = f", {count(one.judgements, 'judgement')}" if one.judgements else ""
    return f"{what}, {count(one.statements, 'statement')}{lines}"
