"""PolNeAR as paragraphs of tagged words, the form that published scores are counted in.

Wang et al., COLING 2022 (CofeNet). Words are CoreNLP's: brackets and quotation marks are written
out in a way of their own.
"""

from __future__ import annotations

from pathlib import Path

from training.documents import Document
from training.labels import SPANS
from training.lines import data_file, records
from training.spacing import guessed_gaps

_WRITTEN = {
    "``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]",
    "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip


def paragraph_documents(data: Path) -> list[Document]:
    """Read the published set's dev part, a document a paragraph."""
    path = data_file(data / "polnear_cofenet", "polnear_valid.jsonl")
    return [_document(record["tokens"], record["labels"]) for record in records(path)]


def _document(tokens: list[str], tags: list[str]) -> Document:
    words = [_WRITTEN.get(token, token) for token in tokens]
    layers: dict[str, list[int] | list[float]] = {
        layer: [_number(tag, layer) for tag in tags] for layer in SPANS
    }
    return Document(words, guessed_gaps(words), layers, [0], whole=False, origin="cofenet")


def _number(tag: str, layer: str) -> int:
    mark, _, name = tag.partition("-")
    return 0 if name != layer else 1 if mark == "B" else 2
