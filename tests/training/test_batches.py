from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import numpy as np
from training.batches import Augmentation, Batch, stream
from training.corpora import corpora
from training.documents import IGNORE
from training.labels import Labels
from training.pieces import Pieces

_NONE = Augmentation(0, 0, 0, 0)
_CASE = 8  # word_shape is a kind of case plus eight times the gap
_LOWER, _TITLE, _UPPER = 1, 2, 3


def _batches(
    data: Path, labels: Labels, pieces: Pieces, changes: Augmentation, count: int, seed: int = 1
) -> list[Batch]:
    chosen = corpora(leave_out_unlicensed=False)
    made = stream(
        {corpus.name: corpus.read(data, labels) for corpus in chosen},
        {corpus.name: corpus.share for corpus in chosen},
        pieces,
        labels,
        limit=64,
        budget=512,
        augmentation=changes,
        seed=seed,
    )
    return list(itertools.islice(made, count))


def test_the_same_seed_gives_the_same_batches(data: Path, labels: Labels, pieces: Pieces) -> None:
    first, again = (_batches(data, labels, pieces, Augmentation(), 30) for _ in range(2))
    other = _batches(data, labels, pieces, Augmentation(), 30, seed=2)
    same = [
        np.array_equal(one.inputs["input_ids"], two.inputs["input_ids"])
        for one, two in zip(first, again, strict=True)
    ]
    assert all(same)
    assert any(
        not np.array_equal(one.inputs["input_ids"], two.inputs["input_ids"])
        for one, two in zip(first, other, strict=True)
    )


def test_batches_keep_to_the_budget(data: Path, labels: Labels, pieces: Pieces) -> None:
    made = _batches(data, labels, pieces, _NONE, 30)
    assert max(batch.inputs["input_ids"].size for batch in made) <= 512


def test_every_layer_has_gold_somewhere(data: Path, labels: Labels, pieces: Pieces) -> None:
    made = _batches(data, labels, pieces, _NONE, 30)
    for layer in made[0].gold:
        assert any((batch.gold[layer] != IGNORE).any() for batch in made), layer
    assert any((~np.isnan(batch.factuality)).any() for batch in made)


def test_capitals_change_the_shapes_and_never_the_gold(
    data: Path, labels: Labels, pieces: Pieces
) -> None:
    plain = _batches(data, labels, pieces, _NONE, 20)
    loud = _batches(data, labels, pieces, Augmentation(1, 0, 0, 0), 20)
    cases: Counter[int] = Counter()
    for one, two in zip(plain, loud, strict=True):
        assert np.array_equal(one.gold["names"], two.gold["names"])
        assert np.array_equal(one.inputs["input_ids"], two.inputs["input_ids"])
        assert np.array_equal(one.inputs["shapes"] // _CASE, two.inputs["shapes"] // _CASE)
        cases.update((two.inputs["shapes"] % _CASE).ravel().tolist())
    assert cases[_UPPER] > 0
    assert cases[_LOWER] == cases[_TITLE] == 0


def test_about_the_asked_share_of_pieces_is_masked(
    data: Path, labels: Labels, pieces: Pieces
) -> None:
    made = _batches(data, labels, pieces, Augmentation(0, 0, 0, 0.25), 40)
    masked = sum(int((batch.inputs["input_ids"] == pieces.mask).sum()) for batch in made)
    total = sum(int(batch.inputs["attention_mask"].sum()) for batch in made)
    assert 0.15 < masked / total < 0.3
    marks = [batch.inputs["input_ids"][:, 0] for batch in made]
    assert all((first == first[0]).all() and first[0] != pieces.mask for first in marks)
