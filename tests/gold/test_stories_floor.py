"""Grouping on annotated stories, with readings as an annotator made them: floors that must hold."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.figures import scorer_at

from firsthand.grouping import group
from firsthand.model.contract import to_builtins
from tests.gold.gold_readings import CHAINS, SHARED, gold_readings

SCORE = SHARED / "tools" / "score.py"
pytestmark = pytest.mark.skipif(
    not CHAINS or not SCORE.exists(), reason="the annotated stories are not here"
)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    score = scorer_at(SCORE)
    readings = [reading for path in CHAINS for reading in gold_readings(path)]
    stories = [to_builtins(story) for story in group(readings)]
    made: dict[str, Any] = score.StoriesScore(score.Gold.load(CHAINS), stories).figures()
    return made


def test_documents_are_in_the_right_stories(figures: dict[str, Any]) -> None:
    assert figures["documents"]["f1"] >= 0.95


def test_reports_that_say_the_same_are_one_claim(figures: dict[str, Any]) -> None:
    assert figures["shared_pairs"]["f1"] >= 0.90


def test_origins_are_counted_exactly(figures: dict[str, Any]) -> None:
    assert figures["corroboration"]["one_origin"]["run"]["exact"] >= 0.85
    assert figures["corroboration"]["more_origins"]["run"]["exact"] >= 0.75
    assert figures["origin_ari"]["pooled"]["value"] >= 0.90


@pytest.mark.parametrize(
    ("reason", "least"),
    [
        ("same_speaker", 0.95),
        ("credit", 0.90),
        ("same_quote", 0.95),
        ("same_text", 0.90),
        ("no_source", 0.80),
        ("unnamed", 0.90),
    ],
)
def test_every_kind_of_tie_is_found(figures: dict[str, Any], reason: str, least: float) -> None:
    assert figures["ties"][reason]["f1"] >= least


@pytest.mark.parametrize(
    ("kind", "least"), [("number", 0.5), ("date", 0.85), ("actor", 0.6), ("modality", 0.6)]
)
def test_differences_are_found(figures: dict[str, Any], kind: str, least: float) -> None:
    assert figures["differences"][kind]["value"] >= least
