"""Markup and stray characters of a feed → plain text and absolute addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urljoin

from firsthand.model.addresses import is_web_address

_UNSEEN = frozenset({"script", "style", "template", "head"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "span", "strong", "sub", "sup", "u"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _UNSEEN and self._unseen is None:
            self._unseen = tag
        elif tag not in _INLINE:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        elif tag not in _INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self.words.append(data)


def plain(given: object, *, html: bool = False) -> str | None:
    """One line of text without markup and control characters; None where nothing is left."""
    if not isinstance(given, str):
        return None
    if html:
        parser = _Words()
        parser.feed(given)
        parser.close()
        given = "".join(parser.words)
    # Format characters (Cf) stay: languages need joiners, and pages isolate what they show.
    kept = "".join(
        " " if mark.isspace() else mark
        for mark in given
        if mark.isspace() or unicodedata.category(mark) not in {"Cc", "Cs"}
    )
    return " ".join(unicodedata.normalize("NFC", kept).split()) or None


def web_address(given: object, base: str | None) -> str | None:
    """An absolute http or https address, or None."""
    if not isinstance(given, str):
        return None
    words = re.sub(r"[\x00-\x20\x7f]+", lambda m: "%20" if m.group() == " " else "", given.strip())
    try:
        address = urljoin(base or "", words)
    except ValueError:
        return None
    return address if is_web_address(address) else None


def language_of(given: object) -> str | None:
    """`en-GB` → `en`; None where it is no language code."""
    match = (
        re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].{0,30})?", given.strip())
        if isinstance(given, str)
        else None
    )
    return match.group(1).lower() if match else None


def id_of_words(*words: object) -> str:
    """An id for an item that has neither its own nor an address: the same words, the same id."""
    return "sha256:" + hashlib.sha256(repr(words).encode("utf-8", "replace")).hexdigest()[:32]
