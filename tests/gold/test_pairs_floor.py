"""Invented statements told otherwise are one claim; with one thing changed the change is told."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.clusterings import Scores
from benchmarks.pair_scores import pair_scores

PAIRS = Path(__file__).parents[1] / "grouping" / "pairs.toml"


@pytest.fixture(scope="module")
def figures() -> Scores:
    return pair_scores(PAIRS)


def test_there_are_sixty_pairs_of_five_kinds() -> None:
    pairs = tomllib.loads(PAIRS.read_text("utf-8"))["pair"]
    kinds = Counter(pair["changed"] for pair in pairs)
    assert kinds == dict.fromkeys(("number", "actor", "negation", "date", "place"), 12)


def test_what_is_told_otherwise_is_one_claim(figures: Scores) -> None:
    assert figures["paraphrase: both read"] >= 30
    assert figures["paraphrase: one claim"] >= 0.75


def test_what_is_changed_is_another_claim_or_told_as_a_difference(figures: Scores) -> None:
    assert figures["distorted: both read"] >= 55
    assert figures["distorted: one claim, nothing told"] <= 0.10
    assert figures["negation: one claim"] == 0.0
