"""Health says what may be missed: feeds that fail, what was not read, days without a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.model.health import Share
from firsthand.store import Store, open_store
from firsthand.store.feeds import Listed
from firsthand.watch.health import health_of
from tests.store.samples import a_reading, an_unread
from tests.watch.newsroom import Clock

FEED = "https://news.example/rss"


@pytest.fixture
def store(store: Store) -> Store:
    store.feeds.enlist([FEED])
    return store


def state(store: Store, clock: Clock) -> str:
    return health_of(store, clock()).feeds[0].state


def test_an_empty_store_has_nothing_to_say(tmp_path: Path, clock: Clock) -> None:
    with open_store(tmp_path / "empty.db", now=clock) as store:
        health = health_of(store, clock())
    assert (health.articles, health.feeds, health.days_without) == (0, (), ())
    assert (health.first, health.last) == ("2031-02-05", "2031-03-04")


def test_a_feed_goes_from_new_to_well_to_silent(store: Store, clock: Clock) -> None:
    assert state(store, clock) == "new"
    pages = [Listed(f"https://news.example/{n}") for n in range(28)]
    store.feeds.arrived(FEED, None, None, pages)
    assert state(store, clock) == "well"
    clock.on(days=4)
    store.feeds.unchanged(FEED)
    assert state(store, clock) == "well"  # one a day: five days without would be odd
    clock.on(days=2)
    assert state(store, clock) == "silent"


@pytest.mark.parametrize(
    ("reason", "expected"), [("robots", "blocked"), ("refused", "blocked"), ("timeout", "failing")]
)
def test_a_feed_that_refuses_is_told_from_one_that_fails(
    store: Store, clock: Clock, reason: str, expected: str
) -> None:
    store.feeds.failed(FEED, reason, "news.example: so it is")
    assert state(store, clock) == expected


def test_a_feed_that_has_not_been_had_for_a_week_is_dead(store: Store, clock: Clock) -> None:
    store.feeds.arrived(FEED, None, None, [])
    clock.on(days=8)
    store.feeds.failed(FEED, "no_such_host", "news.example: no such host is known")
    assert state(store, clock) == "dead"
    store.feeds.unchanged(FEED)
    assert state(store, clock) == "silent"


def test_shares_are_of_all_that_came_documents_and_pages(store: Store, clock: Clock) -> None:
    store.add(a_reading("d1", published="2031-03-04"))
    store.add(an_unread("d2"))
    store.feeds.arrived(FEED, None, None, [Listed("https://news.example/1")])
    store.feeds.missed("https://news.example/1", "no_article", "is a menu", None)
    health = health_of(store, clock())
    assert (health.articles, health.read) == (3, 1)
    assert health.skipped == (Share("no_article", 1, 0.3333), Share("no_reader", 1, 0.3333))
    assert health.languages == (Share("zh", 1, 0.3333),)
    assert (health.claims, health.claims_unresolved) == (1, 0)


def test_claims_of_nobody_in_particular_are_counted(store: Store, clock: Clock) -> None:
    reading = a_reading("d1")
    nobody = replace(reading.actors[0], name="they", state=None, named=False)
    store.add(replace(reading, actors=(nobody, *reading.actors[1:])))
    health = health_of(store, clock())
    assert (health.claims, health.claims_unresolved) == (1, 1)


def test_days_without_a_document_are_named(store: Store, clock: Clock) -> None:
    store.add(a_reading("d1", published="2031-03-01"))
    store.add(a_reading("d2", "Norway ships ice to Malta.", published="2031-03-03"))
    assert health_of(store, clock()).days_without == ("2031-03-02",)
