"""Texts as other programs can take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from firsthand.model.addresses import is_web_address
from firsthand.model.story import StoryDocument

# Line ends to some readers, though not to JSON: written so that nobody cuts a line there.
_LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})
_NO_ADDRESS = str.maketrans({mark: quote(mark) for mark in '<>"{}|\\^`'})


def sound(text: str) -> str:
    """A text without lone surrogates, which UTF-8 cannot write; they become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def json_line(value: Any) -> str:
    """One line of JSON, its keys in the order given, without lone surrogates."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return sound(line).translate(_LINE_ENDS)


def json_lines(values: Iterable[Any]) -> bytes:
    """JSON Lines in UTF-8."""
    return "".join(f"{json_line(value)}\n" for value in values).encode()


def web_address(document: StoryDocument) -> str | None:
    """A document's address where it is one of the web, fit to stand in XML and JSON-LD."""
    url = sound(document.url or "")
    if not url.isprintable() or " " in url:
        return None
    return url.translate(_NO_ADDRESS) if is_web_address(url) else None


def urn(*parts: str) -> str:
    """A name that is the same in every export: `urn:firsthand:claim:s-2025-…:c-118dc65e78`."""
    return ":".join(("urn:firsthand", *(quote(sound(part), safe="") for part in parts)))
