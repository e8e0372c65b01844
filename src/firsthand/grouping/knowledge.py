"""What grouping knows beforehand: how rare words are, who speaks for a state, words for numbers.

All of it comes from files of the package (`data/en/grouping.toml`, `data/en/word_documents.txt`).
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from firsthand.grouping.words import norms

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The lists of `grouping.toml`, in compared words; the file says what each means."""

    government: frozenset[Phrase]
    not_government: frozenset[Phrase]
    unnamed: dict[str, str]  # word to class
    aliases: dict[str, str]
    number: dict[str, int]
    scale: dict[str, int]


@cache
def knowledge() -> Knowledge:
    """The lists, read once."""
    rows = tomllib.loads(_text("grouping.toml"))
    return Knowledge(
        government=frozenset(tuple(norms(words)) for words in rows["government"]),
        not_government=frozenset(tuple(norms(words)) for words in rows["not_government"]),
        unnamed={word: name for name, words in rows["unnamed"].items() for word in words},
        aliases={_plain(name): _plain(known) for name, known in rows["aliases"].items()},
        number=dict(rows["number"]),
        scale=dict(rows["scale"]),
    )


@cache
def _counts() -> tuple[int, dict[str, int]]:
    total, counts = 1, {}
    for line in _text("word_documents.txt").splitlines():
        word, _, count = line.partition(" ")
        if word == "reports":
            total = int(count)
        elif word != "#":
            counts[word] = int(count)
    return total, counts


@cache
def rarity(stemmed: str) -> float:
    """How telling a word is: the logarithm of one in how many reports has it (Spärck Jones 1972).

    A fixed table, not the documents at hand: so a document weighs the same whatever came before.
    """
    total, counts = _counts()
    return math.log((total + 1) / (counts.get(stemmed, 0) + 1))


def has_phrase(words: list[str], phrases: frozenset[Phrase]) -> bool:
    """Whether one of the phrases stands in the words."""
    longest = max(map(len, phrases), default=0)
    return any(
        tuple(words[at : at + size]) in phrases
        for size in range(1, longest + 1)
        for at in range(len(words) - size + 1)
    )


def _plain(name: str) -> str:
    return " ".join(norms(name))


def _text(name: str) -> str:
    return (files("firsthand.data") / "en" / name).read_text(encoding="utf-8")
