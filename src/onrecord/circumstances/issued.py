"""Sentences that tell of a document: published, sent, signed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.circumstances.occasion_dates import Occasion
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.told import somebody_writes

PRONOUNS = ("he", "she", "they", "it")

SAID_IN = re.compile(
    r"\bin an? (?:[\w-]{1,20} ){0,3}(?:statement|letter|report|post|tweet|op-ed|article|memo|e-?mail|message|filing)\b"
)
_ISSUED = re.compile(
    r"\b(?:publish(?:ed|es)|releas(?:ed|es)|issued?|post(?:ed)|sent|circulated|unveiled|submitted|delivered|handed|presented"
    r"|adopted|signed|put forward|dated|wrote|written|drafted|obtained)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:document|letter|statement|response|reply|report|declaration|paper|draft|note|text|post|article|op-ed|essay|memo"
    r"|memorandum|communiqu[ée]|proposal|treaty|agreement|study|survey|poll|ruling|transcript|filing|lawsuit|resolution"
    r"|message|book|release|e-?mail)s?\b",
    re.IGNORECASE,
)


def is_issued(words: str) -> bool:
    return bool(_ISSUED.search(words) and _DOCUMENT.search(words))


@dataclass(slots=True)
class Sent:
    """The document told of last with the day on which it was sent: "They sent a letter on Thursday"."""

    occasion: Occasion | None = None
    paragraph: int = -1

    def tell(self, occasion: Occasion | None, paragraph: int) -> None:
        """A sentence tells of a document, and of its day or of none."""
        self.occasion = occasion if occasion and occasion.is_of_a_day else None
        self.paragraph = paragraph

    def of(self, clause: Clause) -> Occasion | None:
        """When what "they wrote" was sent: only right behind that sentence, and only for words that are written."""
        near = self.paragraph <= clause.paragraph <= self.paragraph + 1
        return self.occasion if near and somebody_writes(clause) else None
