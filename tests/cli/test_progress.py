"""How far work is stands on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from firsthand.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_what_is_done_and_lines_stand_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress("pages") as advance:
        advance("[red]a title\x1b[2J")
        sys.stderr.write("note: a line\n")
    shown = terminal.getvalue()
    assert "pages: 1" in shown
    assert "[red]a title␛[2J" in shown
    assert "note: a line" in shown


def test_a_file_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("pages") as advance:
        advance("a title")
    assert capsys.readouterr() == ("", "")
