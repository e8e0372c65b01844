#!/usr/bin/env python3
"""What a document costs when it arrives, early and late in a long stream, without the network.

    python benchmarks/scale.py [FILE.jsonl.xz...] [--most N] [--batch N] [--json]

Documents come in batches by day of publication, those without one spread evenly among them, as
readings without claims: words, quotations, fingerprints, candidates, stories, passages and
quotations in common are what is measured, in seconds of the processor. Without files a corpus of
newspaper articles is read where it lies beside the checkout.
"""

from __future__ import annotations

import argparse
import heapq
import json
import lzma
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from firsthand.grouping.arriving import Groups
from firsthand.model.document import Document
from firsthand.model.reading import SCHEMA, MadeBy, Reading

ROOT = Path(__file__).resolve().parent.parent
_HEADS = ("documents", "ms each", "lately", "in memory", "stories", "MB")
_WIDTHS = (10, 9, 8, 11, 9, 7)
ARTICLES = ROOT / ".." / "shared" / "data" / "allsides-articles"


@dataclass(frozen=True, slots=True)
class Point:
    """Where the stream stood: documents and seconds so far, documents in memory, peak memory."""

    documents: int
    seconds: float
    held: int
    stories: int
    peak_mb: float


def bare_readings(paths: Sequence[Path]) -> Iterator[Reading]:
    """Readings without claims."""
    made_by = MadeBy("benchmark", "none", "none")
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                document = Document.of(
                    row["text"],
                    id=row["id"],
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=row.get("published"),
                    language="en",
                )
                yield Reading(SCHEMA, made_by, document, None)


def arriving(paths: Sequence[Path]) -> Iterator[Reading]:
    """The readings of files that are sorted by day, undated ones at even distances among them."""
    numbers = Counter(bool(reading.document.published) for reading in bare_readings(paths))
    places = (_placed(paths, numbers[dated], dated=dated) for dated in (True, False))
    yield from (reading for _, reading in heapq.merge(*places, key=lambda one: one[0]))


def _placed(paths: Sequence[Path], number: int, *, dated: bool) -> Iterator[tuple[float, Reading]]:
    """Dated or undated readings, each with its place in the stream, 0 to 1."""
    found = (one for one in bare_readings(paths) if bool(one.document.published) is dated)
    return ((n / number, reading) for n, reading in enumerate(found))


def stream(readings: Iterator[Reading], batch: int, every: int) -> Iterator[Point]:
    """Feed readings in batches; a point every so many documents, and the last."""
    groups, kept = Groups(), set[str]()
    seconds, documents, told = 0.0, 0, 0
    while portion := list(islice(readings, batch)):
        began = time.process_time()
        changes = groups.add(portion)
        seconds += time.process_time() - began
        kept.difference_update(changes.gone)
        kept.update(story.id for story in changes.stories)
        documents += len(portion)
        if documents // every > told:
            told = documents // every
            yield _point(documents, seconds, groups, kept)
    yield _point(documents, seconds, groups, kept)


def _point(documents: int, seconds: float, groups: Groups, kept: set[str]) -> Point:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Point(documents, seconds, len(groups), len(kept), peak)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Cost of a document in a long stream.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--most", type=int, help="at most so many documents")
    parser.add_argument("--batch", type=int, default=50, help="documents that arrive together")
    parser.add_argument("--json", action="store_true", help="one JSON object a point")
    options = parser.parse_args()
    paths = options.paths or sorted(ARTICLES.glob("*.jsonl.xz"))
    points: list[Point] = []
    if not options.json:
        print(
            f"{'documents':>10}{'ms each':>9}{'lately':>8}{'in memory':>11}{'stories':>9}{'MB':>7}"
        )
    readings = islice(arriving(paths), options.most)
    for point in stream(readings, options.batch, 2_500):
        before = points[-1] if points else Point(0, 0.0, 0, 0, 0.0)
        points.append(point)
        if options.json:
            print(json.dumps(asdict(point)), flush=True)
            continue
        lately = (point.seconds - before.seconds) / max(point.documents - before.documents, 1)
        print(
            f"{point.documents:>10,}{1000 * point.seconds / point.documents:>9.1f}"
            f"{1000 * lately:>8.1f}{point.held:>11,}{point.stories:>9,}{point.peak_mb:>7.0f}",
            flush=True,
        )
    early = next((p for p in points if p.documents >= 5_000), points[0])
    ratio = (points[-1].seconds / points[-1].documents) / (early.seconds / early.documents)
    minutes = points[-1].seconds / 60
    told = f"{minutes:.1f} minutes; a document costs {ratio:.2f} times what it cost at "
    print(f"{told}{early.documents:,}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
