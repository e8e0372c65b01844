"""Files of a folder, each there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from firsthand.model.errors import NothingUsableError, UsageError


def check_folder(folder: Path) -> None:
    """Say before the work what would be wrong with a folder after it.

    Raises:
        UsageError: a file has its name, or it would lie in no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError("-o", f"{folder} is a file", "this format is several files: name a folder")
    if not folder.parent.is_dir():
        raise UsageError("-o", f"there is no folder {folder.parent}", "make it first")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there; others in it stay.

    All are written aside before the first takes its place, so that a full disk leaves the old
    ones as they were, and nobody sees a file half written.

    Raises:
        NothingUsableError: they cannot be written.
    """
    parts = {folder / f".{name}.{os.getpid()}.part": folder / name for name in files}
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        try:
            for part, target in parts.items():
                part.write_bytes(files[target.name])
            for part, target in parts.items():
                part.replace(target)
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
            if made and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as fault:
        raise NothingUsableError(
            str(folder), f"it cannot be written: {fault.strerror}", "name another folder with -o"
        ) from fault
