"""From what a person calls a document to its id: for commands, pages and the API alike."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.errors import UnknownReference
from onrecord.instruments.called import documents_called, names_of, nearest_documents
from onrecord.instruments.register import instrument_from
from onrecord.run.load_instruments import load_instruments
from onrecord.store.instruments import is_appealed_to, own_entries, readings_on_record
from onrecord.store.record import Record
from onrecord.values.instrument import Instrument

_MOST_NAMED = 6


def known_documents(record: Record) -> Mapping[str, Instrument]:
    """The register that ships and the user's own, by their ids; the user's entry stands where both have an id."""
    known = {one.id: one for one in load_instruments()}
    own = tuple(instrument_from(entry) for entry in own_entries(record))
    return known | {one.id: one for one in own}


def document_asked(record: Record, asked: str, known: Mapping[str, Instrument] | None = None) -> str:
    """The id of a document, else the number that statements on record have: by either, a name, or words of a name.

    known: as `known_documents` gives it. Raises UnknownReference, which names those meant, or the nearest.
    """
    known = known_documents(record) if known is None else known
    if asked in known or is_appealed_to(record, asked):
        return asked
    on_record = readings_on_record(record)
    names = names_of(known, on_record)
    fits = documents_called(asked, names, on_record)
    if len(fits) > 1:
        more = f" and {len(fits) - _MOST_NAMED} more" if len(fits) > _MOST_NAMED else ""
        raise UnknownReference(
            f"{asked[:80]!r} is a name of several documents", f"name one of {', '.join(fits[:_MOST_NAMED])}{more}"
        )
    if not fits:
        near = nearest_documents(asked, names, on_record)
        hint = f"; the nearest: {', '.join(near)}" if near else ""
        raise UnknownReference(
            f"no document {asked[:80]!r} is in the register or on record",
            f"`onrecord instruments --all` lists them{hint}",
        )
    return fits[0]
