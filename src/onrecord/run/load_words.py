"""Common English words, by which a slip of the pen is told from another word."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from onrecord.run.shipped import shipped_text

_VOCABULARY = "extractor/best/vocabulary.json"


@cache
def load_words() -> frozenset[str]:
    """Some 22,000 words in small letters: those that the large network knows whole. Empty where it is not installed."""
    if not files("onrecord").joinpath("data", _VOCABULARY).is_file():
        return frozenset()
    pieces: dict[str, int] = json.loads(shipped_text(_VOCABULARY))["model"]["vocab"]
    return frozenset(piece for piece in pieces if piece.isalpha())
