"""Scores of names on dev parts: exact borders and kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from firsthand.reading.decoding import best_tags, log_softmax
from training.counts import Counts
from training.documents import windows
from training.names import named_document
from training.scorer import Scorer
from training.tags import tagged_spans

_WINDOW = 192
MAIN = ("PER", "ORG", "LOC")


def name_scores(
    scorer: Scorer, articles: list[dict[str, Any]], kinds: dict[str, str]
) -> dict[str, float]:
    """Score the names of articles whose set marks `kinds`."""
    labels = scorer.labels
    counts = {kind: Counts() for kind in dict.fromkeys(kinds.values())}
    cut = [
        window
        for article in articles
        for window in windows(named_document(article, labels, "dev", kinds), scorer.pieces, _WINDOW)
    ]
    for window, scores in scorer.scored(cut):
        row = best_tags(log_softmax(scores["names"])[None], [len(window.starts)])[0]
        found = _named(row.tolist(), labels.names)
        wanted = _named([int(tag) for tag in window.layer("names")], labels.names)
        for kind, counted in counts.items():
            counted.add(
                {span for span in found if span[2] == kind},
                {span for span in wanted if span[2] == kind},
            )
    made = {f"{kind}, F1": counted.f1 for kind, counted in counts.items()}
    return {f"{', '.join(MAIN)} together, F1": _sum(counts, MAIN).f1, **made}


def _named(row: Sequence[int], names: list[str]) -> set[tuple[int, int, str]]:
    return {(begin, end, names[kind]) for begin, end, kind in tagged_spans(row)}


def _sum(counts: dict[str, Counts], kinds: Sequence[str]) -> Counts:
    total = Counts()
    for kind in kinds:
        one = counts[kind]
        total.add_numbers(one.found, one.wanted, one.right, one.met)
    return total
