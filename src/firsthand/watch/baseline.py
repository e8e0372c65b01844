"""What a relation's past days lead one to expect of a day or a week, and how odd a count is.

Counts of independent origins a day are taken as negative binomial: mean by a relation's own rate
and the watch's pattern of weekdays, variance a multiple of the mean as the past shows it
(quasi-Poisson; McCullagh and Nelder, Generalized Linear Models, 1989, 9.2), widened by what so
many days leave unsure about the rate. It follows the outbreak detection of Farrington et al.
(J. R. Stat. Soc. A 159, 1996) and Noufaily et al. (Stat. Med. 32, 2013), in a short window.

Pure functions: no clock, no store.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

RARE = 0.001
"""A count of a day is told of where so many or more have a smaller chance than this."""

RARE_LULL = 0.0002
"""The same for few in a week. Smaller: every week is looked at seven times."""

_HALF = 0.5
"""Origins added to those counted, so that a relation never seen has a rate (Jeffreys' prior)."""

_DRAWN = 10.0
"""Origins by which each weekday is drawn towards the others."""

_POOLED = 28.0
"""Days by which a relation's spread is drawn towards that of the whole watch."""

Counts = Mapping[date, int]
"""Independent origins by day; a day that is not in it has none."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The distribution of a count: its mean, and its variance, which is larger."""

    mean: float
    variance: float

    def at_least(self, count: int) -> float:
        """The chance of a count or more."""
        if count <= 0:
            return 1.0
        return max(0.0, 1.0 - self._below(count))

    def at_most(self, count: int) -> float:
        """The chance of a count or fewer."""
        return min(1.0, self._below(count + 1))

    def span(self) -> tuple[int, int]:
        """The least and the most of counts that are not rare on either side."""
        least = 0
        while self.at_most(least) < RARE:
            least += 1
        most = max(least, int(self.mean))
        while self.at_least(most + 1) >= RARE:
            most += 1
        return least, most

    def _below(self, count: int) -> float:
        size = self.mean**2 / (self.variance - self.mean)
        log_stays, log_goes = (
            math.log(size / (size + self.mean)),
            math.log(self.mean / (size + self.mean)),
        )
        return math.fsum(
            math.exp(
                math.lgamma(n + size)
                - math.lgamma(n + 1)
                - math.lgamma(size)
                + size * log_stays
                + n * log_goes
            )
            for n in range(count)
        )


class Baseline:
    """The past days of a watch: its weekdays, and how far counts spread about their means."""

    def __init__(self, counts: Iterable[Counts], days: Collection[date]) -> None:
        """Take the counts of every relation of the watch, on the days that have documents.

        Days without a document are no days without news: nothing is known of them.
        """
        self.days = sorted(days)
        every = [[one.get(day, 0) for day in self.days] for one in counts]
        self._weights = self._weekdays(every)
        self._spread = self._of_all(every)

    def expect(self, counts: Counts, wanted: Iterable[date]) -> Expected:
        """What a relation's past leads to expect of some days together."""
        past = [counts.get(day, 0) for day in self.days]
        weight, target = self._weight(self.days), self._weight(wanted)
        rate = (sum(past) + _HALF) / weight
        own, degrees = self._pearson(past)
        spread = max(1.0, (own + _POOLED * self._spread) / (degrees + _POOLED))
        mean = rate * target
        return Expected(mean, spread * mean * (1 + target / weight))

    def _weight(self, days: Iterable[date]) -> float:
        return sum(self._weights[day.weekday()] for day in days)

    def _weekdays(self, every: list[list[int]]) -> list[float]:
        """How much more, or less, than the mean the watch has on each weekday."""
        sums, numbers = [0.0] * 7, [0] * 7
        for place, day in enumerate(self.days):
            sums[day.weekday()] += sum(one[place] for one in every)
            numbers[day.weekday()] += 1
        mean = sum(sums) / max(1, len(self.days))
        return [
            (found + _DRAWN) / (number * mean + _DRAWN)
            for found, number in zip(sums, numbers, strict=True)
        ]

    def _pearson(self, past: list[int]) -> tuple[float, float]:
        """The sum of squared residuals over their means, and its degrees of freedom."""
        total, weight = sum(past), self._weight(self.days)
        if total < 2:  # one origin spreads over nothing
            return 0.0, 0.0
        found = 0.0
        for count, day in zip(past, self.days, strict=True):
            mean = total / weight * self._weights[day.weekday()]
            found += (count - mean) ** 2 / mean
        return found, len(self.days) - 1.0

    def _of_all(self, every: list[list[int]]) -> float:
        """The spread of all relations together; 1 is what chance alone gives."""
        found = [self._pearson(one) for one in every]
        degrees = sum(number for _, number in found)
        return max(1.0, sum(squares for squares, _ in found) / degrees) if degrees else 1.0
