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
from onrecord.errors import WrongOption

if TYPE_CHECKING:
    from onrecord.values.statement import ReportRecord


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    JSONLD = "jsonld"
    FTM = "ftm"
    CONLLU = "conllu"
    LABELSTUDIO = "labelstudio"
    GRAPHML = "graphml"
    GEXF = "gexf"


IN_A_FOLDER = frozenset({ExportFormat.PARQUET})
# Formats that say nothing without the outlets' text.
NEEDS_TEXT = frozenset({ExportFormat.CONLLU, ExportFormat.LABELSTUDIO})
FORMATS_TOLD = (
    "jsonl: one report with its statements a line. csv: one statement a line. parquet: two typed tables. "
    "webannotation: W3C Web Annotation. jsonld: schema.org. ftm: FollowTheMoney. conllu: CoNLL-U, who says what on the "
    "tokens. labelstudio: tasks to correct. graphml, gexf: who quotes whom."
)


def export(  # noqa: PLR0913 -- typer reads the options from the signature
    format_: Annotated[
        ExportFormat,
        typer.Option("--format", help=FORMATS_TOLD),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            metavar="PATH", help="Write here, whole or not at all; of parquet a folder. Otherwise standard output."
        ),
    ] = None,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print what stands beside a FILE of this format, and no record.")
    ] = False,
    without_text: Annotated[
        bool,
        typer.Option("--without-text", help="Leave the reports' text out, but for 200 characters around a statement."),
    ] = False,
    rejected: RejectedOption = False,
    all_versions: AllVersionsOption = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Write out the whole record, never a sample.

    What people rejected, and earlier versions of a page, are left out unless they are asked for.

    Beside a CSV file stands FILE.codebook.md, which explains every column; beside Label Studio tasks FILE.config.xml,
    the labelling configuration; --explain prints it. With --rejected and --all-versions, jsonl, webannotation and
    parquet hold all that onrecord import needs to make the same record; page bytes and people's judgements are not in
    it.
    """
    if explain:
        _explain(format_, with_text=not without_text)
        return
    from onrecord.store.as_read import records_to_export  # noqa: PLC0415
    from onrecord.store.reader import Shown  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    _refuse_what_makes_no_sense(format_, output, without_text=without_text)
    group_families(record)
    trace_waiting(record)
    with open_record(record, read_only=True) as opened:
        shown = Shown.WITH_REJECTED if rejected else Shown.JUDGED
        counted = Counted(records_to_export(opened, shown, latest=not all_versions), without_text=without_text)
        if output is None:
            _write(counted, sys.stdout, format_)
        else:
            _write_file(counted, output, format_)
            say(f"{count(counted.reports, 'report')}, {count(counted.statements, 'statement')} written to {output}")


def _explain(format_: ExportFormat, *, with_text: bool) -> None:
    from onrecord.export.formats import FORMS  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    beside = FORMS[format_].beside if format_ in FORMS else {}
    if not beside:
        raise WrongOption(
            f"nothing stands beside a file of {format_}", "leave --explain out; docs/format.md says what is in the file"
        )
    sys.stdout.writelines(text(with_text) for text in beside.values())


def _refuse_what_makes_no_sense(format_: ExportFormat, output: str | None, *, without_text: bool) -> None:
    if format_ in IN_A_FOLDER and output is None:
        raise WrongOption(
            f"{format_} is a folder of files", f"name it: onrecord export --format {format_} --output DIR"
        )
    if without_text and format_ in NEEDS_TEXT:
        raise WrongOption(
            f"{format_} is a text with marks in it, and says nothing without the text",
            "leave --without-text out, or choose another format: jsonl, csv or parquet",
        )


class Counted:
    """Reports on their way through, counted, and without their text if so asked."""

    def __init__(self, records: Iterable[ReportRecord], *, without_text: bool = False) -> None:
        self._records = records
        self.without_text = without_text
        self.reports = 0
        self.statements = 0

    def __iter__(self) -> Iterator[ReportRecord]:
        from onrecord.export.without_text import without_text  # noqa: PLC0415

        for record in self._records:
            self.reports += 1
            self.statements += len(record.statements)
            yield without_text(record) if self.without_text else record


def _write_file(records: Counted, path: str, format_: ExportFormat) -> None:
    from onrecord.export.atomic import atomic_text  # noqa: PLC0415
    from onrecord.export.formats import FORMS  # noqa: PLC0415

    if format_ is ExportFormat.PARQUET:
        _write_parquet(records, path)
        return
    with atomic_text(Path(path)) as out:
        _write(records, out, format_)
    for ending, text in FORMS[format_].beside.items():
        with atomic_text(Path(f"{path}{ending}")) as out:
            out.write(text(not records.without_text))


def _write_parquet(records: Counted, path: str) -> None:
    from onrecord.export.atomic import atomic_folder  # noqa: PLC0415
    from onrecord.export.parquet import write_parquet  # noqa: PLC0415
    from onrecord.export.parquet_schema import REPORTS, STATEMENTS, arrow  # noqa: PLC0415

    arrow()  # before a folder is made
    with atomic_folder(path, {f"{name}.parquet" for name in (REPORTS, STATEMENTS)}) as folder:
        write_parquet(records, folder, with_text=not records.without_text)


def _write(records: Counted, out: TextIO, format_: ExportFormat) -> None:
    from onrecord.export.formats import FORMS  # noqa: PLC0415

    FORMS[format_].write(records, out, not records.without_text)
