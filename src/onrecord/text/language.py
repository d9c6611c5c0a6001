"""Which language a string is in."""

from __future__ import annotations


def language_code(text: str) -> str:
    """The likeliest language of `text` as ISO 639-1, e.g. "en". Looks at all of it: hand over a sample."""
    from py3langid import classify  # noqa: PLC0415  # its model takes a second to load

    code, _ = classify(text)
    return str(code)
