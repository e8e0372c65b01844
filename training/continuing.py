"""Weights read back from a reader's ONNX file, bytes made numbers again, to train further.

What the eight bits lost is lost, but it is small beside what a few hundred steps change.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from firsthand.model.errors import FirsthandError
from firsthand.reading.linking import REACHES
from training.export import ATTENTION_HEADS
from training.labels import PARTIES
from training.start import named_as_here

_UNBIASED = tuple(  # in the order of the graph; the first reader's files stop after two
    f"{name}.weight.weight"
    for name in (
        *("arc", "link"),
        *(f"reaches.{layer}" for layer in REACHES),
        *(f"parties.{layer}" for layer in PARTIES),
    )
)
_EARLIER = "encoder."  # the first reader's names were BERT's


def attention_heads_of_onnx(path: Path, default: int) -> int:
    """Read how many attention heads a reader has; the first one's file does not say."""
    kept = {entry.key: entry.value for entry in onnx.load(str(path)).metadata_props}
    return int(kept.get(ATTENTION_HEADS, default))


def weights_of_checkpoint(path: Path) -> dict[str, Tensor]:
    """Read the average of the last weights of a run that need not have ended."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    return {**state["network"], **state["average"]}


def weights_of_onnx(path: Path) -> dict[str, Tensor]:
    """Read all weights of a reader, named as in this network.

    Raises:
        FirsthandError: the file is not a reader as `training.export` writes it.
    """
    graph = onnx.load(str(path)).graph
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    if "table" not in stored:
        raise FirsthandError(str(path), "no table of pieces in it", "name a reader.onnx")
    found = {
        name.removeprefix("network."): np.array(value)
        for name, value in stored.items()
        if name.startswith("network.")
    }
    table = stored["table"].astype(np.float32) * stored["scale"]
    consumers = {name: node for node in graph.node for name in node.input}
    unbiased = iter(_UNBIASED)
    for node in graph.node:
        if node.op_type not in ("MatMulInteger", "MatMul") or node.input[1] not in stored:
            continue
        name = _bias_after(node, consumers, stored)
        target = f"{name.removesuffix('.bias')}.weight" if name else next(unbiased)
        found[target.removeprefix("network.")] = _matrix(node.input[1], stored).T
    weights = {name: torch.from_numpy(value.copy()) for name, value in found.items()}
    if not any(name.startswith(_EARLIER) for name in weights):
        return {**weights, "pieces.weight": torch.from_numpy(table)}
    bert = {
        name.removeprefix(_EARLIER): value
        for name, value in weights.items()
        if name.startswith(_EARLIER)
    }
    bert["embeddings.word_embeddings.weight"] = torch.from_numpy(table)
    heads = {name: value for name, value in weights.items() if not name.startswith(_EARLIER)}
    return {**named_as_here(bert), **heads}


def _matrix(name: str, stored: dict[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    """A matrix, its bytes times the scale of each column."""
    stem = name.removesuffix("_quantized")
    value = stored[name].astype(np.float32)
    if stem == name:
        return value
    return (value - stored[f"{stem}_zero_point"].astype(np.float32)) * stored[f"{stem}_scale"]


def _bias_after(
    node: onnx.NodeProto,
    consumers: dict[str, onnx.NodeProto],
    stored: dict[str, NDArray[np.generic]],
) -> str:
    """The name of what is added to a product, or nothing."""
    while node.op_type in ("MatMulInteger", "MatMul", "Cast", "Mul"):
        after = consumers.get(node.output[0])
        if after is None:
            return ""
        if after.op_type == "Add":
            return next(
                (name for name in after.input if name in stored and name.endswith(".bias")), ""
            )
        node = after
    return ""
