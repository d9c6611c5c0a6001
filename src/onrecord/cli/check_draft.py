"""`onrecord check-draft`: may this go to print?"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD
from onrecord.cli.read import Form, known_encoding
from onrecord.cli.terminal import say
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.checking.draft import DraftCheck
    from onrecord.pages.options import ReadOptions
    from onrecord.run.drafts import DraftOptions


class DraftFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"


def check_draft(  # noqa: PLR0913 -- typer reads the options from the signature
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft: .txt, .md or .html; - is standard input.")],
    *,
    record: Annotated[
        str, typer.Option("--record", "--in", metavar="FILE", help="The record: one SQLite file.")
    ] = DEFAULT_RECORD,
    format_: Annotated[
        DraftFormat, typer.Option("--format", help="text for eyes, html for the desk, json for programs.")
    ] = DraftFormat.TEXT,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here, whole or not at all. Otherwise standard output.")
    ] = None,
    allow: Annotated[
        str | None,
        typer.Option(metavar="OUTCOMES", help="What does not keep the draft back, e.g. cut,too-short,not-attributed."),
    ] = None,
    paraphrases: Annotated[
        bool, typer.Option("--paraphrases", help="A paraphrase with nothing like it on record keeps it back, too.")
    ] = False,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds who said what: a network, fast or best, or the rules alone.")
    ] = Model.BEST,
    as_: Annotated[Form | None, typer.Option("--as", help="Read the draft as this, whatever its ending.")] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", callback=known_encoding, help="The draft's encoding, where it is known to you."),
    ] = None,
    max_size: Annotated[float, typer.Option(metavar="MB", min=0.001, max=20, help="Refuse a larger draft.")] = 1.0,
    seconds: Annotated[
        float, typer.Option(metavar="S", min=0.1, max=86_400, help="For all checks; the rest is then not checked.")
    ] = 300.0,
) -> None:
    """Check all that a draft quotes against the record, in one go.

    Exit code 0: every quotation is on record in these words, as its speaker's. 1: at least one is not, or could not
    be checked. Nothing of the draft is put on record, and it cannot confirm itself.
    """
    from onrecord.checking.draft import Terms, allowed  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.pages.options import ReadOptions  # noqa: PLC0415 -- as above
    from onrecord.run.drafts import DraftOptions  # noqa: PLC0415 -- as above

    options = DraftOptions(Terms(allowed(allow.split(",") if allow else ()), paraphrases), seconds)
    reading = ReadOptions(form=as_, encoding=encoding, max_bytes=int(max_size * 1_000_000))
    found = _check(file, record, model, reading, options)
    _tell(found, format_, output)
    raise typer.Exit(found.exit)


def _check(file: str, record: str, model: Model, reading: ReadOptions, options: DraftOptions) -> DraftCheck:
    from dataclasses import replace  # noqa: PLC0415 -- as above

    from onrecord.run.drafts import check_draft_page, draft_page  # noqa: PLC0415 -- as above
    from onrecord.run.load_instruments import with_instruments  # noqa: PLC0415 -- as above
    from onrecord.run.load_people import with_people  # noqa: PLC0415 -- as above
    from onrecord.run.load_tools import load_tools, why_rules_alone  # noqa: PLC0415 -- as above
    from onrecord.run.workers import PageReader  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above

    with open_record(record, read_only=True) as opened, PageReader(most=1) as reader:
        page = draft_page(file, reading, sys.stdin.buffer)
        tools = with_instruments(with_people(load_tools(model), record), record)
        if why := why_rules_alone(model):
            say(f"note: {why}")
        return check_draft_page(page, opened, replace(tools, read_body=reader.read_body), options)


def _tell(found: DraftCheck, format_: DraftFormat, path: str | None) -> None:
    from onrecord.cli.check_draft_text import print_draft, summary  # noqa: PLC0415 -- as above
    from onrecord.cli.terminal import console_to, output  # noqa: PLC0415 -- as above
    from onrecord.export.atomic import atomic_text  # noqa: PLC0415 -- as above

    if path is None and format_ is DraftFormat.TEXT:
        print_draft(found, output())
    elif path is None:
        print(_document(found, format_))
    else:
        with atomic_text(path) as out:
            if format_ is DraftFormat.TEXT:
                print_draft(found, console_to(out))
            else:
                out.write(f"{_document(found, format_)}\n")
        say(f"{summary(found)}; written to {path}")


def _document(found: DraftCheck, format_: DraftFormat) -> str:
    if format_ is DraftFormat.JSON:
        from onrecord.export.draft_checks import draft_to_json  # noqa: PLC0415 -- as above

        return json.dumps(draft_to_json(found), ensure_ascii=False, indent=1)
    from onrecord.export.draft_html import draft_html  # noqa: PLC0415 -- as above

    return draft_html(found)
