"""How like two groupings of the same things are, by four measures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping

Scores = dict[str, float]


def scores(gold: Mapping[str, Hashable], run: Mapping[str, Hashable]) -> Scores:
    """B-cubed (Bagga and Baldwin 1998), pairs, V-measure and the adjusted Rand index."""
    both = Counter((gold[id], run[id]) for id in gold)
    in_gold, in_run = Counter(gold.values()), Counter(run[id] for id in gold)
    precision = sum(both[gold[id], run[id]] / in_run[run[id]] for id in gold) / len(gold)
    recall = sum(both[gold[id], run[id]] / in_gold[gold[id]] for id in gold) / len(gold)
    pairs, ours, theirs = (
        sum(n * (n - 1) // 2 for n in c.values()) for c in (both, in_run, in_gold)
    )
    pair_precision, pair_recall = pairs / ours if ours else 1.0, pairs / theirs if theirs else 1.0
    return {
        "B-cubed F1": harmonic(precision, recall),
        "B-cubed precision": precision,
        "B-cubed recall": recall,
        "pairwise F1": harmonic(pair_precision, pair_recall),
        "pairwise precision": pair_precision,
        "pairwise recall": pair_recall,
        "V-measure": _v_measure(both, in_gold, in_run, len(gold)),
        "adjusted Rand index": _adjusted_rand(pairs, ours, theirs, len(gold)),
    }


def harmonic(a: float, b: float) -> float:
    """The harmonic mean; 0 where both are."""
    return 2 * a * b / (a + b) if a + b else 0.0


def _v_measure(
    both: Counter[tuple[Hashable, Hashable]],
    in_gold: Counter[Hashable],
    in_run: Counter[Hashable],
    size: int,
) -> float:
    """Homogeneity and completeness in one (Rosenberg and Hirschberg 2007)."""
    shared = sum(
        n / size * math.log(n * size / (in_gold[a] * in_run[b])) for (a, b), n in both.items()
    )
    entropies = [-sum(n / size * math.log(n / size) for n in c.values()) for c in (in_gold, in_run)]
    homogeneous, complete = (shared / entropy if entropy else 1.0 for entropy in entropies)
    return harmonic(homogeneous, complete)


def _adjusted_rand(pairs: int, ours: int, theirs: int, size: int) -> float:
    expected = ours * theirs / (size * (size - 1) / 2) if size > 1 else 0.0
    most = (ours + theirs) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)
