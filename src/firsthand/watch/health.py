"""What may be missed: from the store alone, so that it can be asked while no watch runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from firsthand.model.health import FeedHealth, FeedState, Health, Share
from firsthand.store import Store
from firsthand.store.feeds import KeptFeed

DAYS = 28
"""The days that are looked at, today counted in."""

DEAD = timedelta(days=7)
"""So long without an answer, and a feed is taken for dead."""

BLOCKED = frozenset({"robots", "refused"})

_GAPS = 5
"""So many of its mean pauses without news, and a feed is silent: by chance, one pause in 150 is
longer (e to the power of -5)."""

_SHORTEST = timedelta(days=2)
_TRIES = 10  # failures from which on a feed that was never had is dead


def health_of(store: Store, now: datetime, feeds: Collection[str] | None = None) -> Health:
    """What may be missed.

    Args:
        store: where the watches keep what they did.
        now: the present, with zone.
        feeds: the addresses that are asked about; all that the store knows where None.
    """
    moment = now.astimezone(UTC).replace(tzinfo=None)
    today = moment.date()
    first = today - timedelta(days=DAYS - 1)
    since = datetime(first.year, first.month, first.day)
    tallies = store.tallies
    named = tallies.pages_by_feed(since)
    skipped = tallies.skipped(since)
    in_documents = tallies.documents_added(since)
    unread = tallies.skipped_documents(since)
    articles = in_documents + sum(skipped.values()) - unread
    claims, unresolved = tallies.claims(since)
    waiting, given_up = store.alerts.outstanding()
    asked = [one for one in store.feeds.all() if feeds is None or one.address in feeds]
    return Health(
        first=first.isoformat(),
        last=today.isoformat(),
        feeds=tuple(_feed(one, named.get(one.address, 0), moment) for one in asked),
        articles=articles,
        read=in_documents - unread,
        skipped=_shares(skipped, articles),
        languages=_shares(tallies.languages_not_read(since), articles),
        days_without=_days_without(store, since, moment),
        claims=claims,
        claims_unresolved=unresolved,
        alerts_undelivered=waiting,
        alerts_given_up=given_up,
    )


def _feed(feed: KeptFeed, articles: int, now: datetime) -> FeedHealth:
    return FeedHealth(
        feed.address,
        _state(feed, articles, now),
        _iso(feed.tried_at),
        _iso(feed.got_at),
        _iso(feed.last_new_at),
        feed.failures,
        feed.reason,
        feed.detail,
        articles,
    )


def _state(feed: KeptFeed, articles: int, now: datetime) -> FeedState:
    if feed.tried_at is None:
        return "new"
    if feed.failures:
        if feed.reason in BLOCKED:
            return "blocked"
        lost = now - feed.got_at >= DEAD if feed.got_at else feed.failures >= _TRIES
        return "dead" if lost else "failing"
    pause = timedelta(days=DAYS) / max(1, articles)
    last = feed.last_new_at
    return "silent" if last is None or now - last > max(_SHORTEST, _GAPS * pause) else "well"


def _shares(numbers: Mapping[str, int], whole: int) -> tuple[Share, ...]:
    """The largest first."""
    ordered = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Share(what, number, round(number / max(1, whole), 4)) for what, number in ordered)


def _days_without(store: Store, since: datetime, now: datetime) -> tuple[str, ...]:
    """The days since the store's first document, of those looked at, that have none."""
    first = store.tallies.first_day()
    if first is None:
        return ()
    days = store.tallies.documents_a_day(since.date())
    start = max(first, since.date())
    every = (start + timedelta(days=n) for n in range((now.date() - start).days))
    return tuple(day.isoformat() for day in every if day not in days)


def _iso(moment: datetime | None) -> str | None:
    return moment.replace(tzinfo=UTC, microsecond=0).isoformat() if moment else None
