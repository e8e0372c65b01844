"""When each claim of a story was told: a row a claim, a dot a day of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.model.story import SharedClaim
from firsthand.report.drawing import (
    Frame,
    figure,
    line_from,
    linked,
    time_labels,
    words_at,
    wrapped,
)
from firsthand.report.wording import counted, date_of, short_day

MOST = 14
"""So many claims are drawn, in the order given."""

_LABELS = 8
_LETTER = 0.53


@dataclass(frozen=True, slots=True)
class ClaimDays:
    """A claim, by its id, and how many reports of it each day brought."""

    claim: str
    line: str
    denied: bool
    days: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the days of their reports; `undrawn` have no room or no day."""

    rows: tuple[ClaimDays, ...]
    undrawn: int


def timeline_of(claims: Sequence[SharedClaim]) -> Timeline:
    """The claims that have a day, in the order given."""
    rows: list[ClaimDays] = []
    for claim in claims:
        days = Counter(day for report in claim.reports if (day := date_of(report.published)))
        if days and len(rows) < MOST:
            denied = claim.modality == "denied"
            rows.append(ClaimDays(claim.id, claim.line, denied, tuple(sorted(days.items()))))
    return Timeline(tuple(rows), len(claims) - len(rows))


def claim_timeline(timeline: Timeline, frame: Frame, places: Mapping[str, str]) -> str:
    """The timeline; `places` gives each claim's address by its id. "" where no claim has a day."""
    if not timeline.rows:
        return ""
    days = [day for row in timeline.rows for day, _ in row.days]
    first, last = min(days), max(days)
    beside = frame.width > 500
    head, high = 22.0, 24.0 if beside else 40.0
    left, right = (frame.width * 0.5 if beside else 8.0), frame.width - 14.0
    span = max((last - first).days, 1)

    def at(day: date) -> float:
        return (
            (left + right) / 2
            if first == last
            else left + 6 + (right - left - 12) * ((day - first).days / span)
        )

    parts = _scale(first, last, at, left, right)
    for n, row in enumerate(timeline.rows):
        top = head + high * n
        y = top + (high / 2 if beside else 29)
        parts.append(line_from(left, y, right, y, "rule"))
        room = (left - 14 if beside else frame.width - 8) / (12 * _LETTER)
        label = wrapped(row.line, room, 1)[0]
        name = (
            words_at(left - 12, y + 4, label, "ink", 12.0, "end")
            if beside
            else words_at(2, top + 14, label, "ink", 12.0, "start")
        )
        parts.append(linked(places.get(row.claim), row.line, name))
        dress = "dot denied" if row.denied else "dot"
        for day, number in row.days:
            radius = min(3.5 + 1.6 * (number - 1) ** 0.5, 9.0)
            parts.append(
                f'<circle class="{dress}" cx="{at(day):.1f}" cy="{y:.1f}" r="{radius:.1f}">'
                f"<title>{short_day(day)}: {counted(number, 'report')}</title></circle>"
            )
    height = head + high * len(timeline.rows) + 2
    said = "; ".join(
        f"{row.line}: "
        + ", ".join(f"{short_day(day)}, {counted(number, 'report')}" for day, number in row.days)
        for row in timeline.rows
    )
    return figure("timeline", frame, height, "When each claim was reported", said, parts)


def timeline_note(timeline: Timeline) -> str:
    """What the figure counts, and what it leaves out."""
    said = "A dot is a day's reports of the claim; a ring, reports that it is denied."
    if timeline.undrawn:
        said += f" {counted(timeline.undrawn, 'claim')} more, or without a day, not drawn."
    return said


def _scale(
    first: date, last: date, at: Callable[[date], float], left: float, right: float
) -> list[str]:
    span = (last - first).days
    steps = min(span, _LABELS) or 1
    days = list(dict.fromkeys(first + timedelta(days=span * n // steps) for n in range(steps + 1)))
    labels = tuple(short_day(day) for day in days)
    return time_labels(labels, [at(day) for day in days], (right - left) / len(days))
