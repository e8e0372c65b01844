"""An endless stream of batches, the sets mixed by their shares; the same seed gives the same one.

Windows of like length go together. Two things are done to what the network sees, never to what it
is asked: some windows lose their case (all capitals as in headlines, lower case as in messages,
or a capital on each word), and some pieces are masked, so that no single word decides.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.documents import IGNORE, UNSCORED, Deed, Document, Window, windows
from training.labels import LAYERS, POINTERS, Labels
from training.pieces import Pieces

GOLD = (*LAYERS, *POINTERS, "relation")
_SENTENCES, _FEWEST_WORDS, _MOST_PIECES = 4, 4, 64  # of a batch, whose meaning is learnt
_POOL = 128  # windows drawn at a time, then sorted by length
_LOWER, _TITLE, _UPPER, _LETTER, _MIXED = 1, 2, 3, 4, 5  # word_shape's kinds of case
_KINDS = 8  # word_shape is a kind plus eight times the gap

Arrays = dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How much of what the network sees is changed, as shares."""

    capitals: float = 0.05
    lower: float = 0.03
    titles: float = 0.02
    masked: float = 0.05


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes in, and the gold."""

    inputs: Arrays
    gold: Arrays
    factuality: NDArray[np.float32]
    hidden: NDArray[np.bool_]  # (windows, kinds of names): not marked, so "outside" may hide it
    sentences: Sentences | None = None
    deeds: tuple[PlacedDeed, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedDeed:
    """A deed, the number of its window, and the words that may tell it."""

    row: int
    tells: tuple[int, ...]
    deed: Deed


@dataclass(frozen=True, slots=True)
class Sentences:
    """Some sentences of a batch, whose meaning another network is asked about.

    Attributes:
        places: (sentences, 3): window, first word, and the word after the last.
        input_ids: Their pieces alone, between marks, with nothing masked.
        attention_mask: 1 where a piece stands.
    """

    places: NDArray[np.int64]
    input_ids: NDArray[np.int64]
    attention_mask: NDArray[np.int64]


def stream(
    sets: dict[str, list[Document]],
    shares: dict[str, float],
    pieces: Pieces,
    labels: Labels,
    *,
    limit: int,
    budget: int,
    augmentation: Augmentation,
    seed: int,
) -> Iterator[Batch]:
    """Give batches without end.

    Args:
        sets: Documents by set.
        shares: The share of pieces that each set is to have.
        pieces: The tokenizer.
        labels: The reader's labels.
        limit: The most pieces of a window.
        budget: The most pieces of a batch, padding counted.
        augmentation: What is changed.
        seed: Of the order, the cuts and the changes.
    """
    rng = random.Random(seed)
    for batch in _grouped(sets, shares, pieces, limit, budget, rng):
        yield made_batch(batch, labels, pieces, augmentation, rng)


def _grouped(
    sets: dict[str, list[Document]],
    shares: dict[str, float],
    pieces: Pieces,
    limit: int,
    budget: int,
    rng: random.Random,
) -> Iterator[list[Window]]:
    decks = {name: _deck(documents, pieces, limit, rng) for name, documents in sets.items()}
    mean = {
        name: sum(len(window.ids) for window in deck) / len(deck) for name, deck in decks.items()
    }
    weights = [shares[name] / mean[name] for name in sets]
    while True:
        pool: list[Window] = []
        for name in rng.choices(list(sets), weights, k=_POOL):
            if not decks[name]:
                decks[name] = _deck(sets[name], pieces, limit, rng)
            pool.append(decks[name].pop())
        pool.sort(key=lambda window: len(window.ids))
        ready: list[list[Window]] = [[]]
        for window in pool:
            if ready[-1] and len(window.ids) * (len(ready[-1]) + 1) > budget:
                ready.append([])
            ready[-1].append(window)
        rng.shuffle(ready)
        yield from ready


def _deck(
    documents: list[Document], pieces: Pieces, limit: int, rng: random.Random
) -> list[Window]:
    """All windows of a set, cut anew, in random order."""
    deck = [window for document in documents for window in windows(document, pieces, limit, rng)]
    rng.shuffle(deck)
    return deck


def padded(batch: list[Window]) -> Arrays:
    """Make the network's inputs, shorter windows filled up with zeros."""
    longest = max(len(window.ids) for window in batch)
    words = max(len(window.starts) for window in batch)
    made = {
        name: np.zeros((len(batch), longest), np.int64)
        for name in ("input_ids", "attention_mask", "shapes")
    }
    made["starts"] = np.zeros((len(batch), words), np.int64)
    for row, window in enumerate(batch):
        made["input_ids"][row, : len(window.ids)] = window.ids
        made["attention_mask"][row, : len(window.ids)] = 1
        made["shapes"][row, : len(window.shapes)] = window.shapes
        made["starts"][row, : len(window.starts)] = window.starts
    return made


def made_batch(
    batch: list[Window],
    labels: Labels,
    pieces: Pieces,
    augmentation: Augmentation,
    rng: random.Random,
) -> Batch:
    """Make a batch of windows, with its changes."""
    inputs = padded(batch)
    words = inputs["starts"].shape[1]
    gold: Arrays = {}
    for layer in GOLD:
        if layer == "factuality":
            continue
        gold[layer] = np.full((len(batch), words), IGNORE, np.int64)
        for row, window in enumerate(batch):
            part = window.layer(layer)
            gold[layer][row, : len(part)] = part
    factuality = np.full((len(batch), words), UNSCORED, np.float32)
    for row, window in enumerate(batch):
        part = window.layer("factuality")
        factuality[row, : len(part)] = part
    sentences = _drawn_sentences(batch, rng)
    hidden = np.array(
        [[kind in window.document.unmarked for kind in labels.names] for window in batch]
    )
    for row, window in enumerate(batch):
        _change_case(inputs["shapes"][row], augmentation, rng)
        _mask(inputs["input_ids"][row], len(window.ids), pieces.mask, augmentation.masked, rng)
    deeds = tuple(
        PlacedDeed(row, tells, deed)
        for row, window in enumerate(batch)
        for deed in window.deeds()
        if (tells := window.tells(deed.words))
    )
    return Batch(inputs, gold, factuality, hidden, sentences, deeds)


def _drawn_sentences(batch: list[Window], rng: random.Random) -> Sentences | None:
    found: list[tuple[int, int, int, list[int]]] = []
    for row, window in enumerate(batch):
        edges = [at for at in window.document.units if window.begin <= at < window.end]
        for first, last in itertools.pairwise([*edges, window.end]):
            begin, end = first - window.begin, last - window.begin
            begins = [*window.starts, len(window.ids) - 1]
            ids = window.ids[begins[begin] : begins[end]]
            if end - begin >= _FEWEST_WORDS and len(ids) <= _MOST_PIECES:
                found.append((row, begin, end, [window.ids[0], *ids, window.ids[-1]]))
    found = rng.sample(found, min(_SENTENCES, len(found)))
    if not found:
        return None
    longest = max(len(ids) for *_, ids in found)
    input_ids = np.zeros((len(found), longest), np.int64)
    for at, (*_, ids) in enumerate(found):
        input_ids[at, : len(ids)] = ids
    places = np.array([place[:3] for place in found], np.int64)
    return Sentences(places, input_ids, (input_ids > 0).astype(np.int64))


def _change_case(shapes: NDArray[np.int64], augmentation: Augmentation, rng: random.Random) -> None:
    drawn = rng.random()
    kind, gap = shapes % _KINDS, shapes // _KINDS * _KINDS
    if drawn < augmentation.capitals:
        changed = np.isin(kind, (_LOWER, _TITLE, _MIXED))
        shapes[changed] = gap[changed] + _UPPER
    elif drawn < augmentation.capitals + augmentation.lower:
        changed = np.isin(kind, (_TITLE, _UPPER, _LETTER, _MIXED))
        shapes[changed] = gap[changed] + _LOWER
    elif drawn < augmentation.capitals + augmentation.lower + augmentation.titles:
        changed = kind == _LOWER
        shapes[changed] = gap[changed] + _TITLE


def _mask(ids: NDArray[np.int64], size: int, mask: int, share: float, rng: random.Random) -> None:
    """Mask pieces between the window's two marks."""
    inner = size - 2
    count = int(inner * share + rng.random())
    for at in rng.sample(range(1, 1 + inner), min(count, inner)):
        ids[at] = mask
