"""Feeds: whatever form they have, and however broken, they give what can be read."""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.ingest.feeds import Feed, read_feed

NOW = datetime(2026, 11, 25, tzinfo=UTC)
HOME = "https://post.example/news/feed"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "feeds" / "feeds.tar.xz"


def feed_of(words: str | bytes) -> Feed:
    body = words.encode() if isinstance(words, str) else words
    return read_feed(body, now=NOW, url=HOME)


def rss(items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title>'
        f"<language>en-GB</language>{items}</channel></rss>"
    )


def test_an_item_keeps_whom_the_feed_took_it_from() -> None:
    feed = feed_of(
        rss(
            "<item><title>Talks</title><link>/a</link>"
            '<source url="https://wire.example/">The Wire</source></item>'
        )
    )
    (item,) = feed.items
    assert (feed.kind, feed.title, feed.problems) == ("rss", "The Post", ())
    assert (item.source_title, item.source_url) == ("The Wire", "https://wire.example/")
    assert (item.outlet, item.language) == ("The Wire", "en")
    assert (item.id, item.url) == ("https://post.example/a",) * 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 25 Nov 2025 10:00:00 +0200", "2025-11-25T10:00:00+02:00"),
        ("Wed, 29 Jun 2016 10:00:00 CEST", "2016-06-29"),
        ("2016/6/29", "2016-06-29"),
        ("12-02-26", None),
    ],
)
def test_dates_are_read_by_our_own_rules(written: str, read: str | None) -> None:
    feed = feed_of(rss(f"<item><guid>1</guid><pubDate>{written}</pubDate></item>"))
    assert [item.published for item in feed.items] == [read]
    assert bool(feed.problems) == (read is None)


def test_two_items_of_one_date_are_two_and_a_guid_stands_for_a_link() -> None:
    day = "<pubDate>Tue, 25 Nov 2025 10:00:00 GMT</pubDate>"
    feed = feed_of(
        rss(
            f'<item><guid isPermaLink="false">x1</guid>{day}</item>'
            f'<item><guid isPermaLink="false">x2</guid>{day}</item>'
        )
    )
    assert [(item.id, item.url) for item in feed.items] == [("x1", None), ("x2", None)]


def test_markup_and_control_characters_leave_the_text() -> None:
    feed = feed_of(
        rss(
            "<item><guid>1</guid><title>A&#x85;b \u009c end</title><description>"
            "&lt;p&gt;One &lt;b&gt;tw&lt;/b&gt;o&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;"
            "&lt;script&gt;bad()&lt;/script&gt;</description></item>"
        )
    )
    (item,) = feed.items
    assert item.summary == "One two Three"
    assert item.title is not None
    assert not any(0x7F <= ord(mark) < 0xA0 for mark in item.title)


def test_an_address_that_is_a_script_is_none() -> None:
    feed = feed_of(rss("<item><guid>1</guid><link>javascript:alert(1)</link></item>"))
    assert feed.items[0].url is None


def test_atom_json_sitemap_index_and_list_are_understood() -> None:
    atom = feed_of(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><id>urn:1</id>'
        '<link href="b"/><updated>2025-01-02T03:04:05Z</updated><title>T</title></entry></feed>'
    )
    json = feed_of(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": '
        '[{"id": 7, "url": "b", "content_html": "<p>T</p>"}, 5]}'
    )
    sitemap = feed_of(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.'
        'com/schemas/sitemap-news/0.9"><url><loc>https://p.example/1</loc><n:news><n:publication>'
        "<n:name>The Post</n:name><n:language>en</n:language></n:publication><n:publication_date>"
        "2025-01-02</n:publication_date><n:title>T</n:title></n:news></url></urlset>"
    )
    index = feed_of(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        "<loc>https://p.example/s.xml</loc></sitemap></sitemapindex>"
    )
    listed = feed_of("# mine\nhttps://p.example/1\nnot one\nhttps://p.example/2\n")
    assert (atom.kind, atom.items[0].url) == ("atom", "https://post.example/news/b")
    assert atom.items[0].published == "2025-01-02T03:04:05+00:00"
    assert (json.kind, json.items[0].id, json.items[0].summary) == ("json", "7", "T")
    assert json.problems == ("item 2: it is no object; left out",)
    news = sitemap.items[0]
    assert (sitemap.kind, news.title, news.outlet) == ("sitemap", "T", "The Post")
    assert (news.published, news.language) == ("2025-01-02", "en")
    assert (index.kind, index.items[0].url) == ("sitemap_index", "https://p.example/s.xml")
    assert (listed.kind, len(listed.items), len(listed.problems)) == ("list", 2, 1)


def test_a_feed_that_breaks_off_gives_its_first_items_and_says_so() -> None:
    feed = feed_of(rss("<item><guid>1</guid><title>A</title></item><item><guid>2")[:-20])
    assert feed.items[0].title == "A"
    assert any("not well formed" in line for line in feed.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("root", ["rss", "urlset"])
def test_entities_that_grow_are_refused(encoding: str, root: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><{root}>&l9;</{root}>'
    feed = feed_of(bomb.encode(encoding))
    assert feed.items == ()
    assert "entities" in feed.problems[0]


def test_a_page_and_nothing_are_no_feeds() -> None:
    assert (feed_of("<html><p>Hello</p></html>").kind, feed_of("").kind) == ("unknown",) * 2
    assert feed_of("<html><p>Hello</p></html>").problems


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_feed_or_a_problem(body: bytes) -> None:
    feed = feed_of(body)
    assert feed.items or feed.problems


@pytest.mark.skipif(not SHARED.exists(), reason="the collected feeds are not here")
def test_the_collected_feeds_are_read() -> None:
    read: dict[str, Feed] = {}
    with tarfile.open(SHARED) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream:
                read[Path(member.name).name] = feed_of(stream.read())
    assert len(read) == 222
    # The others hold an empty item or none at all: most are cases of a few lines.
    assert sum(bool(feed.items) for feed in read.values()) >= 96
    guardian = read["rss-parser__guardian.rss"]
    assert guardian.title is not None
    assert "Guardian" in guardian.title
    assert len(guardian.items) > 10
    assert all(item.url and item.title and item.published for item in guardian.items)
