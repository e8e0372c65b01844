"""`firsthand health`: what may be missed."""

from __future__ import annotations

from firsthand.cli.options import AsJson, Debug, StoreAddress

EXAMPLE = "firsthand health --store news.db"


def health(store: StoreAddress, json: AsJson = False, debug: Debug = False) -> int:
    """Say what may be missed.

    Feeds that fail, are silent or refuse us, what was not read and why, days without a document.
    """
    del debug  # looked for by the program itself
    from datetime import UTC, datetime

    import msgspec

    from firsthand.cli.ending import DONE
    from firsthand.cli.output import show, write_line
    from firsthand.model.reading import SCHEMA
    from firsthand.report.arrivals import health_view
    from firsthand.store import open_store
    from firsthand.watch.health import health_of

    with open_store(store, create=False) as kept:
        found = health_of(kept, datetime.now(UTC))
    if json:
        write_line(msgspec.json.encode({"schema": SCHEMA, **msgspec.to_builtins(found)}).decode())
    else:
        show(health_view(found))
    return DONE
