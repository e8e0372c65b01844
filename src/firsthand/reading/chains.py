"""Through whom words reach us: attributions nested in one another, and the chain of a place.

An attribution is told inside of another where its cue stands in the other's content. The chain of
a place leads from the outermost attribution that holds it to the innermost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.reading.telling import Told

_SAME = 0.9  # share of words from which two contents are one


@dataclass(frozen=True, slots=True)
class Nested:
    """Attributions with, for each, the number of the one that it is told inside of, or None."""

    told: tuple[Told, ...]
    parents: tuple[int | None, ...]

    def innermost(self, token: int) -> int | None:
        """The smallest attribution whose content holds a token."""
        holding = [n for n, told in enumerate(self.told) if told.holds(token)]
        return min(holding, key=lambda n: (self.told[n].size, -self._depth(n)), default=None)

    def _depth(self, n: int) -> int:
        depth, at = 0, self.parents[n]
        while at is not None and depth < len(self.told):
            depth, at = depth + 1, self.parents[at]
        return depth

    def path(self, n: int | None) -> list[int]:
        """The attributions from the outermost to this one."""
        made: list[int] = []
        while n is not None and n not in made:
            made.append(n)
            n = self.parents[n]
        return made[::-1]


def nest(told: Sequence[Told]) -> Nested:
    """Find what is told inside of what."""
    parents: list[int | None] = []
    by_cue = {outer.at: n for n, outer in enumerate(told)}
    for n, inner in enumerate(told):
        if inner.inside in by_cue:
            parents.append(by_cue[inner.inside])
            continue
        best: int | None = None
        for k, outer in enumerate(told):
            if k == n or not _inside(inner, outer) or (_inside(outer, inner) and k > n):
                continue
            if best is None or outer.size < told[best].size:
                best = k
        parents.append(best)
    for n in range(len(parents)):
        seen, at = {n}, parents[n]
        while at is not None and at not in seen:
            seen.add(at)
            at = parents[at]
        if at is not None:
            parents[n] = None  # each told inside of the other: the first one is the outer
    return Nested(tuple(told), tuple(parents))


def _inside(inner: Told, outer: Told) -> bool:
    """Whether one attribution's cue is told by another; or in "A reported X, citing B" B by A."""
    cites = inner.rule == "citing" and outer.rule != "citing"
    return outer.holds(inner.at) or (cites and _share(inner, outer) > _SAME)


def _share(a: Told, b: Told) -> float:
    ours, theirs = a.tokens, b.tokens
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
