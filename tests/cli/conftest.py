from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import DENIED, DRONES, Program, report


@pytest.fixture
def firsthand(capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, to be called with the words of its command line."""
    return Program(capsys)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports of one matter: what is said, and that it is denied."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report(folder, "a.txt", DRONES, outlet="The Ledger", published="2025-12-01")
    report(folder, "b.txt", DENIED, outlet="The Post", published="2025-12-03")
    return folder
