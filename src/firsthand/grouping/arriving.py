"""Stories of documents that arrive: only what changes is made again, and what is over is let go.

A document is prepared once and compared with those nearest to it of its window; a story is told
again when a document joins or leaves it. A story whose last document is older than the window (and
a few days, for documents that come late) leaves memory, so that a document costs the same whatever
came before. Who keeps all stories can bring one back with `recall`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import zstandard

from firsthand.grouping import story_of_texts
from firsthand.grouping.candidates import WINDOW, Group, Matters
from firsthand.grouping.profile import Profile
from firsthand.grouping.reuse import Passages
from firsthand.grouping.texts import Text
from firsthand.grouping.versions import latest
from firsthand.model.contract import reading_from_json, to_json
from firsthand.model.reading import Reading
from firsthand.model.story import Story

_LATE = timedelta(days=3)  # so late, a document still finds all of its window in memory

_READY = 200  # documents that are held as told last; a third of a megabyte each


@dataclass(frozen=True, slots=True)
class Changes:
    """The stories that came or changed, the earliest first, and the ids of those that are no more.

    A story is no more when all it had is in others now: it was joined to one that began earlier,
    or an earlier report came, after which it is called.
    """

    stories: tuple[Story, ...]
    gone: tuple[str, ...]


class Groups:
    """Stories of the documents of a window, kept up as documents come.

    Fed with documents of one window, one by one or all at once and in whatever order, it has the
    stories that `group` makes of them all. Undated documents count as just arrived.
    """

    def __init__(self, window_days: int = WINDOW.days) -> None:
        """Compare documents that were published no more than so many days apart."""
        self._window = timedelta(days=window_days)
        self._matters = Matters(self._window)
        self._packed: dict[str, bytes] = {}
        self._times: dict[str, datetime | None] = {}
        self._names: dict[Group, str] = {}
        self._latest: datetime | None = None
        self._passages = Passages()
        self._recent: dict[str, Text] = {}  # prepared for the last stories, the latest told last

    def __len__(self) -> int:
        """How many documents are held in memory."""
        return len(self._packed)

    @property
    def since(self) -> datetime | None:
        """From when on every document is in memory that was taken in; None while all are."""
        try:
            return self._latest - self._window - _LATE if self._latest else None
        except OverflowError:  # published in the year 1
            return None

    def add(self, readings: Iterable[Reading]) -> Changes:
        """Take in readings, in whatever order; skipped ones are left out.

        Of two texts of one document the one published later counts, as in `group`; of two readings
        of one text the one that comes later. The story of a known document is told again.
        """
        texts = self._new(readings)
        dated = [text.order[0] for text in texts if text.dated]
        self._latest = max((*dated, *filter(None, (self._latest,))), default=None)
        self._put(texts, {})
        return self._changes({text.id: text for text in texts})

    def recall(self, stories: Mapping[str, Iterable[Reading]]) -> Changes:
        """Take in stories that were made before, as at a restart, by their ids.

        They are neither made again nor reported, but where they are near to documents that were
        added.
        """
        texts: dict[str, Text] = {}
        groups: dict[str, Group] = {}
        for name, readings in stories.items():
            held = sorted(self._new(readings), key=lambda text: text.order)
            group = tuple(text.id for text in held)
            if group:
                self._names[group] = name
            texts.update(zip(group, held, strict=True))
            groups.update(dict.fromkeys(group, group))
        self._put(texts.values(), groups)
        return self._changes(texts)

    def _new(self, readings: Iterable[Reading]) -> list[Text]:
        """Those that are to be taken in, versions that they replace let go."""
        come, _ = latest(reading for reading in readings if reading.skipped is None)
        texts: list[Text] = []
        replaced: list[str] = []
        for reading in come:
            id = reading.document.id
            if id in self._packed:
                known = self._reading(id)
                (kept,), _ = latest((known, reading))
                if reading == known or kept.document.text != reading.document.text:
                    self._matters.touch(id)
                    continue
                replaced.append(id)
            texts.append(Text(reading))
        self._drop(replaced, again=True)
        return texts

    def _put(self, texts: Iterable[Text], groups: Mapping[str, Group]) -> None:
        for text in sorted(texts, key=lambda text: text.order):
            time = text.order[0] if text.dated else self._latest
            self._matters.put(text.id, Profile.of(text), text.order, time, groups.get(text.id))
            self._packed[text.id] = _pack(text.reading)
            self._times[text.id] = time

    def _changes(self, at_hand: Mapping[str, Text]) -> Changes:
        new, old = self._matters.regroup()
        stories = [
            story_of_texts([self._text(id, at_hand) for id in group], self._passages)
            for group in new
        ]
        # A group of the same documents has another name when its first one has another title.
        before = {self._names.pop(group) for group in {*old, *new} if group in self._names}
        self._names |= {group: story.id for group, story in zip(new, stories, strict=True)}
        self._close()
        return Changes(tuple(stories), tuple(sorted(before - {story.id for story in stories})))

    def _text(self, id: str, at_hand: Mapping[str, Text]) -> Text:
        """A document prepared for telling; stories that are told often find theirs ready."""
        text = self._recent.pop(id, None) or at_hand.get(id) or Text(self._reading(id))
        self._recent[id] = text
        if len(self._recent) > _READY:
            del self._recent[next(iter(self._recent))]
        return text

    def _close(self) -> None:
        """Let go of the stories whose last document is older than the window."""
        since = self.since
        if since is None:
            return
        over = {
            group
            for group in self._matters.groups()
            if all((time := self._times[id]) is not None and time < since for id in group)
        }
        for group in over:
            del self._names[group]
        self._drop([id for group in over for id in group])

    def _drop(self, ids: list[str], *, again: bool = False) -> None:
        if ids:
            self._matters.drop(ids, again=again)
            self._passages.drop(ids)
        for id in ids:
            del self._packed[id], self._times[id]
            self._recent.pop(id, None)

    def _reading(self, id: str) -> Reading:
        return reading_from_json(zstandard.decompress(self._packed[id]))


def _pack(reading: Reading) -> bytes:
    # A reading in memory is many times the size of its text.
    return zstandard.compress(to_json(reading).encode("utf-8", "surrogatepass"))
