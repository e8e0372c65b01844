"""Which documents of a window are compared: those nearest to one another by their words.

Two are compared where one is among the nearest of the other. That hangs on the documents alone,
not on the order in which they come, and bounds what one document costs.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Collection
from datetime import timedelta

import numpy as np

from firsthand.grouping.profile import Profile

MOST = 80  # documents that one chooses to be compared with
LEAST_NEAR = 0.05  # likeness of words below which two have nothing to do with each other
_FEW = 512  # places for documents at the beginning

Pair = tuple[str, str]


class Nearest:
    """An index over the words of open documents."""

    def __init__(self, window: timedelta) -> None:
        """Compare documents that were published no farther apart than the window."""
        self._window = window.total_seconds()
        self._ids: list[str] = []
        self._profiles: dict[str, tuple[int, Profile, float]] = {}
        self._holders: dict[str, tuple[array[int], array[float]]] = {}
        self._times = np.zeros(_FEW)
        self._open = np.zeros(_FEW, bool)
        # The likeness with which a document can still come to be among another's nearest.
        self._bars = np.zeros(_FEW)
        self._chosen: dict[str, list[tuple[float, str]]] = {}  # a heap, the farthest first
        self._choices: dict[str, set[str]] = {}

    def put(self, id: str, profile: Profile, time: float) -> tuple[dict[str, float], list[Pair]]:
        """Take in a document that is not here yet.

        Args:
            id: its id.
            profile: what it is compared by.
            time: when it was published, in seconds; NaN is near every time.

        Returns:
            The documents that it is to be compared with, with the likeness of their words, 0 to 1,
            and the pairs that are compared no longer, since it is nearer.
        """
        likeness = self._likeness(profile, time)
        near = np.nonzero(likeness >= LEAST_NEAR)[0].tolist()
        ranked = [(float(likeness[n]), self._ids[n]) for n in near]
        mine = heapq.nlargest(MOST, ranked)
        compared = {other: value for value, other in mine}
        left: list[Pair] = []
        for n, (value, other) in zip(near, ranked, strict=True):
            if value < self._bars[n]:
                continue
            lost = self._choose(other, value, id)
            if lost != id:
                compared[other] = value
                if lost is not None and other not in self._choices[lost]:
                    left.append((other, lost))
        self._chosen[id] = mine
        heapq.heapify(mine)
        self._choices[id] = {other for _, other in mine}
        self._enter(id, profile, time)
        return compared, left

    def drop(self, ids: Collection[str]) -> None:
        """Forget documents."""
        gone = set(ids)
        for id in gone:
            slot = self._profiles.pop(id)[0]
            self._ids[slot] = ""
            self._open[slot] = False
            del self._chosen[id], self._choices[id]
        for other, choices in self._choices.items():
            if not choices.isdisjoint(gone):
                choices -= gone
                self._chosen[other] = [one for one in self._chosen[other] if one[1] not in gone]
                heapq.heapify(self._chosen[other])
                self._bars[self._profiles[other][0]] = 0.0
        if len(self._ids) > _FEW and len(self._ids) > 2 * len(self._profiles):
            self._tidy()

    def _choose(self, id: str, value: float, other: str) -> str | None:
        """Let a document choose another, where it is near enough; who leaves for it, if anyone."""
        chosen, choices = self._chosen[id], self._choices[id]
        lost = None
        if len(chosen) < MOST:
            heapq.heappush(chosen, (value, other))
        else:
            _, lost = heapq.heappushpop(chosen, (value, other))
        choices.add(other)
        if lost is not None:
            choices.remove(lost)
        if len(chosen) == MOST:
            self._bars[self._profiles[id][0]] = chosen[0][0]
        return lost

    def _likeness(
        self, profile: Profile, time: float
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The cosine of the words with those of every place, 0 where it is out of the window.

        Terms are taken by the alphabet: so both of two documents come to the same sum.
        """
        size = len(self._ids)
        made = np.zeros(size)
        for term, weight in zip(profile.terms, profile.weights, strict=True):
            held = self._holders.get(term)
            if held is not None:
                made[np.frombuffer(held[0], np.int32)] += weight * np.frombuffer(held[1])
        made[np.abs(self._times[:size] - time) > self._window] = 0.0
        made[~self._open[:size]] = 0.0
        return made

    def _enter(self, id: str, profile: Profile, time: float) -> None:
        slot = len(self._ids)
        if slot == len(self._times):
            self._times = np.concatenate((self._times, np.zeros(slot)))
            self._bars = np.concatenate((self._bars, np.zeros(slot)))
            self._open = np.concatenate((self._open, np.zeros(slot, bool)))
        self._ids.append(id)
        self._profiles[id] = (slot, profile, time)
        self._times[slot], self._open[slot] = time, True
        chosen = self._chosen[id]
        self._bars[slot] = chosen[0][0] if len(chosen) == MOST else 0.0
        for term, weight in zip(profile.terms, profile.weights, strict=True):
            if term not in self._holders:
                self._holders[term] = (array("i"), array("d"))
            slots, weights = self._holders[term]
            slots.append(slot)
            weights.append(weight)

    def _tidy(self) -> None:
        """Give the places of forgotten documents free."""
        kept = list(self._profiles.items())
        self._ids, self._profiles, self._holders = [], {}, {}
        for id, (_, profile, time) in kept:
            self._enter(id, profile, time)
