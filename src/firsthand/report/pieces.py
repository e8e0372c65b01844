"""Sentences in pieces: our own words, strangers' names and strangers' exact words.

A page sets each kind apart as its markup can: HTML isolates the writing direction of names and
quotations, Markdown escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.report.shown import shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; a quotation's marks are the page's to set."""

    text: str
    kind: Literal["plain", "name", "quote"]


_OPENING, _CLOSING = '“"„«', '”"“»'
Words = tuple[Piece, ...]


def plain(text: str) -> Piece:
    """Words of our own."""
    return Piece(text, "plain")


def name(text: str, limit: int = 160) -> Piece:
    """A stranger's name."""
    return Piece(shown(text, limit), "name")


def in_marks(text: str) -> bool:
    """Whether exact words bring their own quotation marks, so that a page must not add any."""
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING and text[1:-1] != ""


def quote(text: str, limit: int) -> Piece:
    """A stranger's exact words, shortened visibly where they are longer than `limit`."""
    return Piece(shown(text, limit), "quote")
