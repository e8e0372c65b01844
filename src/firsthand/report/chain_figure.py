"""Who told whom, drawn: outlets on the left, the farthest sources on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from firsthand.model.story import SharedClaim, Story
from firsthand.report.drawing import SMALL, Frame, figure, linked, words_at, wrapped
from firsthand.report.names import Cast, Link, outlet_name
from firsthand.report.wording import counted

MOST = 8
"""So many of a column are drawn."""

_COLUMNS = 4
_HIGH, _BETWEEN = 44.0, 10.0
_LETTER = 0.55  # of the size of the type


@dataclass(frozen=True, slots=True)
class Teller:
    """An outlet or a source, and how many reports came through it."""

    key: str
    link: Link
    reports: int


@dataclass(frozen=True, slots=True)
class Chains:
    """Columns of tellers, outlets first, and how many reports went from one to another.

    `hidden` tellers have no room in their columns.
    """

    columns: tuple[tuple[Teller, ...], ...]
    told: tuple[tuple[str, str, int], ...]
    hidden: int


def chains_of(story: Story, claims: Sequence[SharedClaim]) -> Chains:
    """Through whom the reports of some of a story's claims came."""
    cast = Cast(story)
    links: dict[str, Link] = {}
    depth: dict[str, int] = {}
    reports: dict[str, set[str]] = {}
    told: dict[tuple[str, str], set[str]] = {}
    for report in (report for claim in claims for report in claim.reports):
        outlet = outlet_key(report.outlet)
        links[outlet], depth[outlet] = Link(outlet_name(report.outlet), ""), 0
        path = (outlet, *report.chain[: _COLUMNS - 1])
        for key in path:
            reports.setdefault(key, set()).add(report.document)
        for at, key in enumerate(path[1:], 1):
            links[key] = cast.link(key)
            depth[key] = max(depth.get(key, 0), at)
            told.setdefault((path[at - 1], key), set()).add(report.document)
    columns = tuple(
        _column([key for key in links if depth[key] == at], links, reports)
        for at in range(max(depth.values(), default=-1) + 1)
    )
    drawn = {teller.key for column in columns for teller in column}
    edges = tuple(
        (one, other, len(documents))
        for (one, other), documents in told.items()
        # Two who cite each other stand in one column: no line goes back.
        if {one, other} <= drawn and depth[one] < depth[other]
    )
    return Chains(tuple(column for column in columns if column), edges, len(links) - len(drawn))


def source_chains(chains: Chains, frame: Frame, pages: Mapping[str, str] | None = None) -> str:
    """The chains as boxes and lines; "" where nobody is named beside the outlets.

    `pages` gives the addresses of tellers by their keys, where they have any.
    """
    if len(chains.columns) < 2:
        return ""
    gap = 56.0 if frame.width > 500 else 20.0
    wide = (frame.width - gap * (len(chains.columns) - 1)) / len(chains.columns)
    height = max(map(len, chains.columns)) * (_HIGH + _BETWEEN) - _BETWEEN + 2
    places = {
        teller.key: (n * (wide + gap) + 0.5, (at + 0.5) * height / len(column))
        for n, column in enumerate(_untangled(chains))
        for at, teller in enumerate(column)
    }
    parts = [_told(places[one], places[other], wide, number) for one, other, number in chains.told]
    for column in chains.columns:
        for teller in column:
            box = _box(teller, *places[teller.key], wide - 1)
            label = f"{teller.link.name}, {counted(teller.reports, 'report')}"
            parts.append(linked((pages or {}).get(teller.key), label, box))
    names = {teller.key: teller.link.name for column in chains.columns for teller in column}
    said = "; ".join(
        f"{names[one]} from {names[other]}, {counted(number, 'report')}"
        for one, other, number in chains.told
    )
    return figure("chains", frame, height, "Who told whom", said, parts)


def outlet_key(outlet: str | None) -> str:
    """The key of an outlet among the tellers."""
    return f"outlet:{outlet or ''}"


def chains_note(chains: Chains) -> str:
    """What the figure shows, and what it leaves out."""
    said = (
        "From the outlets on the left to the farthest sources that they name. "
        "The thicker a line, the more reports."
    )
    if chains.hidden:
        said += f" {counted(chains.hidden, 'source')} with fewer reports not drawn."
    return said


def _column(
    keys: Sequence[str], links: Mapping[str, Link], reports: Mapping[str, set[str]]
) -> tuple[Teller, ...]:
    heaviest = sorted(keys, key=lambda key: (-len(reports[key]), links[key].name))[:MOST]
    return tuple(Teller(key, links[key], len(reports[key])) for key in heaviest)


def _untangled(chains: Chains) -> list[tuple[Teller, ...]]:
    """The columns, each ordered by what stands to the left of it, so that few lines cross."""
    placed: dict[str, float] = {}
    made = []
    for column in chains.columns:
        lefts = {
            teller: [
                placed[one] for one, key, _ in chains.told if key == teller.key and one in placed
            ]
            for teller in column
        }
        ordered = tuple(sorted(column, key=partial(_height, lefts)))
        placed |= {teller.key: (n + 0.5) / len(ordered) for n, teller in enumerate(ordered)}
        made.append(ordered)
    return made


def _height(lefts: dict[Teller, list[float]], teller: Teller) -> float:
    return sum(lefts[teller]) / len(lefts[teller]) if lefts[teller] else 1.0


def _told(one: tuple[float, float], other: tuple[float, float], wide: float, number: int) -> str:
    """A line from a source to whoever tells what it said, its head at the teller."""
    (left, y), (right, z) = one, other
    left += wide + 5
    middle = (left + right) / 2
    curve = f"M{right:.1f} {z:.1f}C{middle:.1f} {z:.1f} {middle:.1f} {y:.1f} {left:.1f} {y:.1f}"
    head = f"M{left - 5:.1f} {y:.1f}l7 -4v8z"
    return (
        f'<path class="band" d="{curve}" stroke-width="{min(1 + number, 7):.1f}"/>'
        f'<path class="head" d="{head}"/>'
    )


def _box(teller: Teller, x: float, y: float, wide: float) -> str:
    room = (wide - 14) / (12 * _LETTER)
    note = teller.link.role or counted(teller.reports, "report")
    lines = wrapped(teller.link.name, room, 2)
    dress = ["ink"] * len(lines)
    if len(lines) == 1:
        lines += wrapped(note, (wide - 14) / (SMALL * _LETTER), 1)
        dress += ["muted"]
    top = y - _HIGH / 2
    parts = [
        f'<rect class="box" x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" '
        f'height="{_HIGH:.1f}" rx="2"/>'
    ]
    first = y + 4 - (len(lines) - 1) * 7.5
    for n, (line, drawn) in enumerate(zip(lines, dress, strict=True)):
        size = SMALL if drawn == "muted" else 12.0
        parts.append(words_at(x + 8, first + n * 15, line, drawn, size, "start"))
    return "".join(parts)
