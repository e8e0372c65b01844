"""A reader's raw scores on windows of given words, for gold that comes without its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from training.batches import padded
from training.documents import Window
from training.labels import Labels, read_labels
from training.pieces import Pieces

Scores = dict[str, NDArray[np.float32]]
_BUDGET = 2048  # pieces of a batch


class Scorer:
    """A reader in a folder: `reader.onnx`, `tokenizer.json`, `labels.json`."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [output.name for output in self._session.get_outputs()]
        self.pieces = Pieces(folder / "tokenizer.json")
        self.labels: Labels = read_labels(folder / "labels.json")

    def scored(self, windows: list[Window]) -> Iterator[tuple[Window, Scores]]:
        """Give each window's scores, its own words only; windows of like length first."""
        batch: list[Window] = []
        for window in sorted(windows, key=lambda window: len(window.ids)):
            if batch and len(window.ids) * (len(batch) + 1) > _BUDGET:
                yield from self._batch(batch)
                batch = []
            batch.append(window)
        if batch:
            yield from self._batch(batch)

    def _batch(self, batch: list[Window]) -> Iterator[tuple[Window, Scores]]:
        out = dict(zip(self.outputs, self._session.run(None, padded(batch)), strict=True))
        for row, window in enumerate(batch):
            yield window, {name: scores[row, : len(window.starts)] for name, scores in out.items()}
