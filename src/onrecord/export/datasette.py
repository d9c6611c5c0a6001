"""A record explained to Datasette: what its tables and columns mean, which are inner works, and what to ask.

Source: docs.datasette.io, "Metadata" and "Canned queries".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.export.datasette_queries import QUERIES
from onrecord.export.datasette_tables import TABLES

_ABOUT = (
    "Statements found in news reports: who said what, when, where and to whom, each with its exact place in the text. "
    "What is not known is empty; no wording and no date is guessed. Findings are made by a program: see `confidence`, "
    "and the words themselves, before you rely on one."
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What whoever publishes a record says of it. None: left out, for a licence is nothing to be guessed."""

    title: str = "On record"
    license: str | None = None
    license_url: str | None = None
    source: str | None = None
    source_url: str | None = None


def datasette_metadata(database: str, tables: Collection[str], publication: Publication) -> dict[str, object]:
    """The content of a metadata.json.

    database: the record's file without its ending, as Datasette calls it. tables: all that it has, hidden where they
    are inner works.
    """
    told = {name: table.metadata() for name, table in TABLES.items() if name in tables}
    hidden: dict[str, object] = {name: {"hidden": True} for name in sorted(tables) if name not in TABLES}
    heads = ("license", "license_url", "source", "source_url")
    credits = {name: value for name in heads if (value := getattr(publication, name))}
    return {
        "title": publication.title,
        "description": _ABOUT,
        **credits,
        "databases": {
            database: {
                "description": "Begin with `said`, or with a question below.",
                "tables": told | hidden,
                "queries": {query.name: query.metadata() for query in QUERIES},
            }
        },
    }
