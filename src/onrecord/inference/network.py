"""The network in onnxruntime: one thread, no copies of what is already an array."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.inference.features import Ids
from onrecord.inference.windows import Windows

_MOST_WORDS = 2048  # read at once: what a network holds of them fits a processor's cache, and memory stays flat
_OVERLAP = 64  # words read again on either side, more than the network looks

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Network:
    """encoder: ONNX of rows [T, columns] -> states [T, width], cue [T]. reader: states and windows -> roles, holds."""

    encoder: bytes
    reader: bytes

    @cached_property
    def _encode(self) -> onnxruntime.InferenceSession:
        return _session(self.encoder)

    @cached_property
    def _read(self) -> onnxruntime.InferenceSession:
        return _session(self.reader)

    def encode(self, rows: Ids) -> tuple[Floats, Floats]:
        """(states, cue logits) of all words; long reports piece by piece with the same result."""
        n = len(rows)
        states, cues = [], []
        for first in range(0, n, _MOST_WORDS):
            begin, last = max(0, first - _OVERLAP), min(n, first + _MOST_WORDS)
            piece: list[Any] = self._encode.run(None, {"rows": rows[begin : min(n, last + _OVERLAP)]})
            states.append(piece[0][first - begin : last - begin])
            cues.append(piece[1][first - begin : last - begin])
        return np.concatenate(states), np.concatenate(cues)

    def read(self, states: Floats, windows: Windows) -> tuple[Floats, Floats]:
        """(roles [M, 4], holds [N]), both logits."""
        found: list[Any] = self._read.run(
            None,
            {
                "states": states,
                "cues": windows.cues,
                "words": windows.words,
                "owner": windows.owner,
                "distance": windows.distance,
                "hint": windows.hint,
                "at": windows.at,
            },
        )
        return found[0], found[1]


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a reader a process: cores are for more reports, not for more haste with one
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
