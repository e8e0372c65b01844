"""Inputs or a store → the readings that stories are made of."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass

from firsthand.cli.ending import tell
from firsthand.cli.intake import Period, documents_in
from firsthand.cli.notes import Notes, summary_of
from firsthand.cli.options import Labels, Running, Sources
from firsthand.cli.working import Recipe, read_all
from firsthand.model.errors import NothingUsableError, UsageError
from firsthand.model.reading import MadeBy, Reading
from firsthand.model.story import ReadSummary, Story
from firsthand.model.watch import Watch


@dataclass(frozen=True, slots=True)
class Gathered:
    """Stories, what was read to make them and by what, and the watch that narrows them."""

    stories: list[Story]
    read: ReadSummary
    made_by: MadeBy
    watch: Watch | None

    def watched(self) -> tuple[Story, ...]:
        """The stories, with only the claims that the watch follows where there is one."""
        from firsthand.report.narrow import narrow

        return narrow(self.stories, self.watch) if self.watch else tuple(self.stories)


def gather(sources: Sources, labels: Labels, running: Running, notes: Notes) -> Gathered:
    """The stories of some inputs or of a store; what is skipped goes to the notes.

    Raises:
        UsageError: options contradict each other, or one is wrong.
        NothingUsableError: nothing could be read.
    """
    from firsthand.grouping import group, latest

    _check(sources, labels)
    recipe = Recipe.of(running)
    period = Period.of(sources.since, sources.until)
    watch = _watch(sources, recipe)
    if sources.store is not None:
        readings = _kept(sources.store, period, notes)
    else:
        readings = []
        items = documents_in(sources.inputs or [], labels, period)
        with closing(read_all(items, recipe, running.jobs)) as read:
            for item, reading in read:
                if reading.skipped:
                    notes.skip(item.skipped(reading.skipped))
                else:
                    readings.append(reading)
        readings, aside = latest(readings)
        for one in aside:
            notes.skip(one)
    if not readings:
        raise nothing_read(notes, "the store and period" if sources.store else "the input")
    return Gathered(group(readings), summary_of(readings, notes.skipped), _made_by(readings), watch)


def nothing_read(notes: Notes, where: str) -> NothingUsableError:
    """The error that nothing could be read, with the counts of what was skipped."""
    return NothingUsableError(
        where, "; ".join(filter(None, ("no document to read", notes.counts())))
    )


def _refuse_labels(labels: Labels) -> None:
    for name in ("outlet", "published", "language", "fields"):
        if getattr(labels, name) is not None:
            raise UsageError(
                f"--{name}", "it stands beside --store", "it is for inputs; leave it out"
            )


def _check(sources: Sources, labels: Labels) -> None:
    if sources.store is not None and sources.inputs:
        raise UsageError("--store", "inputs stand beside it", "name inputs, or a store")
    if sources.store is None and not sources.inputs:
        raise UsageError("command line", "nothing to read", "name inputs, or a store with --store")
    if sources.store is not None:
        _refuse_labels(labels)


def _watch(sources: Sources, recipe: Recipe) -> Watch | None:
    if sources.watch is None:
        return None
    from firsthand.watch import load_watch

    return load_watch(sources.watch, recipe.lexicon())


def _kept(address: str, period: Period, notes: Notes) -> list[Reading]:
    """The readings of a store; what was skipped when they were added was said then."""
    from firsthand.store import open_store

    with open_store(address, create=False) as store:
        notes.keep(store.skipped())
        found = store.readings(since=period.since, until=period.until)
        return [reading for reading in found if reading.skipped is None]


def _made_by(readings: list[Reading]) -> MadeBy:
    """What made most of them; said, where others made some."""
    makers = Counter(reading.made_by for reading in readings)
    made_by, most = makers.most_common(1)[0]
    if most < len(readings):
        tell(
            f"note: {len(readings) - most:,} of {len(readings):,} documents were read by another "
            "program, model or lexicon (firsthand reread --stale reads them again)"
        )
    return made_by
