"""Stories brought up to date with the documents of a store, as far as those changed.

What has to be done stands in the store itself: documents that are in no story yet. So a run that
was cut off is made up for by the next, and the documents of an older store are grouped like new
ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from firsthand.grouping.arriving import Changes, Groups
from firsthand.grouping.candidates import WINDOW
from firsthand.store.keeping import Store
from firsthand.store.stories import Members

_BATCH = 200  # documents that are taken out at a time


@dataclass(frozen=True, slots=True)
class Era:
    """Documents to be grouped, and the days whose stories they may be near to; `end` exclusive."""

    start: date
    end: date
    documents: list[tuple[date, str]] = field(default_factory=list)


class Regrouping:
    """The stories of a store; those of the last days stay in memory from one update to the next."""

    def __init__(self, store: Store) -> None:
        """Take a store; nothing is taken out of it before the first `update`."""
        self._store = store
        self._groups: Groups | None = None
        self._since = date.min  # from when on all of the store's documents are in memory

    def update(self) -> Iterator[Changes]:
        """Group the documents that are in no story, and keep the stories that change.

        Yields:
            What changed, as soon as it is kept. One story may come several times.
        """
        yield from self._update()
        if self._store.ungrouped():
            # Another program changed the store meanwhile, and memory holds what is no more.
            self._groups = None
            yield from self._update()

    def _update(self) -> Iterator[Changes]:
        newest = self._store.newest()
        for era in _eras(self._store.ungrouped()):
            if self._groups is not None and era.start >= self._complete_since(self._groups):
                yield from self._feed(self._groups, [], era.documents)
            elif newest is not None and era.end > newest:
                self._groups, self._since = Groups(), era.start
                yield from self._make(self._groups, era)
            else:
                if self._groups is not None and era.end > self._complete_since(self._groups):
                    self._groups = None  # both would hold the same stories
                yield from self._make(Groups(), era)

    def _make(self, groups: Groups, era: Era) -> Iterator[Changes]:
        """Group an era together with the stories around it."""
        known = self._store.members(era.start, era.end)
        yield from self._feed(groups, known, era.documents)

    def _complete_since(self, groups: Groups) -> date:
        since = groups.since
        return max(self._since, since.date() + timedelta(days=1)) if since else self._since

    def _feed(
        self, groups: Groups, known: list[Members], fresh: list[tuple[date, str]]
    ) -> Iterator[Changes]:
        """Feed stories and documents by day, so that memory holds no more than a few weeks.

        A document comes behind the stories of its window: beside half of them it might join
        others, to leave them again.
        """
        found = [
            *((one.first, one, "") for one in known),
            *((_moved(day, WINDOW), None, id) for day, id in fresh),
        ]
        found.sort(key=lambda one: one[0])
        stories: list[Members] = []
        documents: list[str] = []
        size = 0
        for n, (_, story, id) in enumerate(found, start=1):
            if story is not None:
                stories.append(story)
            else:
                documents.append(id)
            size += len(story.documents) if story is not None else 1
            if size >= _BATCH or n == len(found):
                yield from self._take(groups, stories, documents)
                stories, documents, size = [], [], 0

    def _take(
        self, groups: Groups, stories: list[Members], documents: list[str]
    ) -> Iterator[Changes]:
        of = {id: members.story for members in stories for id in members.documents}
        found = self._store.readings_of(list(of))
        found.sort(key=lambda reading: of[reading.document.id])
        by_story = groupby(found, key=lambda reading: of[reading.document.id])
        recalled = {story: list(readings) for story, readings in by_story}
        for changes in (groups.recall(recalled), groups.add(self._store.readings_of(documents))):
            if changes.stories or changes.gone:
                self._store.keep_stories(changes.stories, changes.gone)
                yield changes


def regroup(store: Store) -> int:
    """Bring the stories of a store up to date; how many of them came or changed."""
    return len({story.id for done in Regrouping(store).update() for story in done.stories})


def _eras(documents: list[tuple[date, str]]) -> list[Era]:
    """Documents by day, those within two windows of one another together."""
    found: list[Era] = []
    for day, id in documents:
        start, end = _moved(day, -WINDOW), _moved(day, WINDOW + timedelta(days=1))
        if found and start <= found[-1].end:
            found[-1] = Era(found[-1].start, end, found[-1].documents)
        else:
            found.append(Era(start, end))
        found[-1].documents.append((day, id))
    return found


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:  # at the edges of the calendar
        return day
