"""Feeds and pages from a real server on this machine, kept in a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from firsthand.ingest.fetch import Fetcher, FetchLimits
from firsthand.ingest.unread import Unread
from firsthand.ingest.web import Web
from firsthand.model.document import Document
from tests.cli.program import Program
from tests.served import served

_PAGE = (
    "<!doctype html><html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>"
    "<p>Norway and Chile signed an agreement on Monday to share ice data, the Norwegian foreign "
    "ministry said in a statement.</p></article></body></html>"
)


@dataclass
class Site:
    """What a server has and what it was asked."""

    base: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, body: str, kind: str = "text/html") -> None:
        self.pages[path] = (kind, body.replace("BASE", self.base))


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

        def do_GET(self) -> None:
            site.asked.append(self.path)
            kind, body = site.pages.get(self.path, ("text/plain", ""))
            self.send_response(200 if self.path in site.pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    with served(Handler) as site.base:
        yield site


def _feed(*paths: str) -> str:
    items = "".join(
        f"<item><title>Item {path}</title><link>BASE{path}</link>"
        "<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>Harbour Wire</title>{items}</channel></rss>"


def _web(known: frozenset[str] = frozenset(), most: int = 10) -> Web:
    fetcher = Fetcher(FetchLimits(host_interval=0, tries=1), allow_private=True)
    return Web(fetcher, lambda urls: known & frozenset(urls), most, datetime.now(UTC))


def test_the_pages_of_a_feed_come_with_what_the_feed_says_of_them(site: Site) -> None:
    site.put("/feed", _feed("/a", "/gone"), "application/rss+xml")
    site.put("/a", _PAGE.format("Ice data shared"))
    document, gone = _web().documents(f"{site.base}/feed")
    assert isinstance(document, Document)
    assert document.url == f"{site.base}/a"
    assert document.outlet == "Harbour Wire"
    assert document.published == "2025-03-04T08:00:00+00:00"
    assert isinstance(gone, Unread)
    assert gone.skipped.reason == "http_status"


def test_a_page_that_is_known_is_not_asked_for(site: Site) -> None:
    site.put("/feed", _feed("/a"), "application/rss+xml")
    site.put("/a", _PAGE.format("Ice data shared"))
    known = frozenset({f"{site.base}/a"})
    assert list(_web(known).documents(f"{site.base}/feed")) == [None]
    assert "/a" not in site.asked


def test_no_more_pages_of_a_feed_are_asked_for_than_wished(site: Site) -> None:
    site.put("/feed", _feed("/a", "/b", "/c"), "text/xml")
    for path in "abc":
        site.put(f"/{path}", _PAGE.format(f"Ice data {path}"))
    assert len(list(_web(most=2).documents(f"{site.base}/feed"))) == 2


def test_an_index_of_sitemaps_leads_to_their_pages(site: Site) -> None:
    site.put(
        "/index", "<sitemapindex><sitemap><loc>BASE/map</loc></sitemap></sitemapindex>", "text/xml"
    )
    site.put("/map", "<urlset><url><loc>BASE/a</loc></url></urlset>", "text/xml")
    site.put("/a", _PAGE.format("Ice data shared"))
    (document,) = _web().documents(f"{site.base}/index")
    assert isinstance(document, Document)


def test_what_is_neither_feed_nor_page_is_said(site: Site) -> None:
    site.put("/odd", "<odd/>", "application/xml")
    (found,) = _web().documents(f"{site.base}/odd")
    assert isinstance(found, Unread)
    assert found.skipped.reason == "no_feed"


def test_the_command_keeps_pages_once(site: Site, firsthand: Program, tmp_path: Path) -> None:
    site.put("/a", _PAGE.format("Ice data shared"))
    addresses = tmp_path / "addresses.txt"
    addresses.write_text(f"# pages\n{site.base}/a\n", "utf-8")
    store = str(tmp_path / "news.db")
    given = ("fetch", str(addresses), "--store", store, "--allow-private", "--jobs", "1")
    assert firsthand(*given).last.endswith("1 added, 0 revised, 0 unchanged")
    again = firsthand(*given)
    assert (again.code, again.last.endswith("0 added, 0 revised, 1 unchanged")) == (0, True)


def test_this_machine_is_asked_only_where_that_is_allowed(
    site: Site, firsthand: Program, tmp_path: Path
) -> None:
    ended = firsthand("fetch", f"{site.base}/a", "--store", str(tmp_path / "news.db"))
    assert ended.code == 1
    assert "not of the open internet" in ended.err


def test_a_word_that_is_no_address_is_refused(firsthand: Program, tmp_path: Path) -> None:
    ended = firsthand("fetch", "nowhere", "--store", str(tmp_path / "news.db"))
    assert ended.code == 2
    assert ended.last.startswith("firsthand: nowhere: is no web address and no file of addresses")
