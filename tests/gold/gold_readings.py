"""Gold stories as readings: what a perfect reader would hand to grouping."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from firsthand.model.contract import reading_from_builtins
from firsthand.model.reading import SCHEMA, Reading

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
CHAINS = tuple(sorted((SHARED / "gold" / "chains").glob("*/gold.json")))

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’']?(?=\s|$)|(?=\n)|$)")
_BOILERPLATE = re.compile(r"\n\s*(?:Share[. ]|About the author|\(Reporting by|Read next)[^\n]*")


def gold_readings(path: Path) -> list[Reading]:
    """The documents of one gold story as readings, named STORY.DOCUMENT."""
    story = json.loads(path.read_text(encoding="utf-8"))
    return [gold_reading(value, story["id"]) for value in story["documents"]]


def gold_reading(value: dict[str, Any], story: str) -> Reading:
    """One gold document as a reading; the parts that gold lacks are filled in plainly."""
    document = {**value["document"], "id": f"{story}.{value['document']['id']}"}
    text, title_end = document["text"], document["title_end"]
    blocks = [{"kind": "headline", "start": 0, "end": title_end}] if title_end else []
    at = title_end
    for match in _BOILERPLATE.finditer(text, title_end):
        if at < match.start():
            blocks.append({"kind": "body", "start": at, "end": match.start()})
        blocks.append({"kind": "boilerplate", "start": match.start(), "end": match.end()})
        at = match.end()
    if at < len(text):
        blocks.append({"kind": "body", "start": at, "end": len(text)})
    return reading_from_builtins(
        {
            "schema": SCHEMA,
            "made_by": {"firsthand": "gold", "reader": "gold", "lexicon": "gold"},
            "document": document,
            "skipped": None,
            "blocks": blocks,
            "sentences": [{"start": m.start(), "end": m.end()} for m in _SENTENCE.finditer(text)],
            "tagged": [],
            "actors": value["actors"],
            "attributions": [_scored(item) for item in value["attributions"]],
            "claims": [_scored(item) for item in value["claims"]],
        }
    )


def _scored(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "score": 1.0}
