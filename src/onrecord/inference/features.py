"""What the network sees of a token: rows of numbers in one table.

Four of a token's numbers come from its letters alone and are kept once computed; the others say where it stands: inside
which quotation marks, at which edge of its paragraph, and which part of which relation the rules take it for.
Hashed features: Weinberger et al. 2009; the hash is CRC-32, so that every machine computes the same rows.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.tokens import Tokens
from onrecord.values.span import Span

WORDS, PREFIXES, SUFFIXES, SHAPES = 1 << 15, 1 << 11, 1 << 12, 1 << 8
STATES = 8  # quotation marks
EDGES = 8  # paragraph
PARTS = 8  # of a rule's relation
RULES = 64  # names of rules, hashed
_SIZES = (WORDS, PREFIXES, SUFFIXES, SHAPES, STATES, EDGES, PARTS, RULES)
OFFSETS = tuple(sum(_SIZES[:i]) for i in range(len(_SIZES)))
ROWS = sum(_SIZES)
COLUMNS = len(_SIZES)

SOURCE, CUE, CONTENT = 1, 2, 3
_FOUR = struct.Struct("=4i")
_KINDS = re.compile(r"[A-Z]+|[a-z]+|\d+|[^A-Za-z\d]+")

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Hint:
    """A relation the rules found: its parts, the name of the rule, and the share of its findings that are right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Marks:
    """A quotation of the outermost level; see onrecord.text.quotemarks."""

    span: Span
    inner: Span
    closed: bool
    joined: bool  # goes on in or from another paragraph


@lru_cache(maxsize=200_000)
def _letters(text: str) -> bytes:
    """Four rows as they lie in an array: bytes are put behind one another much faster than numbers into an array."""
    lower = text.lower().replace("’", "'")
    return _FOUR.pack(
        _hash(lower) % WORDS,
        OFFSETS[1] + _hash("<" + lower[:3]) % PREFIXES,
        OFFSETS[2] + _hash(lower[-3:] + ">") % SUFFIXES,
        OFFSETS[3] + _hash(_shape(text)) % SHAPES,
    )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))


def _shape(text: str) -> str:
    """ "McCain" is XxXx, "2019" is d, "U.S" is X.X; marks stand for themselves."""
    found = []
    for run in _KINDS.findall(text):
        head = run[0]
        if head.isdigit():
            found.append("d" * min(len(run), 4))
        elif head.isascii() and head.isalpha():
            found.append(("X" if head.isupper() else "x") * min(len(run), 2))
        else:
            found.append(run[:2])
    return "".join(found)[:12]


def feature_rows(tokens: Tokens, quotations: Sequence[Marks], hints: Sequence[Hint]) -> tuple[Ids, Ids]:
    """(rows, owners): rows[token, column] into the network's table; owners[token] is the hint at the token, or -1."""
    n = len(tokens)
    rows = np.empty((n, COLUMNS), dtype=np.int32)
    if n:
        rows[:, :4] = np.frombuffer(b"".join(map(_letters, tokens.texts)), dtype=np.int32).reshape(n, 4)
    rows[:, 4] = OFFSETS[4] + _quotation_states(tokens, quotations)
    rows[:, 5] = OFFSETS[5] + _edges(tokens)
    parts, owners = _parts(tokens, hints)
    rows[:, 6] = OFFSETS[6] + parts
    names = np.array([_hash(hint.rule) % (RULES - 1) + 1 for hint in hints] + [0], dtype=np.int32)
    rows[:, 7] = OFFSETS[7] + names[owners]
    return rows, owners


def _quotation_states(tokens: Tokens, quotations: Sequence[Marks]) -> Ids:
    """0 outside; 1 inside, 2 opening, 3 closing mark; 4 inside, 5 opening mark of one not closed; 6 joined."""
    states = np.zeros(len(tokens), dtype=np.int32)
    if not quotations:
        return states
    borders = [(q.span.start, q.inner.start, q.inner.end, q.span.end) for q in quotations]
    places = np.searchsorted(tokens.starts, borders, side="left").tolist()
    for q, (first, opened, closing, last) in zip(quotations, places, strict=True):
        states[opened:closing] = 1 if q.closed else 4
        states[first:opened] = 2 if q.closed else 5
        states[closing:last] = 3
        if q.joined:
            states[opened:closing] = 6
    return states


def _edges(tokens: Tokens) -> Ids:
    """1 first and 2 last token of a paragraph, 3 first of the report's first paragraph, 4 other tokens of that one."""
    edges = np.zeros(len(tokens), dtype=np.int32)
    for index, (first, last) in enumerate(tokens.paragraphs):
        if index == 0:
            edges[first:last] = 4
        edges[first] = 1 if index else 3
        edges[last - 1] = 2
    return edges


def _parts(tokens: Tokens, hints: Sequence[Hint]) -> tuple[Ids, Ids]:
    """Which part of a rule's relation each token is, and of which; first tokens of a span apart from the others."""
    parts = np.zeros(len(tokens), dtype=np.int32)
    owners = np.full(len(tokens), -1, dtype=np.int32)
    marked = [
        (index, part, span)
        for index, hint in enumerate(hints)
        for part, spans in ((CONTENT, hint.content), (SOURCE, hint.source), (CUE, hint.cue))
        for span in spans
    ]
    places = tokens.inside([span for _, _, span in marked])
    for (index, part, _), (first, last) in zip(marked, places, strict=True):
        parts[first:last] = part
        owners[first:last] = index
        if first < last:
            parts[first] = part + 3
    return parts, owners
