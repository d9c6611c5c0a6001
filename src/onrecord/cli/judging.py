"""What the commands share by which people judge."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from onrecord.cli.options import record_option
from onrecord.cli.terminal import say

if TYPE_CHECKING:
    from onrecord.run.judging import Judge
    from onrecord.values.judgement import Judgement


@contextmanager
def judging(record: str, by: str | None) -> Iterator[Judge]:
    """The record, opened for who judges."""
    from onrecord.run.judging import Judge  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    with Judge(record, by=login_or(by)) as judge:
        yield judge


def login_or(by: str | None) -> str:
    """Who judges: who says so, else who is logged in. Raises BadParameter where nobody knows."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # no name in the environment, and none for this user's number
        raise typer.BadParameter("nobody knows who you are here; say it with --by NAME") from error


def tell(judgement: Judgement, record: str) -> None:
    """What was judged, and how to take it back."""
    from onrecord.store.judgements import said  # noqa: PLC0415

    undo = f"onrecord judgements undo {judgement.id}{record_option(record)}"
    say(f"judgement {judgement.id}: {said(judgement)}; to take it back: {undo}")
