"""Which documents report one matter: likeness of words, quotes, passages and claims in a window.

What a document is compared by is made once (`profile`), and it is compared with those nearest to it
(`nearest`). Groups are looked for only where something changed: two groups that no pair of like
documents joins cannot become one, so that each such island is grouped for itself.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import numpy as np

from firsthand.grouping.knowledge import rarity
from firsthand.grouping.linkage import average_linkage
from firsthand.grouping.nearest import LEAST_NEAR, Nearest
from firsthand.grouping.profile import Profile
from firsthand.grouping.rows import Hashes
from firsthand.grouping.texts import Text

WINDOW = timedelta(days=14)
SAME_MATTER = 0.23  # mean likeness from which documents are one story
# Same words for a bonus: what counts is that there are some, then that there are several.
_PASSAGE, _QUOTE, _CLAIM, _PARTIES = 0.12, 0.10, 0.12, 0.05
_MOST_CLAIMS = 2
_RELATED = 0.07  # likeness of words below which the same quotes or claims make no story

Order = tuple[datetime, str]
Group = tuple[str, ...]


def likeness(words: float, a: Profile, b: Profile) -> float:
    """How much two documents are about one matter, 0 to a little over 1.

    Args:
        words: the likeness of their words.
        a: the one.
        b: the other.
    """
    if words < _RELATED:
        return words
    # The same states may do the same sort of thing twice in a week: the words must be alike too.
    same_deeds = math.fsum(
        _same_words(a.deeds[deed], b.deeds[deed]) for deed in a.deeds if deed in b.deeds
    )
    return (
        words
        + _PASSAGE * _some(_in_both(a.passages, b.passages))
        + _QUOTE * _some(_in_both(a.quotes, b.quotes))
        + _PARTIES * _jaccard(a.parties, b.parties)
        + _CLAIM * min(same_deeds, _MOST_CLAIMS)
    )


def _same_words(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of telling words in common, of the smaller set, 0 to 1."""
    both, one, other = (math.fsum(map(rarity, words)) for words in (a & b, a, b))
    return both / min(one, other) if both else 0.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _in_both(a: Hashes, b: Hashes) -> int:
    """How many hashes are in both; each is there once, in order."""
    if not len(a) or not len(b):
        return 0
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    return int(np.count_nonzero(many[places] == few))


def _some(count: int) -> float:
    """0 for none, two thirds for one, towards 1 for many."""
    return count / (count + 0.5)


def stories_of(texts: Sequence[Text]) -> list[list[int]]:
    """Groups of documents, by place, that report one matter; texts in order of publication.

    Undated documents count as just arrived: with the last of all.
    """
    matters = Matters(WINDOW)
    last = max((text.order[0] for text in texts if text.dated), default=None)
    for text in texts:
        matters.put(text.id, Profile.of(text), text.order, text.order[0] if text.dated else last)
    groups, _ = matters.regroup()
    place = {text.id: n for n, text in enumerate(texts)}
    return sorted([place[id] for id in group] for group in groups)


class Matters:
    """Open documents and the groups of them that report one matter, kept up as documents come."""

    def __init__(self, window: timedelta) -> None:
        """Compare documents that were published no farther apart than the window."""
        self._nearest = Nearest(window)
        self._profiles: dict[str, Profile] = {}
        self._orders: dict[str, Order] = {}
        self._alike: dict[str, dict[str, float]] = {}
        self._group: dict[str, Group] = {}
        self._island: dict[str, int] = {}
        self._islands = 0
        self._fresh: set[str] = set()  # came since the groups were last looked for
        self._moved: set[str] = set()  # may belong to another island now
        self._weak: set[tuple[str, str]] = set()  # pairs whose likeness changed, if inside of one
        self._settled: set[str] = set()  # came with their group
        self._broken: set[Group] = set()  # lost a member

    def __contains__(self, id: str) -> bool:
        return id in self._profiles

    def put(
        self,
        id: str,
        profile: Profile,
        order: Order,
        time: datetime | None,
        group: Group | None = None,
    ) -> None:
        """Take in a document that is not here yet.

        Args:
            id: its id.
            profile: what it is compared by.
            order: its place among others.
            time: when it was published; None is near every time.
            group: the group that it is known to be in. All of that group must be put before
                groups are looked for; it stays as it is until another document comes near.
        """
        seconds = time.timestamp() if time else math.nan
        compared, left = self._nearest.put(id, profile, seconds)
        self._profiles[id], self._orders[id], self._alike[id] = profile, order, {}
        if group is None:
            self.touch(id)
        else:
            self._settled.add(id)
            self._group[id] = group
        for one, other in left:
            value = self._alike[one].pop(other, None)
            if value is not None:
                del self._alike[other][one]
                if group is None:
                    self._note(one, other, value)
        for other, words in compared.items():
            value = likeness(words, profile, self._profiles[other])
            if value >= LEAST_NEAR:
                self._alike[id][other] = self._alike[other][id] = value
                if id not in self._settled or other not in self._settled:
                    self._note(id, other, value)

    def touch(self, id: str) -> None:
        """Count a document as just arrived, so that its group is among the new ones."""
        self._fresh.add(id)
        self._moved.add(id)

    def drop(self, ids: Collection[str], *, again: bool = False) -> None:
        """Forget documents; with `again` what they leave behind is grouped again."""
        self._nearest.drop(ids)
        for id in ids:
            for other, value in self._alike.pop(id).items():
                del self._alike[other][id]
                if again and value >= SAME_MATTER:
                    self._moved.add(other)
            group = self._group.pop(id, ())
            if again and group:
                self._moved.update(group)
                self._broken.add(group)
            del self._profiles[id], self._orders[id]
            self._island.pop(id, None)
            for noted in (self._fresh, self._moved, self._settled):
                noted.discard(id)
        self._moved.difference_update(ids)
        self._weak = {pair for pair in self._weak if self._alike.keys() >= set(pair)}

    def groups(self) -> set[Group]:
        """The groups as they were last looked for."""
        return set(self._group.values())

    def regroup(self) -> tuple[list[Group], list[Group]]:
        """Look for groups again where something changed.

        Returns:
            The groups, in order of publication, that are new or have a member that came; and those
            that are no more.
        """
        islands = self._changed_islands()
        old = {self._group[id] for island in islands for id in island if id in self._group}
        old |= self._broken
        made = [group for island in islands for group in self._grouped(island)]
        for group in made:
            for id in group:
                self._group[id] = group
        new = [group for group in made if group not in old or not self._fresh.isdisjoint(group)]
        self._fresh.clear()
        self._broken.clear()
        new.sort(key=lambda group: self._orders[group[0]])
        return new, sorted(old - set(made))

    def _note(self, a: str, b: str, value: float) -> None:
        """Note that the likeness of a pair changed."""
        if value >= SAME_MATTER:
            self._moved |= {a, b}
        else:
            self._weak.add((a, b))

    def _changed_islands(self) -> list[list[str]]:
        """The islands in which something changed, and those that share a group with them."""
        found = self._islands_with(sorted(self._moved), set())
        seen = {id for island in found for id in island}
        # Islands are known now, and so which of the weak pairs lie inside of one.
        inside = [a for a, b in sorted(self._weak) if self._are_of_one(a, b)]
        self._moved.clear()
        self._weak.clear()
        return found + self._islands_with(inside, seen)

    def _islands_with(self, waiting: list[str], seen: set[str]) -> list[list[str]]:
        """The islands of some documents and of whoever is in a group with one of theirs."""
        found: list[list[str]] = []
        while waiting:
            id = waiting.pop()
            if id not in seen:
                island = self._island_of(id)
                found.append(island)
                seen.update(island)
                waiting += [one for member in island for one in self._group.get(member, ())]
        return found

    def _are_of_one(self, a: str, b: str) -> bool:
        """Whether two documents are known to be of one island."""
        return a in self._island and self._island[a] == self._island.get(b)

    def _island_of(self, id: str) -> list[str]:
        """All that like pairs join with a document, itself first."""
        self._islands += 1
        found, seen = [id], {id}
        for member in found:
            self._island[member] = self._islands
            for other, value in self._alike[member].items():
                if value >= SAME_MATTER and other not in seen:
                    seen.add(other)
                    found.append(other)
        return found

    def _grouped(self, island: list[str]) -> list[Group]:
        order = sorted(island, key=self._orders.__getitem__)
        place = {id: n for n, id in enumerate(order)}
        pairs = {
            (n, place[other]): value
            for n, id in enumerate(order)
            for other, value in self._alike[id].items()
            if place.get(other, -1) > n
        }
        groups = average_linkage(len(order), pairs, SAME_MATTER)
        return [tuple(order[n] for n in group) for group in groups]
