"""Which language a report is in."""

from __future__ import annotations

from onrecord.text.language import language_code

# A headline misleads: measured on words alone, the guess settles from about this many letters on.
_LETTERS_NEEDED = 40
_SAMPLE = 2000


def language_of(text: str) -> str | None:
    """The language of a report's body as ISO 639-1, e.g. "en"; None for fewer than 40 letters.

    Looks at the first 2,000 characters.
    """
    sample = text[:_SAMPLE]
    letters = sum(sign.isalpha() for sign in sample)
    return language_code(sample) if letters >= _LETTERS_NEEDED else None
