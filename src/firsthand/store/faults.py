"""What a database says when it fails, put into one clear line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from firsthand.model.errors import StoreError

# By the beginning of SQLite's own name of the fault: what was found, and what would help.
_SQLITE: dict[str, tuple[str, str]] = {
    "SQLITE_BUSY": ("another program keeps it busy", "try again when that one is done"),
    "SQLITE_NOTADB": ("this file is not a database", "name another file for the store"),
    "SQLITE_CORRUPT": ("the database is damaged", "bring it back from a copy"),
    "SQLITE_FULL": ("the disk is full", "make room and run the same again"),
    "SQLITE_READONLY": ("it cannot be written to", "check the rights of the file and its folder"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "check the rights of the file and its folder"),
    "SQLITE_IOERR": ("reading or writing the disk failed", "check the disk"),
}


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn the faults of the database at `address` into a StoreError."""
    try:
        yield
    except SQLAlchemyError as fault:
        raise StoreError(address, *_found(fault)) from fault
    except sqlite3.Error as fault:  # pragmas that go past SQLAlchemy
        raise StoreError(address, *_said(fault)) from fault
    except UnicodeEncodeError as fault:
        raise StoreError(
            address,
            f"a document holds a character that cannot be written ({fault.reason})",
            "mend the input's encoding",
        ) from fault


def is_busy(fault: DBAPIError) -> bool:
    """Whether another program is in the way just now."""
    return getattr(fault.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _found(fault: SQLAlchemyError) -> tuple[str, str]:
    if isinstance(fault, DBAPIError) and isinstance(fault.orig, BaseException):
        return _said(fault.orig)
    return _first_line(fault), ""


def _said(fault: BaseException) -> tuple[str, str]:
    name = getattr(fault, "sqlite_errorname", None) or ""
    for beginning, line in _SQLITE.items():
        if name.startswith(beginning):
            return line
    return _first_line(fault), ""


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]
