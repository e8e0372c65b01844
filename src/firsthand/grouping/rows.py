"""Rows of words as numbers: the same words, the same number, on every machine and day."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

# An odd factor, and the last steps of splitmix64 (Steele, Lea and Flood 2014): rows that differ in
# one word have nothing in common, so that the smallest of neighbours is a fair choice.
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


def rows(words: Sequence[str], size: int) -> Hashes:
    """A number for each row of so many words, in order."""
    codes = np.fromiter(map(_code, words), np.uint64, len(words))
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    made = np.zeros(count, np.uint64)
    for at in range(size):
        made = made * _BASE + codes[at : at + count]
    made = (made ^ (made >> _SHIFTS[0])) * _MIX[0]
    made = (made ^ (made >> _SHIFTS[1])) * _MIX[1]
    return made ^ (made >> _SHIFTS[2])


def fingerprints(words: Sequence[str], size: int, window: int) -> Hashes:
    """Of every so many neighbouring rows the smallest, sorted (Schleimer and others 2003)."""
    found = rows(words, size)
    if len(found) > window:
        found = np.lib.stride_tricks.sliding_window_view(found, window).min(axis=1)
    elif len(found):
        found = found.min(keepdims=True)
    return np.unique(found)


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8")) + 1
