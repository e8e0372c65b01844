"""`firsthand fetch`: get feeds and pages from the web and keep them in a store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.cli.options import Running, StoreAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from firsthand.cli.intake import Item
    from firsthand.ingest.web import Web

EXAMPLE = "firsthand fetch https://news.example/rss --store news.db"

Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="ADDRESS",
        help="Feeds (RSS, Atom, JSON Feed, sitemaps), pages, or files with an address a line.",
        show_default=False,
    ),
]


def fetch(
    addresses: Addresses,
    store: StoreAddress,
    running: Running,
    most: Annotated[
        int, typer.Option(min=1, metavar="N", help="The most pages of one feed, the first ones.")
    ] = 100,
    about: Annotated[
        str,
        typer.Option(metavar="URL", help="Where a server's owner can read who asks."),
    ] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also from this machine and inner networks.")
    ] = False,
) -> int:
    """Get feeds and pages from the web into a store.

    One request a host at a time, robots.txt is respected, and pages that are kept already are not
    asked for again: run it as often as you like.
    """
    from datetime import UTC, datetime

    from firsthand.cli.add import keep
    from firsthand.cli.notes import Notes
    from firsthand.cli.working import Recipe
    from firsthand.model.errors import UsageError
    from firsthand.store import open_store

    try:
        from firsthand.ingest.fetch import Fetcher
        from firsthand.ingest.web import Web
    except ImportError as fault:
        raise UsageError(
            "fetch", f"{fault.name} is not installed", "pip install 'firsthand[web]'"
        ) from fault
    notes, counts, recipe = Notes(), Counter[str](), Recipe.of(running)
    wanted = list(_listed(addresses))
    with open_store(store) as kept:
        fetcher = Fetcher(about=about, allow_private=allow_private)
        web = Web(fetcher, kept.addresses, most, datetime.now(UTC))
        keep(_items(web, wanted, counts), kept, store, recipe, running, notes, counts)
    return notes.code(strict=running.strict)


def _listed(addresses: list[str]) -> Iterator[str]:
    """The addresses, those of files in their place."""
    from pathlib import Path

    from firsthand.model.errors import UsageError

    for given in addresses:
        if "://" in given:
            yield given
            continue
        try:
            lines = Path(given).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as fault:
            raise UsageError(
                given, "is no web address and no file of addresses",
                "write it as https://news.example/rss",
            ) from fault  # fmt: skip
        yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _items(web: Web, addresses: list[str], counts: Counter[str]) -> Iterator[Item]:
    from firsthand.cli.intake import Item

    for address in addresses:
        for found in web.documents(address):
            if found is None:
                counts["unchanged"] += 1
            else:
                yield Item(found, address)
