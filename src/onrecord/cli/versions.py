"""`onrecord versions`: what a page said before, and what became of its statements."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.record import Record
    from onrecord.store.version_steps import Step
    from onrecord.store.versions import VersionRow


class VersionsFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


def versions(  # noqa: PLR0913 -- typer reads the options from the signature
    asked: Annotated[
        str | None,
        typer.Argument(metavar="URL|REPORT", help="The address of a page; or a report by its id, path or file name."),
    ] = None,
    *,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", min=1, help="Compare this version …")] = None,
    to: Annotated[
        int | None, typer.Option("--to", metavar="M", min=1, help="… with this. Default: the last two.")
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Compare each version with the one before.")] = False,
    news: Annotated[
        bool, typer.Option("--news", help="Only changes of statements and headings; a typo is no news.")
    ] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Without URL: list so many pages.")] = 20,
    format_: Annotated[
        VersionsFormat, typer.Option("--format", help="table for eyes; json, one document, for programs.")
    ] = VersionsFormat.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show the versions of a page: what changed in its words, and which statements changed, vanished, came or moved.

    Without URL: the pages with more than one version, the last changed first.
    """
    if each and (from_ or to):
        raise typer.BadParameter("--each compares all versions: leave out --from and --to")
    if asked is None and (each or from_ or to):
        raise typer.BadParameter("name the URL or REPORT whose versions are to be compared")
    from onrecord.store.record import open_record  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    with open_record(record, read_only=True) as opened:
        if asked is None:
            _pages(opened, format_, news=news, limit=limit)
            return
        from onrecord.run.load_words import load_words  # noqa: PLC0415
        from onrecord.store.version_steps import step_between, steps, versions_asked  # noqa: PLC0415

        rows = versions_asked(opened, asked)
        if each or (news and not (from_ or to)):
            found = tuple(steps(opened, rows, load_words()))
        else:
            several = rows[-1].versions > 1 or from_ or to
            found = (step_between(opened, rows, load_words(), old=from_, new=to),) if several else ()
        _page(opened, rows, tuple(one for one in found if one.is_news or not news), format_, news=news)


def _page(
    record: Record, rows: Sequence[VersionRow], shown: Sequence[Step], format_: VersionsFormat, *, news: bool
) -> None:
    from onrecord.run.load_words import load_words  # noqa: PLC0415
    from onrecord.store.version_steps import compare_versions, speaking  # noqa: PLC0415

    if format_ is VersionsFormat.JSON:
        from onrecord.export.versions import page_to_json  # noqa: PLC0415

        _print_json(page_to_json(rows, shown))
        return
    from onrecord.cli.version_tables import print_step, print_versions  # noqa: PLC0415

    known = {(one.old.version, one.new.version): one for one in shown}
    between = {
        new.version: known.get((old.version, new.version)) or compare_versions(record, old, new, load_words())
        for old, new in pairwise(speaking(rows))
    }
    print_versions(rows, between)
    for step in shown:
        print_step(step, with_text=not news)
    if rows[-1].versions == 1:
        say("one version only is on record; another comes when the page is read again with other words")
    elif news and not shown:
        say("nothing in it is news: no statement and no heading says something else")


def _pages(record: Record, format_: VersionsFormat, *, news: bool, limit: int) -> None:
    from onrecord.run.load_words import load_words  # noqa: PLC0415
    from onrecord.store.version_steps import changed_pages, count_changed_pages, steps  # noqa: PLC0415

    found = [(rows, tuple(steps(record, rows, load_words()))) for rows in changed_pages(record, limit)]
    shown = [(rows, one) for rows, one in found if not news or any(step.is_news for step in one)]
    if format_ is VersionsFormat.JSON:
        from onrecord.export.versions import page_to_json  # noqa: PLC0415

        _print_json([page_to_json(rows, one, with_text=False) for rows, one in shown])
        return
    from onrecord.cli.version_tables import print_pages  # noqa: PLC0415

    print_pages(shown)
    total = count_changed_pages(record)
    left_out = f"; {len(found) - len(shown)} without news left out" if len(shown) < len(found) else ""
    more = f"{len(found)} of " if len(found) < total else ""
    if total:
        say(f"{more}{count(total, 'page')} with more than one version{left_out}; onrecord versions URL compares them")
    else:
        say("every page on record has one version")


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, indent=2) + "\n")
