"""One reader for all tests: loading the network takes a second."""

from __future__ import annotations

import signal

import pytest

from firsthand.reading.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session", autouse=True)
def interrupts_are_heard() -> None:
    """A shell starts what it sends to the background deaf to interrupts, and so all it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
