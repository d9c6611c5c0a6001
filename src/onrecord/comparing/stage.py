"""What a transcript notes besides words: "(APPLAUSE)", "[laughter]"."""

from __future__ import annotations

import re

from onrecord.comparing.lexicon import MODALITY, NEGATION
from onrecord.comparing.tokens import tokens_of

# What a transcript notes besides words, alone in round or square brackets.
_STAGE = re.compile(
    r"[\s.,;:!?…–—-]*(?:[(\[]\s*(?:[A-Z][A-Z ,.'’]{2,60}|(?:[A-Za-z]{1,20} ){0,3}"
    r"(?i:applause|laughter|laughs?|cheers?|cheering|boos?|booing|crosstalk|inaudible|unintelligible|music|chants?"
    r"|chanting|pause|sic)(?: [A-Za-z]{1,20}){0,3})\.?\s*[)\]][\s.,;:!?…–—-]*){1,4}",
)
# What is said in brackets, and what is said in capitals, may hold one of these; what a transcript notes does not.
_SAID = NEGATION | MODALITY | frozenset("except but i we he she they".split())


def is_stage_direction(text: str) -> bool:
    """Is it nothing but stage directions, and marks around them?"""
    return _STAGE.fullmatch(text) is not None and _SAID.isdisjoint(token.key for token in tokens_of(text))
