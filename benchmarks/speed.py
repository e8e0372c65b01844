#!/usr/bin/env python3
"""Documents and words a second by stage, and peak memory, of one process and one thread.

    python benchmarks/speed.py [INPUT...] [--documents N] [--repeat N] [--json]

Without inputs a corpus of newspaper articles is read where it lies beside the checkout, else the
bundled examples; any input of `firsthand read` will do. Each stage is
timed alone, in order, on the same documents; `reading` is the sum of its stages. Machines are
noisy: compare runs of one call only.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from firsthand.grouping import group
from firsthand.ingest import ingest
from firsthand.model.contract import to_json
from firsthand.model.document import Document
from firsthand.model.reading import MadeBy, Reading
from firsthand.model.story import ReadSummary
from firsthand.reading.attribution import find_attributions
from firsthand.reading.blocks import find_blocks, load_block_rules
from firsthand.reading.cast import Cast
from firsthand.reading.chains import nest
from firsthand.reading.claims import ClaimReader
from firsthand.reading.datelines import home_state
from firsthand.reading.pipeline import NOT_READ, Reader
from firsthand.reading.speakers import resolve_speakers
from firsthand.reading.syntax import Tree
from firsthand.report import make_brief, render_html

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "reports"
ARTICLES = ROOT / ".." / "shared" / "data" / "allsides-articles" / "articles-1.jsonl.xz"
Made = TypeVar("Made")


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, work: Callable[[], Made]) -> Made:
        """Do some work and add its time to a stage."""
        began = time.perf_counter()
        made = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began
        return made


def read_by_stage(clock: Clock, reader: Reader, document: Document) -> None:
    """The stages of `reading.pipeline`, each timed."""
    text, lexicon, timed = document.text, reader.lexicon, clock.timed
    blocks = timed("blocks", lambda: find_blocks(text, document.title_end, load_block_rules()))
    stretches = [(block.start, block.end) for block in blocks if block.kind not in NOT_READ]
    encoded = timed("encoder", lambda: reader.encoder.encode(text, stretches))
    tree = timed("syntax", lambda: Tree.of(text, encoded, lexicon))
    home = home_state(text, blocks, lexicon)
    cast = timed("cast", lambda: Cast(tree, lexicon, document.day, home, document.outlet))
    told = timed("attribution", lambda: find_attributions(tree, cast.mentions, lexicon, blocks))
    nested = timed("chains", lambda: nest(told))
    speakers = timed("speakers", lambda: resolve_speakers(nested, cast))
    timed("speakers", lambda: speakers.attributions(tree, lexicon, document.day))
    claims = ClaimReader(tree, lexicon, cast, speakers, blocks, document.day)
    timed("claims", claims.claims)


def one_round(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
    """Seconds of every stage on all documents."""
    clock = Clock()
    for document in documents:
        read_by_stage(clock, reader, document)
    readings: list[Reading] = [reader.read(document) for document in documents]
    clock.timed("as JSON", lambda: [to_json(reading) for reading in readings])
    stories = clock.timed("grouping", lambda: group(readings))
    made_by: MadeBy = reader.made_by
    summary = ReadSummary(len(readings), 0, None, None)
    brief = make_brief(stories, summary, made_by=made_by)
    clock.timed("brief as HTML", lambda: render_html(brief))
    return clock.seconds


READING = ("blocks", "encoder", "syntax", "cast", "attribution", "chains", "speakers", "claims")


@dataclass(frozen=True)
class Figures:
    """What one run measured."""

    documents: int
    words: int
    seconds: dict[str, float]
    loading_seconds: float
    peak_memory_mb: float


def measure(inputs: Sequence[str], most: int, rounds: int) -> Figures:
    """All figures of one run."""
    clock = Clock()
    found = clock.timed("ingest", lambda: list(islice(ingest(inputs), most)))
    documents = [d for d in found if isinstance(d, Document) and d.language in (None, "en")]
    words = sum(len(document.text.split()) for document in documents)
    reader = clock.timed("loading", Reader)
    for document in documents[:3]:
        reader.read(document)
    each = [one_round(reader, documents) for _ in range(rounds)]
    seconds = {stage: statistics.median(r[stage] for r in each) for stage in each[0]}
    seconds["reading"] = sum(seconds[stage] for stage in READING)
    return Figures(
        documents=len(documents),
        words=words,
        seconds={"ingest": clock.seconds["ingest"], **seconds},
        loading_seconds=clock.seconds["loading"],
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def show(figures: Figures) -> None:
    """Print the figures as a table."""
    print(f"{figures.documents:,} documents, {figures.words:,} words; one process, one thread")
    print(f"loading the network and the lexicon: {figures.loading_seconds:.2f} s")
    print(f"{'stage':<16}{'words/s':>12}{'documents/s':>14}{'of reading':>12}")
    for stage, spent in figures.seconds.items():
        part = f"{100 * spent / figures.seconds['reading']:.1f} %" if stage in READING else ""
        rate, each = figures.words / max(spent, 1e-9), figures.documents / max(spent, 1e-9)
        print(f"{stage:<16}{rate:>12,.0f}{each:>14,.1f}{part:>12}")
    print(f"peak memory: {figures.peak_memory_mb:.0f} MB")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Speed by stage.")
    parser.add_argument(
        "inputs",
        nargs="*",
        default=[str(ARTICLES if ARTICLES.exists() else EXAMPLES)],
        metavar="INPUT",
    )
    parser.add_argument("--documents", type=int, default=100, help="at most so many")
    parser.add_argument("--repeat", type=int, default=3, help="rounds; the median is shown")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    figures = measure(options.inputs, options.documents, options.repeat)
    if options.json:
        print(json.dumps(asdict(figures)))
    else:
        show(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
