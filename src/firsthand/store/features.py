"""What the newest claims that are asked for are about, and how often: facets and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select, union_all

from firsthand.store import tables
from firsthand.store.asked import Asked, public_role
from firsthand.store.queries import fitting_claims

LOOKED_AT = 1_000
"""So many claims, the newest, are looked at."""

_OUTLETS_OF = 200
_LISTED = 12

_claims, _actors = tables.story_claims, tables.story_actors
_documents, _places = tables.documents, tables.story_documents


@dataclass(frozen=True, slots=True)
class Features:
    """What one claim is about; `story` is a number, `first` the day of the first report."""

    story: int
    id: str
    actor: str
    actor_state: str | None
    recipient: str | None
    recipient_state: str | None
    action: str
    aspects: tuple[str, ...]
    modality: str
    declared: bool
    background: bool
    first: date
    last: date

    @property
    def key(self) -> tuple[int, str]:
        """What the claim is known by."""
        return self.story, self.id


Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Values by how many of the claims that were `looked_at` have them, the commonest first.

    `actors` are keys of named parties in a public role; a claim may count under several of them,
    as under several states, aspects and outlets.
    """

    looked_at: int
    states: Counted
    actors: Counted
    actions: Counted
    aspects: Counted
    modalities: Counted
    outlets: Counted


def features(connection: Connection, asked: Asked, most: int = LOOKED_AT) -> list[Features]:
    """What the newest claims that are asked for are about."""
    kept = _claims.c
    order = (kept.last, kept.story, kept.id)
    # First what an index holds of them, then their rows: most that are looked at do not fit.
    keys = fitting_claims(connection, asked, order, order, most).subquery()
    chosen = (
        select(
            kept.story, kept.id, kept.actor, kept.actor_state, kept.recipient,
            kept.recipient_state, kept.action, kept.aspects, kept.modality, kept.declared,
            kept.background, kept.first, kept.last,
        )
        .join(keys, and_(keys.c.story == kept.story, keys.c.id == kept.id))
        .order_by(*(column.desc() for column in order))
    )  # fmt: skip
    rows = connection.execute(chosen)
    return [
        Features(
            row.story,
            row.id,
            row.actor,
            row.actor_state,
            row.recipient,
            row.recipient_state,
            row.action,
            tuple(row.aspects.split(",")) if row.aspects else (),
            row.modality,
            row.declared,
            row.background,
            row.first,
            row.last,
        )
        for row in rows
    ]


def facets(connection: Connection, found: Sequence[Features]) -> Facets:
    """The facets of some claims."""
    states = Counter(
        state
        for one in found
        for state in {one.actor_state, one.recipient_state}
        if state is not None
    )
    actors = Counter(
        key for one in found for key in {one.actor, one.recipient} if key and "/" in key
    )
    return Facets(
        looked_at=len(found),
        states=_commonest(states),
        actors=_public(connection, _commonest(actors, 3 * _LISTED)),
        actions=_commonest(Counter(one.action for one in found)),
        aspects=_commonest(Counter(aspect for one in found for aspect in one.aspects)),
        modalities=_commonest(Counter(one.modality for one in found)),
        outlets=_outlets(connection, list(dict.fromkeys(one.story for one in found))),
    )


def names_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The names that the newest stories give to some actors, by key; unknown keys are left out."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    newest = [
        select(_actors.c.key, _actors.c.name)
        .where(_actors.c.key == key)
        .order_by(_actors.c.story.desc())
        .limit(1)
        .subquery()
        for key in wanted
    ]
    rows = connection.execute(union_all(*(select(one) for one in newest)))
    return {row.key: row.name for row in rows}


def _commonest(values: Counter[str], most: int = _LISTED) -> Counted:
    return tuple(sorted(values.items(), key=lambda one: (-one[1], one[0]))[:most])


def _public(connection: Connection, actors: Counted) -> Counted:
    """Those whom some story gives a public role; the unnamed are nobody to look for."""
    known = set(
        connection.scalars(
            select(_actors.c.key)
            .where(_actors.c.key.in_([key for key, _ in actors]))
            .where(_actors.c.kind != "group", public_role())
            .distinct()
        )
    )
    return tuple(one for one in actors if one[0] in known)[:_LISTED]


def _outlets(connection: Connection, stories: Sequence[int]) -> Counted:
    """Outlets by the documents that they have in the newest of some stories."""
    rows = connection.execute(
        select(_documents.c.outlet, func.count())
        .join(_places, _places.c.document == _documents.c.id)
        .where(_places.c.story.in_(stories[:_OUTLETS_OF]), _documents.c.outlet.is_not(None))
        .group_by(_documents.c.outlet)
    )
    return _commonest(Counter({str(row.outlet): int(row[1]) for row in rows}))
