"""The feeds of a watch and the pages that they name: what was had of them, and what is due.

A feed's pages are written in one transaction with its validators. So a page that a feed named is
never lost, though the feed be unchanged when it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from firsthand.store import tables
from firsthand.store.watch_tables import feeds, pages

Connected = Callable[[], AbstractContextManager[Connection]]
_ASKED = 500  # names in one question to the database
_MOST_LOOKS = 12  # some feeds call every item changed whenever they are asked


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed as the store knows it; times in UTC without zone, None where there was none."""

    address: str
    etag: str | None
    last_modified: str | None
    tried_at: datetime | None
    got_at: datetime | None
    last_new_at: datetime | None
    failures: int
    reason: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as a feed names it; what the feed leaves out is None."""

    address: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that is due: what its feed said of it, and how often it was had or not."""

    listed: Listed
    feed: str
    etag: str | None
    last_modified: str | None
    seen_at: datetime
    looks: int
    failures: int


class Feeds:
    """The feeds and pages of an open store; `Store.feeds` makes one."""

    def __init__(self, reads: Connected, writes: Connected, moment: Callable[[], datetime]) -> None:
        """Take the store's ways to its database, and its clock (UTC, without zone)."""
        self._reads, self._writes, self._moment = reads, writes, moment

    def enlist(self, addresses: Iterable[str]) -> None:
        """Make the feeds known that are not yet."""
        with self._writes() as connection:
            known = set(connection.scalars(select(feeds.c.address)))
            fresh = [a for a in dict.fromkeys(addresses) if a not in known]
            if fresh:
                rows = [{"address": address, "failures": 0} for address in fresh]
                connection.execute(insert(feeds), rows)

    def all(self) -> tuple[KeptFeed, ...]:
        """Every feed, in the order in which they became known."""
        with self._reads() as connection:
            found = connection.execute(select(feeds).order_by(feeds.c.number)).all()
        return tuple(_feed(row) for row in found)

    def arrived(
        self, address: str, etag: str | None, last_modified: str | None, named: Iterable[Listed]
    ) -> int:
        """Keep that a feed was had, and the pages that it names; those new or changed are due.

        A page of which a document is kept already is taken for had.

        Returns:
            How many pages were not known before.
        """
        listed = list({one.address: one for one in named}.values())
        now = self._moment()
        with self._writes() as connection:
            number = _number(connection, address)
            fresh = _write_pages(connection, number, listed, now)
            values: dict[str, Any] = {
                "etag": etag,
                "last_modified": last_modified,
                "tried_at": now,
                "got_at": now,
                "failures": 0,
                "reason": None,
                "detail": None,
            }
            if fresh:
                values["last_new_at"] = now
            connection.execute(update(feeds).where(feeds.c.number == number).values(values))
        return fresh

    def unchanged(self, address: str) -> None:
        """Keep that a feed answered, and that it has not changed."""
        now = self._moment()
        values = {"tried_at": now, "got_at": now, "failures": 0, "reason": None, "detail": None}
        with self._writes() as connection:
            connection.execute(update(feeds).where(feeds.c.address == address).values(values))

    def failed(self, address: str, reason: str, detail: str) -> None:
        """Keep that a feed could not be had."""
        values = {
            "tried_at": self._moment(),
            "failures": feeds.c.failures + 1,
            "reason": reason,
            "detail": detail,
        }
        with self._writes() as connection:
            connection.execute(update(feeds).where(feeds.c.address == address).values(values))

    def due_pages(self, among: Iterable[str], most: int) -> list[KeptPage]:
        """The pages of some feeds that are due, the longest due first."""
        due = (
            select(pages, feeds.c.address.label("feed_address"))
            .join(feeds)
            .where(pages.c.due_at <= self._moment(), feeds.c.address.in_(list(among)))
            .order_by(pages.c.due_at, pages.c.number)
            .limit(most)
        )
        with self._reads() as connection:
            found = connection.execute(due).all()
        return [_page(row) for row in found]

    def begun(self, address: str) -> None:
        """Keep that a page is about to be read; a failure, until it is had."""
        self._write_page(address, {"failures": pages.c.failures + 1})

    def had(
        self, address: str, etag: str | None, last_modified: str | None, again: datetime | None
    ) -> None:
        """Keep that a page was had, and when to look at it again, if ever."""
        self._write_page(
            address,
            {
                "etag": etag,
                "last_modified": last_modified,
                "looks": pages.c.looks + 1,
                "failures": 0,
                "reason": None,
                "detail": None,
                "due_at": again,
            },
        )

    def missed(self, address: str, reason: str, detail: str, again: datetime | None) -> None:
        """Keep that a page could not be had or gave no article, and when to try again, if ever."""
        self._write_page(
            address,
            {
                "failures": pages.c.failures + 1,
                "reason": reason,
                "detail": detail,
                "due_at": again,
            },
        )

    def _write_page(self, address: str, values: dict[str, Any]) -> None:
        with self._writes() as connection:
            connection.execute(update(pages).where(pages.c.address == address).values(values))


def _number(connection: Connection, address: str) -> int:
    found = connection.scalar(select(feeds.c.number).where(feeds.c.address == address))
    if found is not None:
        return int(found)
    made = insert(feeds).values(address=address, failures=0).returning(feeds.c.number)
    return int(connection.execute(made).scalar_one())


def _write_pages(connection: Connection, feed: int, listed: list[Listed], now: datetime) -> int:
    fresh = 0
    for at in range(0, len(listed), _ASKED):
        part = listed[at : at + _ASKED]
        addresses = [one.address for one in part]
        updated = dict(
            connection.execute(
                select(pages.c.address, pages.c.updated).where(pages.c.address.in_(addresses))
            ).all()
        )
        kept = set(
            connection.scalars(
                select(tables.documents.c.url).where(tables.documents.c.url.in_(addresses))
            )
        )
        for one in part:
            if one.address not in updated:
                due = None if one.address in kept else now
                connection.execute(insert(pages).values(_values(one, feed, now, due)))
                fresh += 1
            elif one.updated and _is_later(one.updated, updated[one.address]):
                connection.execute(
                    update(pages)
                    .where(pages.c.address == one.address, pages.c.looks < _MOST_LOOKS)
                    # A feed that says so knows more than the time of our last try.
                    .values(updated=one.updated, due_at=now, failures=0)
                )
    return fresh


def _is_later(one: str, other: str | None) -> bool:
    """Whether an ISO 8601 time is later than another; so too where the other is not known."""
    if other is None:
        return True
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
        return first > second if bool(first.tzinfo) == bool(second.tzinfo) else one != other
    except ValueError:
        return one != other


def _values(one: Listed, feed: int, now: datetime, due: datetime | None) -> dict[str, Any]:
    return {
        "address": one.address,
        "feed": feed,
        "outlet": one.outlet,
        "title": one.title,
        "published": one.published,
        "language": one.language,
        "updated": one.updated,
        "seen_at": now,
        "due_at": due,
        "looks": 0,
        "failures": 0,
    }


def _feed(row: Row[Any]) -> KeptFeed:
    return KeptFeed(
        row.address,
        row.etag,
        row.last_modified,
        row.tried_at,
        row.got_at,
        row.last_new_at,
        row.failures,
        row.reason,
        row.detail,
    )


def _page(row: Row[Any]) -> KeptPage:
    listed = Listed(row.address, row.outlet, row.title, row.published, row.language, row.updated)
    return KeptPage(
        listed,
        row.feed_address,
        row.etag,
        row.last_modified,
        row.seen_at,
        row.looks,
        row.failures,
    )


def pages_by_feed(connection: Connection, since: datetime) -> dict[str, int]:
    """How many pages each feed named first since a moment."""
    found = connection.execute(
        select(feeds.c.address, func.count())
        .select_from(pages.join(feeds))
        .where(pages.c.seen_at >= since)
        .group_by(feeds.c.address)
    )
    return dict(found.all())
