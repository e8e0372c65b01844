"""What a store holds as a whole, and what came to it since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, func, select

from firsthand.model.story import SkippedInput
from firsthand.store import tables
from firsthand.store.queries import counted_to

_documents, _claims, _stories = tables.documents, tables.story_claims, tables.stories
_skipped = tables.skipped


@dataclass(frozen=True, slots=True)
class Held:
    """How much a store holds, skipped documents and the inputs that gave none among it."""

    documents: int
    stories: int
    claims: int
    outlets: int
    skipped: int
    inputs_skipped: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Came:
    """How many stories began on or after a day, claims were first told, told again and denied."""

    documents: int
    stories: int
    claims: int
    told_again: int
    denials: int


def held(connection: Connection) -> Held:
    """How much the store holds."""

    def number(of: Table) -> int:
        return connection.scalar(select(func.count()).select_from(of)) or 0

    unread = select(_documents.c.number).where(_documents.c.skipped_reason.is_not(None))
    outlets = select(_documents.c.outlet).where(_documents.c.outlet.is_not(None)).distinct()
    return Held(
        documents=number(_documents),
        stories=number(_stories),
        claims=number(_claims),
        outlets=counted_to(connection, outlets),
        skipped=counted_to(connection, unread),
        inputs_skipped=number(_skipped),
        first=connection.scalar(select(func.min(_documents.c.day))),
        last=connection.scalar(select(func.max(_documents.c.day))),
    )


def came(connection: Connection, since: date) -> Came:
    """What came since a day; all of it counted as far as lists are counted."""
    last, first = _claims.c.last >= since, _claims.c.first >= since
    # The first condition lets the index on `last` do the work of one on `first`.
    claims = select(_claims.c.id).where(last)
    return Came(
        documents=counted_to(
            connection, select(_documents.c.number).where(_documents.c.day >= since)
        ),
        stories=counted_to(connection, select(_stories.c.number).where(_stories.c.first >= since)),
        claims=counted_to(connection, claims.where(first)),
        told_again=counted_to(connection, claims.where(~first)),
        denials=counted_to(connection, claims.where(first, _claims.c.modality == "denied")),
    )


def newest_day(connection: Connection, not_after: date) -> date | None:
    """The day of the newest document; days that are still to come are none."""
    newest: date | None = connection.scalar(
        select(func.max(_documents.c.day)).where(_documents.c.day <= not_after)
    )
    return newest


def inputs_skipped(
    connection: Connection, *, most: int, after: int = 0
) -> list[tuple[int, SkippedInput]]:
    """Inputs that gave no document, in order of arrival, with their numbers."""
    rows = connection.execute(
        select(_skipped).where(_skipped.c.number > after).order_by(_skipped.c.number).limit(most)
    )
    return [(row.number, SkippedInput(row.what, row.reason, row.detail)) for row in rows]


def reasons_skipped(connection: Connection) -> dict[str, int]:
    """How many documents and inputs were not read, by reason, the commonest first."""
    reason = _documents.c.skipped_reason
    unread = select(reason, func.count()).where(reason.is_not(None)).group_by(reason)
    inputs = select(_skipped.c.reason, func.count()).group_by(_skipped.c.reason)
    found: dict[str, int] = {}
    for asked in (unread, inputs):
        for name, number in connection.execute(asked):
            found[name] = found.get(name, 0) + number
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
