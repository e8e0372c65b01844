"""Feeds and pages of the web → documents."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from firsthand.ingest.feeds import Feed, FeedItem, read_feed
from firsthand.ingest.fetch import Fetched, Fetcher, FetchFailed
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

Known = Callable[[list[str]], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Web:
    """What is asked of the web, and how.

    Attributes:
        fetcher: how pages are got.
        known: which of some addresses need not be got again.
        most: the most pages of one feed, the first ones.
        now: the present, with zone.
    """

    fetcher: Fetcher
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
            return
        if sniffed(result.body[:65_536]) is read_page and not _is_feed(result):
            yield from self._page(address, result, None)
            return
        feed = self._feed_of(result)
        if feed.kind == "unknown" and not feed.items:
            yield unread(address, "no_feed", "is no feed and no page", *feed.problems[:1])
            return
        yield from self._feed(address, feed, deeper=feed.kind == "sitemap_index")

    def _feed(
        self, address: str, feed: Feed, *, deeper: bool
    ) -> Iterator[Document | Unread | None]:
        for problem in feed.problems[:_PROBLEMS]:
            _log.warning("%s: %s", one_line(address), one_line(problem))
        if len(feed.problems) > _PROBLEMS:
            more = len(feed.problems) - _PROBLEMS
            _log.warning("%s: %s more faults of the feed", one_line(address), f"{more:,}")
        if deeper:
            for item in feed.items[:_SITEMAPS]:
                yield from self._sitemap(item)
            return
        items = [item for item in feed.items if item.url is not None][: self.most]
        known = self.known([item.url for item in items if item.url])
        for item in items:
            if item.url in known:
                yield None
            elif item.url is not None:
                result = self.fetcher.fetch(item.url)
                if isinstance(result, Fetched):
                    yield from self._page(item.url, result, item)
                else:
                    yield _failed(item.url, result)

    def _sitemap(self, item: FeedItem) -> Iterator[Document | Unread | None]:
        if item.url is None:
            return
        result = self.fetcher.fetch(item.url)
        if not isinstance(result, Fetched):
            yield _failed(item.url, result)
            return
        yield from self._feed(item.url, self._feed_of(result), deeper=False)

    def _feed_of(self, page: Fetched) -> Feed:
        return read_feed(
            page.body, now=self.now, url=page.final_url, content_type=page.content_type
        )

    def _page(
        self, address: str, page: Fetched, item: FeedItem | None
    ) -> Iterator[Document | Unread]:
        settings = Settings({}, self.now)
        for found in read_source(Source(address, io.BytesIO(page.body)), settings):
            if isinstance(found, Found):
                yield document_of(_with_facts(found, address, item), Defaults(), self.now)
            else:
                yield found


def _is_feed(page: Fetched) -> bool:
    kind = (page.content_type or "").partition(";")[0].strip().lower()
    return kind.endswith(("xml", "rss", "atom", "json")) and "html" not in kind


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
