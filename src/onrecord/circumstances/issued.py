"""Sentences that tell of a document: published, sent, signed."""

from __future__ import annotations

import re

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
