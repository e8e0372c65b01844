"""A text as comparable words: case, accents, quote marks, hyphens and spelling set aside.

Two texts that differ only in these have the same words, each with its exact place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from firsthand.model.document import Span

_WORD = re.compile(r"[^\W_]+(?:[.,'’ʼ`\-‐‑][^\W_]+)*")
_HYPHENS = re.compile(r"[-‐‑]")
_APOSTROPHES = re.compile(r"['’ʼ`]")
# Letters that do not decompose into a plain letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
# -ise and -ize, -yse and -yze, -our and -or, -tre and -ter are spellings of one word.
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|able|ite|ites)?$"), r"or\1"),
    (re.compile(r"(?<=\w{3})tre(s)?$"), r"ter\1"),
    (re.compile(r"(?<=\w{2})fence(s)?$"), r"fense\1"),
)
_ENDINGS = re.compile(r"(?<=\w{3})(?:ations?|ions?|ments?|ings?|ers?|ed|es|al|e|s|y|i)$")
# Prefixes that are written with a hyphen or without: "de-mine" and "demine", "non-exclusive".
_SHORT_PREFIX = 2
_PREFIXES = frozenset({"non", "pre", "sub", "mis", "dis"})
_STEM = 7


class Word(NamedTuple):
    """A word as compared, and where it stands in its text."""

    norm: str
    start: int
    end: int


def words_of(text: str, within: Iterable[Span] | None = None) -> list[Word]:
    """The words of a text, or of stretches of it, in their order, with places in the text."""
    found: list[Word] = []
    for span in within if within is not None else (Span(0, len(text)),):
        for match in _WORD.finditer(text, span.start, span.end):
            raw, start = match.group(), match.start()
            if _HYPHENS.search(raw):
                found += _parts(raw, start)
            else:
                found.append(Word(normal(raw), start, match.end()))
    return found


def norms(text: str) -> list[str]:
    """The compared words of a short text."""
    return [word.norm for word in words_of(text)]


def _parts(raw: str, at: int) -> list[Word]:
    """A word with hyphens as one or more compared ones: "de-mine" is "demine", "sea-bed" is two."""
    pieces = _HYPHENS.split(raw)
    prefixed = len(pieces) == 2 and (
        len(pieces[0]) <= _SHORT_PREFIX or pieces[0].casefold() in _PREFIXES
    )
    if prefixed:
        return [Word(normal("".join(pieces)), at, at + len(raw))]
    made = []
    for piece in pieces:
        made.append(Word(normal(piece), at, at + len(piece)))
        at += len(piece) + 1
    return made


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """One word without case, accents, apostrophes, possessive ending and spelling habits."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _APOSTROPHES.sub("'", plain)
    plain = plain.removesuffix("'s").replace("'", "")
    for pattern, spelling in _SPELLINGS:
        plain, changed = pattern.subn(spelling, plain)
        if changed:
            break
    return plain


@lru_cache(maxsize=200_000)
def stem(norm: str) -> str:
    """What a compared word shares with its inflections and near relations: sign, signed, signing.

    Numbers stay whole. Only good for counting what two texts have in common.
    """
    if any(char.isdigit() for char in norm):
        return norm
    short = _ENDINGS.sub("", norm)
    return _ENDINGS.sub("", short)[:_STEM]


def longest_run(a: Sequence[str], b: Sequence[str]) -> tuple[int, int, int]:
    """The longest row of equal words: where it begins in `a` and in `b`, and its length."""
    best = (0, 0, 0)
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        places.setdefault(word, []).append(j)
    for i, word in enumerate(a):
        now: dict[int, int] = {}
        for j in places.get(word, ()):
            now[j] = before.get(j - 1, 0) + 1
            if now[j] > best[2]:
                best = (i - now[j] + 1, j - now[j] + 1, now[j])
        before = now
    return best
