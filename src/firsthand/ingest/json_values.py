"""JSON that is not in lines: one object, or an array of them, read one by one."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from firsthand.ingest.decoded import mark_of, refuse_binary
from firsthand.ingest.found import Found
from firsthand.ingest.json_lines import MAX_LINE, no_json, read_json_lines
from firsthand.ingest.reader import Settings
from firsthand.ingest.records import found_in
from firsthand.ingest.source import HEAD, Source
from firsthand.ingest.unread import Unread, UnreadableError, unread


def read_json(source: Source, settings: Settings) -> Iterator[Found | Unread]:
    """The reports of a JSON file: an object, an array of objects, or lines of objects."""
    refuse_binary(source.head)
    if in_lines(source.head):
        yield from read_json_lines(source, settings)
        return
    number = 0
    try:
        for number, record in enumerate(values(source), start=1):
            yield found_in(record, f"{source.name}, record {number}", settings.fields)
    except UnreadableError as fault:
        yield fault.at(f"{source.name}, record {number + 1}" if number else source.name)
        return
    if not number:
        yield unread(source.name, "no_text", "holds no record")


def in_lines(head: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object of its own."""
    text = head.decode(mark_of(head) or "utf-8", "ignore").lstrip()
    first, end, _ = text.partition("\n")
    if not end and len(head) >= HEAD:
        # A first line longer than what is looked at: nobody breaks such an object into lines.
        return first.startswith("{")
    try:
        return isinstance(json.loads(first, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def values(source: Source) -> Iterator[object]:
    """The objects of an array, or those that stand one after the other, as they are read.

    Raises:
        UnreadableError: what follows is no JSON (`bad_line`), not UTF-8 (`unknown_encoding`), or
            an object is too large (`too_large`); no more can be read of the file then.
    """
    more = _text(source)
    decode = json.JSONDecoder(strict=False).raw_decode
    text = next(more, "").lstrip()
    array = text.startswith("[")
    text = text[1:] if array else text
    while True:
        text = text.lstrip(" \t\r\n,")
        if not text:
            if not (text := next(more, "")):
                return
            continue
        if array and text[0] == "]":
            return
        try:
            value, end = decode(text)
        except (ValueError, RecursionError) as fault:
            # The object may only be cut: twice as much each time keeps the work linear.
            longer = _longer(text, more)
            if len(longer) == len(text) or isinstance(fault, RecursionError):
                help = "the rest of the file is not read; one report a line bears a faulty one"
                raise UnreadableError("bad_line", no_json(fault), help) from fault
            text = longer
            continue
        yield value
        text = text[end:]


def _longer(text: str, more: Iterator[str]) -> str:
    if len(text) > MAX_LINE:
        raise UnreadableError(
            "too_large",
            f"has an object of more than {MAX_LINE / 1e6:.0f} MB",
            "write one report an object",
        )
    parts = [text]
    size = 0
    while size <= len(text) and (piece := next(more, "")):
        parts.append(piece)
        size += len(piece)
    return "".join(parts)


def _text(source: Source) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(mark_of(source.head) or "utf-8")()
    try:
        for chunk in source.chunks():
            if piece := decoder.decode(chunk):
                yield piece
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        raise UnreadableError("unknown_encoding", "is not UTF-8", "save it as UTF-8") from fault
