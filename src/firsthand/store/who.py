"""Actors and outlets of a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from firsthand.store import tables
from firsthand.store.asked import public_role
from firsthand.store.queries import counted_to

_actors, _documents = tables.story_actors, tables.documents


@dataclass(frozen=True, slots=True)
class KeptActor:
    """An actor as the newest story tells it, and in how many stories it is."""

    key: str
    name: str
    kind: str
    state: str | None
    office: str | None
    stories: int


@dataclass(frozen=True, slots=True)
class KeptOutlet:
    """An outlet, its documents, and the day of the newest."""

    name: str
    documents: int
    last: date | None


def actor(connection: Connection, key: str) -> KeptActor | None:
    """The actor of that key; None for unknown ones and for persons without a public role."""
    fitting = _actors.c.key == key, public_role()
    newest = connection.execute(
        select(_actors).where(*fitting).order_by(_actors.c.story.desc()).limit(1)
    ).one_or_none()
    if newest is None:
        return None
    number = counted_to(connection, select(_actors.c.story).where(*fitting))
    return KeptActor(key, newest.name, newest.kind, newest.state, newest.office, number)


def actors(
    connection: Connection, *, most: int, after: str = "", state: str = ""
) -> list[KeptActor]:
    """Actors by key; those who act for a state where one is given. No private persons."""
    keys = (
        select(_actors.c.key)
        .where(public_role(), _actors.c.key > after)
        .group_by(_actors.c.key)
        .order_by(_actors.c.key)
        .limit(most)
    )
    if state:
        # "UA" and all that begins with "UA/"; "0" comes after "/".
        keys = keys.where(_actors.c.key >= state, _actors.c.key < f"{state}0")
    found = (actor(connection, key) for key in connection.scalars(keys).all())
    return [one for one in found if one is not None]


def outlet(connection: Connection, name: str) -> KeptOutlet | None:
    """The outlet of that name."""
    of = _documents.c.outlet == name
    number = counted_to(connection, select(_documents.c.number).where(of))
    if not number:
        return None
    newest = connection.scalar(
        select(_documents.c.day).where(of).order_by(_documents.c.number.desc()).limit(1)
    )
    return KeptOutlet(name, number, newest)


def outlets(connection: Connection, *, most: int, after: str = "") -> Sequence[KeptOutlet]:
    """Outlets by name, with their documents."""
    named = _documents.c.outlet
    rows = connection.execute(
        select(named, func.count().label("documents"))
        .where(named.is_not(None), named > after)
        .group_by(named)
        .order_by(named)
        .limit(most)
    )
    return [KeptOutlet(row.outlet, row.documents, None) for row in rows]
