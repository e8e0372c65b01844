"""What the tests of training share."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.labels import Labels, packaged_labels_path, read_labels
from training.pieces import Pieces

from tests.training.invented import write_data


@pytest.fixture(scope="session")
def labels() -> Labels:
    """Give the labels of the packaged reader."""
    return read_labels(packaged_labels_path())


@pytest.fixture(scope="session")
def pieces() -> Pieces:
    """Give the tokenizer of the packaged reader."""
    return Pieces(packaged_labels_path().with_name("tokenizer.json"))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a miniature of all data sets."""
    return write_data(tmp_path_factory.mktemp("data"))
