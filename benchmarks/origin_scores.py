"""What reports say together and from how many origins, on annotated stories.

Twice: with readings as an annotator made them, which measures grouping alone, and with the
program's own. The scorer is the one that comes with the annotated stories.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.gold.gold_readings import SHARED, gold_readings

from benchmarks.clusterings import Scores
from benchmarks.figures import documents, scorer_at
from benchmarks.peers import copy_pairs, same_headline
from firsthand.grouping import group
from firsthand.grouping.joining import joined
from firsthand.model.contract import to_json
from firsthand.model.document import Document
from firsthand.model.errors import FirsthandError
from firsthand.model.reading import Reading
from firsthand.reading.pipeline import Reader

SCORER = SHARED / "tools" / "score.py"
Figures = dict[str, Any]


def origin_scores(path: Path) -> Scores:
    """The scores of both kinds of readings, and the counts of others.

    Raises:
        FirsthandError: there are no annotated stories, or no scorer.
    """
    paths = sorted(path.glob("*/gold.json"))
    if not paths or not SCORER.exists():
        raise FirsthandError(
            str(path), "no annotated stories with their scorer", "see CONTRIBUTING"
        )
    scorer, reader = scorer_at(SCORER), Reader()
    perfect = [reading for one in paths for reading in gold_readings(one)]
    own = [reader.read(document) for one in paths for document in documents(one)]
    gold = scorer.Gold.load(paths)
    found = _others(gold)
    for name, readings in (("perfect readings: ", perfect), ("own readings: ", own)):
        found |= {name + what: value for what, value in _ours(scorer, paths, readings).items()}
    return found


def _ours(scorer: Any, paths: Sequence[Path], readings: Sequence[Reading]) -> Scores:
    stories = [json.loads(to_json(story)) for story in group(readings)]
    figures: Figures = scorer.StoriesScore(scorer.Gold.load(paths), stories).figures()
    counts: Figures = figures["corroboration"]
    made: Scores = {
        "documents in stories, B-cubed F1": figures["documents"]["f1"],
        "claims found": figures["claims_found"]["value"],
        "pairs that say the same, F1": figures["shared_pairs"]["f1"] or 0.0,
        "pairs that say the same, precision": figures["shared_pairs"]["precision"] or 0.0,
        "pairs that say the same, recall": figures["shared_pairs"]["recall"] or 0.0,
        "origins exact": counts["all"]["run"]["exact"],
        "origins exact, of one": counts["one_origin"]["run"]["exact"],
        "origins exact, of more": counts["more_origins"]["run"]["exact"],
        "origins in the range": counts["all"]["run"]["in_range"],
    }
    made |= {f"tie {reason}, F1": one["f1"] or 0.0 for reason, one in figures["ties"].items()}
    made |= {
        f"difference {kind}, found": one["value"] or 0.0
        for kind, one in figures["differences"].items()
    }
    return made


def _others(gold: Any) -> Scores:
    """How often other ways to count give the right number of origins."""
    ways = ("always one", "outlets", "documents", "headlines alike", "MinHash copies")
    right: dict[str, dict[bool, int]] = {way: {True: 0, False: 0} for way in ways}
    size = {True: 0, False: 0}
    for story in gold.stories:
        by_id = {one["document"]["id"]: one["document"] for one in story["documents"]}
        for claim in story["shared"]:
            held = sorted(
                {report.partition("/")[0].partition(":")[0] for report in claim["reports"]}
            )
            told = [by_id[id] for id in held if id in by_id]
            wanted, one = len(claim["origins"]), len(claim["origins"]) == 1
            size[one] += 1
            for way, count in _counted(told).items():
                right[way][one] += count == wanted
    found: Scores = {"shared claims": sum(size.values()), "shared claims of one": size[True]}
    for way, counts in right.items():
        found[f"{way}: origins exact"] = sum(counts.values()) / sum(size.values())
        found[f"{way}: origins exact, of more"] = counts[False] / max(size[False], 1)
    return found


def _counted(told: Sequence[Figures]) -> dict[str, int]:
    made = [Document.of(one["text"], id=str(n), title=one["title"]) for n, one in enumerate(told)]
    copies = joined(len(told), copy_pairs([one["text"] for one in told], 0.5))
    return {
        "always one": 1,
        "outlets": len({one["outlet"] or one["id"] for one in told}),
        "documents": len(told),
        "headlines alike": len(same_headline(made)),
        "MinHash copies": len(copies),
    }
