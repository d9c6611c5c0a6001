"""May two statements be of one mouth? By the names alone: titles are gone, and a name may be printed short."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from onrecord.comparing.tokens import fold
from onrecord.values.entity import SpeakerType

_NAMED = frozenset((SpeakerType.PERSON, SpeakerType.BODY, SpeakerType.STATE, SpeakerType.DOCUMENT))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as a report tells; all None for nobody named."""

    name: str | None = None
    type: str | None = None
    entity: str | None = None

    @property
    def is_named(self) -> bool:
        """Not "he", nor "two officials"."""
        return self.name is not None and self.type in _NAMED

    @property
    def is_person(self) -> bool:
        return self.name is not None and self.type == SpeakerType.PERSON

    @property
    def key(self) -> str:
        """The same for the same speaker in every record; "" for nobody at all."""
        if self.name is None:
            return ""
        return (self.is_named and self.entity) or f"{self.type} {fold(self.name)}"

    @property
    def may_be(self) -> tuple[str, ...]:
        """Two who may be surely one (`OneVoice.YES`) have one of these in common; for most of the others none is."""
        surname = _parts(self.name)[-1:] if self.is_person and self.name else ()
        return (self.key, *(f"surname {one}" for one in surname))


NOBODY = Voice()


class OneVoice(IntEnum):
    """May two be one? The more certain, the greater."""

    NO = 0  # two persons: the words were put into another mouth, or one repeats the other
    PERHAPS = 1  # one is not named, or a body speaks through a person
    YES = 2


def one_voice(one: Voice, other: Voice) -> OneVoice:
    """May both be the same speaker? Symmetric."""
    if one.key == other.key and one != NOBODY:
        return OneVoice.YES
    if not (one.is_named and other.is_named):
        return OneVoice.PERHAPS
    if not (one.is_person and other.is_person):
        return OneVoice.PERHAPS
    return OneVoice.YES if _is_short_for(one.name or "", other.name or "") else OneVoice.NO


def _is_short_for(one: str, other: str) -> bool:
    """ "Lavrov", "S. Lavrov" and "Sergey V. Lavrov" may be "Sergey Lavrov"; "Maria Lavrova" is not."""
    short, long = sorted((_parts(one), _parts(other)), key=len)
    if not short or short[-1] != long[-1]:
        return False
    given, rest = short[:-1], list(long[:-1])
    for part in given:
        found = next((known for known in rest if _stands_for(part, known)), None)
        if found is None:
            return False
        rest = rest[rest.index(found) + 1 :]
    return True


def _parts(name: str) -> list[str]:
    return [part.strip(".") for part in fold(name).split() if part.strip(".")]


def _stands_for(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
