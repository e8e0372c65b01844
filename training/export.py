"""The trained network as one ONNX file, small and quick on a processor.

The table of pieces becomes bytes with a scale for each row, every large matrix bytes with a scale
for each column; what flows between them is made bytes as it comes (dynamic quantisation).
"""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.labels import LAYERS, PARTIES, POINTERS
from training.network import Network

OUTPUTS = (*LAYERS, *POINTERS, *PARTIES, "relation", "vector", "deed")
ATTENTION_HEADS = "attention_heads"  # the file's weights do not show it
_OPSET = 17


class _Graph(nn.Module):
    """The network with its outputs in order, and with a table of bytes if `packed`."""

    table: Tensor
    scale: Tensor

    def __init__(self, network: Network, *, packed: bool) -> None:
        super().__init__()
        self.network = network
        self.packed = packed
        if packed:
            weight = network.pieces.weight.detach()
            scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            self.register_buffer("table", (weight / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)
            network.embed = lambda ids: self.table[ids].float() * self.scale[ids]  # type: ignore[method-assign]

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, shapes: Tensor, starts: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.network(input_ids, attention_mask, shapes, starts)
        return tuple(out[name] for name in OUTPUTS)


def export(network: Network, path: Path, *, packed: bool = True) -> None:
    """Write a network.

    Args:
        network: On the processor.
        path: Where to.
        packed: Whether to write bytes; else 32-bit numbers, to see what bytes cost.
    """
    network.eval()
    example = {
        "input_ids": torch.randint(1, len(network.pieces.weight), (2, 12)),
        "attention_mask": torch.ones(2, 12, dtype=torch.long),
        "shapes": torch.ones(2, 12, dtype=torch.long),
        "starts": torch.arange(1, 9).repeat(2, 1),
    }
    axes = {name: {0: "batch", 1: "words" if name == "starts" else "pieces"} for name in example}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    for name in (*POINTERS, *PARTIES):
        axes[name][2] = "targets"
    float_path = path.with_suffix(".part") if packed else path
    with warnings.catch_warnings():
        # torch's newer exporter needs two more packages and writes a larger graph.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Graph(network, packed=packed),
            tuple(example.values()),
            str(float_path),
            input_names=list(example),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
    if packed:
        quantize_dynamic(
            str(float_path),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )
        float_path.unlink()
        vars(network).pop("embed", None)
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {ATTENTION_HEADS: str(network.layers[0].attention_heads)})
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
