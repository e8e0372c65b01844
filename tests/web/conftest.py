"""One stocked store for all tests that only look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from firsthand.store import Store
from tests.web.desk import asking, stocked


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with stocked() as made:
        yield made


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with asking(store) as made:
        yield made
