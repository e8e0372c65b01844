"""JSON Feed (jsonfeed.org, versions 1 and 1.1) → a feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from firsthand.ingest.feeds.items import Feed, FeedItem
from firsthand.ingest.feeds.plain_text import language_of, plain, web_address
from firsthand.ingest.published import published_of


def read_json_feed(body: bytes, url: str | None, now: datetime) -> Feed:
    """Read a JSON Feed; items that are not as they should be are left out with a problem."""
    try:
        head = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Feed(None, url, "json", (), (f"this is no JSON that can be read: {error}",))
    rows = head.get("items") if isinstance(head, dict) else None
    if not isinstance(rows, list):
        return Feed(None, url, "json", (), ("the JSON has no list of items",))
    title = plain(head.get("title"))
    items: list[FeedItem] = []
    problems: list[str] = []
    for number, row in enumerate(rows, start=1):
        item, note = _item(row, head, title, url, now)
        if item:
            items.append(item)
        if note:
            problems.append(f"item {number}: {note}")
    home = web_address(head.get("home_page_url"), url) or url
    return Feed(title, home, "json", tuple(items), tuple(problems))


def _item(
    row: Any, head: dict[str, Any], title: str | None, base: str | None, now: datetime
) -> tuple[FeedItem | None, str | None]:
    if not isinstance(row, dict):
        return None, "it is no object; left out"
    address = web_address(row.get("url"), base)
    own = row.get("id")
    # Version 1 allows a number as an id.
    key = plain(str(own)) if isinstance(own, (str, int, float)) else None
    if not (key or address):
        return None, "it has neither a link nor an id; left out"
    given = row.get("date_published") or row.get("date_modified")
    published = published_of(given, now=now) if isinstance(given, str) else None
    changed = row.get("date_modified")
    summary = plain(row.get("summary")) or plain(row.get("content_text"))
    item = FeedItem(
        id=key or address or "",
        url=address,
        title=plain(row.get("title")),
        summary=summary or plain(row.get("content_html"), html=True),
        published=published.value if published else None,
        source_title=None,
        source_url=web_address(row.get("external_url"), base),
        outlet=title,
        language=language_of(row.get("language")) or language_of(head.get("language")),
        updated=published_of(changed, now=now).value if isinstance(changed, str) else None,
    )
    return item, published.note if published else None
