"""Stories in the store: their rows, written and taken out, inside a transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import zstandard
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    insert,
    or_,
    select,
    update,
)

from firsthand.model.contract import story_from_json, to_json
from firsthand.model.story import SharedClaim, Story, mark_of
from firsthand.store import tables
from firsthand.store.rows import Values, told_columns

T = TypeVar("T")

_ASKED = 500  # names in one question to the database

_stories, _places = tables.stories, tables.story_documents
_documents = tables.documents
_PARTS = (tables.story_documents, tables.story_claims, tables.story_actors)


@dataclass(frozen=True, slots=True)
class Members:
    """A story by its documents' ids; `first` is the day of the first."""

    first: date
    story: str
    documents: list[str]


def write_stories(connection: Connection, stories: Iterable[Story], gone: Iterable[str]) -> None:
    """Write stories over what was kept of their documents, and take out the `gone`.

    See `Store.keep_stories`.
    """
    come = list(stories)
    days = {story.id: _days(connection, story) for story in come}
    whole = [
        story
        for story in come
        if days[story.id].keys() == {document.id for document in story.documents}
    ]
    known = _known(connection, whole)
    kept = {story.id for story in whole}
    left = [number for id, number in known.items() if id not in kept]
    left += _numbers(connection, set(gone) - kept)
    # First all that goes: a document may leave one of these stories for another.
    for table in _PARTS:
        _delete(connection, table.c.story, list(known.values()))
    _delete(connection, _stories.c.number, left)
    for story in whole:
        _write(connection, known.get(story.id), story, days[story.id])


def holding(connection: Connection, documents: Sequence[str]) -> list[int]:
    """The numbers of the stories that hold some of these documents."""
    found: set[int] = set()
    for part in _parts(documents):
        asked = select(_places.c.story).where(_places.c.document.in_(part))
        found.update(connection.scalars(asked))
    return sorted(found)


def delete_stories(connection: Connection, documents: Sequence[str]) -> list[list[str]]:
    """Delete the stories that hold some of these documents.

    Returns:
        The ids of the other documents of each such story; stories without others left out.
    """
    lost, numbers, bereft = set(documents), holding(connection, documents), []
    for number in numbers:
        held = select(_places.c.document).where(_places.c.story == number)
        others = [id for id in connection.scalars(held) if id not in lost]
        if others:
            bereft.append(others)
    _delete(connection, _stories.c.number, numbers)
    return bereft


def ungrouped(connection: Connection) -> list[tuple[date, str]]:
    """Day and id of the documents that were read and are in no story, by day."""
    asked = (
        select(_documents.c.day, _documents.c.id)
        .outerjoin(_places, _places.c.document == _documents.c.id)
        .where(_places.c.document.is_(None), _documents.c.skipped_reason.is_(None))
        .order_by(_documents.c.day, _documents.c.number)
    )
    return [(row.day, row.id) for row in connection.execute(asked)]


def members(connection: Connection, since: date, until: date) -> list[Members]:
    """The stories with a document in a period (`until` exclusive), by the day of their first."""
    asked = (
        select(_stories.c.first, _stories.c.id, _places.c.document)
        .join(_places, _places.c.story == _stories.c.number)
        .where(_stories.c.last >= since, _stories.c.first < until)
        .order_by(_stories.c.first, _stories.c.number, _places.c.place)
    )
    found: dict[str, Members] = {}
    for row in connection.execute(asked):
        found.setdefault(row.id, Members(row.first, row.id, [])).documents.append(row.document)
    return list(found.values())


def named(id: str) -> Select[Any]:
    """The row of the story of that id, else of the one that now holds the id's document.

    The id of a story names its first document: a story that was renamed since an earlier report
    came, or joined to another, is still found.
    """
    mark = id.rpartition("-")[2]
    held = select(_places.c.story).where(_places.c.mark == mark)
    return (
        select(_stories)
        .where(or_(_stories.c.id == id, _stories.c.number.in_(held)))
        .order_by(_stories.c.id != id, _stories.c.number)
        .limit(1)
    )


def numbers_between(since: date | None, until: date | None) -> Select[Any]:
    """The numbers of the stories with a document in a period, by their first document."""
    first = _places.c.place == 0
    numbers = (
        select(_stories.c.number)
        .join(_places, (_places.c.story == _stories.c.number) & first)
        .join(_documents, _documents.c.id == _places.c.document)
        .order_by(_documents.c.published_at.is_(None), _documents.c.published_at, _documents.c.id)
    )
    if since is not None:
        numbers = numbers.where(_stories.c.last >= since)
    if until is not None:
        numbers = numbers.where(_stories.c.first < until)
    return numbers


def rows_of(connection: Connection, numbers: Sequence[int]) -> list[Row[Any]]:
    """The rows of the stories of these numbers that are still there, in their order."""
    found = connection.execute(select(_stories).where(_stories.c.number.in_(numbers)))
    by_number = {row.number: row for row in found}
    return [by_number[number] for number in numbers if number in by_number]


def story_of(row: Row[Any]) -> Story:
    """The story of a row.

    Raises:
        ValueError: what stands in the row is no story.
    """
    return story_from_json(zstandard.decompress(row.body))


def _days(connection: Connection, story: Story) -> dict[str, date]:
    """The days of those of its documents that are in the store."""
    found: dict[str, date] = {}
    for part in _parts([document.id for document in story.documents]):
        asked = select(_documents.c.id, _documents.c.day).where(_documents.c.id.in_(part))
        found.update((row.id, row.day) for row in connection.execute(asked))
    return found


def _known(connection: Connection, stories: Sequence[Story]) -> dict[str, int]:
    """The numbers of the kept stories of these ids or with documents of these, by their ids."""
    ids = [story.id for story in stories]
    held = holding(connection, [d.id for story in stories for d in story.documents])
    asked: list[ColumnElement[bool]] = [_stories.c.id.in_(part) for part in _parts(ids)]
    asked += [_stories.c.number.in_(part) for part in _parts(held)]
    chosen = select(_stories.c.id, _stories.c.number)
    return {row.id: row.number for one in asked for row in connection.execute(chosen.where(one))}


def _numbers(connection: Connection, ids: Iterable[str]) -> list[int]:
    return [
        number
        for part in _parts(sorted(ids))
        for number in connection.scalars(select(_stories.c.number).where(_stories.c.id.in_(part)))
    ]


def _delete(connection: Connection, number: Column[int], numbers: Sequence[int]) -> None:
    for part in _parts(numbers):
        connection.execute(delete(number.table).where(number.in_(part)))


def _parts(names: Sequence[T]) -> Iterable[Sequence[T]]:
    return (names[at : at + _ASKED] for at in range(0, len(names), _ASKED))


def _write(
    connection: Connection, number: int | None, story: Story, days: Mapping[str, date]
) -> None:
    values = {
        "id": story.id,
        "title": story.title,
        "first": min(days.values()),
        "last": max(days.values()),
        "documents": len(story.documents),
        "claims": len(story.claims),
        "origins": max((claim.origin_count for claim in story.claims), default=0),
        "body": zstandard.compress(to_json(story).encode("utf-8")),
    }
    if number is None:
        made = insert(_stories).values(values).returning(_stories.c.number)
        number = connection.execute(made).scalar_one()
    else:
        connection.execute(update(_stories).where(_stories.c.number == number).values(values))
    states = {actor.key: actor.state for actor in story.actors}
    entries: list[Sequence[Values]] = [
        [
            {"document": document.id, "place": place, "mark": mark_of(document.id)}
            for place, document in enumerate(story.documents)
        ],
        [_claim(claim, states, days) for claim in story.claims],
        [
            {"key": a.key, "name": a.name, "kind": a.kind, "state": a.state, "office": a.office}
            for a in story.actors
        ],
    ]
    for table, found in zip(_PARTS, entries, strict=True):
        if found:
            connection.execute(insert(table), [{"story": number, **entry} for entry in found])


def _claim(
    claim: SharedClaim, states: Mapping[str, str | None], days: Mapping[str, date]
) -> Values:
    told = [days[report.document] for report in claim.reports]
    return {
        "id": claim.id,
        "line": claim.line,
        **told_columns(claim, states),
        "first": min(told),
        "last": max(told),
        "reports": len(claim.reports),
        "origins": claim.origin_count,
    }
