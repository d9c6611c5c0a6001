"""All families of numbered documents, and the words by which paragraphs without any are passed by."""

from __future__ import annotations

from onrecord.instruments.bodies_numbered import OF_BODIES
from onrecord.instruments.laws_numbered import OF_LAWS

FAMILIES = OF_BODIES + OF_LAWS
WITHOUT_DIGITS = tuple(family for family in FAMILIES if family.words & {"amendment", "v"})
WORDS_WITHOUT_DIGITS = frozenset(word for family in WITHOUT_DIGITS for word in family.words)
DIGITS = frozenset("0123456789")
# Words that no paragraph with an instrument of a family is without, single letters and very common ones left out.
FAMILY_WORDS = frozenset(word for family in FAMILIES for word in family.words if len(word) > 2) | frozenset(
    "l v vs eo ds pc mc".split()
)
