"""Numbers that the figures draw: who says what about whom, and aspects over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from firsthand.model.story import SharedClaim, Story
from firsthand.model.vocabulary import Aspect
from firsthand.report.names import Cast
from firsthand.report.wording import MONTHS, counted, date_of, short_day

Step = Literal["day", "week", "month"]
_STEPS: tuple[Step, ...] = ("day", "week", "month")
NO_SOURCE = "no source named"
SIDES = 5
COLUMNS = 26
DEEDS = 3


@dataclass(frozen=True, slots=True)
class Flow:
    """How many news claims a source gives about a relation, and their commonest actions."""

    source: str
    relation: str
    claims: int
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows of the weightiest relations and of those who speak most of them.

    There are at most `SIDES` of each; `all_sources` and `all_relations` say how many there are.
    """

    flows: tuple[Flow, ...]
    all_sources: int
    all_relations: int


@dataclass(frozen=True, slots=True)
class AspectRow:
    """One aspect's news claims: in each step of the time line, and in all steps."""

    aspect: Aspect
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AspectTimes:
    """Aspects by the day of each claim's first report.

    `undated` claims stand in no step, `earlier` ones before the first. `starts` are the first days
    of the steps, and the day after the last.
    """

    step: Step
    labels: tuple[str, ...]
    rows: tuple[AspectRow, ...]
    undated: int
    earlier: int
    starts: tuple[date, ...] = ()


def flows_of(stories: Iterable[Story]) -> Flows:
    """Who says what about whom, in the news claims of some stories.

    A source is an origin's first source, a relation two states, or whoever acts for none. A claim
    of two sources counts with both.
    """
    claims = Counter[tuple[str, str]]()
    deeds = defaultdict[tuple[str, str], Counter[str]](Counter)
    for story in stories:
        cast = Cast(story)
        for claim in _news(story):
            relation = _relation(claim, cast)
            firsts = {origin.first_source for origin in claim.origins}
            for source in {cast.name(key) if key else NO_SOURCE for key in firsts}:
                claims[source, relation] += 1
                deeds[source, relation][claim.action] += 1
    relations = _heaviest(claims, 1)
    drawn = Counter({pair: n for pair, n in claims.items() if pair[1] in relations[:SIDES]})
    flows = [
        Flow(source, relation, number, _commonest(deeds[source, relation]))
        for source in _heaviest(drawn, 0)[:SIDES]
        for relation in relations[:SIDES]
        if (number := drawn[source, relation])
    ]
    return Flows(tuple(flows), len({source for source, _ in claims}), len(relations))


def aspect_times_of(stories: Iterable[Story]) -> AspectTimes:
    """How many news claims of each aspect were first reported when."""
    dated: list[tuple[date, tuple[Aspect, ...]]] = []
    undated = 0
    for claim in (claim for story in stories for claim in _news(story)):
        days = [known for report in claim.reports if (known := date_of(report.published))]
        if days and claim.aspects:
            dated.append((min(days), claim.aspects))
        elif claim.aspects:
            undated += 1
    return aspect_times([(day, aspects, 1) for day, aspects in dated], undated)


def aspect_times(
    dated: Sequence[tuple[date, Sequence[Aspect], int]], undated: int = 0
) -> AspectTimes:
    """The same, of numbers of claims that have these aspects and were first reported that day."""
    if not dated:
        return AspectTimes("day", (), (), undated, 0)
    step, starts = _steps([day for day, _, _ in dated])
    counts = defaultdict[Aspect, Counter[date]](Counter)
    for day, aspects, number in dated:
        for aspect in aspects:
            counts[aspect][_start(day, step)] += number
    drawn = {aspect: tuple(times[at] for at in starts) for aspect, times in counts.items()}
    rows = [AspectRow(aspect, row, sum(row)) for aspect, row in drawn.items() if any(row)]
    rows.sort(key=lambda row: (-row.total, row.aspect))
    labels = tuple(_label(start, step) for start in starts)
    earlier = sum(number for day, _, number in dated if day < starts[0])
    ends = (*starts, _next(starts[-1], step))
    return AspectTimes(step, labels, tuple(rows), undated, earlier, ends)


def flows_note(flows: Flows) -> str:
    """What the figure of flows counts, and what it leaves out."""
    said = "News claims by the farthest source named; a claim of two sources counts with both."
    sources = len({flow.source for flow in flows.flows})
    relations = len({flow.relation for flow in flows.flows})
    if (sources, relations) != (flows.all_sources, flows.all_relations):
        said += (
            f" Shown: {sources} of {counted(flows.all_sources, 'source')}, "
            f"{relations} of {counted(flows.all_relations, 'relation')}."
        )
    return said


def times_note(times: AspectTimes) -> str:
    """What the figure of aspects counts, and what it leaves out."""
    said = f"News claims by the {times.step} of their first report; a claim may have many aspects."
    if times.earlier:
        said += f" {counted(times.earlier, 'older claim')} not drawn."
    if times.undated:
        said += f" {counted(times.undated, 'undated claim')} not drawn."
    return said


def _news(story: Story) -> Iterable[SharedClaim]:
    return (claim for claim in story.claims if not claim.background)


def _relation(claim: SharedClaim, cast: Cast) -> str:
    """The two states of a claim, or whoever acts for none."""
    one = cast.party(claim.actor)
    if claim.recipient is None:
        return one
    other = cast.party(claim.recipient)
    if claim.reciprocal:
        # The same pair named in the other order is the same relation.
        return " ↔ ".join(sorted((one, other)))
    return f"{one} → {other}"


def _heaviest(claims: Counter[tuple[str, str]], side: int) -> list[str]:
    """Sources (side 0) or relations (side 1), those with most claims first."""
    totals = Counter[str]()
    for pair, number in claims.items():
        totals[pair[side]] += number
    return sorted(totals, key=lambda name: (-totals[name], name))


def _commonest(deeds: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(deeds, key=lambda deed: (-deeds[deed], deed))[:DEEDS])


def _steps(days: Sequence[date]) -> tuple[Step, list[date]]:
    """The finest step by which the whole time fits the figure, and the start of each.

    What months cannot hold is cut at the early end: a stray old date must not squeeze the rest.
    """
    first, last = min(days), max(days)
    for step in _STEPS:
        starts = [_start(last, step)]
        while starts[-1] > first and len(starts) <= COLUMNS:
            starts.append(_start(starts[-1] - timedelta(days=1), step))
        if len(starts) <= COLUMNS:
            return step, starts[::-1]
    return "month", starts[COLUMNS - 1 :: -1]


def _start(day: date, step: Step) -> date:
    """The first day of the step that a day lies in; weeks start on Monday."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def _next(start: date, step: Step) -> date:
    """The first day of the step after this one."""
    if date.max - start < timedelta(days=31):  # strangers' dates go to the end of time
        return date.max
    return _start(start + timedelta(days={"day": 1, "week": 7, "month": 31}[step]), step)


def _label(start: date, step: Step) -> str:
    return f"{MONTHS[start.month - 1][:3]} {start.year}" if step == "month" else short_day(start)
