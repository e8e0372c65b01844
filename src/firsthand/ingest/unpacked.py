"""Packed bytes, unpacked piece by piece: gzip, xz, bzip2, Zstandard."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, cast

from firsthand.ingest.unread import UnreadableError

if TYPE_CHECKING:
    import zstandard

Read = Callable[[int], bytes]

SUFFIXES = frozenset({".gz", ".xz", ".bz2", ".zst"})

_ZSTD_PIECE = 1_024
"""Packed bytes at a time: a kilobyte can hold 256 blocks of 128 KB, so at most 32 MB come out."""


def unpack(head: bytes, read: Read) -> Read | None:
    """What reads the unpacked bytes, by the first packed ones; None where they are not packed.

    `read1` gives what lies before a break; `read` would lose it.
    """
    if head.startswith(b"\x1f\x8b"):
        return _careful("gzip", gzip.GzipFile(fileobj=_File(read), mode="rb").read1)
    if head.startswith(b"\xfd7zXZ\x00"):
        return _careful("xz", lzma.LZMAFile(cast(IO[bytes], _File(read)), mode="rb").read1)
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"):
        return _careful("bzip2", bz2.BZ2File(_File(read), mode="rb").read1)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return _careful("Zstandard", _Zstandard(read).read)
    return None


def bare_name(name: str) -> str:
    """A file's name without the suffix that says how it is packed."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in SUFFIXES else path.name


def _careful(kind: str, read: Read) -> Read:
    """The same reading, whose faults are said in one family and one line."""

    def read_or_say(size: int) -> bytes:
        try:
            return read(size)
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as fault:
            found = (
                f"the {kind} data break off before their end"
                if isinstance(fault, EOFError)
                else f"the {kind} data are damaged"
            )
            raise UnreadableError(
                "broken_archive", found, "copy or download the file again"
            ) from fault

    return read_or_say


class _File(io.RawIOBase):
    """A file to the libraries that want one."""

    def __init__(self, read: Read) -> None:
        self._from = read

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size >= 0:
            return self._from(size)
        return b"".join(iter(lambda: self._from(65_536), b""))


class _Zstandard:
    """Zstandard frames, one after the other.

    The library's own stream reader takes data that break off for data that end.
    """

    def __init__(self, read: Read) -> None:
        import zstandard

        self._from = read
        self._fault: type[Exception] = zstandard.ZstdError
        self._library = zstandard.ZstdDecompressor(max_window_size=2**27)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._ready = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._ready:
            packed = self._packed or self._from(_ZSTD_PIECE)
            if not packed:
                # Between two frames is an end; inside of one the data break off.
                if self._frame is None:
                    return b""
                raise EOFError("a frame has no end")
            if self._frame is None:
                self._frame = self._library.decompressobj()
            try:
                self._ready = memoryview(self._frame.decompress(packed))
            except self._fault as fault:
                raise OSError(str(fault)) from fault
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        piece = bytes(self._ready[:size])
        self._ready = self._ready[size:]
        return piece
