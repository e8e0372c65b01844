#!/usr/bin/env python3
"""Alerts that a watch would have raised, day by day, on dated news of the past.

    python benchmarks/backtest_alerts.py [--from DAY] [--until DAY] [--pairs A-B,...] [--cache DIR]

The corpus is Wikipedia's Portal:Current events (CC BY-SA), one document an item, its outlet the
first that the editors credit. Items are a sentence or two, chosen by editors: few a day, hardly
ever two of one event. So this shows which days stand out, not how many reports there were.
Readings are kept under --cache, so that a second run reads nothing again. The stories are those
of the whole period: a story that later reports changed is seen as it was in the end.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from firsthand.model.alert import AlertKind
from firsthand.model.document import Document
from firsthand.model.watch import Side, Watch
from firsthand.reading.lexicon import packaged_lexicon
from firsthand.reading.pipeline import Reader
from firsthand.store import Store, open_store
from firsthand.store.regrouping import regroup
from firsthand.watch.alerting import alerts_of
from firsthand.watch.counting import told_in
from firsthand.watch.finding import Before

ITEMS = (
    Path(__file__).resolve().parent.parent.parent
    / "shared" / "data" / "wikipedia-current-events" / "items.jsonl.xz"
)  # fmt: skip


def documents(since: date, until: date) -> Iterator[Document]:
    """The items of a period."""
    with lzma.open(ITEMS, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if since.isoformat() <= item["date"] < until.isoformat():
                outlets = [credit["outlet"] for credit in item["credits"]]
                yield Document.of(
                    item["text"],
                    id=str(item["id"]),
                    outlet=outlets[0] if outlets else None,
                    published=item["date"],
                    language="en",
                )


def _side(codes: str) -> Side:
    return Side(frozenset(filter(None, codes.split(","))), frozenset())


def filled(store: Store, since: date, until: date) -> None:
    """Read what the store lacks of a period, and group."""
    reader = Reader()
    began, read = time.perf_counter(), 0
    for document in documents(since, until):
        if not store.known(document, reader.made_by):
            store.add(reader.read(document))
            read += 1
    took = time.perf_counter() - began
    began = time.perf_counter()
    changed = regroup(store)
    print(
        f"read {read:,} documents in {took:.0f} s, "
        f"made {changed:,} stories in {time.perf_counter() - began:.0f} s",
        file=sys.stderr,
    )


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="since", type=date.fromisoformat, default="2021-10-01")
    parser.add_argument("--until", type=date.fromisoformat, default="2023-01-01")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/desk-watch"))
    parser.add_argument("--actors", default="", help="states by code, with commas; all if left out")
    parser.add_argument("--partners", default="", help="the same for the other side")
    given = parser.parse_args()
    if not ITEMS.exists():
        print(f"{ITEMS}: not here", file=sys.stderr)
        return 1
    given.cache.mkdir(parents=True, exist_ok=True)
    watch = Watch(
        "backtest",
        _side(given.actors),
        _side(given.partners),
        frozenset(),
        frozenset(),
        frozenset(),
    )
    with open_store(given.cache / f"backtest-{given.since}-{given.until}.db") as store:
        filled(store, given.since, given.until)
        told = list(told_in(store.stories(), watch))
        read = store.tallies.documents_a_day(given.since)
        days = [given.since + timedelta(days=n) for n in range((given.until - given.since).days)]
        raised: dict[tuple[AlertKind, str], list[Before]] = {}
        counts: Counter[str] = Counter()
        name = packaged_lexicon().state_name
        for day in days:
            for alert in alerts_of(told, watch, read, [day], raised, store.story, name):
                origins = alert.figures.origins if alert.figures else 0
                raised.setdefault((alert.kind, alert.subject), []).append(Before(day, origins))
                counts[alert.kind] += 1
                print(f"{alert.day}  {alert.kind:16s}  {alert.line}")
                for claim in alert.claims[:2]:
                    print(f"{'':30s}{claim.line} | {claim.reports[0].words[0][:110]}")
        pairs = len({one.pair for one in told})
        print(
            f"\n{sum(counts.values())} alerts in {len(days)} days ({dict(counts)}); "
            f"{len(told):,} origins of claims between {pairs:,} pairs, {sum(read.values()):,} items"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
