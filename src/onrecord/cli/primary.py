"""`onrecord primary`: quotations that go back to transcripts, and how faithfully they were carried."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption
from onrecord.cli.settling import trace_waiting
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.store.primary_read import TracedReport, TracedRow


def primary(
    report: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="A transcript or a report: its id, given id, path or file name."),
    ] = None,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show which quotations go back to transcripts on record, and what became of the words.

    Without REPORT: the transcripts, those that were quoted most first. With a transcript: who carried which passage of
    it. With a report: which of its quotations go back to which turn.

    verbatim, cut, altered, or spliced from distant passages; also when the words are another's by the transcript.

    What was read since the last time is looked up first.
    """
    from onrecord.store.primary_read import traced_report, transcripts  # noqa: PLC0415 -- as elsewhere
    from onrecord.store.record import open_record  # noqa: PLC0415

    trace_waiting(record)
    with open_record(record, read_only=True) as opened:
        if report is not None:
            _print_report(traced_report(opened, report), format_)
            return
        rows = transcripts(opened)
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.primary_read import TranscriptRow  # noqa: PLC0415

        print_rows(rows, TranscriptRow, format_)
    elif rows:
        from onrecord.cli.primary_tables import print_transcripts  # noqa: PLC0415

        print_transcripts(rows)
        quotations = sum(row.quotations for row in rows)
        say(
            f"{count(len(rows), 'transcript')}, {count(quotations, 'quotation')} of them; onrecord primary ID shows one"
        )
    else:
        say(f"no transcript is in {record}; onrecord read reads them: .jsonl with turns, or --kind transcript")


def _print_report(found: TracedReport, format_: Format) -> None:
    if format_ is not Format.TABLE:
        _print_rows(found.rows, format_)
        return
    from onrecord.cli.primary_tables import print_traced  # noqa: PLC0415

    if found.rows:
        print_traced(found)
    elif found.is_transcript:
        say(f"no report on record prints words of transcript {found.asked}, as far as they can be told")
    else:
        say(f"no quotation in report {found.asked} goes back to a transcript on record, as far as they can be told")


def _print_rows(rows: Iterable[TracedRow], format_: Format) -> None:
    """One a line; the fields of the quotation beside those of the report."""
    import csv  # noqa: PLC0415
    import json  # noqa: PLC0415
    import sys  # noqa: PLC0415

    from onrecord.export.csv import safe_cell  # noqa: PLC0415
    from onrecord.export.jsonl import line_of  # noqa: PLC0415

    flat = [_flat(row) for row in rows]
    if format_ is Format.JSONL:
        for row in flat:
            sys.stdout.write(line_of(row))
        return
    table = csv.writer(sys.stdout, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for row in flat:
        cells = (row[name] for name in _COLUMNS)
        table.writerow(
            "" if one is None else safe_cell(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False))
            for one in cells
        )


_COLUMNS = (
    *("report", "outlet", "title", "published", "origin", "independent", "statement", "speaker", "quoted", "verdict"),
    *("speaker_verdict", "date_verdict", "certainty", "score", "differences", "can_change_meaning", "goes_on", "voice"),
    *("others", "passages"),
)


def _flat(row: TracedRow) -> dict[str, object]:
    fields: dict[str, object] = asdict(row)
    del fields["quotation"]
    return fields | asdict(row.quotation)
