"""Documents by their titles: the register that ships, and the user's own entries in this record."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.errors import UnknownReference
from onrecord.instruments.register import instrument_from
from onrecord.run.load_instruments import load_instruments
from onrecord.store.instruments import own_entries
from onrecord.store.record import Record
from onrecord.values.instrument import Instrument


def known_documents(record: Record) -> Mapping[str, Instrument]:
    """By their ids; an entry of the user's takes the place of a shipped one."""
    known = {one.id: one for one in load_instruments()}
    own = tuple(instrument_from(entry) for entry in own_entries(record))
    return known | {one.id: one for one in own}


def title_of(known: Mapping[str, Instrument], reading: str) -> str:
    """How a document is shown: its title, else its number."""
    return known[reading].title if reading in known else reading


def document_meant(known: Mapping[str, Instrument], asked: str) -> str:
    """The id of the document asked for: by id, number, or a name in any mix of capitals; else what was asked for.

    Raises UnknownReference for a name of several.
    """
    if asked in known:
        return asked
    wanted = " ".join(asked.casefold().split())
    fits = [one.id for one in known.values() if wanted in {name.casefold() for name in _names(one)}]
    if len(fits) > 1:
        raise UnknownReference(f"{asked[:80]!r} is a name of several documents", f"name one of {', '.join(fits)}")
    return fits[0] if fits else asked


def _names(one: Instrument) -> tuple[str, ...]:
    return (one.title, one.name, *one.names, *one.also, *one.abbreviations, *one.identifiers)
