"""The bytes of one input, unpacked as they are read, with a look ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from firsthand.ingest.unpacked import unpack
from firsthand.ingest.unread import UnreadableError

HEAD = 65_536
"""Bytes looked at before a format is chosen."""

MAX_TEXT = 2_000_000
"""Characters that one document may have; a long book has about a million."""

MAX_WHOLE = 4 * MAX_TEXT
"""Bytes of a plain text that are kept: four for a character, the most that UTF-8 takes."""

MAX_COUNTED = 200_000_000
"""Bytes up to which the length of a text that is too long is counted out."""


class Bytes(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


class Source:
    """One input: its name as the user knows it, where it lies, and its bytes.

    Bytes packed by gzip, xz, bzip2 or Zstandard, whatever the name says, come unpacked.

    Attributes:
        name: what the user calls it.
        path: where it lies on disk as it is (None for standard input and for packed bytes).
        head: the first bytes, at most `HEAD`; they are read again by `read`.

    """

    def __init__(self, name: str, stream: Bytes, path: Path | None = None) -> None:
        """Look at the first bytes, and unpack them if they are packed."""
        self.name = name
        packed = _Ahead(stream.read)
        read = unpack(packed.head, packed.read)
        self.path = path if read is None else None
        self._ahead = packed if read is None else _Ahead(read)
        self.head = self._ahead.head

    def read(self, size: int = HEAD) -> bytes:
        """At most `size` bytes, none at the end.

        Raises:
            UnreadableError: packed bytes break off or are damaged here (`broken_archive`).
        """
        return self._ahead.read(size)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, piece by piece."""
        while piece := self.read():
            yield piece

    def whole(self, most: int = MAX_WHOLE) -> bytes:
        """All bytes at once.

        Raises:
            UnreadableError: they are more than `most` (`too_large`).
        """
        kept: list[bytes] = []
        size = 0
        for piece in self.chunks():
            size += len(piece)
            if size <= most:
                kept.append(piece)
            if size > MAX_COUNTED:
                break
        if size > most:
            raise UnreadableError(
                "too_large",
                f"holds {'more than ' if size > MAX_COUNTED else ''}{size / 1e6:.1f} MB, "
                f"and {most / 1e6:.0f} MB of one document are read",
                "split it into its articles, one a file or one a line of JSON Lines",
            )
        return b"".join(kept)


class _Ahead:
    """A stream whose first bytes are known before they are read."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._fault: UnreadableError | None = None
        pieces: list[bytes] = []
        size = 0
        try:
            # A pipe gives as much as it has: ask until the head is full or the end is there.
            while size < HEAD and (piece := read(HEAD - size)):
                pieces.append(piece)
                size += len(piece)
        # Said when the reading gets there: what lies before the break is read.
        except UnreadableError as fault:
            self._fault = fault
        self.head = b"".join(pieces)
        self._at = 0

    def read(self, size: int) -> bytes:
        if self._at < len(self.head):
            piece = self.head[self._at : self._at + size]
            self._at += len(piece)
            return piece
        if self._fault:
            raise self._fault
        return self._read(size)
