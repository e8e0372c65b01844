"""What a store holds and lacks, in numbers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import and_, func, or_, select

from firsthand.store import tables
from firsthand.store.feeds import Connected, pages_by_feed
from firsthand.store.watch_tables import pages

_documents, _claims, _actors = tables.documents, tables.claims, tables.actors


class Tallies:
    """The counts of an open store; `Store.tallies` makes one."""

    def __init__(self, reads: Connected) -> None:
        """Take the store's way to its database."""
        self._reads = reads

    def documents_a_day(self, since: date) -> dict[date, int]:
        """How many documents were read of each day that has any, from a day on."""
        day = _documents.c.day
        chosen = (
            select(day, func.count())
            .where(day >= since, _documents.c.skipped_reason.is_(None))
            .group_by(day)
        )
        with self._reads() as connection:
            return dict(connection.execute(chosen).all())

    def first_day(self) -> date | None:
        """The first day of a document that was read."""
        chosen = select(func.min(_documents.c.day)).where(_documents.c.skipped_reason.is_(None))
        with self._reads() as connection:
            first: date | None = connection.scalar(chosen)
        return first

    def documents_added(self, since: datetime) -> int:
        """How many documents were added since a moment, read or not."""
        chosen = select(func.count()).where(_documents.c.added_at >= since)
        with self._reads() as connection:
            return connection.scalar(chosen) or 0

    def skipped_documents(self, since: datetime) -> int:
        """How many documents that were added since a moment were not read."""
        chosen = select(func.count()).where(
            _documents.c.added_at >= since, _documents.c.skipped_reason.is_not(None)
        )
        with self._reads() as connection:
            return connection.scalar(chosen) or 0

    def skipped(self, since: datetime) -> dict[str, int]:
        """How many documents and pages that came since a moment were not read, by reason."""
        reason, missed = _documents.c.skipped_reason, pages.c.reason
        documents = (
            select(reason, func.count())
            .where(reason.is_not(None), _documents.c.added_at >= since)
            .group_by(reason)
        )
        never_had = (
            select(missed, func.count())
            .where(missed.is_not(None), pages.c.looks == 0, pages.c.seen_at >= since)
            .group_by(missed)
        )
        found: dict[str, int] = {}
        with self._reads() as connection:
            for chosen in (documents, never_had):
                for why, number in connection.execute(chosen):
                    found[why or ""] = found.get(why or "", 0) + number
        return found

    def languages_not_read(self, since: datetime) -> dict[str, int]:
        """How many documents that were added since a moment are in each language not read."""
        language = func.coalesce(_documents.c.language, "unknown")
        chosen = (
            select(language, func.count())
            .where(_documents.c.skipped_reason == "no_reader", _documents.c.added_at >= since)
            .group_by(language)
        )
        with self._reads() as connection:
            return dict(connection.execute(chosen).all())

    def claims(self, since: datetime) -> tuple[int, int]:
        """The claims of documents added since a moment; by how many who acts is not known.

        Not known is who has neither a name nor a state in the document.
        """
        unresolved = or_(
            _actors.c.id.is_(None), and_(_actors.c.named.is_(False), _actors.c.state.is_(None))
        )
        of_claim = and_(_actors.c.document == _claims.c.document, _actors.c.id == _claims.c.actor)
        chosen = (
            select(func.count(), func.count().filter(unresolved))
            .select_from(
                _claims.join(_documents, _documents.c.number == _claims.c.document).outerjoin(
                    _actors, of_claim
                )
            )
            .where(_documents.c.added_at >= since)
        )
        with self._reads() as connection:
            row = connection.execute(chosen).one()
        return row[0], row[1]

    def pages_by_feed(self, since: datetime) -> dict[str, int]:
        """How many pages each feed named first since a moment."""
        with self._reads() as connection:
            return pages_by_feed(connection, since)
