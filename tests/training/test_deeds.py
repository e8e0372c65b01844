"""Pairs of parties with what one does to the other, as training takes them."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

import pytest
from training.batches import PlacedDeed
from training.deeds import actions_of_root, deed_documents, is_held_out
from training.documents import Deed, Document, windows
from training.labels import Labels
from training.pieces import Pieces

from firsthand.model.vocabulary import PLOVER

_WORDS = ["Norway", "sold", "gas", "to", "Poland", "."]


def _actions(document: Document, labels: Labels) -> dict[tuple[str, str], list[str]]:
    return {
        (document.words[deed.actor[0]], document.words[deed.recipient[0]]): [
            labels.deed[n] for n in deed.actions
        ]
        for deed in document.deeds
    }


@pytest.mark.parametrize("name", ["annotated", "events", "plv"])
def test_each_set_tells_who_does_what_to_whom(data: Path, labels: Labels, name: str) -> None:
    document = deed_documents(name, data, labels)[0]
    found = _actions(document, labels)
    forth, back = found["Norway", "Poland"], found.get(("Poland", "Norway"))
    if name == "plv":
        assert forth == ["aid"]
        assert document.deeds[0].given
    else:
        assert forth == ["supply"]
    assert back == ([] if name == "annotated" else None)


def test_a_root_may_be_any_of_its_actions() -> None:
    assert set(actions_of_root("COOPERATE")) == {a for a, r in PLOVER.items() if r == "COOPERATE"}
    assert set(actions_of_root("YIELD")) == {"concede", "retreat"}


def test_about_every_sixth_story_is_held_out() -> None:
    share = sum(is_held_out(f"story-{n}") for n in range(600)) / 600
    assert 0.1 < share < 0.24


def test_a_window_gives_its_own_deeds_with_their_sentence(pieces: Pieces) -> None:
    deed = Deed((6,), (10,), (5,))
    document = Document(
        _WORDS * 2,
        [0] * 12,
        {},
        [0, 6],
        whole=True,
        origin="invented",
        deeds=(deed,),
        tells=(1, 2, 7, 8),
    )
    first, second = windows(document, pieces, 10)
    assert first.deeds() == []
    (found,) = second.deeds()
    assert (found.actor, found.recipient) == ((0,), (4,))
    assert second.unit_of(found.words) == (0, 6)
    assert second.tells(found.words) == (1, 2)


@pytest.mark.skipif(not importlib.util.find_spec("torch"), reason="needs torch")
def test_the_loss_is_small_where_a_word_tells_the_deed_and_large_elsewhere() -> None:
    torch = importlib.import_module("torch")
    deed_loss = importlib.import_module("training.deed_loss")
    out = {
        "deed": torch.full((1, 6, 3), -8.0),
        "doer": torch.full((1, 6, 7), -8.0),
        "done_to": torch.full((1, 6, 7), -8.0),
    }
    out["deed"][0, 1, 2] = out["doer"][0, 1, 1] = out["done_to"][0, 1, 5] = 6.0
    told = PlacedDeed(0, (1, 2), Deed((0,), (4,), (2,)))
    other = PlacedDeed(0, (1, 2), Deed((4,), (0,), (2,)))
    elsewhere = PlacedDeed(0, (1, 2), Deed((0,), (4,), (2,), told_by=(2,)))
    assert int(deed_loss.pair_scores(out, told).argmax()) == 2  # word 1, action 2
    assert float(deed_loss.deed_loss(out, [elsewhere])) > 5
    assert float(deed_loss.deed_loss(out, [told])) < 0.01
    assert float(deed_loss.deed_loss(out, [other])) > 5
