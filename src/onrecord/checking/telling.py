"""Are words enough to tell where they come from, or may anybody have said them?"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.comparing.lexicon import IRREGULAR, NUMBERS, STOP_WORDS
from onrecord.comparing.tokens import Token

SHORT = 8  # words: fewer are said by many
# Words that say little of what is spoken of, besides STOP_WORDS: what English sentences on anything are made of.
_LIGHT = frozenset(
    (
        "not no yes never ever always only just even too very really quite well now today back again still "
        "about over down off because if all some any many more most much lot lots few every each other one "
        "two first last own same will would can could shall should may might must cannot think know want "
        "wants wanted going go goes went gone get gets got make makes made say says said tell told see look "
        "come came take took give gave let like need try keep put find happen happened believe mean feel hope "
        "love people thing things something anything nothing everything nobody somebody everybody way good "
        "great best better bad right wrong new big little long time times day days year years man men country "
        "world place why how where while before after during between thank thanks please sure absolutely "
        "actually frankly course point kind part able work "
    ).split()
)
LIGHT = STOP_WORDS | _LIGHT | {"1", "1st"}  # the keys of "one" and "first"
_WORDS, _CONTENT = 6, 1  # of a piece that was not met by chance
_OF_SENTENCE = 4  # words of a piece that is a sentence, or several


_IN_WORDS = {digits: word for word, digits in NUMBERS.items()}


def is_light(token: Token) -> bool:
    """Does a word say little, in whichever form: "came" as "come"?"""
    return token.key in LIGHT or IRREGULAR.get(token.key) in LIGHT


def forms_of(token: Token) -> tuple[str, ...]:
    """How a word may be written where somebody tells the same: "sold" and "sells", "12" and "twelve"."""
    verb = IRREGULAR.get(token.key)
    irregular = [form for form, of in IRREGULAR.items() if of == verb] if verb else []
    return tuple(dict.fromkeys((token.key, token.text.lower(), _IN_WORDS.get(token.key, token.key), *irregular)))


def content_words(tokens: Sequence[Token]) -> int:
    """How many words say what is spoken of."""
    return sum(token.key not in LIGHT for token in tokens)


def is_telling(quotation: Sequence[Token], first: int, last: int) -> bool:
    """Are words [first, last) of a quotation so many, or such a unit, that finding them elsewhere is no chance?"""
    words = quotation[first:last]
    if len(words) >= _WORDS:
        return content_words(words) >= _CONTENT
    begins = first == 0 or quotation[first].is_first
    ends = last == len(quotation) or quotation[last].is_first
    return begins and ends and len(words) >= _OF_SENTENCE and content_words(words) >= _CONTENT
