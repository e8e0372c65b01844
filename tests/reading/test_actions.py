"""Each sense of the lexicon of actions is found in its own sentence, and not in its look-alike."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from firsthand.model.document import Document
from firsthand.reading.pipeline import Reader

ROWS = tomllib.loads((files("firsthand.data") / "en" / "actions.toml").read_text("utf-8"))[
    "predicate"
]


@pytest.fixture(scope="module")
def found(reader: Reader) -> dict[str, set[str]]:
    """For each sentence of the lexicon the actions of its claims."""
    sentences = {row[key] for row in ROWS for key in ("yes", "no")}
    return {
        text: {
            claim.action
            for claim in reader.read(
                Document.of(text, published="2031-03-04", language="en")
            ).claims
        }
        for text in sentences
    }


def test_most_senses_are_found_in_their_own_sentence(found: dict[str, set[str]]) -> None:
    missed = [row["yes"] for row in ROWS if row["action"] not in found[row["yes"]]]
    assert len(missed) <= 0.22 * len(ROWS), missed[:20]


def test_a_look_alike_gives_no_claim_of_the_action(found: dict[str, set[str]]) -> None:
    wrong = [row["no"] for row in ROWS if row["action"] in found[row["no"]]]
    assert len(wrong) <= 0.003 * len(ROWS), wrong
