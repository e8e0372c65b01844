"""`firsthand forget`: leave nothing of a document or an outlet in a store."""

from __future__ import annotations

from typing import Annotated

import typer

from firsthand.cli.options import Debug, StoreAddress
from firsthand.model.errors import NothingUsableError

EXAMPLE = 'firsthand forget "The Harbour Post" --store news.db'


def forget(
    what: Annotated[
        str,
        typer.Argument(metavar="ID|OUTLET", help="A document’s id, or the name of an outlet."),
    ],
    store: StoreAddress,
    debug: Debug = False,
) -> int:
    """Forget a document, or all of an outlet.

    Nothing of them is left in the store’s files.
    """
    del debug  # looked for by the program itself
    from firsthand.cli.ending import DONE, tell
    from firsthand.report.wording import counted
    from firsthand.store import open_store

    with open_store(store, create=False) as kept:
        forgotten = kept.forget(what)
    if not forgotten:
        raise NothingUsableError(
            what, "no document has this id, and no outlet this name", f"nothing of {store} changed"
        )
    tell(f"{store}: forgot {counted(forgotten, 'document')}")
    return DONE
