"""Deeds that the network finds between the parties of a sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from firsthand.model.document import Document
from firsthand.reading.blocks import find_blocks, load_block_rules
from firsthand.reading.deeds import Deed, find_deeds
from firsthand.reading.encoder import DeedScores
from firsthand.reading.parties import pairs_of
from firsthand.reading.pipeline import Reader

_TEXT = "Norway quietly supplied Poland."
_TOLD, _NORWAY, _POLAND = 2, 0, 3


def _found(reader: Reader, *told: tuple[int, int, int]) -> list[Deed]:
    """Deeds where word `_TOLD` tells action n with its doer and the other party at some words."""
    document = Document.of(_TEXT, published="2031-03-04", language="en")
    blocks = find_blocks(_TEXT, 0, load_block_rules())
    tree, cast, speakers = reader.who_speaks(document, blocks)
    size = len(tree.tokens)
    deed = np.full((size, 2), -9.0, np.float32)
    doer, done_to = (np.full((size, size + 1), -9.0, np.float32) for _ in range(2))
    for action, actor, recipient in told:
        deed[_TOLD, action] = doer[_TOLD, actor + 1] = done_to[_TOLD, recipient + 1] = 4.0
    scores = DeedScores(0, size, deed, doer, done_to, ("supply", "share"))
    tree = replace(tree, encoded=replace(tree.encoded, deeds=(scores,)))
    return list(find_deeds(tree, cast, speakers, reader.lexicon))


def test_a_deed_has_its_word_its_parties_and_how_likely_it_is(reader: Reader) -> None:
    (deed,) = _found(reader, (0, _NORWAY, _POLAND))
    assert (deed.at, deed.action, deed.actor, deed.recipient) == (_TOLD, "supply", _NORWAY, _POLAND)
    assert deed.score > 0.9
    assert not deed.together


def test_what_both_do_to_each_other_is_one_deed(reader: Reader) -> None:
    (deed,) = _found(reader, (1, _NORWAY, _POLAND), (1, _POLAND, _NORWAY))
    assert deed.together
    assert (deed.actor, deed.recipient) == (_NORWAY, _POLAND)


def test_nothing_is_found_where_no_word_tells_it(reader: Reader) -> None:
    assert _found(reader) == []


def test_everybody_of_one_state_is_one_party(reader: Reader) -> None:
    text = "The Norwegian minister and Norway's navy watched the Polish fleet and NATO."
    document = Document.of(text, published="2031-03-04", language="en")
    tree, cast, speakers = reader.who_speaks(document, find_blocks(text, 0, load_block_rules()))
    pairs = list(pairs_of(tree, cast, speakers, tree.encoded.sentences[0]))
    sides = {(cast.state(p.actor), cast.state(p.recipient)) for p in pairs}
    assert sides == {
        ("NO", "PL"), ("PL", "NO"), ("NO", None), (None, "NO"), ("PL", None), (None, "PL"),
    }  # fmt: skip
    assert len(pairs) == len(sides)
