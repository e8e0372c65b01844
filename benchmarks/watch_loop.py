#!/usr/bin/env python3
"""A watch over many documents: growth of memory, kills, and readers beside the writer.

    python benchmarks/watch_loop.py [--documents N] [--real] [--kills 20] [--readers 3] [--json]

A server on this machine has feeds of invented reports that grow by a hundred pages a round; rounds
go on until all are kept. With a quick reader, which makes claims of a pattern and runs no network,
or with --real by the program's own. Three parts, each of which ends with an error where it fails:

- memory: its growth by documents kept, as a slope over the second half of the run;
- kills: rounds killed (SIGKILL) at random moments lose no document that was kept, and double none;
- readers: processes that ask the store for stories, health and alerts all the while.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.served import served  # noqa: E402
from tests.watch.killed import one_round  # noqa: E402
from tests.watch.newsroom import Clock, a_round, a_watch  # noqa: E402

from firsthand.store import open_store  # noqa: E402
from firsthand.watch.cycle import round_of  # noqa: E402
from firsthand.watch.events import Kept  # noqa: E402
from firsthand.watch.health import health_of  # noqa: E402

START = datetime(2025, 1, 1, tzinfo=UTC)
PER_ROUND = 100
ROUNDS_A_DAY = 1
STATES = ("NO", "CL", "PE", "JP", "KE", "UG", "FI", "EE", "UY", "PY")
DEEDS = ("supply", "meet", "agree", "buy", "reject", "accuse")
SYLLABLES = (
    "ba", "ko", "li", "mu", "ne", "pa", "ri", "so", "ta", "vu",
    "den", "gal", "hor", "kim", "lus", "mar", "nor", "pel", "rag", "sil",
)  # fmt: skip


def words_of(number: int) -> str:
    """An invented report, the same for the same number; three of four are of one matter."""
    draw, own = random.Random(number // 4), random.Random(-1 - number)
    one, other = draw.sample(STATES, 2)
    deed, matter = draw.choice(DEEDS), " ".join(_word(draw) for _ in range(12))
    rest = " ".join(_word(own) for _ in range(40))
    return (
        f"On Monday {one} {deed} {other}, says {own.choice((one, other))}, with {matter}. "
        f"Lot {number}: {rest}."
    )


def _word(draw: random.Random) -> str:
    """A word that hardly any other matter has: stories of few words would run into each other."""
    return "".join(draw.choice(SYLLABLES) for _ in range(4))


class Handler(BaseHTTPRequestHandler):
    """/feed names the newest pages, as many as a round takes; /N is a page."""

    up_to = 0

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        body, kind = (
            (self.feed(), "text/xml") if self.path == "/feed" else (self.page(), "text/html")
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def feed(self) -> bytes:
        """The newest pages."""
        base = f"http://{self.headers['Host']}"
        first = max(0, self.up_to - PER_ROUND)
        items = "".join(
            f"<item><title>Report {n}</title><link>{base}/{n}</link>"
            f"<pubDate>{format_datetime(published(n))}</pubDate></item>"
            for n in range(first, self.up_to)
        )
        title = f"<title>Wire {first % 7}</title>"
        return f"<rss version='2.0'><channel>{title}{items}</channel></rss>".encode()

    def page(self) -> bytes:
        """One page."""
        number = int(self.path[1:])
        return (
            f"<html lang=en><head><title>Report {number}</title></head><body><article>"
            f"<h1>Report {number}</h1><p>{escape(words_of(number))}</p></article></body></html>"
        ).encode()


def published(number: int) -> datetime:
    """A round a day."""
    return START + timedelta(days=number // (PER_ROUND * ROUNDS_A_DAY), hours=number % 24)


def resident() -> float:
    """Megabytes of memory that this process has just now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def memory(total: int, folder: Path, real: bool) -> dict[str, Any]:
    """Keep so many documents, and watch memory grow."""
    handler: Any = type("Own", (Handler,), {})
    clock = Clock(START)
    samples: list[tuple[int, float]] = []
    with served(handler) as base, open_store(folder / "news.db", now=clock) as store:
        desk = a_round(store, a_watch(f"{base}/feed", every=60), clock, real=real)
        began, kept, reported = time.perf_counter(), 0, 0
        while kept < total:
            handler.up_to = min(total, handler.up_to + PER_ROUND)
            clock.time = published(handler.up_to - 1)
            kept += sum(isinstance(event, Kept) for event in round_of(desk))
            samples.append((kept, resident()))
            if kept - reported >= 1000:
                reported = kept
                print(f"  {kept:,} documents, {samples[-1][1]:.0f} MB", file=sys.stderr)
        took = time.perf_counter() - began
        in_stories = sum(len(story.documents) for story in store.stories())
        counts = store.counts()
        alerts = sum(1 for _ in store.alerts.newest())
    half = samples[len(samples) // 2 :]
    slope = float(np.polyfit([n for n, _ in half], [mb for _, mb in half], 1)[0]) * 1000
    if counts.documents != total or in_stories != total:
        raise SystemExit(f"kept {counts.documents:,}, in stories {in_stories:,}, of {total:,}")
    return {
        "documents": total,
        "seconds": round(took, 1),
        "documents_per_second": round(total / took, 1),
        "alerts": alerts,
        "memory_mb_at_half": round(half[0][1]),
        "memory_mb_at_end": round(half[-1][1]),
        "memory_mb_per_1000_documents_second_half": round(slope, 3),
    }


def kills(number: int, folder: Path) -> dict[str, Any]:
    """Kill rounds at random moments."""
    draw, total = random.Random(7), 6 * number
    handler = type("Own", (Handler,), {"up_to": min(total, PER_ROUND)})
    acknowledged: list[str] = []
    done = 0
    with served(handler) as base:
        while done < number:
            before = len(acknowledged)
            acknowledged += one_round(folder / "killed.db", f"{base}/feed", draw.randint(1, 5))
            done += 1
            if len(acknowledged) == before:
                break
        acknowledged += one_round(folder / "killed.db", f"{base}/feed", None)
    with open_store(folder / "killed.db") as store:
        urls = [str(reading.document.url) for reading in store.readings()]
        in_stories = sum(len(story.documents) for story in store.stories())
    lost, doubled = len(set(acknowledged) - set(urls)), len(urls) - len(set(urls))
    if lost or doubled or in_stories != len(urls):
        raise SystemExit(f"lost {lost}, doubled {doubled}, in stories {in_stories} of {len(urls)}")
    return {"kills": done, "documents": len(urls), "lost": lost, "doubled": doubled}


def read_for_ever(address: str) -> None:
    """What a reader beside the writer does, until it is ended; its rounds on standard output."""
    rounds = 0
    with open_store(address, create=False) as store:
        while True:
            sum(1 for _ in store.stories())
            health_of(store, datetime.now(UTC))
            list(store.alerts.newest(20))
            store.arrived(None, 10)
            rounds += 1
            print(rounds, flush=True)
            time.sleep(0.5)


def readers(number: int, folder: Path) -> dict[str, Any]:
    """Read beside the writer."""
    path = folder / "shared.db"
    open_store(path).close()
    words = [sys.executable, __file__, "--read", str(path)]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(number)
    ]
    handler: Any = type("Own", (Handler,), {})
    clock = Clock(START)
    with served(handler) as base, open_store(path, now=clock) as store:
        desk = a_round(store, a_watch(f"{base}/feed", every=60), clock)
        for _ in range(5):
            handler.up_to += PER_ROUND
            clock.time = published(handler.up_to - 1)
            list(round_of(desk))
    ended = [one.poll() for one in running]
    for one in running:
        one.send_signal(signal.SIGTERM)
    said = [one.communicate() for one in running]
    rounds = [int((out.split() or ["0"])[-1]) for out, _ in said]
    if any(code is not None for code in ended) or not all(rounds):
        raise SystemExit(f"a reader failed: {[err[-300:] for _, err in said]}")
    return {"readers": number, "documents_written": 5 * PER_ROUND, "rounds_read": rounds}


def main() -> int:
    """Run all three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--real", action="store_true", help="read with the network")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--readers", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--read", metavar="STORE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read_for_ever(given.read)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        found: dict[str, dict[str, Any]] = {
            "memory": memory(given.documents, folder, given.real),
            "kills": kills(given.kills, folder),
            "readers": readers(given.readers, folder),
        }
    reader = "the network" if given.real else "a quick reader in place of the network"
    if given.json:
        print(json.dumps({"reader": reader, **found}))
        return 0
    print(f"read by {reader}")
    for part, figures in found.items():
        print(part)
        for name, value in figures.items():
            print(f"  {name.replace('_', ' '):45s} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
