"""What a transcript notes besides words: "(APPLAUSE)", "[laughter]"."""

from __future__ import annotations

import re

# What a transcript notes besides words, alone in round or square brackets.
_STAGE = re.compile(
    r"[\s.,;:!?…–—-]*(?:[(\[]\s*(?:[A-Z][A-Z ,.'’]{2,60}|(?:[A-Za-z]{1,20} ){0,3}"
    r"(?:applause|laughter|laughs?|cheers?|cheering|boos?|booing|crosstalk|inaudible|unintelligible|music|chants?"
    r"|chanting|pause|sic)(?: [A-Za-z]{1,20}){0,3})\.?\s*[)\]][\s.,;:!?…–—-]*){1,4}",
    re.IGNORECASE,
)


def is_stage_direction(text: str) -> bool:
    """Is it nothing but stage directions, and marks around them?"""
    return _STAGE.fullmatch(text) is not None
