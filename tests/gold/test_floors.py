"""Accuracy on annotated stories does not fall below its floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks.figures import documents, scorer_at

from firsthand.model.contract import to_json
from firsthand.reading.pipeline import Reader

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / ".." / "shared" / "gold"
SCORER = ROOT / ".." / "shared" / "tools" / "score.py"
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the annotated stories are not here")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return scorer_at(SCORER)


@pytest.mark.parametrize("part", ["chains", "real"])
def test_reading_holds_its_floors(reader: Reader, scorer: ModuleType, part: str) -> None:
    paths = sorted((GOLD / part).glob("*/gold.json"))
    readings = [reader.read(document) for path in paths for document in documents(path)]
    lines = [json.loads(to_json(reading)) for reading in readings]
    figures, _ = scorer.score_read(scorer.Gold.load(paths), lines, 1)
    assert figures["documents"]["missing"] == []
    assert figures["documents"]["other_text"] == []
    wanted, found = FLOORS[part], figures
    below = {}
    for name, floor in wanted["attributions"].items():
        below[name] = (found["attributions"][name]["f1"], floor)
    for name in ("strict", "untyped"):
        below[name] = (found["claims"][name]["f1"], wanted["claims"][name])
    below["precision"] = (found["claims"]["strict"]["precision"], wanted["claims"]["precision"])
    assert {name: pair for name, pair in below.items() if pair[0] < pair[1]} == {}
