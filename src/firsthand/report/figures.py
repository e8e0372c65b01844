"""Figures as SVG text: who says what about whom, and claims by aspect over time.

They use the page's own colours (`currentColor` and the classes `ink`, `muted`, `band`, `rule`),
so that they follow its light and dark dress, and carry a title and a description for those who
listen. Every text is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from firsthand.report.shown import shown
from firsthand.report.tallies import AspectTimes, Flow, Flows
from firsthand.report.wording import counted

ROW = 46.0
BAR = 3.0
TEXT = 13.0
SMALL = 11.0
# A band of one claim; thinner where many claims would make it higher than its row.
UNIT = 7.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a figure is, and where its columns stand, in the page's pixels."""

    name: str
    width: float
    left: float
    right: float


WIDE = Frame("wide", 720, 250, 460)
NARROW = Frame("narrow", 320, 116, 204)


def who_says_what(flows: Flows, frame: Frame) -> str:
    """Sources on the left, relations on the right, a band between them as wide as their claims.

    Returns the SVG, or "" where there is nothing to draw.
    """
    if not flows.flows:
        return ""
    right = _relations(flows.flows)
    left = _sources(flows.flows, list(right))
    unit = min(UNIT, (ROW - 8) / max(*left.values(), *right.values()))
    height = ROW * max(len(left), len(right))
    starts, ends = _tops(left, unit, height), _tops(right, unit, height)
    parts = [_band(flow, starts, ends, unit, frame) for flow in flows.flows]
    for side, tops in ((left, _tops(left, unit, height)), (right, _tops(right, unit, height))):
        at_left = side is left
        for node, claims in side.items():
            note = (counted(claims, "claim"),) if at_left else _deeds(flows.flows, node)
            parts.append(_node(node, note, tops[node], claims * unit, frame, at_left=at_left))
    said = "; ".join(
        f"{flow.source}: {flow.relation}, {counted(flow.claims, 'claim')}" for flow in flows.flows
    )
    return _svg("says", frame, height, "Who says what about whom", said, parts)


def aspects_over_time(times: AspectTimes, frame: Frame) -> str:
    """A row for each aspect, a dot for each step of time, its area the number of claims.

    Returns the SVG, or "" where no claim has a day.
    """
    if not times.rows:
        return ""
    row, head = 26.0, 22.0
    left, right = frame.width * 0.27 + 10, frame.width - 62.0
    columns = len(times.labels)
    places = [left + (right - left) * (n + 0.5) / columns for n in range(columns)]
    most = max(max(line.counts) for line in times.rows) or 1
    step = (right - left) / columns
    parts = _time_labels(times.labels, places, step)
    for n, line in enumerate(times.rows):
        y = head + row * (n + 0.5)
        parts.append(_line(left, y, right, y, "rule"))
        parts.append(_text(left - 10, y + 4, line.aspect, "ink", TEXT, "end"))
        parts.append(_text(right + 8, y + 4, counted(line.total, "claim"), "muted", SMALL, "start"))
        for place, count in zip(places, line.counts, strict=True):
            if count:
                # The area, not the radius, is the number: that is what the eye compares.
                radius = min(10.0, 1.5 + step / 2) * (count / most) ** 0.5
                parts.append(
                    f'<circle class="dot" cx="{place:.1f}" cy="{y:.1f}" r="{max(radius, 2):.1f}"/>'
                )
    height = head + row * len(times.rows) + 2
    said = "; ".join(f"{line.aspect}, {_spoken(line.counts, times)}" for line in times.rows)
    return _svg("aspects", frame, height, "Claims by aspect over time", said, parts)


def _spoken(counts: tuple[int, ...], times: AspectTimes) -> str:
    told = (f"{label}: {count}" for label, count in zip(times.labels, counts, strict=True) if count)
    return ", ".join(told)


def _relations(flows: tuple[Flow, ...]) -> dict[str, int]:
    """The relations with their claims, those with most first."""
    nodes = defaultdict[str, int](int)
    for flow in flows:
        nodes[flow.relation] += flow.claims
    return dict(sorted(nodes.items(), key=lambda node: -node[1]))


def _sources(flows: tuple[Flow, ...], relations: list[str]) -> dict[str, int]:
    """The sources with their claims, each near what it speaks of, so that few bands cross."""
    nodes, places = defaultdict[str, int](int), defaultdict[str, int](int)
    for flow in flows:
        nodes[flow.source] += flow.claims
        places[flow.source] += flow.claims * relations.index(flow.relation)
    return dict(sorted(nodes.items(), key=lambda node: places[node[0]] / node[1]))


def _tops(nodes: dict[str, int], unit: float, height: float) -> dict[str, float]:
    """Where each node's bar begins, the rows spread evenly over the height."""
    row = height / len(nodes)
    return {
        node: row * (n + 0.5) - claims * unit / 2 for n, (node, claims) in enumerate(nodes.items())
    }


def _deeds(flows: tuple[Flow, ...], relation: str) -> tuple[str, ...]:
    deeds = (deed for flow in flows if flow.relation == relation for deed in flow.deeds)
    return tuple(dict.fromkeys(deeds))[:3]


def _band(
    flow: Flow, starts: dict[str, float], ends: dict[str, float], unit: float, frame: Frame
) -> str:
    """One flow's band; moves both ends on, so that the next band lies under it."""
    thick = flow.claims * unit
    one, other = starts[flow.source] + thick / 2, ends[flow.relation] + thick / 2
    starts[flow.source] += thick
    ends[flow.relation] += thick
    a, b = frame.left + BAR, frame.right - BAR
    middle = (a + b) / 2
    curve = (
        f"M{a:.1f} {one:.1f}C{middle:.1f} {one:.1f} {middle:.1f} {other:.1f} {b:.1f} {other:.1f}"
    )
    return f'<path class="band" d="{curve}" stroke-width="{max(thick - 1, 1):.1f}"/>'


def _node(
    node: str, note: tuple[str, ...], top: float, high: float, frame: Frame, *, at_left: bool
) -> str:
    """A bar with its name (two lines at most) and a note under it."""
    x = frame.left if at_left else frame.right - BAR
    at, anchor = (frame.left - 8, "end") if at_left else (frame.right + 8, "start")
    room = frame.left - 8 if at_left else frame.width - frame.right - 8
    lines = _wrapped(node, room / (TEXT * 0.57))
    middle = top + high / 2
    y = middle - (len(lines) * 15 + 13) / 2 + 12
    parts = [f'<rect class="bar" x="{x:.1f}" y="{top:.1f}" width="{BAR:.0f}" height="{high:.1f}"/>']
    parts += [_text(at, y + 15 * n, line, "ink", TEXT, anchor) for n, line in enumerate(lines)]
    fitted = _most(note, room / (SMALL * 0.57))
    parts.append(_text(at, y + 15 * len(lines) - 1, fitted, "muted", SMALL, anchor))
    return "".join(parts)


def _time_labels(labels: tuple[str, ...], places: list[float], step: float) -> list[str]:
    """The labels of the time line that have room, the last always among them."""
    widest = max(len(label) for label in labels) * SMALL * 0.55 + 8
    every = max(1, -(-int(widest) // max(int(step), 1)))
    last = len(labels) - 1
    return [
        _text(places[n], 12, label, "muted", SMALL, "middle")
        for n, label in enumerate(labels)
        if (last - n) % every == 0
    ]


def _most(words: tuple[str, ...], room: float) -> str:
    """As many of the words as fit, the first always."""
    joins = (", ".join(words[:n]) for n in range(len(words), 1, -1))
    return next((line for line in joins if _fitting(line, room) == len(line)), words[0])


def _wrapped(text: str, room: float, lines: int = 2) -> list[str]:
    """Text in lines of at most `room` letters, the last ending with an ellipsis if more follows."""
    made: list[str] = []
    rest = shown(text, 200)
    while rest and len(made) < lines:
        size = _fitting(rest, room)
        if size >= len(rest):
            made.append(rest)
            break
        if len(made) == lines - 1:
            made.append(rest[: max(_fitting(rest, room - 1), 1)].rstrip() + "…")
            break
        cut = rest.rfind(" ", 1, size + 1)
        cut = cut if cut > 0 else size
        made.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return made


def _fitting(text: str, room: float) -> int:
    """How many letters fit; East Asian wide ones take the room of two."""
    used = 0.0
    for n, letter in enumerate(text):
        used += 1.9 if east_asian_width(letter) in "WF" else 1.25 if letter.isupper() else 1.0
        if used > room:
            return max(n, 1)
    return len(text)


def _text(x: float, y: float, text: str, dress: str, size: float, anchor: str) -> str:
    return (
        f'<text class="{dress}" x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" '
        f'text-anchor="{anchor}">{escape(shown(text))}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, dress: str) -> str:
    return f'<line class="{dress}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _svg(kind: str, frame: Frame, height: float, title: str, said: str, parts: list[str]) -> str:
    id = f"figure-{kind}-{frame.name}"
    return (
        f'<svg class="figure {frame.name}" role="img" viewBox="0 0 {frame.width:.0f} {height:.0f}" '
        f'aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(shown(said, 2000))}</desc>{"".join(parts)}</svg>'
    )
