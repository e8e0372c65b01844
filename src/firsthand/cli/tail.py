"""`firsthand tail`: claims as they come into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.cli.options import Running, StoreAddress

if TYPE_CHECKING:
    from firsthand.model.reading import Reading
    from firsthand.model.watch import Watch

EXAMPLE = "firsthand tail --store news.db"

_PAUSE = 1.0
"""Seconds between two looks into the store."""

_AT_ONCE = 100


def tail(
    store: StoreAddress,
    running: Running,
    watch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A watch file: which relation to follow.")
    ] = None,
    last: Annotated[
        int, typer.Option(min=1, metavar="N", help="The newest documents, to begin with.")
    ] = 10,
) -> int:
    """Show claims as they come into a store, until it is interrupted.

    Another program fills it: watch, fetch or add.
    """
    from time import sleep

    from firsthand.cli.working import Recipe
    from firsthand.store import open_store
    from firsthand.watch import load_watch

    followed = load_watch(watch, Recipe.of(running).lexicon()) if watch else None
    with open_store(store, create=False) as kept:
        found = kept.arrived(None, last)
        mark = None
        while True:
            for mark, reading in found:  # noqa: B007 (the last mark is what it is for)
                show_claims(reading, followed)
            if not found:
                sleep(_PAUSE)
            found = kept.arrived(mark, _AT_ONCE)


def show_claims(reading: Reading, watch: Watch | None) -> int:
    """Print the claims of one reading, those that a watch follows; how many there are."""
    from firsthand.cli.output import show
    from firsthand.grouping import group
    from firsthand.report.arrivals import claims_as_they_come
    from firsthand.report.narrow import narrow

    stories = group([reading])
    claims = claims_as_they_come(narrow(stories, watch) if watch else stories)
    if claims:
        show(*claims)
    return len(claims)
