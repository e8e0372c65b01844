"""Scores of trees, word classes, sentences and factuality on dev parts of treebanks."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.reading.decoding import best_heads
from firsthand.reading.encoder import Encoder
from firsthand.reading.words import AFTER_BREAK, AFTER_NOTHING
from training.counts import Counts
from training.documents import UNSCORED, Document, Window, windows
from training.labels import Labels
from training.scorer import Scorer, Scores
from training.spacing import guessed_gaps
from training.universal_dependencies import (
    Sentence,
    predicate_values,
    read_sentences,
    tree_documents,
    treebank_path,
)

_WINDOW = 192


def dev_documents(data: Path, treebank: str, labels: Labels) -> list[Document]:
    """Read a treebank's dev part, documents under any licence: they are only measured on."""
    sentences: list[Sentence] = list(read_sentences(treebank_path(data, treebank, "dev")))
    if treebank == "gum":
        sentences += read_sentences(treebank_path(data, treebank, "dev", free=False))
    return tree_documents(iter(sentences), labels, treebank)


def tree_scores(scorer: Scorer, documents: list[Document]) -> dict[str, float]:
    """Score trees within gold sentences of gold words, punctuation counted."""
    total = attached = labelled = classes = 0
    for window, scores in scorer.scored(_cut(documents, scorer)):
        heads, relations = _tree(window, scores, scorer.labels)
        right = heads == np.array(window.layer("arc"))
        total += len(right)
        attached += int(right.sum())
        labelled += int((right & (relations == np.array(window.layer("relation")))).sum())
        classes += int((scores["upos"].argmax(-1) == np.array(window.layer("upos"))).sum())
    return {
        "LAS": 100 * labelled / total,
        "UAS": 100 * attached / total,
        "word classes": 100 * classes / total,
    }


def factuality_scores(scorer: Scorer, sentences: list[dict[str, Any]]) -> dict[str, float]:
    """Score predicates of UDS, sentence by sentence; nothing for a reader without that output."""
    if "factuality" not in scorer.outputs:
        return {}
    documents = []
    for sentence in sentences:
        words, known = sentence["tokens"], predicate_values(sentence)
        values = [known.get(at, UNSCORED) for at in range(len(words))]
        layers: dict[str, list[int] | list[float]] = {"factuality": values}
        documents.append(Document(words, guessed_gaps(words), layers, [0], True, "uds"))
    gold: list[float] = []
    found: list[float] = []
    for window, scores in scorer.scored(_cut(documents, scorer)):
        for value, score in zip(window.layer("factuality"), scores["factuality"], strict=True):
            if not math.isnan(value):
                gold.append(value)
                found.append(float(score[0]))
    return {
        "Pearson's correlation": float(np.corrcoef(gold, found)[0, 1]),
        "mean absolute error": float(np.abs(np.subtract(gold, found)).mean()),
    }


def sentence_scores(encoder: Encoder, documents: list[Document]) -> dict[str, float]:
    """Score where sentences begin, in the text put together again; documents' firsts left out."""
    counts = Counts()
    for document in documents:
        text, places = _text(document)
        read = encoder.encode(text, [(0, len(text))])
        found = {read.tokens[begin].start for begin, _ in read.sentences}
        counts.add(found - {places[0]}, {places[at] for at in document.units} - {places[0]})
    return {"sentence begins, F1": counts.f1}


def _cut(documents: list[Document], scorer: Scorer) -> list[Window]:
    return [
        window for document in documents for window in windows(document, scorer.pieces, _WINDOW)
    ]


def _tree(window: Window, scores: Scores, labels: Labels) -> tuple[np.ndarray, np.ndarray]:
    size = len(window.starts)
    heads = np.zeros(size, np.int64)
    begins = [at for at in range(size) if window.layer("sentence")[at]]
    for begin, end in zip(begins, [*begins[1:], size], strict=True):
        columns = [0, *range(begin + 1, end + 1)]
        for at, head in enumerate(best_heads(scores["arc"][begin:end][:, columns])):
            heads[begin + at] = begin + head if head else 0
    relations = scores["relation"].copy()
    root = labels.relation.index("root")
    relations[:, root] = -math.inf
    named = np.where(heads == 0, root, relations.argmax(-1))
    return heads, named


def _text(document: Document) -> tuple[str, list[int]]:
    """The document's text from its words and gaps, and where each word stands in it."""
    parts: list[str] = []
    places: list[int] = []
    length = 0
    for word, gap in zip(document.words, document.gaps, strict=True):
        before = "" if not parts or gap == AFTER_NOTHING else "\n" if gap == AFTER_BREAK else " "
        places.append(length + len(before))
        parts.append(before + word)
        length += len(before) + len(word)
    return "".join(parts), places
