"""Groups of like things by average linkage over a sparse set of likenesses.

Sokal and Michener's (1958) method; pairs that were not compared count as not alike at all. The
cost grows with the pairs given, not with the square of the things.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

APART = float("-inf")


def average_linkage(
    size: int, likeness: Mapping[tuple[int, int], float], least: float
) -> list[list[int]]:
    """Join the likest groups while their members are alike by `least` or more on average.

    Args:
        size: how many things there are; they are numbered from 0.
        likeness: of pairs, the lower number first; `APART` where two must never be in one group.
        least: the mean likeness from which two groups are one.

    Returns:
        The groups, each sorted, in the order of their first members. The same pairs give the same
        groups in whatever order they come.
    """
    near: list[dict[int, float]] = [{} for _ in range(size)]
    for (a, b), value in likeness.items():
        near[a][b] = near[b][a] = value
    members: list[list[int]] = [[n] for n in range(size)]
    heap = [(-value, a, b) for (a, b), value in likeness.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if not members[a] or not members[b] or _mean(near, members, a, b) != -value:
            continue
        members[a] += members[b]
        members[b] = []
        _join(near, a, b)
        for c in near[a]:
            mean = _mean(near, members, a, c)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
    return sorted(sorted(group) for group in members if group)


def _mean(near: list[dict[int, float]], members: list[list[int]], a: int, b: int) -> float:
    return near[a].get(b, 0.0) / (len(members[a]) * len(members[b]))


def _join(near: list[dict[int, float]], a: int, b: int) -> None:
    """Give `a` the likenesses of `b`, summed."""
    near[a].pop(b, None)
    for c, value in near[b].items():
        if c != a:
            near[c].pop(b)
            near[a][c] = near[a].get(c, 0.0) + value
            near[c][a] = near[a][c]
    near[b] = {}
