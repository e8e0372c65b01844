"""One reader for all tests: loading the network takes a second."""

from __future__ import annotations

import pytest

from firsthand.reading.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
