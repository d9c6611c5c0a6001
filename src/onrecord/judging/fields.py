"""What a corrected field may hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from onrecord.errors import BadRequest
from onrecord.judging.parts import places_from
from onrecord.text.edtf import days_within
from onrecord.values.judgement import PARTS, Field
from onrecord.values.statement import Force, Kind, Mode

CLOSED: Mapping[Field, type[StrEnum]] = {Field.KIND: Kind, Field.MODE: Mode, Field.FORCE: Force}
ALWAYS_KNOWN = (Field.KIND, Field.MODE)


def check_field(field: Field, value: str | None) -> None:
    """Raise BadRequest when the field cannot hold this value; None says that it is not known."""
    if value is None:
        if field is Field.CONTENT:
            raise _wrong(field, "nothing", "`onrecord statement reject` where there is no statement")
        if field in ALWAYS_KNOWN:
            raise _wrong(field, "nothing", ", ".join(CLOSED[field]))
    elif field in PARTS:
        places_from(field, value)
    elif field in CLOSED:
        if value not in set(CLOSED[field]):
            raise _wrong(field, repr(value), ", ".join(CLOSED[field]))
    elif field is Field.SAID_ON and not days_within(value):
        raise _wrong(field, repr(value), "2021, 2021-12, 2021-12-31 or, where the year is not known, XXXX-12-31")
    elif not value.strip():
        raise _wrong(field, repr(value), f"words, or `--unknown {field}`")


def _wrong(field: Field, value: str, right: str) -> BadRequest:
    return BadRequest(f"{value} is no {field}", remedy=f"use {right}")
