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
    office_printed: the words of the report that give this person's office, e.g. "Foreign Minister"; None without such.
    office: the office the gazetteer knows this person to have held when it was said, and office_because its source.
    office_candidates: the persons who may have held the office printed, where it leaves more than one; never a pick.
    Raises ValueError for an empty id, which would be two ways to say "unknown".
    """

    name: str
    type: SpeakerType
    entity: str | None
    because: str
    office_printed: str | None = None
    office: str | None = None
    office_because: str | None = None
    office_candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.entity == "":
            raise ValueError(f"{self.name[:100]!r}: the id of an entity is empty; None says that it is not known")
