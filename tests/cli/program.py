"""Runs the program, inside this process or as one of its own, on reports that are invented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from firsthand.cli import main

DRONES = "The Kremlin said on Monday that Russia will buy drones from Iran."
DENIED = "Iran’s foreign ministry denied on Tuesday that it sells drones to Russia."
CHINESE = "中国外交部发言人星期一在北京举行的例行记者会上表示,中方一贯主张通过对话和谈判解决分歧。"


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard error."""
        return self.err.splitlines()[-1]

    @property
    def skipped(self) -> list[str]:
        """The lines that each say that an input is skipped."""
        lines = self.err.splitlines()
        return [line for line in lines if line.startswith("skipped ")]

    @property
    def values(self) -> list[Any]:
        """The lines of JSON on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


class Program:
    """The program as a test calls it, in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Ended:
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        return Ended(code, out, err)


def command(*words: str | Path) -> list[str]:
    """The words that start the program as a process of its own."""
    return [sys.executable, "-m", "firsthand", *map(str, words)]


def apart(
    *words: str | Path, given: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        command(*words),
        input=given,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
        check=False,
    )


def report(
    folder: Path, name: str, text: str = DRONES, *, outlet: str = "", published: str = ""
) -> Path:
    """A report as a text file, with header lines where something is to be said of it."""
    head = f"Outlet: {outlet}\nPublished: {published}\n\n" if outlet or published else ""
    path = folder / name
    path.write_text(head + text, encoding="utf-8")
    return path


def lines(folder: Path, name: str, *records: Mapping[str, Any] | str) -> Path:
    """A file of JSON Lines; texts among the records are written as they are."""
    path = folder / name
    written = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    return path
