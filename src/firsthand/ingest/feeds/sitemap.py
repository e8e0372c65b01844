"""Sitemaps, with news fields or without, and indexes of sitemaps → a feed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from firsthand.ingest.feeds.items import Feed, FeedItem
from firsthand.ingest.feeds.plain_text import language_of, plain, web_address
from firsthand.ingest.published import published_of


def read_sitemap(body: bytes, url: str | None, now: datetime) -> Feed:
    """Read a sitemap; an index gives the sitemaps that it names as items."""
    # No entity is expanded and nothing is loaded: a small file must not grow or reach out.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Feed(None, url, "sitemap", (), (f"the sitemap cannot be read: {error}",))
    if root is None:
        return Feed(None, url, "sitemap", (), ("the sitemap cannot be read",))
    problems: list[str] = []
    if parser.error_log:
        problems.append(f"the sitemap is not well formed: {parser.error_log[0].message.strip()}")
    kind = "sitemap_index" if _name(root) == "sitemapindex" else "sitemap"
    items = []
    for number, row in enumerate(root, start=1):
        if _name(row) not in {"url", "sitemap"}:
            continue
        item, note = _item(row, url, now)
        if item:
            items.append(item)
        if note:
            problems.append(f"item {number}: {note}")
    return Feed(None, url, kind, tuple(items), tuple(problems))


def _item(row: Any, base: str | None, now: datetime) -> tuple[FeedItem | None, str | None]:
    facts: dict[str, str] = {}
    for name, words in _facts(row):
        facts.setdefault(name, words)
    address = web_address(facts.get("loc"), base)
    if not address:
        return None, "it has no address; left out"
    given = facts.get("publication_date") or facts.get("lastmod")
    published = published_of(given, now=now) if given else None
    changed = facts.get("lastmod")
    item = FeedItem(
        id=address,
        url=address,
        title=plain(facts.get("news_title")),
        summary=None,
        published=published.value if published else None,
        source_title=None,
        source_url=None,
        outlet=plain(facts.get("name")),
        language=language_of(facts.get("language")),
        updated=published_of(changed, now=now).value if changed else None,
    )
    return item, published.note if published else None


def _facts(row: Any) -> Iterator[tuple[str, str]]:
    """Local names and words; of the extensions only news (an image has a title and loc too)."""
    for part in row:
        if _name(part) in {"loc", "lastmod"} and "image" not in str(part.tag):
            yield _name(part), part.text or ""
        elif _name(part) == "news":
            for inner in part.iter():
                name = _name(inner)
                yield ("news_title" if name == "title" else name), inner.text or ""


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
