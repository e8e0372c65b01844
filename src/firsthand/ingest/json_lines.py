"""JSON Lines: a report a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator

from firsthand.ingest.decoded import mark_of, refuse_binary
from firsthand.ingest.found import Found
from firsthand.ingest.reader import Settings
from firsthand.ingest.records import found_in
from firsthand.ingest.source import Source
from firsthand.ingest.unread import Unread, UnreadableError, unread

MAX_LINE = 64_000_000
"""Bytes of a line that is read."""

_MAX_PASSED_OVER = 1_000_000_000
"""Bytes of a line after which no more of the file is read: packed data can go on for ever."""


def read_json_lines(source: Source, settings: Settings) -> Iterator[Found | Unread]:
    """A report, or what is wrong, for each line that is not blank."""
    refuse_binary(source.head)
    seen = False
    for number, line in enumerate(lines(source), start=1):
        if isinstance(line, bytes) and not line.strip():
            continue
        seen = True
        yield _report(line, f"{source.name}, line {number}", settings)
    if not seen:
        yield unread(source.name, "no_text", "is empty")


def lines(source: Source) -> Iterator[bytes | int]:
    """The lines without their ends, in UTF-8; the length of a line that is too long.

    UTF-16 with its mark, which Windows writes, is brought to UTF-8; another mark is taken off.

    Raises:
        UnreadableError: the data break off, after the last whole line.
    """
    recode = _to_utf8(source)
    parts: list[bytes] = []
    size = 0
    for chunk in source.chunks():
        *whole, rest = recode(chunk).split(b"\n")
        for piece in whole:
            size += len(piece)
            yield b"".join((*parts, piece)) if size <= MAX_LINE else size
            parts.clear()
            size = 0
        size += len(rest)
        if size <= MAX_LINE:
            parts.append(rest)
        else:
            parts.clear()
        if size > _MAX_PASSED_OVER:
            raise UnreadableError(
                "too_large",
                f"has a line of more than {size // 1_000_000:,} MB; no more of the file is read",
                "write one report a line",
            )
    if size:
        yield b"".join(parts) if size <= MAX_LINE else size


def _to_utf8(source: Source) -> Callable[[bytes], bytes]:
    encoding = mark_of(source.head)
    if encoding is None:
        return bytes
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return lambda chunk: decoder.decode(chunk).encode("utf-8", "surrogatepass")


def _report(line: bytes | int, where: str, settings: Settings) -> Found | Unread:
    if isinstance(line, int):
        return unread(
            where,
            "too_large",
            f"has {line / 1e6:.0f} MB, and {MAX_LINE / 1e6:.0f} MB of a line are read",
            "write one report a line",
        )
    try:
        record = json.loads(line.decode("utf-8"), strict=False)
    except UnicodeDecodeError as fault:
        found = f"is not UTF-8 (byte 0x{line[fault.start]:02x} at place {fault.start})"
        return unread(where, "unknown_encoding", found, "save the file as UTF-8")
    except (ValueError, RecursionError) as fault:
        return unread(where, "bad_line", no_json(fault), 'write {"text": "…"} on one line')
    return found_in(record, where, settings.fields)


def no_json(fault: ValueError | RecursionError) -> str:
    """What is wrong, in words of one line."""
    if isinstance(fault, json.JSONDecodeError):
        return f"is no JSON: {fault.msg.lower()} at character {fault.pos + 1}"
    if isinstance(fault, RecursionError):
        return "is JSON too deep to be read"
    return "is no JSON: it holds a number that is too long"
