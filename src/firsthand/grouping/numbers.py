"""Numbers in words and figures, with what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.grouping.knowledge import knowledge, rarity
from firsthand.grouping.words import Word, stem, words_of
from firsthand.model.document import Span

_FIGURES = re.compile(r"\d[\d,.]*")
_YEAR = range(1900, 2200)
_UNIT_WORDS = 3
_STOP = re.compile(r"[,.;:()\"“”\n]")
_TELLING = 1.5  # rarity below which a word ("of", "over", "for") is no unit


@dataclass(frozen=True, slots=True)
class Number:
    """A number, the stems of the words behind it (what it counts), and where both stand."""

    value: float
    unit: frozenset[str]
    span: Span
    year: bool


def numbers_in(text: str, span: Span) -> list[Number]:
    """The numbers in a stretch of a text, each with up to three words of what it counts."""
    words = words_of(text, [span])
    found: list[Number] = []
    at = 0
    while at < len(words):
        value, size = _value(words, at)
        if value is None:
            at += 1
            continue
        unit = _unit(text, words, at + size)
        last = words[at + size + len(unit) - 1]
        year = size == 1 and value in _YEAR and len(words[at].norm) == len("2000")
        stems = frozenset(stem(word.norm) for word in unit)
        found.append(Number(value, stems, Span(words[at].start, last.end), year))
        at += size
    return found


def _unit(text: str, words: list[Word], at: int) -> list[Word]:
    """Up to three words behind a number, up to a stop, another number or an empty word."""
    unit: list[Word] = []
    for word in words[at : at + _UNIT_WORDS]:
        before = words[at + len(unit) - 1]
        gap = text[before.end : word.start]
        if _STOP.search(gap) or _single(word.norm) or rarity(stem(word.norm)) < _TELLING:
            break
        unit.append(word)
    return unit


def _value(words: list[Word], at: int) -> tuple[float | None, int]:
    """The number that begins at a word, and how many words it takes; none there: None."""
    lists, value, size = knowledge(), _single(words[at].norm), 1
    if value is None:
        return None, 0
    while at + size < len(words):
        norm = words[at + size].norm
        if norm in lists.scale:
            value *= lists.scale[norm]
        elif value in range(20, 100, 10) and 0 < (_single(norm) or 0) < 10 and norm.isalpha():
            value += _single(norm) or 0
        else:
            break
        size += 1
    return value, size


def _single(norm: str) -> float | None:
    if _FIGURES.fullmatch(norm):
        plain = norm.replace(",", "").rstrip(".")
        try:
            return float(plain)
        except ValueError:
            return None
    return knowledge().number.get(norm)
