"""`onrecord doctor`: whether the record is whole, and what to do where it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED
from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption, record_option
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from onrecord.store.doctor_values import Check, Found, Mend
    from onrecord.store.record import Record

_STEPS = 1000  # between two looks at the terminal


def doctor(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out what reads every text, all kept bytes and every search index.")
    ] = False,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="Make anew what can be: indexes, sums, groups. A back-up is written before."),
    ] = False,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Tell whether the record is whole: the file, and every promise that its tables make each other.

    Nothing is changed, unless --mend is given: then what follows from the reports and judgements is made anew where it
    is wrong, in one transaction. What was read or judged is never touched.

    Exit code 0: whole. 1: something is wrong, or the file cannot be opened.
    """
    from onrecord.store.doctor import checks, is_whole  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        found = _examined(opened, checks(quick=quick))
        _print(found, format_)
    if mend and not is_whole(found):
        found = _mended(record, found, quick=quick)
        _print([one for one in found if one.wrong], format_)
    _sum_up(found, record)
    if not is_whole(found):
        raise typer.Exit(FAILED)


def _examined(opened: Record, wanted: Sequence[Check]) -> list[Found]:
    from onrecord.store.doctor import examine  # noqa: PLC0415

    with _told() as tell:
        return list(examine(opened, wanted, tell))


def _mended(record: str, found: Sequence[Found], *, quick: bool) -> list[Found]:
    """What is found after all that can be made anew was made anew."""
    from onrecord.store.doctor import checks  # noqa: PLC0415
    from onrecord.store.mending import mend  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    wanted: set[Mend] = {one.mend for one in found if one.wrong and one.mend}
    if not wanted:
        say("nothing of this can be made anew")
        return list(found)
    with open_record(record) as opened:
        backup = mend(opened, wanted)
        say(f"made anew: {', '.join(sorted(wanted))}; the record as it was: {backup}")
        waits = f"onrecord read and onrecord families{record_option(record)}"
        say(f"what waits now is looked up by the next {waits}")
        return _examined(opened, checks(quick=quick))


@contextmanager
def _told() -> Iterator[Callable[[str, int], None]]:
    """A line that says how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda name, done: None
        return
    from onrecord.cli.terminal import messages  # noqa: PLC0415

    with messages().status("looking …") as status:

        def tell(name: str, done: int) -> None:
            if done % _STEPS == 0:
                status.update(f"{name}{f' … {done:,}' if done else ' …'}")

        yield tell


def _print(found: Sequence[Found], format_: Format) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.doctor_values import Found  # noqa: PLC0415

        print_rows(found, Found, format_)
    elif found:
        from onrecord.cli.doctor_tables import print_found  # noqa: PLC0415

        print_found(found)


def _sum_up(found: Sequence[Found], record: str) -> None:
    from onrecord.store.doctor_values import State  # noqa: PLC0415

    wrong = sum(one.state is State.WRONG for one in found)
    left = sum(one.state is State.NOT_CHECKED for one in found)
    not_checked = f"; {count(left, 'check')} could not be made" if left else ""
    if wrong:
        say(f"{record} is not whole: {wrong} of {count(len(found), 'check')} found something wrong{not_checked}")
    else:
        say(f"{record} is whole: {count(len(found) - left, 'check')}, nothing wrong{not_checked}")
