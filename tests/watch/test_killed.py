"""A watch that is killed (SIGKILL) loses nothing that it kept, and keeps nothing twice."""

from __future__ import annotations

import random
from pathlib import Path

from firsthand.store import open_store
from tests.watch.killed import one_round
from tests.watch.newsroom import newsroom

PAGES = 30


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    store, draw = tmp_path / "news.db", random.Random(5)
    acknowledged: list[str] = []
    with newsroom() as room:
        pages = [f"/{n}" for n in range(PAGES)]
        feed = room.feed("/feed", *pages, etag='"1"')
        for n, page in enumerate(pages):
            room.page(page, f"On Monday NO supply CL, says NO, ice chart number {n} of many.")
        for _ in range(3):
            acknowledged += one_round(store, feed, draw.randint(1, 6))
        acknowledged += one_round(store, feed, None)
        with open_store(store) as kept:
            urls = [str(reading.document.url) for reading in kept.readings()]
            in_stories = [one.url for story in kept.stories() for one in story.documents]
    assert sorted(urls) == sorted(room.base + page for page in pages)
    assert set(acknowledged) <= set(urls)
    assert len(acknowledged) == len(set(acknowledged))
    assert sorted(map(str, in_stories)) == sorted(urls)
