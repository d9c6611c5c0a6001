"""What two wordings may differ in, and one edit that leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Difference(StrEnum):
    """The gravest first. Down to WORDS something else is said; below it, the same in other letters."""

    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"  # a weekday, a month, "yesterday"
    NAME = "name"
    MODALITY = "modality"  # will, may, must, reportedly
    QUANTITY = "quantity"  # all, some, only, nearly; one or many
    TENSE = "tense"  # another form of one verb
    WORDS = "words"  # any other word
    ELLIPSIS = "ellipsis"  # "…" stands for words of the other side
    BRACKET = "bracket"  # "[the minister]": an editor's words
    QUOTATION = "quotation marks"  # come or gone, not drawn otherwise
    CONTRACTION = "contraction"  # "isn't" for "is not", "gonna" for "going to"
    SPELLING = "spelling"  # also case, hyphens, "12" for "twelve"
    PUNCTUATION = "punctuation"


NEWS = frozenset(one for one in Difference if list(Difference).index(one) <= list(Difference).index(Difference.WORDS))
_GRAVITY = {one: at for at, one in enumerate(Difference)}


class Stretch(NamedTuple):
    """Half-open range of code points of one side. Empty where the other side alone has words."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of both texts. differences: the gravest first; none where they are the same, white space aside."""

    differences: tuple[Difference, ...]
    old: Stretch
    new: Stretch

    @property
    def is_same(self) -> bool:
        return not self.differences

    @property
    def is_news(self) -> bool:
        """Is something else said? A typo, a mark or an editor's bracket is no news."""
        return any(one in NEWS for one in self.differences)


def by_gravity(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Each once, the gravest first."""
    return tuple(sorted(set(differences), key=_GRAVITY.__getitem__))


def differences_in(edits: Iterable[Edit]) -> tuple[Difference, ...]:
    """All that the edits change, the gravest first."""
    return by_gravity(one for edit in edits for one in edit.differences)
