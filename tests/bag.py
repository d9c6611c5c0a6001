"""A stand-in for the encoder of sentences: texts with the same words are near to each other, and nothing is loaded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from onrecord.inference.sentences import WIDTH, Vectors

_WORD = re.compile(r"\w+")


class Bag:
    """Words -> places of a vector. seen: how many texts it was asked for."""

    def __init__(self, digest: str = "bag") -> None:
        self.name = "bag of words"
        self.digest = digest
        self.seen = 0

    def vectors(self, texts: Sequence[str]) -> Vectors:
        self.seen += len(texts)
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for at, text in enumerate(texts):
            for word in _WORD.findall(text.lower()):
                found[at, zlib.crc32(word.encode()) % WIDTH] += 1
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(1e-9))
