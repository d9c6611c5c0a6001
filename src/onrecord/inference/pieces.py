"""Words cut into the pieces that a pre-trained encoder knows, in chunks of whole paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import tokenizers
from numpy.typing import NDArray

from onrecord.inference.features import OFFSETS, ROWS, Ids
from onrecord.inference.tokens import Tokens

LONGEST = 190  # pieces of a chunk: whole paragraphs, behind one another; what they say of each other is context
CONTEXT = OFFSETS[4]  # columns of features before this one are letters, which the pieces stand for
NOWHERE = ROWS - CONTEXT  # the row of nothing
CASES = 4
_OF_A_WORD = 4  # the rest of a longer word is left out
_START, _END, _UNKNOWN = 101, 102, 100

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some tokens as pieces. first: of each token its first piece. tokens: of each piece its token, or -1."""

    pieces: list[int]
    first: list[int]
    tokens: list[int]
    case: list[int]


@dataclass(frozen=True, slots=True)
class Stack:
    """Chunks of similar length side by side: pieces, case, mask [B, L]; context [B, L, 4]."""

    pieces: Longs
    context: Longs
    case: Longs
    mask: Longs


@dataclass(frozen=True)
class Pieces:
    """vocabulary: a tokenizer.json of the `tokenizers` library (WordPiece: Schuster and Nakajima 2012)."""

    vocabulary: str

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        found = tokenizers.Tokenizer.from_str(self.vocabulary)
        found.no_truncation()
        found.no_padding()
        return found

    def chunks(self, tokens: Tokens) -> list[Chunk]:
        """All tokens, in order, in chunks of at most LONGEST pieces and two marks."""
        if not len(tokens):
            return []
        encoded = self._tokenizer.encode(tokens.texts, is_pretokenized=True, add_special_tokens=False)
        cut: list[list[int]] = [[] for _ in tokens.texts]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None:
                cut[word].append(piece)
        cut = [pieces[:_OF_A_WORD] or [_UNKNOWN] for pieces in cut]
        return [_chunk(group, cut, tokens.texts) for group in _groups(tokens.paragraphs, [len(p) for p in cut])]


def stacked(chunks: Sequence[tuple[Chunk, Longs]]) -> Stack:
    """Each chunk with the context rows of its report; see `context_rows`."""
    shape = len(chunks), max(len(chunk.pieces) for chunk, _ in chunks)
    pieces, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    case = np.full(shape, CASES - 1, dtype=np.int64)
    context = np.full((*shape, 4), NOWHERE, dtype=np.int64)
    for row, (chunk, rows) in enumerate(chunks):
        n = len(chunk.pieces)
        pieces[row, :n] = chunk.pieces
        context[row, :n] = rows[chunk.tokens]
        case[row, :n] = chunk.case
        mask[row, :n] = 1
    return Stack(pieces, context, case, mask)


def context_rows(rows: Ids) -> Longs:
    """For each token where it stands, as rows of a table of its own, and a row of nothing at the end, for -1."""
    found = rows[:, 4:].astype(np.int64) - CONTEXT
    return np.concatenate([found, np.full((1, found.shape[1]), NOWHERE)])


def _groups(paragraphs: Iterable[tuple[int, int]], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Tokens that go into one chunk: whole paragraphs; one that is too long is cut."""
    group: list[int] = []
    size = 0
    for first, last in paragraphs:
        if group and size + sum(sizes[first:last]) > LONGEST:
            yield group
            group, size = [], 0
        for token in range(first, last):
            if group and size + sizes[token] > LONGEST:
                yield group
                group, size = [], 0
            group.append(token)
            size += sizes[token]
    if group:
        yield group


def _chunk(tokens: Sequence[int], cut: Sequence[list[int]], texts: Sequence[str]) -> Chunk:
    chunk = Chunk([_START], [], [-1], [CASES - 1])
    for token in tokens:
        chunk.first.append(len(chunk.pieces))
        chunk.pieces.extend(cut[token])
        chunk.tokens.extend([token] * len(cut[token]))
        chunk.case.extend([_case(texts[token])] * len(cut[token]))
    chunk.pieces.append(_END)
    chunk.tokens.append(-1)
    chunk.case.append(CASES - 1)
    return chunk


def _case(text: str) -> int:
    """0 small letters, 1 a capital first, 2 capitals, 3 something else: the encoder's own vocabulary has no case."""
    if text.islower():
        return 0
    if text.isupper():
        return 2
    return 1 if text[:1].isupper() else 3
