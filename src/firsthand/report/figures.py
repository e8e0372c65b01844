"""Figures as SVG text: who says what about whom, and claims by aspect over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from firsthand.report.drawing import (
    SMALL,
    TEXT,
    Frame,
    figure,
    line_from,
    linked,
    most_that_fit,
    time_labels,
    words_at,
    wrapped,
)
from firsthand.report.tallies import AspectTimes, Flow, Flows
from firsthand.report.wording import counted

Lists = Callable[[str, int | None], str]
"""From an aspect and the place of a step of time (None: all steps) to the address of its list."""

ROW = 46.0
BAR = 3.0
# A band of one claim; thinner where many claims would make it higher than its row.
UNIT = 7.0


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
    return figure("says", frame, height, "Who says what about whom", said, parts)


def aspects_over_time(times: AspectTimes, frame: Frame, lists: Lists | None = None) -> str:
    """A row for each aspect, a dot for each step of time, its area the number of claims.

    With `lists` each number leads to the list that it counts.

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
    parts = time_labels(times.labels, places, step)
    for n, line in enumerate(times.rows):
        y = head + row * (n + 0.5)
        parts.append(line_from(left, y, right, y, "rule"))
        parts.append(words_at(left - 10, y + 4, line.aspect, "ink", TEXT, "end"))
        total = counted(line.total, "claim")
        all_of = words_at(right + 8, y + 4, total, "muted", SMALL, "start")
        parts.append(linked(lists and lists(line.aspect, None), f"{line.aspect}: {total}", all_of))
        for at, (place, count) in enumerate(zip(places, line.counts, strict=True)):
            if count:
                # The area, not the radius, is the number: that is what the eye compares.
                radius = min(10.0, 1.5 + step / 2) * (count / most) ** 0.5
                dot = (
                    f'<circle class="dot" cx="{place:.1f}" cy="{y:.1f}" r="{max(radius, 2):.1f}"/>'
                )
                label = f"{line.aspect}, {times.labels[at]}: {counted(count, 'claim')}"
                parts.append(linked(lists and lists(line.aspect, at), label, dot))
    height = head + row * len(times.rows) + 2
    said = "; ".join(f"{line.aspect}, {_spoken(line.counts, times)}" for line in times.rows)
    return figure("aspects", frame, height, "Claims by aspect over time", said, parts)


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
    lines = wrapped(node, room / (TEXT * 0.57))
    middle = top + high / 2
    y = middle - (len(lines) * 15 + 13) / 2 + 12
    parts = [f'<rect class="bar" x="{x:.1f}" y="{top:.1f}" width="{BAR:.0f}" height="{high:.1f}"/>']
    parts += [words_at(at, y + 15 * n, line, "ink", TEXT, anchor) for n, line in enumerate(lines)]
    fitted = most_that_fit(note, room / (SMALL * 0.57))
    parts.append(words_at(at, y + 15 * len(lines) - 1, fitted, "muted", SMALL, anchor))
    return "".join(parts)
