"""`onrecord export`: the whole record in other programs' formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from onrecord.cli.options import DEFAULT_RECORD, AllVersionsOption, RecordOption, RejectedOption
from onrecord.cli.settling import group_families, trace_waiting
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from onrecord.values.statement import ReportRecord


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    WEBANNOTATION = "webannotation"
    JSONLD = "jsonld"
    FTM = "ftm"
    CONLLU = "conllu"
    LABELSTUDIO = "labelstudio"
    GRAPHML = "graphml"
    GEXF = "gexf"


FORMATS_TOLD = (
    "jsonl: one report with its statements a line. csv: one statement a line. webannotation: W3C Web Annotation. "
    "jsonld: schema.org. ftm: FollowTheMoney. conllu: CoNLL-U, who says what on the tokens. labelstudio: tasks to "
    "correct. graphml, gexf: who quotes whom."
)


def export(
    format_: Annotated[
        ExportFormat,
        typer.Option("--format", help=FORMATS_TOLD),
    ],
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here, whole or not at all. Otherwise standard output.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print what stands beside a FILE of this format, and no record.")
    ] = False,
    rejected: RejectedOption = False,
    all_versions: AllVersionsOption = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Write out the whole record, never a sample.

    What people rejected, and earlier versions of a page, are left out unless they are asked for.

    Beside a CSV file stands FILE.codebook.md, which explains every column; beside Label Studio tasks FILE.config.xml,
    the labelling configuration. Without a FILE, --explain prints it.
    """
    from onrecord.export.formats import FORMS  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    if explain:
        sys.stdout.writelines(text() for text in FORMS[format_].beside.values())
        return
    from onrecord.store.reader import Shown  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    group_families(record)
    trace_waiting(record)
    with open_record(record, read_only=True) as opened:
        shown = Shown.WITH_REJECTED if rejected else Shown.JUDGED
        counted = Counted(opened.records(shown, latest=not all_versions))
        if output is None:
            _write(counted, sys.stdout, format_)
        else:
            _write_file(counted, output, format_)
            say(f"{count(counted.reports, 'report')}, {count(counted.statements, 'statement')} written to {output}")


class Counted:
    """Reports on their way through, counted."""

    def __init__(self, records: Iterable[ReportRecord]) -> None:
        self._records = records
        self.reports = 0
        self.statements = 0

    def __iter__(self) -> Iterator[ReportRecord]:
        for record in self._records:
            self.reports += 1
            self.statements += len(record.statements)
            yield record


def _write_file(records: Iterable[ReportRecord], path: str, format_: ExportFormat) -> None:
    from onrecord.export.atomic import atomic_text  # noqa: PLC0415
    from onrecord.export.formats import FORMS  # noqa: PLC0415

    with atomic_text(Path(path)) as out:
        _write(records, out, format_)
    for ending, text in FORMS[format_].beside.items():
        with atomic_text(Path(f"{path}{ending}")) as out:
            out.write(text())


def _write(records: Iterable[ReportRecord], out: TextIO, format_: ExportFormat) -> None:
    from onrecord.export.formats import FORMS  # noqa: PLC0415

    FORMS[format_].write(records, out)
