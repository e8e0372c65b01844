"""Things that pairs of them join, directly or through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def joined(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of the numbers below `size`, each sorted, in the order of their first members."""
    leader = list(range(size))

    def root(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    for a, b in pairs:
        one, other = sorted((root(a), root(b)))
        leader[other] = one
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for n in range(size):
        groups[root(n)].append(n)
    return list(groups.values())
