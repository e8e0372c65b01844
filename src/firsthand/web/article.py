"""An article's text in pieces: what bears claims, what other articles share, and the rest.

Nothing of the text is dropped: control characters, those too that turn the direction of writing,
become pieces of their own that say what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

LONGEST = 60_000
"""So many characters are shown at a time."""

_SIGNS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_NAMES = {
    0x200E: "LRM", 0x200F: "RLM", 0x061C: "ALM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x2060: "WJ", 0xFEFF: "BOM",
}  # fmt: skip
# Joiners are letters' own matter in Persian, Hindi and emoji; shown, they would tear words apart.
_LEFT = frozenset({0x200C, 0x200D})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the text; `href` leads to the claim or to the other article."""

    start: int
    end: int
    kind: Literal["evidence", "shared"]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters with the same marks; a `sign` is a character that cannot be seen, by its name."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""
    ids: tuple[str, ...] = ()
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, with its place; a title is the article's own."""

    start: int
    title: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A part of a text, `[start, end)` of its `length` characters, in paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    start: int
    end: int
    length: int

    @property
    def whole(self) -> bool:
        """Whether nothing of the text is left out."""
        return self.end - self.start == self.length


def article_of(
    text: str,
    marks: Iterable[Mark] = (),
    *,
    title_end: int = 0,
    at: int = 0,
    prefix: str = "w",
    most: int = LONGEST,
) -> Article:
    """The part of a text around a place, in paragraphs of pieces.

    Args:
        text: the document's text.
        marks: what to set apart; those that lie beyond the text are left out.
        title_end: where the title ends.
        at: a place that the part must hold.
        prefix: what the ids of marks begin with; the place of the mark follows: "w-120".
        most: so many characters.
    """
    start = max(0, min(at, len(text)) // most * most)
    end = min(len(text), start + most)
    kept = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
        key=lambda mark: (mark.start, -mark.end),
    )
    paragraphs = []
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", text[start:end]):
        first, last = start + line.start(), start + line.end()
        inside = [mark for mark in kept if mark.start < last and first < mark.end]
        pieces = tuple(_pieces(text, first, last, inside, prefix))
        paragraphs.append(Paragraph(first, first < title_end, pieces))
    return Article(tuple(paragraphs), start, end, len(text))


def _pieces(
    text: str, first: int, last: int, marks: Sequence[Mark], prefix: str
) -> Iterable[Piece]:
    edges = {first, last}
    for mark in marks:
        edges |= {max(mark.start, first), min(mark.end, last)}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        # The shortest mark is the nearest meaning; evidence comes before what is only shared.
        over.sort(key=lambda mark: (mark.kind != "evidence", mark.end - mark.start))
        kinds = tuple(dict.fromkeys(mark.kind for mark in over))
        href = next((mark.href for mark in over if mark.href), "")
        ids = tuple(dict.fromkeys(f"{prefix}-{mark.start}" for mark in over if mark.start == start))
        yield from _seen(text[start:end], kinds, href, ids)


def _seen(text: str, kinds: tuple[str, ...], href: str, ids: tuple[str, ...]) -> Iterable[Piece]:
    """The letters, with every character that cannot be seen as a piece of its own."""
    at = 0
    for sign in _SIGNS.finditer(text):
        code = ord(sign[0])
        if code in _LEFT:
            continue
        if sign.start() > at:
            yield Piece(text[at : sign.start()], kinds, href, ids)
            ids = ()
        yield Piece(_NAMES.get(code) or f"U+{code:04X}", kinds, href, ids, sign=True)
        at, ids = sign.end(), ()
    if at < len(text):
        yield Piece(text[at:], kinds, href, ids)


def name_of_sign(name: str) -> str:
    """What a character that cannot be seen is, for those who do not know its short name."""
    for code, short in _NAMES.items():
        if short == name:
            return unicodedata.name(chr(code), name).capitalize()
    return "Control character"
