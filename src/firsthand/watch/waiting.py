"""When a feed is due again, and when a page is: pure functions of what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from firsthand.store.feeds import KeptFeed

LONGEST = timedelta(hours=12)
"""The longest that a feed that fails is left alone."""

LOOKS = (timedelta(hours=6), timedelta(hours=48))
"""How long after it was first named a page is looked at again, for corrections."""

PAGE_TRIES = 6
"""So often a page that cannot be had is tried, over a day and a half."""

_FIRST_PAUSE = timedelta(minutes=30)

LASTING = frozenset(
    {"no_article", "no_text", "too_large", "binary", "unknown_encoding", "bad_address",
     "not_public", "robots", "redirects", "no_feed", "bad_line", "failed"}
)  # fmt: skip
"""Reasons for which a page is not tried again: the next try would end like the last."""

_GONE = frozenset({400, 401, 403, 404, 410, 451})


def feed_due(feed: KeptFeed, every: timedelta, now: datetime) -> bool:
    """Whether a feed is to be asked: after each failure in a row it rests twice as long."""
    if feed.tried_at is None:
        return True
    # A little early is due: cycles begin with some jitter, and a feed must not miss every other.
    pause = every * 0.9
    if feed.failures:
        pause = min(max(every, timedelta(minutes=1)) * 2 ** min(feed.failures - 1, 20), LONGEST)
    return now >= feed.tried_at + pause


def look_again(seen_at: datetime, looks: int, now: datetime) -> datetime | None:
    """When a page that was had is to be had again; None: never, but for what its feed says."""
    if looks >= len(LOOKS):
        return None
    return max(seen_at + LOOKS[looks], now + timedelta(hours=1))


def try_again(reason: str, status: int | None, failures: int, now: datetime) -> datetime | None:
    """When a page that could not be had is tried again; None: never."""
    if reason in LASTING or status in _GONE or failures + 1 >= PAGE_TRIES:
        return None
    return now + _FIRST_PAUSE * int(2**failures)
