"""Bytes of any feed → a feed."""

from __future__ import annotations

import re
from datetime import datetime

from firsthand.ingest.feeds.items import Feed, FeedItem
from firsthand.ingest.feeds.json_feed import read_json_feed
from firsthand.ingest.feeds.plain_text import web_address
from firsthand.ingest.feeds.sitemap import read_sitemap
from firsthand.ingest.feeds.syndication import read_syndication

_SITEMAP = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# A few plain characters cannot grow much; whatever holds a reference or lies elsewhere can.
_HARMLESS = re.compile(
    rb"<!ENTITY\s+[\w.-]+\s+(?:'[^'&%<]{0,20}'|\"[^\"&%<]{0,20}\")\s*>", re.IGNORECASE
)


def read_feed(
    body: bytes, *, now: datetime, url: str | None = None, content_type: str | None = None
) -> Feed:
    """Read RSS, Atom, JSON Feed, a sitemap, an index of sitemaps, or a list of addresses.

    Nothing is fetched and nothing outside the bytes is opened. A file that declares entities of
    more than a few characters is refused: a few lines of them can stand for gigabytes.

    Args:
        body: the bytes as they came, unpacked.
        now: the present, with zone.
        url: where the feed was found; relative links are resolved against it.
        content_type: the header of that name, which may tell the encoding.
    """
    # Zero bytes out: a file in UTF-16 shows its tags too.
    shown = body.replace(b"\x00", b"")
    start = shown[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start:
        return Feed(None, url, "unknown", (), ("the feed is empty",))
    if start[:1] in {b"{", b"["}:
        return read_json_feed(body.removeprefix(b"\xef\xbb\xbf"), url, now)
    if b"<" not in start[:1] and (listed := _listed(body, url)):
        return listed
    if len(_ENTITY.findall(shown)) > len(_HARMLESS.findall(shown)):
        problem = "the feed declares entities, which can stand for any amount of text; refused"
        return Feed(None, url, "unknown", (), (problem,))
    if _SITEMAP.search(shown[:4096]):
        return read_sitemap(body, url, now)
    return read_syndication(body, url, content_type, now)


def _listed(body: bytes, url: str | None) -> Feed | None:
    """A plain list: one address a line; empty lines and lines that begin with # do not count."""
    items: dict[str, FeedItem] = {}
    problems: list[str] = []
    for number, line in enumerate(body.decode("utf-8-sig", "replace").splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        address = web_address(words, None) if not re.search(r"\s", words) else None
        if address is None:
            problems.append(f"line {number} is no web address: {words[:60]!r}")
        else:
            items.setdefault(
                address, FeedItem(address, address, None, None, None, None, None, None, None)
            )
    return Feed(None, url, "list", tuple(items.values()), tuple(problems)) if items else None
