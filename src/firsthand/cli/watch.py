"""`firsthand watch`: follow the feeds of a watch, and be told of what is out of the ordinary."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.cli.options import Running, StoreAddress

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from firsthand.cli.notes import Notes
    from firsthand.cli.progress import Advance
    from firsthand.cli.working import Recipe
    from firsthand.model.document import Document
    from firsthand.model.reading import Reading
    from firsthand.model.watch import Watch
    from firsthand.store import Store
    from firsthand.store.alerts import Kept as KeptAlert
    from firsthand.watch.cycle import Round
    from firsthand.watch.delivery import Courier
    from firsthand.watch.events import Event

EXAMPLE = "firsthand watch watch.toml --store news.db --every 15m"

_FAILURES = 3
"""Rounds in a row in which the store or the reader fails, and the watch ends."""


def watch(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The watch file.", show_default=False)
    ],
    store: StoreAddress,
    running: Running,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Time between two rounds: 15m, 2h, 1d."),
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, metavar="N", help="The most pages of one feed, the first ones.")
    ] = 100,
    about: Annotated[
        str, typer.Option(metavar="URL", help="Where a server's owner can read who asks.")
    ] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also from this machine and inner networks.")
    ] = False,
) -> int:
    """Follow feeds, and be told of what is out of the ordinary.

    It gets what is new, reads it, shows the claims that are watched, and raises alerts. It can be
    stopped at any moment, and goes on where it was. Claims and alerts go to standard output,
    everything else to standard error.
    """
    from datetime import UTC, datetime

    from firsthand.cli.notes import Notes
    from firsthand.cli.working import Recipe
    from firsthand.model.errors import UsageError
    from firsthand.store import open_store

    try:
        from firsthand.ingest.fetch import Fetcher
        from firsthand.store.regrouping import Regrouping
        from firsthand.watch.cycle import Round
    except ImportError as fault:
        raise UsageError(
            "watch", f"{fault.name} is not installed", "pip install 'firsthand[web]'"
        ) from fault
    if once and every:
        raise UsageError("--every", "it stands beside --once", "leave one of them out")
    recipe = Recipe.of(running)
    followed = _followed(file, recipe, "1m" if once else every)
    courier = _courier(followed)
    with open_store(store) as kept:
        desk = Round(
            watch=followed,
            store=kept,
            web=Fetcher(about=about, allow_private=allow_private),
            read=lambda documents: _read(documents, recipe, running.jobs or 1),
            made_by=recipe.reader().made_by,
            state_name=recipe.lexicon().state_name,
            courier=courier,
            now=lambda: datetime.now(UTC),
            regrouping=Regrouping(kept),
            most=most,
        )
        if once:
            notes = Notes()
            counts = _round(desk, notes)
            _refuse_nothing(counts, notes, kept)
            return notes.code(strict=running.strict)
        _for_ever(desk)
    return 0


def _followed(file: Path, recipe: Recipe, every: str | None) -> Watch:
    from dataclasses import replace

    from firsthand.model.errors import UsageError
    from firsthand.watch import load_watch
    from firsthand.watch.file import period_of

    followed = load_watch(file, recipe.lexicon())
    if not followed.feeds:
        raise UsageError(str(file), "the watch names no feeds", "write feeds = [...] under [watch]")
    if every is None:
        return followed
    seconds = period_of(every)
    if seconds is None:
        raise UsageError("--every", f"{every!r} is no period", "write it as 15m, 2h or 1d")
    return replace(followed, every=seconds)


def _courier(followed: Watch) -> Courier:
    """Delivers the watch's alerts; the secret of webhooks is taken from the environment."""
    import os

    from firsthand.model.errors import UsageError
    from firsthand.watch.delivery import Courier
    from firsthand.watch.webhook import secret_of

    to, secret = followed.deliver, b""
    if to.webhooks and to.secret:
        given = os.environ.get(to.secret, "")
        if not given:
            raise UsageError(
                to.secret, "the environment has no such variable", "put the webhooks' secret there"
            )
        secret = secret_of(given, to.secret)

    def publish(path: Path, alerts: Sequence[KeptAlert]) -> None:
        from datetime import UTC

        from firsthand.export.alert_feed import alert_feed
        from firsthand.export.writing import write_folder

        dated = [(one.alert, one.made_at.replace(tzinfo=UTC)) for one in alerts]
        write_folder(path.parent, {path.name: alert_feed(dated, followed.name)})

    return Courier(to, secret, publish, followed.name)


def _read(
    documents: Iterable[Document], recipe: Recipe, jobs: int
) -> Generator[Reading, None, None]:
    from firsthand.cli.intake import Item
    from firsthand.cli.working import read_all

    items = (Item(document, document.url or document.id) for document in documents)
    with closing(read_all(items, recipe, jobs)) as readings:
        for _, reading in readings:
            yield reading


# ---- rounds


def _for_ever(desk: Round) -> None:
    from time import monotonic, sleep

    from firsthand.cli.ending import tell
    from firsthand.cli.notes import Notes
    from firsthand.model.errors import NothingUsableError, StoreError

    failed = 0
    while True:
        began = monotonic()
        try:
            _round(desk, Notes())
            failed = 0
        except (StoreError, NothingUsableError) as fault:
            failed += 1
            if failed == _FAILURES:
                raise
            tell(f"note: this round was cut short: {fault}")
        sleep(max(1.0, desk.watch.every - (monotonic() - began)))


def _round(desk: Round, notes: Notes) -> Counter[str]:
    """One round, shown as it goes; what happened in it, counted."""
    from firsthand.cli.progress import progress
    from firsthand.watch.cycle import round_of

    counts = Counter[str]()
    with progress("pages") as advance, closing(round_of(desk)) as events:
        for event in events:
            _shown(event, desk.watch, notes, counts, advance)
    notes.tell_end(_done(counts, desk))
    return counts


def _shown(
    event: Event, watch: Watch, notes: Notes, counts: Counter[str], advance: Advance
) -> None:
    from firsthand.cli.output import show
    from firsthand.cli.tail import show_claims
    from firsthand.model.story import SkippedInput
    from firsthand.report.arrivals import alert_view
    from firsthand.watch import events

    match event:
        case events.FeedAsked(_, fresh):
            counts["feeds"] += 1
            counts["fresh"] += fresh or 0
        case events.FeedFailed(address, _, detail, failures):
            counts["feeds"] += 1
            counts["failed"] += 1
            again = f" (the {failures}th time in a row)" if failures > 3 else ""
            notes.note(f"{address}: {detail}{again}")
        case events.Kept(reading, done):
            counts[done] += 1
            advance(reading.document.title or reading.document.url or "")
            if reading.skipped:
                why, what = reading.skipped, reading.document.url or reading.document.id
                notes.skip(SkippedInput(what, why.reason, why.detail))
            else:
                counts["claims"] += show_claims(reading, watch)
        case events.Unchanged(address):
            counts["unchanged"] += 1
            advance(address)
        case events.Missed(skipped, final):
            advance(skipped.what)
            if final:
                notes.skip(skipped)
            else:
                counts["later"] += 1
                notes.note(f"{skipped.what}: {skipped.detail}; it is tried again later")
        case events.Grouped(stories):
            counts["stories"] += stories
        case events.Raised(alert):
            counts["alerts"] += 1
            show(alert_view(alert))
        case events.NotDelivered(target, detail):
            notes.note(f"alerts for {target} wait: {detail}")


def _done(counts: Counter[str], desk: Round) -> str:
    from firsthand.report.wording import counted

    parts = [counted(counts["feeds"], "feed") + " asked"]
    if counts["failed"]:
        parts[0] += f", {counts['failed']:,} failed"
    documents = [f"{counts[what]:,} {what}" for what in ("added", "revised", "unchanged")]
    parts.append(", ".join(documents))
    if counts["claims"]:
        parts.append(counted(counts["claims"], "watched claim"))
    if counts["alerts"]:
        parts.append(counted(counts["alerts"], "alert"))
    return f"{desk.now().astimezone():%H:%M} {'; '.join(parts)}"


def _refuse_nothing(counts: Counter[str], notes: Notes, kept: Store) -> None:
    """Every feed failed, and the store has nothing either.

    Raises:
        NothingUsableError: so it is.
    """
    from firsthand.cli.gathered import nothing_read

    if counts["failed"] and counts["failed"] == counts["feeds"] and not kept.counts().documents:
        raise nothing_read(notes, "the feeds")
