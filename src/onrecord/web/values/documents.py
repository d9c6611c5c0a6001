"""Documents by their titles."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.values.instrument import Instrument


def title_of(known: Mapping[str, Instrument], reading: str) -> str:
    """How a document is shown: its title, else its number."""
    return known[reading].title if reading in known else reading
