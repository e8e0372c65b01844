"""Results: on standard output, or in a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.model.errors import NothingUsableError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDTH = 120
"""Columns where no terminal says how many it has."""


def write_line(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")


def show(*shown: RenderableType) -> None:
    """Trees and tables on standard output; colours only where it is a terminal."""
    from rich.console import Console

    to_terminal = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = Console(
        file=sys.stdout, highlight=False, emoji=False, width=None if to_terminal else _WIDTH
    )
    for one in shown:
        console.print(one)


def check_writable(path: Path) -> None:
    """Say before the work what would be wrong with a file after it.

    Raises:
        UsageError: it is a folder, or lies in none.
    """
    if path.is_dir():
        raise UsageError("-o", f"{path} is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise UsageError("-o", f"there is no folder {path.parent}", "make it first")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is never seen half written.

    Raises:
        NothingUsableError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # a device or a pipe takes what it is given
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        target = path.resolve()  # a link stays a link
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise NothingUsableError(
            str(path), f"it cannot be written: {fault.strerror}", "name another file with -o"
        ) from fault
