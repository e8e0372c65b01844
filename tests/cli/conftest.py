from __future__ import annotations

import pytest

from tests.cli.program import Program


@pytest.fixture
def firsthand(capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, to be called with the words of its command line."""
    return Program(capsys)
