"""The keys under which copies of a text meet: `blocks(words)`.

Two kinds, because copies are of two kinds. **Passages**: of every WINDOW runs of RUN words in a row the one with the
least hash is kept (winnowing; Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
Fingerprinting", SIGMOD 2003). Two texts with WINDOW + RUN - 1 words in a row in common share a key for certain, however
long the rest of either is: so a copy cut to its first paragraph is found. **Bands** of a C-MinHash signature over all
runs of three words (rensa; Li and Li, "C-MinHash", ICML 2022) find a text that is alike as a whole though hardly any
long run is left of it, as after poor character recognition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import eq

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from rensa import CMinHash

Hashes = NDArray[np.uint64]

FEWEST_WORDS = 40  # a shorter text, a line of news or a caption, is repeated by chance and by quoting
RUN = 5  # words
WINDOW = 16  # runs
SHINGLE, PERMUTATIONS, BANDS, SEED = 3, 64, 16, 20261122
ROWS = PERMUTATIONS // BANDS  # two texts of resemblance s share a band with probability 1 - (1 - s**4)**16
FACTOR, MIXER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # odd, of the golden ratio; SplitMix64
METHOD = f"winnow {RUN}/{WINDOW} rensa {CMinHash.ALGORITHM_VERSION} {SHINGLE}/{PERMUTATIONS}/{BANDS}"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Keys of one text: signed 64-bit numbers. passages: key -> the first word of each place; bands in their order.

    signature: the C-MinHash values, by which the resemblance of two texts is estimated.
    """

    passages: dict[int, tuple[int, ...]]
    bands: tuple[int, ...]
    signature: tuple[int, ...]

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(self.passages) | frozenset(self.bands)


NONE = Blocks({}, (), ())


def blocks(words: Sequence[str]) -> Blocks:
    """The keys of a text's folded words; none of one that is too short to match by itself. The same everywhere."""
    if len(words) < FEWEST_WORDS:
        return NONE
    signature = _signature(words)
    return Blocks(passages(words), _bands(signature), signature)


def passages(words: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """The keys of a text's passages, each with the first word of each of its places."""
    hashes = run_hashes(words, RUN)
    places: dict[int, list[int]] = {}
    for at in winnowed(hashes):
        places.setdefault(int(hashes[at].astype(np.int64)), []).append(int(at))
    return {key: tuple(found) for key, found in places.items()}


def run_hashes(words: Sequence[str], length: int) -> Hashes:
    """The hash of the `length` words from each word on: a polynomial of the words' hashes, mixed so that the least of
    several is any of them as likely."""
    own = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    if len(own) < length:
        return own[:0]
    total = np.zeros(len(own) - length + 1, dtype=np.uint64)
    for at in range(length):
        total = total * FACTOR + own[at : at + len(total)]
    total ^= total >> np.uint64(31)
    return total * MIXER


def winnowed(hashes: Hashes) -> list[int]:
    """Of each WINDOW hashes in a row the place of the least, the last of equals; in order, each once."""
    window = min(WINDOW, len(hashes))
    if not window:
        return []
    backwards = sliding_window_view(hashes[::-1], window).argmin(axis=1)  # argmin gives the first: here the last
    chosen = len(hashes) - 1 - (np.arange(len(backwards)) + backwards)
    return [int(at) for at in np.unique(chosen)]


def _signature(words: Sequence[str]) -> tuple[int, ...]:
    shingles = np.unique(run_hashes(words, SHINGLE)).tolist()
    (digest,) = CMinHash.digests64_from_token_hash_sets([shingles], PERMUTATIONS, SEED)
    return tuple(digest)


def _bands(signature: Sequence[int]) -> tuple[int, ...]:
    return tuple(hash_of(f"{band}:{signature[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS))


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The Jaccard resemblance of two texts as their signatures estimate it; 0 where one has none."""
    same: int = sum(map(eq, one, other))
    return same / max(len(one), len(other), 1)


def hash_of(text: str) -> int:
    """Signed 64 bits, the same on every machine."""
    return _hash(text) - (1 << 63)


@lru_cache(maxsize=1 << 16)
def _hash(text: str) -> int:
    """Unsigned 64 bits, the same on every machine, as `hash` is not."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
