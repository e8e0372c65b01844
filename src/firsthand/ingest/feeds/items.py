"""What a feed holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry. Texts are plain, addresses absolute, unknown fields None.

    `id` is the feed's own (guid), else the address; `published` an ISO 8601 day or a date-time
    with zone, `updated` the same of its last change; `source_title` and `source_url` are whom the
    feed took the item from; `outlet` is the source where one is named, else the feed's title.
    """

    id: str
    url: str | None
    title: str | None
    summary: str | None
    published: str | None
    source_title: str | None
    source_url: str | None
    outlet: str | None
    language: str | None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as far as it can be read; `problems` are lines for people.

    `kind` is `rss`, `atom`, `json`, `sitemap`, `sitemap_index`, `list` or `unknown`. The items of
    a sitemap index are the sitemaps that it names.
    """

    title: str | None
    url: str | None
    kind: str
    items: tuple[FeedItem, ...]
    problems: tuple[str, ...] = ()
