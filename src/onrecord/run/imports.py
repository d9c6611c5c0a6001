"""What another record exported, put on record here: line by line, each checked, each accounted for.

An export holds no page bytes. Where the text in UTF-8 is what was read, that is kept; else the record keeps the digest
alone, until the page itself is read.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import UnreadableInput
from onrecord.export.contract import statement_to_json
from onrecord.export.fields import Misfit
from onrecord.export.partitioned import refuse_unfinished
from onrecord.export.reading_back import judgements_of, record_from_json, utf8_of
from onrecord.export.webannotation import NoPage, is_page, told_of
from onrecord.pages.jsonl import each_line
from onrecord.pages.opening import READ_ERRORS, buffered, opened, origin_of, skipped, unpacked, unpacked_head
from onrecord.run.account import Outcome, ReadPage
from onrecord.store.reader import Shown
from onrecord.store.record import Record
from onrecord.values.page import Page, PageKind, Skipped
from onrecord.values.statement import ReportRecord, Statement

LARGEST_LINE = 256_000_000  # bytes: a report of 20 MB with the map of its page
AS_EXPORTED = (
    "write it with `onrecord export --format jsonl` or `--format parquet`, without `--without-text`, "
    "and leave it as it is"
)
CHANGED = "; what people changed in annotations is taken in with onrecord judgements import FILE"
IN_ONE = "take in with onrecord judgements import FILE what people changed in Label Studio or in annotations; else "
JUDGEMENTS = "onrecord-judgement/1"
_STANDS = """
SELECT r.sha256, r.reader, u.reader AS run_by FROM reports AS r JOIN runs AS u ON u.number = r.run WHERE r.id = ?"""
IMPORT = " import"  # how the reader of a run ends that read nothing itself


class Imports:
    """The exports at these paths, as outcomes to be kept. Flat in memory, but for the ids of judgements.

    paths: .jsonl files (also gzip), .parquet files, folders that hold these, "-" for `stdin`.
    judged: after all were read, the ids of the judgements that their statements tell of.
    """

    def __init__(self, paths: Sequence[str], record: Record, stdin: BinaryIO) -> None:
        self._paths = paths
        self._record = record
        self._stdin = stdin
        self.judged: set[str] = set()

    def __iter__(self) -> Iterator[Outcome]:
        for path in self._paths:
            if path == "-":
                yield from self._lines(self._stdin, "-")
            elif Path(path).is_dir():
                yield from self._folder(Path(path))
            else:
                yield from self._file(Path(path))

    def _folder(self, folder: Path) -> Iterator[Outcome]:
        """Everything in it that is a table of reports, or JSON lines, sorted by name."""
        try:
            refuse_unfinished(folder)
        except UnreadableInput as error:
            yield skipped(error, origin_of(folder))
            return
        names = sorted(path for path in folder.rglob("*") if path.is_file() and _is_export(path.relative_to(folder)))
        if not names:
            why = UnreadableInput(f"{folder}: no reports.parquet and no .jsonl file in it", AS_EXPORTED)
            yield skipped(why, origin_of(folder))
        for path in names:
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Outcome]:
        origin = origin_of(path)
        try:
            if path.suffix == ".parquet":
                yield from self._rows(path, origin)
                return
            with opened(path) as stream:
                yield from self._lines(stream, origin)
        except (UnreadableInput, *READ_ERRORS) as error:
            yield skipped(error, origin)

    def _lines(self, stream: BinaryIO, origin: str) -> Iterator[Outcome]:
        try:
            with buffered(stream) as whole, unpacked(whole) as lines:
                _refuse_one_document(unpacked_head(whole), origin)
                yield from each_line(lines, origin, LARGEST_LINE, self.outcome_of)
        except (UnreadableInput, *READ_ERRORS) as error:
            yield skipped(error, origin)

    def _rows(self, path: Path, origin: str) -> Iterator[Outcome]:
        from onrecord.export.parquet import lines_of  # noqa: PLC0415 -- an extra

        for number, line in enumerate(lines_of(path), 1):
            try:
                yield self.outcome_of(line, f"{origin}:{number}")
            except UnreadableInput as error:
                yield skipped(error, f"{origin}:{number}", line)

    def outcome_of(self, line: bytes, origin: str) -> Outcome:
        """What one line brings. Raises UnreadableInput where it is no report, or goes against what is on record."""
        parsed = _parsed(line, origin)
        if isinstance(parsed, dict) and parsed.get("schema") == JUDGEMENTS:
            raise UnreadableInput(f"{origin}: a judgement", "take it in with onrecord judgements import FILE")
        of_page = is_page(parsed)
        try:
            parsed = told_of(parsed) if of_page else parsed
            read = record_from_json(parsed)
            why_not = self._why_not(read)
        except (Misfit, NoPage) as error:
            remedy = f"{AS_EXPORTED}{CHANGED if of_page else ''}"
            raise UnreadableInput(f"{origin}: {error}", remedy) from error
        self.judged.update(judgements_of(parsed) if isinstance(parsed, dict) else ())
        if why_not:
            return Skipped(origin, "import", why_not, "nothing needs to be done", is_fault=False)
        return ReadPage(_page_of(read), read)

    def _why_not(self, read: ReportRecord) -> str | None:
        """Why a report is left as it stands here; None where it is to be written. Raises Misfit."""
        report = read.report
        with self._record.reading() as connection:
            row = connection.execute(_STANDS, (report.id,)).fetchone()
        if row is None:
            return None
        if row["sha256"] != report.sha256:
            raise Misfit(f"report {report.id} is on record here, read from other bytes")
        if row["reader"] != read.reader:
            was_imported = str(row["run_by"]).endswith(IMPORT)
            return None if was_imported else "read here itself, by another version of the program"
        stands = self._record.report(report.id, Shown.AS_READ)
        if stands.report.text != report.text or not _is_part(read, stands):
            raise Misfit(f"report {report.id} is on record here as the same reader read it, with other statements")
        return None


def unknown_judgements(record: Record, told: set[str]) -> frozenset[str]:
    """Those that the log here does not have."""
    return frozenset(told) - {one.judgement.id for one in record.judgements()} if told else frozenset()


def _is_export(path: Path) -> bool:
    """`reports.parquet`, any table below a folder `reports`, and JSON lines; what is hidden or half written is none."""
    if any(part.startswith((".", "_")) for part in path.parts):
        return False
    if path.suffix == ".parquet":
        return path.stem == "reports" or "reports" in path.parts[:-1]
    return path.name.endswith((".jsonl", ".jsonl.gz"))


def _refuse_one_document(head: bytes, origin: str) -> None:
    """Raise UnreadableInput for JSON over many lines, or a list: what other programs write, Label Studio among them."""
    first = head.removeprefix(BOM_UTF8).lstrip().partition(b"\n")[0].strip()
    if first.startswith(b"[") or first == b"{":
        raise UnreadableInput(f"{origin}: one JSON document, not one report a line", f"{IN_ONE}{AS_EXPORTED}")


def _parsed(line: bytes, origin: str) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{origin}: byte {error.start} is not UTF-8", AS_EXPORTED) from error
    except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of over 4,300 digits
        raise UnreadableInput(f"{origin}: not JSON ({type(error).__name__})", AS_EXPORTED) from error


def _page_of(read: ReportRecord) -> Page:
    """Under the name it was read by, so that it is found by that here too; the run names the export."""
    content = utf8_of(read.report)
    return Page(read.report.origin, content or b"", read.report.sha256, PageKind.TEXT, has_bytes=content is not None)


def _is_part(read: ReportRecord, stands: ReportRecord) -> bool:
    """Are all statements of `read` those on record? What stands in a rejected one may have been left out of it."""
    on_record = {one.id: _compared(one) for one in stands.statements}
    return all(on_record.get(one.id) == _compared(one) for one in read.statements)


def _compared(statement: Statement) -> Mapping[str, object]:
    return statement_to_json(replace(statement, nested_in=None))
