"""What the user names → the files that are read: paths, directories, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from firsthand.ingest.unread import Unread, unread

STANDARD_INPUT = "-"


def files_of(name: str) -> Iterator[Path | Unread]:
    """The files that a path, a directory or a pattern stands for, in order of their names.

    A directory is gone through to its depths; hidden files, and links to other directories, are
    left out.
    """
    path = Path(name)
    try:
        # Path("") is the current directory, which nobody means by it.
        if name and path.is_dir():
            yield from _files_in(path)
        elif name and path.exists():
            yield path
        elif glob.has_magic(name):
            yield from _matching(name)
        else:
            yield unread(name, "not_found", "there is no such file", "check the path")
    # ValueError: a NUL in the name; OSError: a name that is too long, a directory that is closed.
    except (OSError, ValueError) as fault:
        yield not_readable(name, fault)


def not_readable(name: str, fault: OSError | ValueError) -> Unread:
    """Say that the system does not let it be read."""
    said = getattr(fault, "strerror", None) or str(fault)
    help = "check who may read it" if isinstance(fault, PermissionError) else ""
    return unread(name, "not_readable", f"cannot be read: {said[:1].lower()}{said[1:]}", help)


def _matching(pattern: str) -> Iterator[Path | Unread]:
    # Path.glob takes no absolute pattern.
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        yield unread(pattern, "not_found", "no file matches this pattern", "check the path")
    for match in matches:
        yield from _files_in(Path(match)) if Path(match).is_dir() else [Path(match)]


def _files_in(directory: Path) -> Iterator[Path | Unread]:
    closed: list[Unread] = []
    any_found = False

    def note(fault: OSError) -> None:
        closed.append(not_readable(str(fault.filename or directory), fault))

    for folder, folders, names in os.walk(directory, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file():
                any_found = True
                yield path
    yield from closed
    if not any_found and not closed:
        yield unread(
            str(directory), "no_files", "is a directory without files to read", "name another"
        )
