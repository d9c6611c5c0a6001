"""Golden records: what onrecord makes of each page in tests/golden, kept beside it and read as a diff.

record.json is the record in the contract's form (a list, since a .jsonl page holds several reports). record.txt shows
the same statements as words, one a paragraph, for the eyes of a reviewer. note.md says what the page is there for.

usage: python -m tests.make_golden   (rewrites both; `make golden` also renews the output shown in the documentation)
"""

from __future__ import annotations

import dataclasses
import io
import json
from functools import cache
from pathlib import Path

from onrecord import __version__
from onrecord.export.contract import record_to_json
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page
from onrecord.values.span import words_at
from onrecord.values.statement import ReportRecord, Statement

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(note.parent for note in GOLDEN.glob("*/note.md"))


@cache
def tools() -> Tools:
    """By rules, for a network rounds differently from one processor to the next; named without the data's digits, which
    change with every line of a word list."""
    return dataclasses.replace(load_tools(Model.RULES), reader=f"onrecord {__version__} {Model.RULES.value}")


def records(folder: Path) -> list[ReportRecord]:
    """The page in the folder, read as a user would, its origin independent of where the project lies."""
    (path,) = folder.glob("page.*")
    found = list(read_pages([str(path)], ReadOptions(), io.BytesIO()))
    assert all(isinstance(page, Page) for page in found), found
    pages = [page for page in found if isinstance(page, Page)]
    short = [dataclasses.replace(p, origin=p.origin.replace(str(path), f"{folder.name}/{path.name}")) for p in pages]
    return [page_to_record(page, tools()) for page in short]


def as_json(found: list[ReportRecord]) -> str:
    return json.dumps([record_to_json(record) for record in found], ensure_ascii=False, indent=1) + "\n"


def as_words(found: list[ReportRecord]) -> str:
    return "\n".join(_report(record) for record in found)


def _report(record: ReportRecord) -> str:
    report = record.report
    published = report.published.edtf or " or ".join(report.published.candidates) if report.published else "no date"
    head = f"{report.title or '(no title)'} | {report.outlet or report.wire or '(no outlet)'} | {published}\n"
    furniture = [f"  ({f.because}) {' '.join(f.span.of(report.text).split())}" for f in report.furniture]
    said = [_statement(s, record) for s in record.statements]
    return head + "\n".join([*said, "furniture:", *furniture]) + "\n"


def _statement(statement: Statement, record: ReportRecord) -> str:
    a, text = statement.attribution, record.report.text
    who = f"{statement.speaker.name} ({statement.speaker.type})" if statement.speaker else "(nobody named)"
    when = statement.circumstances.said_on.edtf if statement.circumstances.said_on else "no date"
    marks = ", ".join(filter(None, [a.kind, a.mode, a.force, "nested" if statement.nested_in else None]))
    place = f"{words_at(a.source, text) or '–'} / {words_at(a.cue, text) or '–'}"
    return f"* {who}, {when} [{marks}] {place}\n  {' '.join(words_at(a.content, text).split())}"


def main() -> None:
    for folder in FOLDERS:
        found = records(folder)
        (folder / "record.json").write_text(as_json(found), encoding="utf-8")
        (folder / "record.txt").write_text(as_words(found), encoding="utf-8")


if __name__ == "__main__":
    main()
