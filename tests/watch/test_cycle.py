"""A round of a watch gets what is new, once, whatever fails and wherever it is cut off."""

from __future__ import annotations

import io
import lzma
import tarfile
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.model.document import Document
from firsthand.model.reading import Reading
from firsthand.store import Store
from firsthand.watch.cycle import round_of
from firsthand.watch.events import FeedFailed, Kept, Missed, Unchanged
from tests.watch.newsroom import Answer, Clock, Newsroom, a_round, a_watch
from tests.watch.quick import quick_reading

FEEDS = Path(__file__).parents[3] / "shared" / "data" / "feeds" / "feeds.tar.xz"


def texts(store: Store) -> list[str]:
    return [reading.document.text for reading in store.readings()]


def test_what_a_feed_names_is_kept_once_and_asked_for_once(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a", "/b", etag='"1"')
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    room.page("/b", "On Tuesday PE meet JP, says PE, about sea buoys.")
    desk = a_round(store, a_watch(feed), clock)
    first = [event for event in round_of(desk) if isinstance(event, Kept)]
    clock.on(minutes=15)
    again = list(round_of(desk))
    assert [event.done for event in first] == ["added", "added"]
    assert not any(isinstance(event, Kept) for event in again)
    assert room.asked[-1] == ("/feed", '"1"')
    assert (room.count("/feed"), room.count("/a"), room.count("/b")) == (2, 1, 1)
    assert {story.claims[0].action for story in store.stories()} == {"supply", "meet"}


def test_one_bad_feed_does_not_stop_the_others(room: Newsroom, store: Store, clock: Clock) -> None:
    good = room.feed("/good", "/a")
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    room.answers |= {
        "/slow": Answer(b"<rss/>", slow=1.5),
        "/huge": Answer(b"<rss>" + b" " * 400_000, "text/xml"),
        "/broken": Answer(b"<rss><channel><item></rss", "text/xml"),
        "/page": Answer(b"<!doctype html><html><body><p>A page.</p></body></html>"),
        "/inward": Answer(status=302, location="file:///etc/passwd"),
        "/loop": Answer(status=302, location="/loop"),
        "/closed": Answer(status=403),
        "/cut": Answer(b"", "text/xml", cut=True),
    }
    bad = [room.base + path for path in room.answers if path not in ("/good", "/a")]
    nowhere = "http://127.0.0.1:1/feed"
    desk = a_round(store, a_watch(*bad, good, nowhere, f"{room.base}/gone"), clock)
    events = list(round_of(desk))
    failed = {e.address.rpartition("/")[2]: e for e in events if isinstance(e, FeedFailed)}
    assert {name: event.reason for name, event in failed.items()} == {
        "slow": "timeout", "huge": "too_large", "broken": "no_feed", "page": "no_feed",
        "inward": "bad_address", "loop": "redirects", "closed": "refused", "cut": "no_feed",
        "feed": "no_robots", "gone": "http_status",
    }  # fmt: skip
    assert all(event.detail and "\n" not in event.detail for event in failed.values())
    assert len(texts(store)) == 1


def test_inner_networks_are_refused_to_feeds_and_pages(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    desk = a_round(store, a_watch(room.feed("/feed", "/a")), clock, allow_private=False)
    (failed,) = round_of(desk)
    assert isinstance(failed, FeedFailed)
    assert failed.reason == "not_public"
    assert room.asked == []


def test_a_feed_that_fails_rests_twice_as_long_each_time(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    desk = a_round(store, a_watch(f"{room.base}/gone"), clock)
    for _ in range(8):  # two hours, every quarter of one
        list(round_of(desk))
        clock.on(minutes=15)
    assert room.count("/gone") == 4  # at 0, 15, 45 and 105 minutes


def test_an_item_that_its_feed_calls_changed_becomes_a_revision(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a")
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    desk = a_round(store, a_watch(feed), clock)
    list(round_of(desk))
    clock.on(minutes=15)
    room.feed("/feed", "/a", updated="2031-03-04T12:10:00Z")
    room.page("/a", "Correction: on Monday NO supply PE, says NO, with ice data.")
    events = list(round_of(desk))
    assert [event.done for event in events if isinstance(event, Kept)] == ["revised"]
    assert "Correction" in texts(store)[0]


def test_a_page_is_looked_at_again_for_two_days_and_then_no_more(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a", etag='"f"')
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.", etag='"a"')
    desk = a_round(store, a_watch(feed), clock)
    for hour in range(100):
        if hour == 20:
            room.page("/a", "On Monday NO supply PE, says NO, with ice data.", etag='"b"')
        list(round_of(desk))
        clock.on(hours=1)
    asked = [given for path, given in room.asked if path == "/a"]
    assert asked == [None, '"a"', '"a"']
    assert "PE" in texts(store)[0]
    assert store.counts().documents == 1


def test_a_page_that_cannot_be_had_is_tried_again_though_its_feed_has_not_changed(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a", etag='"1"')
    room.answers["/a"] = Answer(status=503)
    desk = a_round(store, a_watch(feed), clock)
    (missed,) = (event for event in round_of(desk) if isinstance(event, Missed))
    assert not missed.final
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    clock.on(minutes=15)
    list(round_of(desk))
    assert texts(store) == []
    clock.on(minutes=15)
    list(round_of(desk))
    assert len(texts(store)) == 1
    assert store.skipped() == ()


@pytest.mark.parametrize(("status", "tries"), [(503, 6), (404, 1)])
def test_a_page_that_never_comes_is_given_up_and_said(
    room: Newsroom, store: Store, clock: Clock, status: int, tries: int
) -> None:
    feed = room.feed("/feed", "/a", etag='"1"')
    room.answers["/a"] = Answer(status=status)
    desk = a_round(store, a_watch(feed), clock)
    for _ in range(48):
        list(round_of(desk))
        clock.on(hours=1)
    assert room.count("/a") == tries
    assert [one.reason for one in store.skipped()] == ["http_status"]


def test_a_page_without_an_article_is_not_asked_for_again(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a")
    room.answers["/a"] = Answer(b"<!doctype html><html><body><p>Menu</p></body></html>")
    desk = a_round(store, a_watch(feed), clock)
    for _ in range(3):
        list(round_of(desk))
        clock.on(hours=7)
    assert room.count("/a") == 1
    assert [one.reason for one in store.skipped()] == ["no_article"]


def test_a_page_that_ends_the_program_is_given_up_after_some_tries(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a", "/b")
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    room.page("/b", "On Tuesday PE meet JP, says PE, about sea buoys.")

    def read(documents: Iterable[Document]) -> Generator[Reading, None, None]:
        for document in documents:
            if "NO supply" in document.text:
                raise MemoryError
            yield quick_reading(document)

    desk = replace(a_round(store, a_watch(feed), clock), read=read)
    ended = 0
    for _ in range(8):
        try:
            list(round_of(desk))
        except MemoryError:
            ended += 1
    assert ended == 6
    assert [one.reason for one in store.skipped()] == ["failed"]
    assert len(texts(store)) == 1


def test_what_another_command_kept_is_not_asked_for(
    room: Newsroom, store: Store, clock: Clock
) -> None:
    feed = room.feed("/feed", "/a")
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    list(round_of(a_round(store, a_watch(feed), clock)))
    with store._writes() as connection:
        connection.exec_driver_sql("DELETE FROM pages")
    clock.on(minutes=15)
    list(round_of(a_round(store, a_watch(feed), clock)))
    assert room.count("/a") == 1


def test_an_unchanged_page_says_so(room: Newsroom, store: Store, clock: Clock) -> None:
    feed = room.feed("/feed", "/a")
    room.page("/a", "On Monday NO supply CL, says NO, with ice data.")
    desk = a_round(store, a_watch(feed), clock)
    list(round_of(desk))
    clock.on(hours=6)
    assert Unchanged(f"{room.base}/a") in list(round_of(desk))


@pytest.mark.parametrize("events", range(1, 9))
def test_a_round_that_is_cut_off_is_made_up_for_by_the_next(
    room: Newsroom, store: Store, clock: Clock, events: int
) -> None:
    pages = [f"/{n}" for n in range(4)]
    feed = room.feed("/feed", *pages, etag='"1"')
    for n, page in enumerate(pages):
        room.page(page, f"On Monday NO supply CL, says NO, ice chart number {n} of many.")
    with closing(round_of(a_round(store, a_watch(feed), clock))) as cut:
        for _ in range(events):
            next(cut, None)
    clock.on(minutes=15)
    list(round_of(a_round(store, a_watch(feed), clock)))
    assert len(set(texts(store))) == len(texts(store)) == 4
    assert sum(len(story.documents) for story in store.stories()) == 4


@pytest.mark.skipif(not FEEDS.exists(), reason="the feeds of other projects' tests are not here")
def test_feeds_of_every_kind_go_through_a_round(room: Newsroom, store: Store, clock: Clock) -> None:
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(FEEDS.read_bytes()))) as packed:
        for member in packed.getmembers():
            file = packed.extractfile(member)
            if file:
                room.answers[f"/{len(room.answers)}"] = Answer(file.read(), "application/xml")
    feeds = [room.base + path for path in room.answers]
    desk = a_round(store, a_watch(*feeds), clock)
    from firsthand.watch import cycle

    answered = list(cycle._ask(desk))
    assert len(feeds) > 200
    assert len({getattr(event, "address", None) for event in answered} & set(feeds)) == len(feeds)
    assert {feed.address for feed in store.feeds.all()} == set(feeds)
