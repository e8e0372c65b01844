from __future__ import annotations

import math
from pathlib import Path

import pytest
from training.documents import Document
from training.labels import Labels
from training.tags import tagged_spans
from training.universal_dependencies import (
    read_factuality,
    read_sentences,
    tree_documents,
    treebank_path,
)

from firsthand.reading.words import AFTER_BLANK, AFTER_BREAK, AFTER_NOTHING


@pytest.fixture
def document(data: Path, labels: Labels) -> Document:
    sentences = read_sentences(treebank_path(data, "ewt", "train"))
    factuality = read_factuality(data, "train")
    return tree_documents(sentences, labels, "ewt", factuality=factuality, with_names=True)[0]


def test_a_file_is_read_as_its_documents(data: Path, labels: Labels) -> None:
    sentences = read_sentences(treebank_path(data, "gum", "train"))
    assert [d.units for d in tree_documents(sentences, labels, "gum")] == [[0, 6]] * 4


def test_parts_of_a_contraction_are_glued_and_its_own_line_is_no_word(document: Document) -> None:
    assert document.words[:6] == ["The", "mayor", "did", "n't", "sign", "."]
    assert document.gaps[:6] == [
        AFTER_BREAK, AFTER_BLANK, AFTER_BLANK, AFTER_NOTHING, AFTER_BLANK, AFTER_NOTHING,
    ]  # fmt: skip
    assert document.gaps[6] == AFTER_BLANK  # a sentence that goes on in the same paragraph


def test_heads_are_counted_over_the_document(document: Document) -> None:
    assert document.layers["arc"][:6] == [2, 5, 5, 5, 0, 5]
    assert document.layers["arc"][6:9] == [9, 9, 0]


def test_subtypes_that_the_reader_knows_stay_and_others_are_cut(
    document: Document, labels: Labels
) -> None:
    named = [labels.relation[int(number)] for number in document.layers["relation"]]
    assert named[6] == "nsubj:pass"
    assert named[10] == "obl:agent"
    assert named[13] == "nmod"


def test_only_predicates_have_a_factuality(document: Document) -> None:
    values = document.layers["factuality"]
    assert values[4] == pytest.approx(-1.2)
    assert [at for at, value in enumerate(values) if not math.isnan(value)] == [4, 8]


def test_proper_nouns_of_gum_mentions_are_names_and_other_mentions_are_not(
    document: Document, labels: Labels
) -> None:
    row = [int(number) for number in document.layers["names"]]
    named = {
        (" ".join(document.words[begin:end]), labels.names[kind])
        for begin, end, kind in tagged_spans(row)
    }
    assert named == {("Anna Holm of Sandwick", "PER")}
    assert "ORG" not in document.unmarked
    assert "DATE" in document.unmarked
