"""The networks in onnxruntime: one thread, no copies of what is already an array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.inference.features import Ids
from onrecord.inference.pieces import Pieces, context_rows, stacked
from onrecord.inference.tokens import Tokens
from onrecord.inference.windows import Windows

_MOST_WORDS = 2048  # read at once: what a network holds of them fits a processor's cache, and memory stays flat
_OVERLAP = 64  # words read again on either side, more than the network looks
_CHUNKS = 8  # at once, of similar length

Floats = NDArray[np.float32]
States = Sequence[Floats]  # [T, width] of each network that reads; only the networks look into them


class Network(Protocol):
    """Words in, numbers out. Pure, and the same for a report whatever was read before it."""

    def encode(self, tokens: Tokens, rows: Ids) -> tuple[States, Floats]:
        """(states, cue logits [T]) of all words of a report."""
        ...

    def read(self, states: States, windows: Windows) -> tuple[Floats, Floats]:
        """(roles [M, 4], holds [N]) of windows, both logits."""
        ...


@dataclass(frozen=True)
class Together:
    """Networks that read together: the mean of their logits, each with its share; roles as log probabilities.

    A large network and a small one make different mistakes (an ensemble: Hansen and Salamon 1990).
    shares: add up to one.
    """

    networks: tuple[Network, ...]
    shares: tuple[float, ...]

    def encode(self, tokens: Tokens, rows: Ids) -> tuple[States, Floats]:
        """The states of each, behind one another."""
        found = [network.encode(tokens, rows) for network in self.networks]
        return [states for own, _ in found for states in own], self._mean([cues for _, cues in found])

    def read(self, states: States, windows: Windows) -> tuple[Floats, Floats]:
        found = [network.read([own], windows) for network, own in zip(self.networks, states, strict=True)]
        return self._mean([_log_shares(roles) for roles, _ in found]), self._mean([holds for _, holds in found])

    def _mean(self, parts: Sequence[Floats]) -> Floats:
        total = np.float32(self.shares[0]) * parts[0]
        for share, part in zip(self.shares[1:], parts[1:], strict=True):
            total += np.float32(share) * part
        return total


def _log_shares(logits: Floats) -> Floats:
    """[M, roles] logits as log probabilities: networks that differ in how loud they are become comparable."""
    lower: Floats = logits - logits.max(axis=1, keepdims=True)
    lower -= np.log(np.exp(lower).sum(axis=1, keepdims=True))
    return lower


@dataclass(frozen=True)
class _Reading:
    """reader: ONNX of states and windows -> roles, holds."""

    encoder: bytes
    reader: bytes

    @cached_property
    def _encode(self) -> onnxruntime.InferenceSession:
        return _session(self.encoder)

    @cached_property
    def _read(self) -> onnxruntime.InferenceSession:
        return _session(self.reader)

    def read(self, states: States, windows: Windows) -> tuple[Floats, Floats]:
        found: list[Any] = self._read.run(
            None,
            {
                "states": states[0],
                "cues": windows.cues,
                "words": windows.words,
                "owner": windows.owner,
                "distance": windows.distance,
                "hint": windows.hint,
                "at": windows.at,
            },
        )
        return found[0], found[1]


@dataclass(frozen=True)
class ConvNetwork(_Reading):
    """Convolutions over words. encoder: ONNX of rows [T, columns] -> states, cue."""

    def encode(self, tokens: Tokens, rows: Ids) -> tuple[States, Floats]:
        """Long reports piece by piece with the same result."""
        n = len(tokens)
        states, cues = [], []
        for first in range(0, n, _MOST_WORDS):
            begin, last = max(0, first - _OVERLAP), min(n, first + _MOST_WORDS)
            piece: list[Any] = self._encode.run(None, {"rows": rows[begin : min(n, last + _OVERLAP)]})
            states.append(piece[0][first - begin : last - begin])
            cues.append(piece[1][first - begin : last - begin])
        return [np.concatenate(states)], np.concatenate(cues)


@dataclass(frozen=True)
class PieceNetwork(_Reading):
    """A pre-trained encoder over word pieces. encoder: ONNX of a Stack and `first` (flat) -> states, cue."""

    pieces: Pieces

    def encode(self, tokens: Tokens, rows: Ids) -> tuple[States, Floats]:
        """Chunk by chunk, those of similar length together."""
        context = context_rows(rows)
        chunks = self.pieces.chunks(tokens)
        order = sorted(range(len(chunks)), key=lambda i: len(chunks[i].pieces))
        states: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(chunks)
        cues: list[Floats] = [np.zeros(0, dtype=np.float32)] * len(chunks)
        for begin in range(0, len(order), _CHUNKS):
            chosen = order[begin : begin + _CHUNKS]
            stack = stacked([(chunks[i], context) for i in chosen])
            width = stack.pieces.shape[1]
            first = [np.asarray(chunks[i].first) + row * width for row, i in enumerate(chosen)]
            given = {"pieces": stack.pieces, "context": stack.context, "case": stack.case, "mask": stack.mask}
            found: list[Any] = self._encode.run(None, {**given, "first": np.concatenate(first)})
            ends = np.cumsum([len(one) for one in first])[:-1]
            for i, own, cue in zip(chosen, np.split(found[0], ends), np.split(found[1], ends), strict=True):
                states[i], cues[i] = own, cue
        return [np.concatenate(states)], np.concatenate(cues)


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a reader a process: cores are for more reports, not for more haste with one
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
