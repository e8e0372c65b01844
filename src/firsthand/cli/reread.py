"""`firsthand reread`: read the documents of a store again."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from firsthand.cli.options import Running, StoreAddress

EXAMPLE = "firsthand reread --stale --store news.db"


def reread(
    store: StoreAddress,
    running: Running,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Only what another program, model or lexicon read last."),
    ] = False,
) -> int:
    """Read the documents of a store again.

    All of them, or with --stale those that an older program, model or lexicon read.
    """
    from firsthand.cli.intake import Item
    from firsthand.cli.notes import Notes
    from firsthand.cli.progress import progress
    from firsthand.cli.working import Recipe, read_all
    from firsthand.report.wording import counted
    from firsthand.store import open_store
    from firsthand.store.regrouping import regroup

    notes, again, recipe = Notes(), 0, Recipe.of(running)
    with open_store(store, create=False) as kept:
        held = kept.counts().documents
        documents = (
            kept.stale(recipe.reader().made_by)
            if stale
            else (reading.document for reading in kept.readings())
        )
        items = (Item(document, document.id) for document in documents)
        with (
            progress("documents") as advance,
            closing(read_all(items, recipe, running.jobs)) as readings,
        ):
            for item, reading in readings:
                advance(item.name)
                kept.replace(reading)
                again += 1
                if reading.skipped:
                    notes.skip(item.skipped(reading.skipped))
        regroup(kept)
    notes.tell_end(f"{store}: read {again:,} of {counted(held, 'document')} again")
    return notes.code(strict=running.strict)
