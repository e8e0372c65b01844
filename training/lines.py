"""Lines and records of data files, packed by xz or not."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.model.errors import FirsthandError


def data_file(folder: Path, name: str) -> Path:
    """Find a file of a data set, packed (`.xz`) or not.

    Raises:
        FirsthandError: there is neither.
    """
    for path in (folder / name, folder / f"{name}.xz"):
        if path.exists():
            return path
    raise FirsthandError(
        str(folder), f"no {name} or {name}.xz", "training/README.md says where to get the data"
    )


def text_lines(path: Path) -> Iterator[str]:
    """Give the lines of a text file in UTF-8, without line breaks."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def records(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in text_lines(path)]
