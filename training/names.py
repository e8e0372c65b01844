"""Sets of names: the English Worldwide Newswire, WNUT 2017, and Universal NER on EWT.

All come as words without their spacing, which is guessed (`training.spacing`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from firsthand.reading.words import AFTER_BREAK
from training.documents import Document
from training.labels import Labels
from training.lines import data_file, records
from training.spacing import guessed_gaps
from training.tags import tag_numbers

# What each set's kinds become; buildings are places, works and products are miscellaneous.
NEWSWIRE_KINDS = {
    "person": "PER", "organization": "ORG", "location": "LOC", "facility": "LOC", "norp": "NORP",
    "misc": "MISC", "product": "MISC", "date": "DATE", "money": "MONEY",
}  # fmt: skip
WNUT_KINDS = {
    "person": "PER", "corporation": "ORG", "group": "ORG", "location": "LOC", "product": "MISC",
    "creative-work": "MISC",
}  # fmt: skip
UNER_KINDS = {"per": "PER", "org": "ORG", "loc": "LOC"}
_KEPT_OUT = (0, 1)  # of ten: a fifth


def kept_out(article: str) -> bool:
    """Whether a newswire article, by the hash of its id, is only measured on: a fixed fifth."""
    return int(hashlib.sha1(article.encode()).hexdigest()[:8], 16) % 10 in _KEPT_OUT


def read_newswire(data: Path, part: str) -> list[dict[str, Any]]:
    """Read the articles of the part `train` or `dev`."""
    articles = records(data_file(data / "worldwide_ner", "visible.jsonl"))
    return [article for article in articles if kept_out(article["id"]) == (part == "dev")]


def read_wnut(data: Path, part: str) -> list[dict[str, Any]]:
    """Read WNUT's messages, each as an article."""
    return as_articles(records(data_file(data / "names", f"wnut17_{part}.jsonl")))


def read_uner(data: Path) -> list[dict[str, Any]]:
    """Read Universal NER's dev part, its documents as articles."""
    return as_articles(records(data_file(data / "names", "uner_ewt_dev.jsonl")))


def as_articles(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put sentences of one document (`doc`) together; a sentence of none is its own article."""
    articles: dict[object, dict[str, Any]] = {}
    for at, one in enumerate(found):
        if "sentences" in one:
            articles[at] = one
        else:
            key = one.get("doc", at)
            articles.setdefault(key, {"sentences": []})["sentences"].append(one)
    return list(articles.values())


def named_document(
    article: dict[str, Any], labels: Labels, origin: str, kinds: dict[str, str]
) -> Document:
    """Make a document of an article's tagged sentences."""
    words: list[str] = []
    gaps: list[int] = []
    units: list[int] = []
    row: list[int] = []
    for sentence in article["sentences"]:
        units.append(len(words))
        words += sentence["tokens"]
        gaps += guessed_gaps(sentence["tokens"])
        row += tag_numbers(sentence["labels"], labels.names, kinds)
    gaps[:1] = [AFTER_BREAK]
    unmarked = frozenset(labels.names) - set(kinds.values())
    return Document(
        words, gaps, {"names": row}, units, whole=False, origin=origin, unmarked=unmarked
    )
