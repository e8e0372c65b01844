"""The open store: adding, asking, reading again, forgetting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

import zstandard
from sqlalchemy import Connection, Engine, Row, Select, and_, func, or_, select

from firsthand.model.document import Document
from firsthand.model.errors import StoreError
from firsthand.model.reading import MadeBy, Reading
from firsthand.model.story import SkippedInput, Story
from firsthand.store import forgetting, rows, tables, writing
from firsthand.store import stories as kept_stories
from firsthand.store.alerts import Alerts
from firsthand.store.faults import told
from firsthand.store.feeds import Feeds
from firsthand.store.stories import Members
from firsthand.store.tallies import Tallies
from firsthand.store.writing import Added

Mark = tuple[datetime, int]
"""When a document came, or was revised (UTC, without zone), and its number."""

_ADDRESSES = 500  # asked for at a time
_BATCH = 200  # documents that are held in memory at a time

_documents = tables.documents
_with_bodies = select(tables.documents, tables.readings.c.body).join(tables.readings)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds. `first` and `last` are days of publication, None where none is known."""

    documents: int
    outlets: int
    claims: int
    first: date | None
    last: date | None


class Store:
    """Documents with what was read in them; `open_store` makes one.

    Every method raises StoreError where the database fails. One program may write while others
    read; a second writer waits for the first. Threads may share a store, processes open their own.
    """

    def __init__(self, engine: Engine, address: str, now: Callable[[], datetime]) -> None:
        """Take an engine on a database with this version's tables."""
        self._engine, self._address, self._now = engine, address, now
        self.feeds = Feeds(self._reads, self._writes, self._moment)
        self.alerts = Alerts(self._reads, self._writes, self._moment)
        self.tallies = Tallies(self._reads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; nothing is left to be written."""
        self._engine.dispose()

    def add(self, reading: Reading) -> Added:
        """Keep a reading and its document, in one transaction.

        A document of a new id is `added`. Another text of a known id is `revised`: the version
        published later is the current one, or the one that comes later where that is not known;
        the other is kept until forgotten. A version that is or was here is `unchanged`, but its
        reading and its particulars (outlet, date, ...) follow the one that is added.
        """
        with self._writes() as connection:
            return writing.add_reading(connection, reading, self._moment())

    def known(self, document: Document, made_by: MadeBy) -> bool:
        """Whether the document need not be read again.

        So it is where the same text with the same particulars was read by the same program, model
        and lexicon, or where it is an earlier version of a document.
        """
        with self._reads() as connection:
            return writing.is_known(connection, document, made_by)

    def addresses(self, among: Iterable[str]) -> frozenset[str]:
        """Which of some web addresses a document is kept from."""
        wanted = list(dict.fromkeys(among))
        found: set[str] = set()
        with self._reads() as connection:
            for at in range(0, len(wanted), _ADDRESSES):
                part = wanted[at : at + _ADDRESSES]
                chosen = select(_documents.c.url).where(_documents.c.url.in_(part))
                found.update(connection.execute(chosen).scalars())
        return frozenset(found)

    def readings(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[Reading]:
        """The current readings, by time of publication, unknown ones last, then by arrival.

        Skipped documents are among them. What is forgotten meanwhile is left out; what is added
        meanwhile is too.

        Args:
            since: the first day. Documents without a date stand under the day of their adding.
            until: the day after the last.
        """
        numbers = select(_documents.c.number).order_by(
            _documents.c.published_at.is_(None), _documents.c.published_at, _documents.c.number
        )
        if since is not None:
            numbers = numbers.where(_documents.c.day >= since)
        if until is not None:
            numbers = numbers.where(_documents.c.day < until)
        for row in self._in_batches(numbers, _with_bodies):
            yield self._reading(row)

    def document(self, id: str) -> Reading | None:
        """The current reading of the document of that id."""
        with self._reads() as connection:
            row = connection.execute(_with_bodies.where(_documents.c.id == id)).one_or_none()
        return self._reading(row) if row is not None else None

    def readings_of(self, ids: Sequence[str]) -> list[Reading]:
        """The current readings of some documents, those that are here, in no special order."""
        with self._reads() as connection:
            found = [
                row
                for at in range(0, len(ids), _ADDRESSES)
                for row in connection.execute(
                    _with_bodies.where(_documents.c.id.in_(ids[at : at + _ADDRESSES]))
                )
            ]
        return [self._reading(row) for row in found]

    def stale(self, made_by: MadeBy) -> Iterator[Document]:
        """The documents that another program, model or lexicon than `made_by` read last."""
        numbers = (
            select(_documents.c.number)
            .where(
                or_(
                    _documents.c.made_by_firsthand != made_by.firsthand,
                    _documents.c.made_by_reader != made_by.reader,
                    _documents.c.made_by_lexicon != made_by.lexicon,
                )
            )
            .order_by(_documents.c.number)
        )
        for row in self._in_batches(numbers, select(_documents)):
            yield rows.document_of(row)

    def replace(self, reading: Reading) -> None:
        """Put a new reading of a document in the place of its old one.

        A document that was forgotten or revised since it was taken out stays as it is.
        """
        with self._writes() as connection:
            writing.replace_reading(connection, reading)

    def forget(self, what: str) -> int:
        """Forget the document of that id, or all documents of that outlet.

        Nothing of them is left behind, nor that they were there: rows are overwritten and the
        files of a SQLite store written anew (which takes as long as copying them). The stories
        that they were in are made again of what is left. It finishes, too, what an interrupted
        forgetting left undone.

        Returns:
            The number of documents forgotten.

        Raises:
            StoreError: another program is reading, so that words may be left in the files.
        """
        with self._writes() as connection:
            forgotten, bereft = forgetting.delete_all_of(connection, what)
        for story in bereft:
            self._regroup(story)
        with told(self._address):
            forgetting.scrub(self._engine, self._address)
        return forgotten

    def keep_stories(self, stories: Iterable[Story], gone: Iterable[str] = ()) -> None:
        """Keep stories in the place of what was kept of their documents, in one transaction.

        A story with a document that is not here, since it was forgotten meanwhile, is not kept.

        Args:
            stories: those that changed or came.
            gone: the ids of stories that are no more.
        """
        with self._writes() as connection:
            kept_stories.write_stories(connection, stories, gone)

    def story(self, id: str) -> Story | None:
        """The story of that id, else the one that now holds the document which gave that id."""
        with self._reads() as connection:
            row = connection.execute(kept_stories.named(id)).one_or_none()
        return self._story(row) if row is not None else None

    def stories(self, *, since: date | None = None, until: date | None = None) -> Iterator[Story]:
        """The kept stories with a document in a period, the earliest first.

        Args:
            since: the first day. Documents without a date stand under the day of their adding.
            until: the day after the last.
        """
        with self._reads() as connection:
            order = connection.scalars(kept_stories.numbers_between(since, until)).all()
        for start in range(0, len(order), _BATCH):
            with self._reads() as connection:
                found = kept_stories.rows_of(connection, order[start : start + _BATCH])
            for row in found:
                yield self._story(row)

    def newest(self) -> date | None:
        """The last day of a document; those without a date stand under the day of their adding."""
        with self._reads() as connection:
            day: date | None = connection.scalar(select(func.max(_documents.c.day)))
        return day

    def ungrouped(self) -> list[tuple[date, str]]:
        """Day and id of the documents that were read and are in no story yet, by day."""
        with self._reads() as connection:
            return kept_stories.ungrouped(connection)

    def members(self, since: date, until: date) -> list[Members]:
        """The stories with a document in a period (`until` exclusive), by the ids of all theirs."""
        with self._reads() as connection:
            return kept_stories.members(connection, since, until)

    def note_skipped(self, skipped: SkippedInput) -> None:
        """Keep that an input gave no document; once for an input and a reason."""
        with self._writes() as connection:
            writing.write_note(connection, skipped)

    def skipped(self) -> tuple[SkippedInput, ...]:
        """The inputs that gave no document, then the documents that were not read."""
        notes, documents = tables.skipped, _documents
        with self._reads() as connection:
            inputs = connection.execute(
                select(notes.c.what, notes.c.reason, notes.c.detail).order_by(notes.c.number)
            ).all()
            unread = connection.execute(
                select(
                    func.coalesce(documents.c.url, documents.c.title, documents.c.id).label("what"),
                    documents.c.skipped_reason.label("reason"),
                    documents.c.skipped_detail.label("detail"),
                )
                .where(documents.c.skipped_reason.is_not(None))
                .order_by(documents.c.number)
            ).all()
        return tuple(SkippedInput(row.what, row.reason, row.detail) for row in (*inputs, *unread))

    def counts(self) -> Counts:
        """How much the store holds, skipped documents among it."""
        dated = _documents.c.published_at.is_not(None)
        with self._reads() as connection:
            documents, outlets, first, last = connection.execute(
                select(
                    func.count(),
                    func.count(_documents.c.outlet.distinct()),
                    func.min(_documents.c.day).filter(dated),
                    func.max(_documents.c.day).filter(dated),
                ).select_from(_documents)
            ).one()
            claims = connection.scalar(select(func.count()).select_from(tables.claims))
        return Counts(documents, outlets, claims or 0, first, last)

    def arrived(self, after: Mark | None, most: int) -> list[tuple[Mark, Reading]]:
        """Readings in the order in which their documents came or were revised, with their marks.

        Args:
            after: the mark of the last one that is known already; None: the newest ones.
            most: the most readings.
        """
        added, number = _documents.c.added_at, _documents.c.number
        chosen = _with_bodies.limit(most)
        if after is None:
            chosen = chosen.order_by(added.desc(), number.desc())
        else:
            later = or_(added > after[0], and_(added == after[0], number > after[1]))
            chosen = chosen.where(later).order_by(added, number)
        with self._reads() as connection:
            found = connection.execute(chosen).all()
        found = found[::-1] if after is None else found
        return [((row.added_at, row.number), self._reading(row)) for row in found]

    def outlets(self) -> dict[str, int]:
        """The number of documents of every outlet, by its name."""
        outlet = _documents.c.outlet
        found = (
            select(outlet, func.count())
            .where(outlet.is_not(None))
            .group_by(outlet)
            .order_by(outlet)
        )
        with self._reads() as connection:
            return {name: number for name, number in connection.execute(found)}  # noqa: C416

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection for the questions of `store.queries` and its siblings."""
        with self._reads() as connection:
            yield connection

    def _in_batches(self, numbers: Select[int], rows_of: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of the documents of these numbers, in their order.

        The numbers are settled first, so that a writer beside us makes no document come twice,
        and no transaction stays open between batches, so that we hold up nobody.
        """
        with self._reads() as connection:
            order = connection.scalars(numbers).all()
        for start in range(0, len(order), _BATCH):
            yield from self._batch(order[start : start + _BATCH], rows_of)

    def _batch(self, numbers: Sequence[int], rows_of: Select[Any]) -> list[Row[Any]]:
        with self._reads() as connection:
            found = connection.execute(rows_of.where(_documents.c.number.in_(numbers))).all()
        by_number = {row.number: row for row in found}
        return [by_number[number] for number in numbers if number in by_number]

    def _reading(self, row: Row[Any]) -> Reading:
        try:
            return rows.reading_of(row)
        except (ValueError, zstandard.ZstdError) as fault:
            raise StoreError(
                self._address, f"the reading of document {row.id} is damaged", "add it again"
            ) from fault

    def _story(self, row: Row[Any]) -> Story:
        try:
            return kept_stories.story_of(row)
        except (ValueError, zstandard.ZstdError) as fault:
            raise StoreError(
                self._address, f"the story {row.id} is damaged", "`firsthand reread` makes it again"
            ) from fault

    def _regroup(self, documents: Sequence[str]) -> None:
        """Make the stories of a few documents again, of those that are still here."""
        from firsthand.grouping import group  # slow to import, seldom needed

        self.keep_stories(group(self.readings_of(documents)))

    def _moment(self) -> datetime:
        return self._now().astimezone(UTC).replace(tzinfo=None)

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with told(self._address), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writes(self) -> Iterator[Connection]:
        writer = self._engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with told(self._address), writer.begin() as connection:
            yield connection
