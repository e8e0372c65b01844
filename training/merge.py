"""Average runs that began from the same weights: `python -m training.merge A B --out DIR`.

A and B are checkpoints; the last one's weights are what is averaged, over those that have them. The
average of runs that share a past often reads better than either (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.continuing import weights_of_checkpoint
from training.export import export
from training.labels import packaged_labels_path, read_labels
from training.network import Network, Size


def averaged(runs: Sequence[Mapping[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """Average weights by name; a run without one of the last run's shape has no share in it."""
    made = {}
    for name, last in runs[-1].items():
        parts = [
            (share, run[name])
            for share, run in zip(shares, runs, strict=True)
            if name in run and run[name].shape == last.shape
        ]
        whole = sum(share for share, _ in parts)
        made[name] = torch.stack([share / whole * weight.float() for share, weight in parts]).sum(0)
    return made


def main() -> None:
    """Write `reader.onnx` and `reader.float.onnx` of the average."""
    parser = argparse.ArgumentParser(prog="python -m training.merge", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="their checkpoint.pt")
    parser.add_argument("--shares", type=float, nargs="+", help="of each run; equal if left out")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shares = options.shares or [1.0] * len(options.runs)
    if len(shares) != len(options.runs):
        parser.error("as many shares as runs")
    merged = averaged([weights_of_checkpoint(path) for path in options.runs], shares)
    network = Network(read_labels(packaged_labels_path()), Size())
    network.load_state_dict(merged, strict=False)
    options.out.mkdir(parents=True, exist_ok=True)
    export(network, options.out / "reader.onnx")
    export(network, options.out / "reader.float.onnx", packed=False)
    for name in ("tokenizer.json", "labels.json"):
        shutil.copy(packaged_labels_path().with_name(name), options.out / name)


if __name__ == "__main__":
    main()
