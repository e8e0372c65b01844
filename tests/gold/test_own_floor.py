"""Accuracy on the project's own annotated stories, which lie in the checkout.

They are also trained on (all but a sixth), so this guards against loss and measures nothing else.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from benchmarks.figures import documents

from firsthand.model.contract import to_json
from firsthand.reading.pipeline import Reader

_ROOT = Path(__file__).resolve().parents[2]
_FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))["own"]
_ENOUGH = 0.5  # share of the characters of both that two contents have in common


def _characters(attribution: dict[str, Any]) -> set[int]:
    return {at for piece in attribution["content"] for at in range(piece["start"], piece["end"])}


def _matched(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> int:
    """How many of each pair up, the first fitting one taken."""
    left = [_characters(attribution) for attribution in found]
    count = 0
    for attribution in gold:
        wanted = _characters(attribution)
        fits = [own for own in left if len(own & wanted) >= _ENOUGH * len(own | wanted) > 0]
        if fits:
            left.remove(max(fits, key=lambda own: len(own & wanted)))
            count += 1
    return count


def test_attributions_of_the_projects_own_stories_hold_their_floor(reader: Reader) -> None:
    right = wanted = found = 0
    for path in sorted((_ROOT / "training" / "gold").glob("own-B-*/gold.json")):
        told = json.loads(path.read_text("utf-8"))["documents"]
        for gold, document in zip(told, documents(path), strict=True):
            read = json.loads(to_json(reader.read(document)))["attributions"]
            right += _matched(gold["attributions"], read)
            wanted += len(gold["attributions"])
            found += len(read)
    assert 2 * right / (wanted + found) >= _FLOORS["attribution"]
