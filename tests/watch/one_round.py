"""One round of a watch with the quick reader, as a process of its own that can be killed.

python -m tests.watch.one_round STORE FEED...
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from firsthand.store import open_store
from firsthand.watch.cycle import round_of
from firsthand.watch.events import Kept
from tests.watch.newsroom import Clock, a_round, a_watch


def main(store: str, *feeds: str) -> None:
    """Run it, and name each document when the store has it."""
    with open_store(Path(store)) as kept:
        desk = a_round(kept, a_watch(*feeds, every=0), Clock(datetime.now(UTC)))
        for event in round_of(desk):
            if isinstance(event, Kept):
                sys.stdout.write(f"{event.reading.document.url}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
