"""`firsthand alerts`: what a watch found out of the ordinary."""

from __future__ import annotations

from typing import Annotated

import typer

from firsthand.cli.options import AsJson, Debug, StoreAddress

EXAMPLE = "firsthand alerts --store news.db"


def alerts(
    store: StoreAddress,
    last: Annotated[int, typer.Option(min=1, metavar="N", help="The most alerts.")] = 20,
    json: AsJson = False,
    debug: Debug = False,
) -> int:
    """List what watches found out of the ordinary.

    The newest first. With --json one line an alert, as files and webhooks get it.
    """
    del debug  # looked for by the program itself
    from firsthand.cli.ending import DONE, tell
    from firsthand.cli.output import show, write_line
    from firsthand.report.arrivals import alerts_table
    from firsthand.report.wording import counted
    from firsthand.store import open_store

    with open_store(store, create=False) as kept:
        found = list(kept.alerts.newest(last))
    if json:
        from firsthand.watch.delivery import message

        for one in found:
            write_line(message(one).decode())
    elif found:
        show(alerts_table(one.alert for one in found))
    tell(f"{store}: {counted(len(found), 'alert')}")
    return DONE
