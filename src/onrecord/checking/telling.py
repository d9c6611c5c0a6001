"""Are words enough to tell where they come from, or may anybody have said them?"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.comparing.tokens import Token

SHORT = 8  # words: fewer are said by many
_WORDS, _CONTENT = 6, 2  # of a piece that was not met by chance
_OF_SENTENCE = 4  # words of a piece that is a sentence, or several


def content_words(tokens: Sequence[Token]) -> int:
    """How many words say something."""
    return sum(token.key not in STOP_WORDS for token in tokens)


def is_telling(quotation: Sequence[Token], first: int, last: int) -> bool:
    """Are words [first, last) of a quotation so many, or such a unit, that finding them elsewhere is no chance?"""
    words = quotation[first:last]
    if len(words) >= _WORDS:
        return content_words(words) >= _CONTENT
    begins = first == 0 or quotation[first].is_first
    ends = last == len(quotation) or quotation[last].is_first
    return begins and ends and len(words) >= _OF_SENTENCE and content_words(words) >= _CONTENT
