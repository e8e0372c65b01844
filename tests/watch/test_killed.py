"""A watch that is killed (SIGKILL) loses nothing that it kept, and keeps nothing twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from firsthand.store import open_store
from tests.watch.newsroom import newsroom

PAGES = 30


def one_round(store: Path, feed: str, after: int | None) -> list[str]:
    """The pages that one round kept before it was killed, after so many; None: not killed."""
    kept = []
    words = [sys.executable, "-m", "tests.watch.one_round", str(store), feed]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            kept.append(line.strip())
            if after is not None and len(kept) == after:
                running.send_signal(signal.SIGKILL)
                break
        kept += [line.strip() for line in running.stdout if line.endswith("\n")]
    return kept


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
