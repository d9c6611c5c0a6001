"""Common English words, by which a slip of the pen is told from another word."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def load_words() -> frozenset[str]:
    """Some 22,000 words in small letters: those that the large network knows whole. None where it is not installed."""
    source = files("onrecord").joinpath("data", "extractor", "best", "vocabulary.json")
    if not source.is_file():
        return frozenset()
    pieces: dict[str, int] = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(piece for piece in pieces if piece.isalpha())
