"""The register of instruments: the one that ships with the package, and what users add to it from files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from onrecord.instruments.actors import Actors, build_actors
from onrecord.instruments.catalogue import Catalogue, build_catalogue
from onrecord.instruments.register import instrument_from
from onrecord.pipeline.tools import Tools
from onrecord.run.load_gazetteer import read_table
from onrecord.run.shipped import shipped_text
from onrecord.store.instruments import own_entries
from onrecord.store.record import open_record
from onrecord.values.instrument import Instrument

# What the tables of states and bodies do not have, and documents speak of.
_FORMER = (
    ("Soviet", "Russia"),
    ("Soviet Union", "Russia"),
    ("USSR", "Russia"),
    ("Soviets", "Russia"),
    ("Kremlin", "Russia"),
    ("Britain", "United Kingdom"),
    ("Brexit", "United Kingdom"),
    ("Brexit", "European Union"),
    ("Brussels", "European Union"),
    ("Brussels", "NATO"),
    ("America", "United States"),
    ("American", "United States"),
    ("UN Security Council", "United Nations"),
    ("Security Council", "United Nations"),
    ("General Assembly", "United Nations"),
    ("Taliban", "Taliban"),
)


@cache
def load_instruments() -> tuple[Instrument, ...]:
    """The shipped register, `onrecord/data/instruments.jsonl`. The same values at every call."""
    text = shipped_text("instruments.jsonl")
    return tuple(instrument_from(json.loads(line)) for line in text.splitlines())


@cache
def load_catalogue() -> Catalogue:
    """The shipped register, ready for finding."""
    return build_catalogue(load_instruments(), load_actors())


def load_actors() -> Actors:
    """States and bodies by all their names, from the tables of the gazetteer."""
    return build_actors((*_FORMER, *_state_names(), *_body_names()))


def _state_names() -> Iterator[tuple[str, str]]:
    for row in read_table("states"):
        for name in (row["name"], *_listed(row["aliases"]), *_listed(row["capitals"]), *_listed(row["demonyms"])):
            yield name, row["name"]


def _body_names() -> Iterator[tuple[str, str]]:
    for row in read_table("bodies"):
        for name in (row["name"], *_listed(row["aliases"])):
            yield name, row["name"]


def _listed(cell: str) -> Iterable[str]:
    return (one.strip() for one in cell.split(";") if one.strip())


def with_instruments(tools: Tools, path: str | None, *, read_only: bool = False) -> Tools:
    """`tools` that also know the user's register in the record at `path`; the same tools where there is none.

    An entry with the id of a shipped one takes its place. The reader's name tells registers apart, so that what was
    read without one is read again.
    """
    # Else by a writer: an older record is brought up to date here as it would be later.
    own = own_instruments(path, read_only=read_only)
    if not own:
        return tools
    digest = hashlib.sha256(repr(own).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    catalogue = build_catalogue((*load_instruments(), *own), load_actors())
    return replace(tools, instruments=catalogue, reader=f"{tools.reader} instruments {digest}")


def known_instruments(path: str | None) -> tuple[Instrument, ...]:
    """The shipped register with the user's in its place where ids are the same, in the order of the ids' files."""
    return tuple({one.id: one for one in (*load_instruments(), *own_instruments(path, read_only=True))}.values())


def own_instruments(path: str | None, *, read_only: bool = False) -> tuple[Instrument, ...]:
    """The user's register in the record at `path`; empty where there is no record."""
    if path is None or not Path(path).is_file():
        return ()
    with open_record(path, read_only=read_only) as record:
        return tuple(instrument_from(entry) for entry in own_entries(record))
