"""What the rules of this room hand to each other: who a source is, and who has spoken so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.speakers.gazetteer import fold
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Attribution


@dataclass(frozen=True, slots=True)
class Finding:
    """Who a source is. persons: places in `People.persons`, empty for all that are no known persons.

    thing: where the document it takes up is first told of, -1 for all else.

    identified: False when two persons share the name; then it gets no entity.
    """

    name: str
    type: SpeakerType
    because: str
    persons: tuple[int, ...] = ()
    identified: bool = True
    thing: int = -1


class Spoken(NamedTuple):
    """An attribution that has its speaker. start: where its source, cue or content begins; sentence: of that place."""

    attribution: Attribution
    finding: Finding
    start: int
    sentence: int


def speaker_of(finding: Finding, office_printed: str | None = None) -> Speaker:
    """The finding as the outside sees it. Only a name makes an entity that is the same in all reports."""
    # "two officials", "a letter": words without a name mean somebody else in every report, so they get no entity.
    nobody = finding.type is SpeakerType.UNKNOWN or not finding.identified or not any(c.isupper() for c in finding.name)
    entity = None if nobody else entity_id(finding.name, finding.type)
    return Speaker(finding.name.translate(_STRAIGHT), finding.type, entity, finding.because, office_printed)


# One apostrophe for all outlets, so that one name is one name.
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\xa0": " "})


def entity_id(name: str, type_: SpeakerType) -> str:
    """16 hexadecimal digits from the folded name and the type: the same wherever the same name is found."""
    return hashlib.sha256(f"{type_}|{' '.join(fold(name).split())}".encode()).hexdigest()[:16]
