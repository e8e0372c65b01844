"""RSS of every age and Atom → a feed."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import feedparser

from firsthand.ingest.feeds.items import Feed, FeedItem
from firsthand.ingest.feeds.plain_text import id_of_words, language_of, plain, web_address
from firsthand.ingest.published import published_of


def read_syndication(body: bytes, url: str | None, content_type: str | None, now: datetime) -> Feed:
    """Read RSS or Atom; what is broken gives what can be read, and a problem."""
    headers = {"content-type": content_type or "application/xml"}
    if url:
        headers["content-location"] = url
    try:
        # A stream, never a string: feedparser would open a string as an address or a file.
        parsed: Any = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except Exception as error:  # What strangers send must never stop a watch.
        return Feed(None, url, "unknown", (), (f"the feed cannot be read: {_line(error)}",))
    version = parsed.get("version") or ""
    head = parsed.get("feed") or {}
    title = _text(head, "title")
    problems = []
    if parsed.get("bozo") and not isinstance(
        parsed.get("bozo_exception"),
        (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType),
    ):
        problems.append(f"the feed is not well formed: {_line(parsed.get('bozo_exception'))}")
    items = []
    for number, entry in enumerate(parsed.get("entries") or (), start=1):
        item, amiss = _item(entry, head, title, url, now)
        problems += [f"item {number}: {line}" for line in amiss]
        if item:
            items.append(item)
    kind = "atom" if version.startswith("atom") else "rss" if version or items else "unknown"
    if kind == "unknown":
        problems.append("this is no feed that is understood")
    return Feed(
        title, web_address(head.get("link"), url) or url, kind, tuple(items), tuple(problems)
    )


def _item(
    entry: Any, head: Any, feed_title: str | None, base: str | None, now: datetime
) -> tuple[FeedItem | None, list[str]]:
    problems: list[str] = []
    guid = plain(entry.get("id"))
    address = web_address(entry.get("link"), base)
    title = _text(entry, "title")
    summary = _text(entry, "summary")
    if not (guid or address or title or summary):
        return None, ["it has neither a link nor words; left out"]
    given = entry.get("published") or entry.get("updated")
    published = published_of(given, now=now) if given else None
    if published and published.note:
        problems.append(published.note)
    # Not entry.get: that gives the day of publication where no change is told.
    changed = dict.get(entry, "updated")
    source = entry.get("source") or {}
    source_title = _text(source, "title")
    item = FeedItem(
        id=guid or address or id_of_words(title, summary, given),
        url=address,
        title=title,
        summary=summary,
        published=published.value if published else None,
        source_title=source_title,
        source_url=web_address(source.get("href") or source.get("link"), base),
        outlet=source_title or feed_title,
        language=language_of((entry.get("title_detail") or {}).get("language"))
        or language_of(head.get("language")),
        updated=published_of(changed, now=now).value if changed else None,
    )
    return item, problems


def _text(holder: Any, field: str) -> str | None:
    kind = (holder.get(f"{field}_detail") or {}).get("type", "")
    return plain(holder.get(field), html="html" in kind)


def _line(error: object) -> str:
    return " ".join(str(error).split())[:200]
