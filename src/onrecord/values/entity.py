"""Who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpeakerType(StrEnum):
    PERSON = "person"
    BODY = "body"  # organisation, alliance, ministry, outlet
    STATE = "state"  # incl. capitals and governments
    DOCUMENT = "document"  # letter, treaty, report, statement
    GROUP = "group"  # unnamed or collective: "officials", "voters"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The answer to "who?". `because` names the words it rests on.

    name: titles left out ("Sergey Lavrov"); a source that cannot be named keeps its own words ("two officials").
    entity: content-derived id, the same wherever the same name and type are found; None for the unknown.
    """

    name: str
    type: SpeakerType
    entity: str | None
    because: str
