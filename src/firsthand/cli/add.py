"""`firsthand add`: read documents and keep them in a store."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from firsthand.cli.options import Inputs, Labels, Running, StoreAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from firsthand.cli.intake import Item
    from firsthand.cli.notes import Notes
    from firsthand.cli.working import Recipe
    from firsthand.model.reading import MadeBy
    from firsthand.store import Store

EXAMPLE = "firsthand add reports/ --store news.db"

_NO_INPUTS = ("duplicate", "no_files", "not_found")
"""What was skipped for these reasons is no input that a store should remember."""


def add(inputs: Inputs, store: StoreAddress, labels: Labels, running: Running) -> int:
    """Read documents and keep them in a store.

    What is kept already is not read again. A new text of a kept document is its new version; the
    one before stays until forgotten.
    """
    from firsthand.cli.intake import documents_in
    from firsthand.cli.notes import Notes
    from firsthand.cli.working import Recipe
    from firsthand.store import open_store

    notes, recipe = Notes(), Recipe.of(running)
    items = documents_in(inputs, labels)
    with open_store(store) as kept:
        keep(items, kept, store, recipe, running, notes)
    return notes.code(strict=running.strict)


def keep(
    items: Iterable[Item],
    kept: Store,
    name: str,
    recipe: Recipe,
    running: Running,
    notes: Notes,
    counts: Counter[str] | None = None,
) -> None:
    """Read items and keep them with their stories; what was skipped, and the counts, to the notes.

    `counts` may hold documents that need not be read; they may grow while items are taken.

    Raises:
        NothingUsableError: not one document is among them.
    """
    from firsthand.cli.gathered import nothing_read
    from firsthand.cli.progress import progress
    from firsthand.cli.working import read_all
    from firsthand.ingest import Unread
    from firsthand.store.regrouping import regroup

    counts = Counter[str]() if counts is None else counts
    made_by = recipe.reader().made_by
    fresh = _unknown(items, kept, made_by, counts)
    with (
        progress("documents") as advance,
        closing(read_all(fresh, recipe, running.jobs)) as readings,
    ):
        for item, reading in readings:
            advance(item.name)
            if reading.skipped:
                skipped = item.skipped(reading.skipped)
                notes.skip(skipped)
            if not isinstance(item.found, Unread):
                done = kept.add(reading)
                counts[done] += 1
                if done == "revised":
                    notes.note(f"{item.name}: a new version of a document that was kept before")
            elif skipped.reason not in _NO_INPUTS:
                kept.note_skipped(skipped)
    if not counts:
        raise nothing_read(notes, "the input")
    regroup(kept)
    did = ", ".join(f"{counts[what]:,} {what}" for what in ("added", "revised", "unchanged"))
    notes.tell_end(f"{name}: {did}")


def _unknown(
    items: Iterable[Item], kept: Store, made_by: MadeBy, counts: Counter[str]
) -> Iterator[Item]:
    """Items without the documents that need not be read; these are counted."""
    from firsthand.model.document import Document

    for item in items:
        if isinstance(item.found, Document) and kept.known(item.found, made_by):
            counts["unchanged"] += 1
        else:
            yield item
