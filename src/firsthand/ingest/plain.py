"""Plain text, with or without header lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.ingest.decoded import decode, refuse_binary
from firsthand.ingest.found import Found
from firsthand.ingest.reader import Settings
from firsthand.ingest.source import Source

_HEADER = re.compile(r"(outlet|published|url|title|language):[ \t]*(.*)", re.IGNORECASE)


def read_plain(source: Source, _settings: Settings) -> Iterator[Found]:
    """The one document of a text file.

    Header lines (`Outlet:`, `Published:`, `URL:`, `Title:`, `Language:`; two of them or more,
    then a blank line) at its beginning say where it comes from, and are taken off the text.
    Without them the first line stays what it is: a text does not say which line is its title.
    """
    # Before its length: a film is no text that is too long.
    refuse_binary(source.head)
    text = decode(source.whole()).replace("\r\n", "\n").replace("\r", "\n")
    header, body = split_header(text)
    yield Found(
        where=source.name,
        text=body,
        url=header.get("url"),
        outlet=header.get("outlet"),
        title=header.get("title"),
        published=header.get("published"),
        language=header.get("language"),
    )


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header's fields by their lower-case names, and the text after it."""
    found: dict[str, str] = {}
    lines = 0
    at = 0
    while True:
        end = text.find("\n", at)
        line = text[at:end].rstrip() if end >= 0 else text[at:].rstrip()
        match = _HEADER.fullmatch(line)
        if not match or end < 0:
            break
        if value := match[2].strip():
            found.setdefault(match[1].lower(), value)
        lines += 1
        at = end + 1
    return (found, text[at:]) if lines >= 2 and not line else ({}, text)
