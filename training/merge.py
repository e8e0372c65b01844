"""Average two runs that began from the same weights: `python -m training.merge A B --out DIR`.

A and B are checkpoints. What only B has is B's. The average of runs that share a past often reads
better than either (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from training.continuing import weights_of_checkpoint
from training.export import export
from training.labels import packaged_labels_path, read_labels
from training.network import Network, Size


def main() -> None:
    """Write `reader.onnx` and `reader.float.onnx` of the average."""
    parser = argparse.ArgumentParser(prog="python -m training.merge", description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.6, help="the second's")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (weights_of_checkpoint(path) for path in (options.first, options.second))
    merged = {
        name: options.share * weight + (1 - options.share) * first[name]
        if name in first and first[name].shape == weight.shape
        else weight
        for name, weight in second.items()
    }
    network = Network(read_labels(packaged_labels_path()), Size())
    network.load_state_dict(merged, strict=False)
    options.out.mkdir(parents=True, exist_ok=True)
    export(network, options.out / "reader.onnx")
    export(network, options.out / "reader.float.onnx", packed=False)
    for name in ("tokenizer.json", "labels.json"):
        shutil.copy(packaged_labels_path().with_name(name), options.out / name)


if __name__ == "__main__":
    main()
