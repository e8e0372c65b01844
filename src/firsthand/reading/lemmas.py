"""Base forms of English words by rule and a table of irregular ones.

The network has no lemma layer; a lemma is only needed to look words up in the lexicons, so a word
is tried against the endings of English, and the first candidate that the lexicons know wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container
from functools import cache
from importlib.resources import files

_DOUBLED = frozenset("bdgklmnprtvz")


@cache
def _irregular() -> dict[str, str]:
    text = (files("firsthand.data") / "en" / "irregular.toml").read_text("utf-8")
    table = tomllib.loads(text)
    made: dict[str, str] = {}
    for part in ("verbs", "nouns"):
        for lemma, forms in table[part].items():
            for form in forms:
                made.setdefault(f"{part[0]}{form}", lemma)
    return made


def lemma_of(word: str, upos: str, known: Container[str]) -> str:
    """The base form of a word.

    Args:
        word: as it stands in the text.
        upos: its universal word class.
        known: base forms that are preferred among the candidates.
    """
    low = word.lower().replace("’", "'")
    if upos in ("VERB", "AUX"):
        return _verb(low, known)
    if upos in ("NOUN", "PROPN"):
        return _noun(low, known)
    return low


def _verb(low: str, known: Container[str]) -> str:
    irregular = _irregular().get(f"v{low}")
    if irregular:
        return irregular
    candidates: list[str] = []
    if low.endswith("ies"):
        candidates = [low[:-3] + "y"]
    elif low.endswith("es"):
        candidates = [low[:-1], low[:-2]]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")):
        candidates = [low[:-1]]
    elif low.endswith("ied"):
        candidates = [low[:-3] + "y"]
    elif low.endswith("ed") and len(low) > 3:
        candidates = _stem(low[:-2])
    elif low.endswith("ing") and len(low) > 4:
        candidates = _stem(low[:-3])
    return _first(candidates, low, known)


def _stem(stem: str) -> list[str]:
    """What a stem without -ed or -ing can be: doubled, bare, or with a silent e."""
    made = []
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        made.append(stem[:-1])
    silent = stem.endswith(("at", "iz", "is", "v", "c", "u", "g", "bl", "pl", "ir", "ur"))
    return [*made, stem + "e", stem] if silent else [*made, stem, stem + "e"]


def _noun(low: str, known: Container[str]) -> str:
    irregular = _irregular().get(f"n{low}")
    if irregular:
        return irregular
    candidates: list[str] = []
    if low.endswith("ies") and len(low) > 4:
        candidates = [low[:-3] + "y", low[:-1]]
    elif low.endswith(("ches", "shes", "sses", "xes", "zes")):
        candidates = [low[:-2], low[:-1]]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        candidates = [low[:-1]]
    return _first(candidates, low, known)


def _first(candidates: list[str], low: str, known: Container[str]) -> str:
    for candidate in candidates:
        if candidate in known:
            return candidate
    return candidates[0] if candidates and low not in known else low
