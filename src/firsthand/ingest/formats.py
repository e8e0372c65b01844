"""The registry: which reader reads which input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from firsthand.ingest.decoded import mark_of
from firsthand.ingest.found import Found
from firsthand.ingest.json_lines import read_json_lines
from firsthand.ingest.json_values import in_lines, read_json
from firsthand.ingest.page import read_page
from firsthand.ingest.parquet import read_parquet
from firsthand.ingest.plain import read_plain
from firsthand.ingest.reader import Reader, Settings
from firsthand.ingest.source import Source
from firsthand.ingest.unpacked import bare_name
from firsthand.ingest.unread import Unread, UnreadableError
from firsthand.ingest.warc import read_warc

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".parquet": read_parquet,
    ".warc": read_warc,
}

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(r'(?:\[\s*)?\{\s*["}]')


def read_source(source: Source, settings: Settings) -> Iterator[Found | Unread]:
    """The reports of one input, by its name's suffix, else by what it holds.

    What goes wrong within it is an Unread after what was read before.
    """
    reader = READERS.get(PurePath(bare_name(source.name)).suffix.lower()) or sniffed(source.head)
    try:
        yield from reader(source, settings)
    except UnreadableError as fault:
        yield fault.at(source.name)


def sniffed(head: bytes) -> Reader:
    """The reader for an input whose name says nothing; plain text where nothing else fits."""
    if head.startswith(b"PAR1"):
        return read_parquet
    if head.startswith(b"WARC/"):
        return read_warc
    text = head.decode(mark_of(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if _OBJECT.match(text):
        return read_json_lines if in_lines(head) else read_json
    return read_page if _PAGE.match(text) else read_plain
