"""Sentence vectors: what a text is about as a point among others, by a small pre-trained network.

all-MiniLM-L6-v2 (Reimers and Gurevych, "Sentence-BERT", EMNLP 2019; Wang et al., "MiniLM", NeurIPS 2020): mean of the
last layer's states, of length one. Run by onnxruntime in 32 bits, so that a text has the same vector whatever is
read beside it, up to the last digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import onnxruntime
import tokenizers
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

WIDTH = 384  # numbers of a vector
MOST_PIECES = 256  # of a text; what lies beyond is not seen, see `onrecord.text.passages`
_AT_ONCE = 16  # texts of similar length
_POOLER = "pooler."  # a part of the weights that these vectors do not go through
_IDS = ".position_ids"


class Embedder(Protocol):
    """Texts in, vectors out."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """[texts, WIDTH], each of length one, so that a product of two is their cosine."""
        ...


class SentenceEncoder:
    """name, digest: of the model; vectors of different ones cannot be compared.

    graph: an ONNX graph without its weights. weights: by the names of the published model.
    vocabulary: a tokenizer.json.
    """

    def __init__(
        self, graph: bytes, weights: Mapping[str, NDArray[np.float32]], vocabulary: str, *, name: str, digest: str
    ) -> None:
        self.name = name
        self.digest = digest
        # Whatever the session points to must live as long as it does.
        self._weights = {
            key: onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(value))
            for key, value in weights.items()
            if not key.startswith(_POOLER) and not key.endswith(_IDS)
        }
        self._session = _session(graph, self._weights)
        self._tokenizer = tokenizers.Tokenizer.from_str(vocabulary)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_PIECES)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        ids = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for chosen in _batches([len(one) for one in ids]):
            pieces = np.zeros((len(chosen), max(len(ids[at]) for at in chosen)), dtype=np.int64)
            mask = np.zeros_like(pieces)
            for row, at in enumerate(chosen):
                pieces[row, : len(ids[at])] = ids[at]
                mask[row, : len(ids[at])] = 1
            answer: list[Any] = self._session.run(None, {"pieces": pieces, "mask": mask})
            found[chosen] = answer[0]
        return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts that are read together, the shortest first."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    yield from (order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE))


def _session(graph: bytes, weights: Mapping[str, onnxruntime.OrtValue]) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other work wants the cores too
    options.add_external_initializers(list(weights), list(weights.values()))
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
