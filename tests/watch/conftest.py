"""A clock that stands still, a store that goes by it, and a web of invented feeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.store import Store, open_store
from tests.watch.newsroom import Clock, Newsroom, newsroom


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", now=clock) as made:
        yield made


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as made:
        yield made
