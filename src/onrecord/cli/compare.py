"""`onrecord compare`: two reports side by side."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import say


class CompareFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


def compare(
    here: Annotated[str, typer.Argument(metavar="REPORT", help="By its id, given id, path or file name.")],
    there: Annotated[str, typer.Argument(metavar="REPORT", help="The one it is compared with.")],
    format_: Annotated[
        CompareFormat, typer.Option("--format", help="table for eyes; json, one document, for programs.")
    ] = CompareFormat.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show two reports side by side: what both have, what one cut or changed, what only one has.

    Statements are matched by their words, wherever they stand. Speakers and dates that differ are told.

    Versions of one page are compared by onrecord versions, copies of one text by onrecord copies.
    """
    from onrecord.run.load_words import load_words  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.compare_reports import compare_reports  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        found = compare_reports(opened, here, there, load_words())
    if format_ is CompareFormat.JSON:
        from onrecord.export.compared import compared_to_json  # noqa: PLC0415

        sys.stdout.write(json.dumps(compared_to_json(found), ensure_ascii=True, indent=2) + "\n")
        return
    from onrecord.cli.compare_tables import print_compared  # noqa: PLC0415

    print_compared(found)
    if "transcript" in (found.here.kind, found.there.kind) and found.here.kind != found.there.kind:
        say("one of them is a transcript: onrecord primary holds each quotation against it, word by word")
