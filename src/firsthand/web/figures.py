"""The figure of aspects over time, each of whose numbers opens its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from markupsafe import Markup

from firsthand.model.vocabulary import Aspect
from firsthand.report.drawing import NARROW, WIDE, Frame
from firsthand.report.figures import aspects_over_time
from firsthand.report.tallies import aspect_times, times_note
from firsthand.store.asked import Asked
from firsthand.store.features import LOOKED_AT, Features
from firsthand.web import places
from firsthand.web.asking import parameters

FULL = (WIDE, NARROW)
HALF = (Frame("wide", 560, 200, 360), NARROW)
SIDE = (Frame("side", 390, 140, 250),)
"""The widths that a figure is drawn in for a wide, an even and a side column, and for a phone."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure in two widths, with what it counts; without drawings there was nothing to draw."""

    drawings: tuple[Markup, ...]
    note: str


def aspects_drawn(
    found: Iterable[Features], asked: Asked, frames: Sequence[Frame] = FULL
) -> Drawing:
    """Aspects over time of news claims, which `asked` asked for."""
    looked_at = list(found)
    capped = len(looked_at) >= LOOKED_AT
    news = [one for one in looked_at if not one.background]
    dated = [(one.first, cast(tuple[Aspect, ...], one.aspects), 1) for one in news if one.aspects]
    times = aspect_times(dated)

    def lists(aspect: str, at: int | None) -> str:
        first, last = (
            (times.starts[0], times.starts[-1]) if at is None else times.starts[at : at + 2]
        )
        return places.search(
            **parameters(asked, aspect=aspect, new=first, old=last, background=False)
        )

    note = times_note(times)
    if capped:
        note += f" Counted among the newest {LOOKED_AT:,} claims."
    return drawn((aspects_over_time(times, frame, lists) for frame in frames), note)


def drawn(figures: Iterable[str], note: str) -> Drawing:
    """Figures as markup: their module escapes every text that it sets into its own."""
    return Drawing(tuple(Markup(figure) for figure in figures if figure), note)  # noqa: S704
