"""What the tests of training share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from training.labels import Labels, packaged_labels_path, read_labels
from training.pieces import Pieces

from tests.training.invented import write_data
from training import deeds


@pytest.fixture(scope="session", autouse=True)
def _small_sets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep pairs of parties out of the checkout, and two sets small that are not invented here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deeds, "PREPARED", tmp_path_factory.mktemp("deeds"))
        patch.setitem(deeds.SETS, "own", deeds.SETS["annotated"])
        patch.setitem(deeds.SETS, "lexicon", deeds.SETS["events"])
        yield


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
    return write_data(tmp_path_factory.mktemp("sets") / "data")
