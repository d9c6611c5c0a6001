"""`onrecord metadata`: the record explained to Datasette."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' OR type = 'view'"


def metadata(
    title: Annotated[str, typer.Option(metavar="WORDS", help="What the site is called.")] = "On record",
    license_: Annotated[
        str | None, typer.Option("--license", metavar="WORDS", help="Under which licence you publish it.")
    ] = None,
    license_url: Annotated[str | None, typer.Option(metavar="URL", help="Where the licence stands.")] = None,
    source: Annotated[str | None, typer.Option(metavar="WORDS", help="Whose reports these are.")] = None,
    source_url: Annotated[str | None, typer.Option(metavar="URL", help="Where they are from.")] = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Print a metadata.json for Datasette: what tables and columns mean, and the questions people ask.

    datasette onrecord.db gives a site without it. With --metadata it says what is what, hides the inner works, and has
    questions ready.
    """
    from onrecord.export.datasette import Publication, datasette_metadata  # noqa: PLC0415 -- `--help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened, opened.reading() as connection:
        tables = {row["name"] for row in connection.execute(_TABLES)}
    told = datasette_metadata(Path(record).stem, tables, Publication(title, license_, license_url, source, source_url))
    print(json.dumps(told, ensure_ascii=False, indent=2))
