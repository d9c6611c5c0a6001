"""A trained network -> ONNX files of eight-bit weights, as the product reads them.

Matrices are kept in 8 bits per output channel and multiplied as such (onnxruntime's dynamic quantization); tables that
are only looked up are kept in 8 bits with a scale for each row. What that costs is in the card.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord_training.network import Extractor

OPSET = 17
_SMALL_TABLE = 64  # rows; below that nothing is saved
Axes = dict[str, dict[int, str]]


class _Encoder(nn.Module):
    """Rows -> states and cue logits; one segment, as at run time a report stands alone."""

    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        states = self.model.encoder(rows, None)
        return states, self.model.head(states)


class _PieceEncoder(nn.Module):
    """A stack of chunks -> states and cue logits of the words whose first pieces are named."""

    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, context: Tensor, case: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor]:
        together = self.model.encoder(pieces, context, case, mask)
        states = self.model.encoder.out(together.reshape(-1, together.shape[-1])[first])
        return states, self.model.head(states)


class _Reader(nn.Module):
    def __init__(self, model: Extractor) -> None:
        super().__init__()
        self.model = model

    def forward(self, *given: Tensor) -> tuple[Tensor, Tensor]:
        roles, holds = self.model.reader(*given)
        return roles, holds


def conv_to_onnx(model: Extractor, width: int, *, small: bool = True) -> dict[str, bytes]:
    """The student's parts by file name. small: 8-bit matrices and tables."""
    rows = torch.zeros(7, 8, dtype=torch.int32)
    encoder = _export(
        _Encoder(model), (rows,), ["rows"], ["states", "cue"], {name: {0: "T"} for name in ("rows", "states", "cue")}
    )
    return _parts({"encoder.onnx": encoder, "reader.onnx": _reader(model, width)}, small=small)


def pieces_to_onnx(model: Extractor, width: int, vocabulary: str, *, small: bool = True) -> dict[str, bytes]:
    """The teacher's parts by file name, its vocabulary among them."""
    model.encoder.bert.set_attn_implementation("eager")
    ids = torch.ones(2, 9, dtype=torch.long)
    given = (ids, torch.zeros(2, 9, 4, dtype=torch.long), torch.zeros_like(ids), ids.clone(), torch.tensor([1, 2, 10]))
    stack = {0: "B", 1: "L"}
    axes: Axes = {name: dict(stack) for name in ("pieces", "context", "case", "mask")}
    axes |= {name: {0: "T"} for name in ("first", "states", "cue")}
    names = ["pieces", "context", "case", "mask", "first"]
    encoder = _export(_PieceEncoder(model), given, names, ["states", "cue"], axes)
    parts = _parts({"encoder.onnx": encoder, "reader.onnx": _reader(model, width)}, small=small)
    return parts | {"vocabulary.json": vocabulary.encode()}


def _reader(model: Extractor, width: int) -> bytes:
    states, cues = torch.zeros(7, width), torch.tensor([2, 4])
    flat, owner = torch.arange(7).repeat(2), torch.arange(2).repeat_interleave(7)
    nought = torch.zeros_like(flat)
    given = (states, cues, flat, owner, nought, nought, torch.tensor([2, 11]))
    names = ["states", "cues", "words", "owner", "distance", "hint", "at"]
    axes: Axes = {"states": {0: "T"}, "cues": {0: "N"}, "at": {0: "N"}, "roles": {0: "M"}, "holds": {0: "N"}}
    axes |= {name: {0: "M"} for name in ("words", "owner", "distance", "hint")}
    return _export(_Reader(model), given, names, ["roles", "holds"], axes)


def _export(module: nn.Module, given: tuple[Tensor, ...], names: list[str], out: list[str], axes: Axes) -> bytes:
    module.eval()
    target = io.BytesIO()
    torch.onnx.export(
        module, given, target, input_names=names, output_names=out, dynamic_axes=axes, opset_version=OPSET, dynamo=False
    )
    return target.getvalue()


def _parts(parts: dict[str, bytes], *, small: bool) -> dict[str, bytes]:
    return {name: _small(part) for name, part in parts.items()} if small else parts


def _small(part: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        whole, reduced = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        whole.write_bytes(part)
        quantize_dynamic(whole, reduced, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
        model = onnx.load(reduced)
    _small_tables(model)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def _small_tables(model: onnx.ModelProto) -> None:
    """Keep the tables that rows are gathered from in 8 bits, and widen what was gathered."""
    tables = {
        one.name: one for one in model.graph.initializer if one.data_type == TensorProto.FLOAT and len(one.dims) == 2
    }
    nodes = []
    for node in model.graph.node:
        if node.op_type != "Gather" or node.input[0] not in tables or tables[node.input[0]].dims[0] < _SMALL_TABLE:
            nodes.append(node)
            continue
        nodes += _narrow(model, tables[node.input[0]], node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _narrow(model: onnx.ModelProto, table: onnx.TensorProto, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Rows in 8 bits, a scale for each row, and the nodes that make of both what the one gathering made."""
    scale_name, out = table.name + "_scale", node.output[0]
    if table.data_type == TensorProto.FLOAT:
        values = numpy_helper.to_array(table)
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
        table.CopyFrom(numpy_helper.from_array(np.round(values / scale).astype(np.int8), table.name))
        model.graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), scale_name))
    node.output[0] = out + "_narrow"
    return [
        node,
        helper.make_node("Cast", [out + "_narrow"], [out + "_wide"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [scale_name, node.input[1]], [out + "_scale"], axis=0),
        helper.make_node("Mul", [out + "_wide", out + "_scale"], [out]),
    ]
