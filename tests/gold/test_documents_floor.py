"""Which documents belong together, on news corpora with known stories, by their words alone."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthand.grouping import group
from firsthand.grouping.candidates import stories_of
from firsthand.grouping.texts import Text
from firsthand.model.document import Document
from firsthand.model.reading import SCHEMA, MadeBy, Reading
from tests.gold.gold_readings import SHARED

Row = dict[str, Any]
BASIL = SHARED / "data" / "basil" / "triples_001_050.jsonl.xz"
ECB = SHARED / "data" / "ecbplus" / "topics_1_35.jsonl.xz"
NEUS = SHARED / "data" / "allsides_neus" / "val.jsonl.xz"
Labelled = list[tuple[Reading, str]]


def rows(path: Path) -> Iterator[Row]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def bare(id: str, text: str, title: str | None = None, published: str | None = None) -> Reading:
    """A reading without claims."""
    document = Document.of(text, id=id, title=title, published=published, language="en")
    return Reading(SCHEMA, MadeBy("test", "test", "test"), document, None)


def basil() -> Labelled:
    return [(bare(r["id"], r["text"], r["title"], r["date"]), r["story"]) for r in rows(BASIL)]


def ecb() -> Labelled:
    return [(bare(r["id"], r["text"]), r["subtopic"]) for r in rows(ECB)]


def neus() -> Labelled:
    return [
        (bare(f"{r['id']}-{n}", one["text"], one["title"]), r["id"])
        for r in rows(NEUS)
        for n, one in enumerate(r["articles"])
    ]


def b_cubed(labelled: Labelled) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    texts = sorted((Text(reading) for reading, _ in labelled), key=lambda text: text.order)
    run = {texts[n].id: group for group, ns in enumerate(stories_of(texts)) for n in ns}
    gold = {reading.document.id: story for reading, story in labelled}
    both = Counter((gold[id], run[id]) for id in gold)
    in_gold, in_run = Counter(gold.values()), Counter(run.values())
    precision = sum(both[gold[id], run[id]] / in_run[run[id]] for id in gold) / len(gold)
    recall = sum(both[gold[id], run[id]] / in_gold[gold[id]] for id in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("path", "load", "least"), [(BASIL, basil, 0.95), (ECB, ecb, 0.86), (NEUS, neus, 0.83)]
)
def test_stories_are_found_in_corpora(
    path: Path, load: Callable[[], Labelled], least: float
) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    assert b_cubed(load()) >= least


def test_the_measure_is_perfect_for_documents_alone() -> None:
    labelled = [(bare("a", "Ice melts in the strait."), "s1"), (bare("b", "A bank failed."), "s2")]
    assert b_cubed(labelled) == 1.0
    assert len(group(reading for reading, _ in labelled)) == 2
