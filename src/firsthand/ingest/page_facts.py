"""What a web page says of itself: title, outlet, address, day of publication."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from firsthand.ingest.published import is_future, published_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEP = 12
"""Levels of JSON-LD that are looked into."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page; None where it says nothing of use."""

    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


def page_facts(tree: HtmlElement, url: str | None, now: datetime) -> PageFacts:
    """Ask the page's JSON-LD first, then its other metadata.

    A day after `now` is dropped: pages carry the days of events and of expiry, too.

    Args:
        tree: the page, which stays as it is.
        url: where it was fetched, if known.
        now: the time of collection where known, else the present.
    """
    from trafilatura.metadata import extract_metadata

    try:
        guessed: Any = extract_metadata(
            tree, default_url=url, date_config={"original_date": True, "extensive_search": False}
        )
    # Its own faults on odd pages (a colon too many in an address) are no reason to lose a page.
    except Exception:
        guessed = None
    articles = list(_articles(tree))
    address = url or getattr(guessed, "url", None) or None
    outlet = _outlet(tree, articles, getattr(guessed, "sitename", None), address)
    return PageFacts(
        title=_title(getattr(guessed, "title", None), outlet),
        outlet=outlet,
        url=address,
        published=_published(tree, articles, getattr(guessed, "date", None), now),
    )


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that describe an article, as far as they are JSON."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            yield from _article_objects(json.loads(script.text or "", strict=False), _DEEP)
        except (ValueError, RecursionError):
            continue


def _article_objects(value: object, deep: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and deep:
        for item in value:
            yield from _article_objects(item, deep - 1)
    elif isinstance(value, dict) and deep:
        kinds = value.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")):
                yield value
                break
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _article_objects(value.get(key), deep - 1)


def _published(
    tree: HtmlElement, articles: list[dict[str, Any]], guessed: object, now: datetime
) -> str | None:
    """The first of the page's statements that is a day up to now."""
    stated = [article.get("datePublished") for article in articles]
    stated += tree.xpath(
        "//meta[@property='article:published_time']/@content"
        "|//meta[@itemprop='datePublished']/@content|//time[@itemprop='datePublished']/@datetime"
    )
    for given in (*stated, guessed):
        if isinstance(given, str) and given:
            value = published_of(given, now=now).value
            if value and not is_future(value, now):
                return value
    return None


def _outlet(
    tree: HtmlElement, articles: list[dict[str, Any]], guessed: str | None, url: str | None
) -> str | None:
    names: list[object] = list(tree.xpath("//meta[@property='og:site_name']/@content"))
    for article in articles:
        publisher = article.get("publisher")
        names += [
            one.get("name") if isinstance(one, dict) else one
            for one in (publisher if isinstance(publisher, list) else [publisher])
        ]
    host = _host(url)
    # trafilatura makes "Hosted" of hosted.ap.org.
    if not (host and guessed == host.partition(".")[0].capitalize()):
        names.append(guessed)
    clean = [" ".join(name.split()) for name in names if isinstance(name, str)]
    # An address is no name; "usatoday" is a name for machines.
    for name in clean:
        if name and "://" not in name and not (name.islower() and name.isalnum()):
            return name
    return host or next((name for name in clean if name), None)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name behind it ("… - News Nation")."""
    title = " ".join((title or "").split())
    for mark in (" - ", " | ", " – ", " — ") if outlet else ():
        tail = f"{mark}{outlet}"
        if title.casefold().endswith(tail.casefold()) and len(title) > len(tail):
            return title[: -len(tail)]
    return title or None
