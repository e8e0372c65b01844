"""Ways to group documents that others use, written from their public descriptions.

`same_headline`: two documents are one origin where their headlines have half of their words and a
little more in common (Jaccard of 0.55 or more). `near_copies`: MinHash signatures of five words in
a row with locality-sensitive hashing (Broder 1997), by the package datasketch where it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from firsthand.grouping.joining import joined
from firsthand.model.document import Document

HEADLINES_ALIKE = 0.55
TEXTS_ALIKE = 0.5
_ROW = 5
_WORDS = re.compile(r"\w+")
_FIRST_WORDS = 12  # stand for the headline where a document has none


def same_headline(documents: Sequence[Document]) -> list[list[int]]:
    """Documents, by place, that headlines with words in common join."""
    words = [frozenset(_WORDS.findall(_headline(document).casefold())) for document in documents]
    holders: dict[str, list[int]] = {}
    pairs = []
    for n, one in enumerate(words):
        near = {m for word in one for m in holders.get(word, ())}
        pairs += [(m, n) for m in near if _jaccard(one, words[m]) >= HEADLINES_ALIKE]
        for word in one:
            holders.setdefault(word, []).append(n)
    return joined(len(documents), pairs)


def near_copies(documents: Sequence[Document], least: float = TEXTS_ALIKE) -> list[list[int]]:
    """Documents, by place, that MinHash finds to be copies; each alone without the package."""
    return joined(len(documents), copy_pairs([document.text for document in documents], least))


def copy_pairs(texts: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Pairs of texts that MinHash finds to have so much in common; none without the package."""
    try:
        datasketch: Any = import_module("datasketch")
    except ImportError:
        return []
    index = datasketch.MinHashLSH(threshold=least, num_perm=128)
    pairs = []
    for n, text in enumerate(texts):
        words = _WORDS.findall(text.casefold())
        signature = datasketch.MinHash(num_perm=128)
        rows = {" ".join(words[at : at + _ROW]) for at in range(len(words) - _ROW + 1)}
        signature.update_batch([row.encode() for row in rows])
        pairs += [(m, n) for m in index.query(signature)]
        index.insert(n, signature)
    return pairs


def _headline(document: Document) -> str:
    return document.title or " ".join(document.text.split()[:_FIRST_WORDS])


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
