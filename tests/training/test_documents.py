from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.documents import IGNORE, Document, windows
from training.pieces import Pieces

from firsthand.reading.words import AFTER_BLANK


def _document(sizes: list[int], *, whole: bool) -> Document:
    """Sentences of so many one-piece words; each word's head is the first of its sentence."""
    units: list[int] = []
    heads: list[int] = []
    for size in sizes:
        units.append(len(heads))
        heads += [0] + [len(heads) + 1] * (size - 1)
    count = len(heads)
    layers: dict[str, list[int] | list[float]] = {"arc": heads, "link": [1] * count}
    return Document(["ship"] * count, [AFTER_BLANK] * count, layers, units, whole, "invented")


@given(
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=30),
    whole=st.booleans(),
    seed=st.none() | st.integers(0, 1000),
)
def test_windows_cover_a_document_once_and_in_order(
    pieces: Pieces, sizes: list[int], whole: bool, seed: int | None
) -> None:
    document = _document(sizes, whole=whole)
    rng = None if seed is None else random.Random(seed)
    cut = list(windows(document, pieces, 40, rng))
    covered = [at for window in cut for at in range(window.begin, window.end)]
    assert covered == list(range(sum(sizes)))


@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_sentences_that_must_stay_whole_do(pieces: Pieces, sizes: list[int]) -> None:
    document = _document(sizes, whole=True)
    begins = {window.begin for window in windows(document, pieces, 40)}
    assert begins <= set(document.units)


@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_others_keep_to_the_limit(pieces: Pieces, sizes: list[int]) -> None:
    document = _document(sizes, whole=False)
    assert all(len(window.ids) <= 40 for window in windows(document, pieces, 40))


def test_pointers_are_counted_from_the_windows_first_word(pieces: Pieces) -> None:
    second = list(windows(_document([30, 3], whole=True), pieces, 33))[1]
    assert second.layer("arc") == [0, 1, 1]


def test_a_cue_outside_the_window_is_none(pieces: Pieces) -> None:
    document = _document([30, 3], whole=False)
    document.layers["link"][-1] = IGNORE
    second = list(windows(document, pieces, 33))[1]
    assert second.layer("link") == [0, 0, IGNORE]


def test_a_sentence_longer_than_the_encoder_can_read_is_left_out(pieces: Pieces) -> None:
    cut = list(windows(_document([3, 600, 4], whole=True), pieces, 100))
    assert [(window.begin, window.end) for window in cut] == [(0, 3), (603, 607)]


def test_a_layer_that_a_set_does_not_have_is_empty(pieces: Pieces) -> None:
    (window,) = windows(_document([3], whole=True), pieces, 33)
    assert window.layer("names") == []


@pytest.mark.parametrize("seed", range(3))
def test_each_pass_cuts_at_other_places(pieces: Pieces, seed: int) -> None:
    document = _document([5] * 200, whole=True)
    rng = random.Random(seed)
    first, second = ([w.begin for w in windows(document, pieces, 100, rng)] for _ in range(2))
    assert first != second
