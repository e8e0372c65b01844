"""Feeds and pages of the web → documents."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from firsthand.ingest.feeds import Feed, FeedItem, read_feed
from firsthand.ingest.fetch_results import Fetched, FetchFailed, NotModified, Validators
from firsthand.ingest.formats import read_source, sniffed
from firsthand.ingest.found import Defaults, Found, document_of
from firsthand.ingest.page import read_page
from firsthand.ingest.reader import Settings
from firsthand.ingest.source import Source
from firsthand.ingest.unread import Unread, one_line, unread
from firsthand.model.document import Document

_log = logging.getLogger("firsthand.ingest")

_PROBLEMS = 3  # lines of a feed's own faults that are told
_SITEMAPS = 20  # that an index may lead to

MAX_FEED = 10_000_000
"""Bytes of a feed that is read; reading them takes a time that grows with them."""

Known = Callable[[list[str]], frozenset[str]]


class Getter(Protocol):
    """Gets addresses, as `ingest.fetch.Fetcher` does."""

    def fetch(
        self, url: str, validators: Validators | None = None
    ) -> Fetched | NotModified | FetchFailed:
        """GET an address."""
        ...


@dataclass(frozen=True, slots=True)
class Web:
    """What is asked of the web, and how.

    Attributes:
        fetcher: how pages are got.
        known: which of some addresses need not be got again.
        most: the most pages of one feed, the first ones.
        now: the present, with zone.
    """

    fetcher: Getter
    known: Known
    most: int
    now: datetime

    def documents(self, address: str) -> Iterator[Document | Unread | None]:
        """The documents that an address leads to: of a page its own, of a feed those it names.

        None stands for a page of a feed that is known already.
        """
        result = self.fetcher.fetch(address)
        if not isinstance(result, Fetched):
            yield _failed(address, result)
        elif is_page(result):
            yield from reports_of(address, result, None, self.now)
        else:
            feed = feed_of(result, self.now)
            if isinstance(feed, Unread):
                yield feed
                return
            tell_problems(address, feed)
            for item in items_of(self.fetcher, feed, self.most, self.now):
                yield from (item,) if isinstance(item, Unread) else self._reports(item)

    def _reports(self, item: FeedItem) -> Iterator[Document | Unread | None]:
        address = item.url or ""
        if self.known([address]):
            yield None
            return
        result = self.fetcher.fetch(address)
        if isinstance(result, Fetched):
            yield from reports_of(address, result, item, self.now)
        else:
            yield _failed(address, result)


def is_page(got: Fetched) -> bool:
    """Whether what was got is the page of an article, and no feed."""
    kind = (got.content_type or "").partition(";")[0].strip().lower()
    is_feed = kind.endswith(("xml", "rss", "atom", "json")) and "html" not in kind
    return sniffed(got.body[:65_536]) is read_page and not is_feed


def feed_of(got: Fetched, now: datetime) -> Feed | Unread:
    """The feed that was got; Unread where it is none, or too large to be read."""
    if len(got.body) > MAX_FEED:
        found = f"is a feed of more than {MAX_FEED // 1_000_000} MB"
        return unread(got.url, "too_large", found)
    feed = read_feed(got.body, now=now, url=got.final_url, content_type=got.content_type)
    if not feed.items and (feed.kind == "unknown" or feed.problems):
        found = "is no feed and no page" if feed.kind == "unknown" else "has no item to be read"
        return unread(got.url, "no_feed", found, *feed.problems[:1])
    return feed


def items_of(fetcher: Getter, feed: Feed, most: int, now: datetime) -> Iterator[FeedItem | Unread]:
    """The first items of a feed that have an address; of an index those of its sitemaps.

    Args:
        fetcher: gets the sitemaps that an index names.
        feed: what was read.
        most: the most items of a feed, and of each sitemap.
        now: the present, with zone.
    """
    if feed.kind != "sitemap_index":
        yield from [item for item in feed.items if item.url is not None][:most]
        return
    for entry in feed.items[:_SITEMAPS]:
        if entry.url is None:
            continue
        result = fetcher.fetch(entry.url)
        found = feed_of(result, now) if isinstance(result, Fetched) else _failed(entry.url, result)
        if isinstance(found, Unread):
            yield found
        elif found.kind != "sitemap_index":  # an index of indexes could go on for ever
            tell_problems(entry.url, found)
            yield from items_of(fetcher, found, most, now)


def reports_of(
    address: str, page: Fetched, item: FeedItem | None, now: datetime
) -> Iterator[Document | Unread]:
    """The reports on a page, what it leaves out filled by the feed that named it."""
    settings = Settings({}, now)
    for found in read_source(Source(address, io.BytesIO(page.body)), settings):
        if isinstance(found, Found):
            yield document_of(_with_facts(found, address, item), Defaults(), now)
        else:
            yield found


def tell_problems(address: str, feed: Feed) -> None:
    """Say what is amiss with a feed, as warnings of the logger `firsthand.ingest`."""
    for problem in feed.problems[:_PROBLEMS]:
        _log.warning("%s: %s", one_line(address), one_line(problem))
    if len(feed.problems) > _PROBLEMS:
        more = len(feed.problems) - _PROBLEMS
        _log.warning("%s: %s more faults of the feed", one_line(address), f"{more:,}")


def _with_facts(found: Found, address: str, item: FeedItem | None) -> Found:
    """A page's report under the address that led to it, what it leaves out filled by the feed."""
    found = replace(found, url=address)
    if item is None:
        return found
    return replace(
        found,
        outlet=item.source_title or found.outlet or item.outlet,
        title=found.title or item.title,
        published=found.published or item.published,
        language=found.language or item.language,
    )


def _failed(address: str, result: object) -> Unread:
    if isinstance(result, FetchFailed):
        return unread(address, result.reason, result.detail)
    return unread(address, "not_modified", "has not changed")
