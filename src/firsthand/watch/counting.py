"""Stories → what the claims that a watch follows tell, and independent origins a day.

An origin counts once for a relation and a day, though several claims or stories have it: two are
one where they share their first source or a document. It stands under the day of its first report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from firsthand.grouping.watched import watched
from firsthand.model.story import Origin, SharedClaim, Story, StoryActor
from firsthand.model.vocabulary import Action, Quad
from firsthand.model.watch import Watch

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """One origin of one watched claim.

    `pair` is the relation: the two sides in order of their names, a state by its code, who acts
    for none by its key. `party` and `other` are the keys of those who act and are acted on.
    """

    day: date
    pair: str
    party: str
    other: str | None
    action: Action
    quad: Quad
    denied: bool
    declared: bool
    story: str
    claim: str
    source: str | None
    documents: frozenset[str]


def told_in(stories: Iterable[Story], watch: Watch) -> Iterator[Told]:
    """What the watched claims tell, but for background and what private persons do.

    Denials count as long as the watch follows them. Reports without a day of publication are left
    out: nobody knows on which day they should count.
    """
    for story in stories:
        actors = {actor.key: actor for actor in story.actors}
        for claim in story.claims:
            if not claim.background and watched(claim, actors, watch) and _public(claim, actors):
                yield from _told(story, claim)


def origins_a_day(told: Iterable[Told], key: Callable[[Told], Key]) -> dict[Key, dict[date, int]]:
    """The number of independent origins of each key on each day that has any."""
    together: defaultdict[tuple[Key, date], list[Told]] = defaultdict(list)
    for one in told:
        together[key(one), one.day].append(one)
    found: dict[Key, dict[date, int]] = {}
    for (name, day), those in together.items():
        found.setdefault(name, {})[day] = distinct(those)
    return found


def distinct(told: Iterable[Told]) -> int:
    """How many origins these are, when those that share a source or a document are one."""
    joined: list[set[str]] = []
    for one in told:
        marks = {f"document {id}" for id in one.documents}
        marks |= {f"source {one.source}"} if one.source else set()
        apart = []
        for other in joined:
            if marks.isdisjoint(other):
                apart.append(other)
            else:
                marks |= other
        joined = [*apart, marks]
    return len(joined)


def side_of(key: str) -> str:
    """The state that a party acts for, else the party itself."""
    state = key.partition("/")[0]
    return key if state == "-" else state


def _told(story: Story, claim: SharedClaim) -> Iterator[Told]:
    sides = sorted({side_of(key) for key in (claim.actor, claim.recipient) if key})
    if claim.recipient and len(sides) < 2:
        return  # what passes within one state is no relation
    for origin in claim.origins:
        day = _first_day(claim, origin)
        if day is not None:
            yield Told(
                day,
                " ".join(sides),
                claim.actor,
                claim.recipient,
                claim.action,
                claim.quad,
                claim.modality == "denied",
                claim.declared,
                story.id,
                claim.id,
                origin.first_source,
                frozenset(claim.reports[n].document for n in origin.reports),
            )


def _public(claim: SharedClaim, actors: dict[str, StoryActor]) -> bool:
    """Whether neither party is a person without an office or a state to act for."""
    parties = [actors.get(key) for key in (claim.actor, claim.recipient) if key]
    return not any(party.private for party in parties if party)


def _first_day(claim: SharedClaim, origin: Origin) -> date | None:
    days = [(claim.reports[n].published or "")[:10] for n in origin.reports]
    try:
        return min(date.fromisoformat(day) for day in days if day)
    except ValueError:
        return None
