"""Right, found and wanted: precision, recall and their mean."""

from __future__ import annotations

from collections.abc import Hashable, Set
from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """How many were found, how many wanted, and how many of each were right.

    Attributes:
        found: Found by the reader.
        wanted: In the gold.
        right: Of those found, those that are right.
        met: Of those wanted, those that were found; the same as `right` for exact matches.
    """

    found: int = 0
    wanted: int = 0
    right: int = 0
    met: int = 0

    def add(self, found: Set[Hashable], wanted: Set[Hashable]) -> None:
        """Count exact matches."""
        same = len(found & wanted)
        self.add_numbers(len(found), len(wanted), same, same)

    def add_numbers(self, found: int, wanted: int, right: int, met: int) -> None:
        """Count matches that were judged elsewhere."""
        self.found += found
        self.wanted += wanted
        self.right += right
        self.met += met

    @property
    def precision(self) -> float:
        """Share of those found that are right, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of those wanted that were found, in percent."""
        return 100 * self.met / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0
