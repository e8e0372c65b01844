"""Lists of a store's stories and claims, in pages; nothing is loaded that is not shown.

Every list has an order that is total, so that a page can begin after the last line of the one
before: `after` holds that line's values in the order's columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    or_,
    select,
    union_all,
)

from firsthand.model.story import Story
from firsthand.store import tables
from firsthand.store.asked import Asked, claims_asked, is_state
from firsthand.store.stories import story_of

Order = Literal["newest", "origins"]
After = tuple[Any, ...]

COUNTED = 1_000
"""Lists are counted so far; a longer one has "more than" so many lines."""

_stories, _claims = tables.stories, tables.story_claims
_documents, _places = tables.documents, tables.story_documents


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story's line: how much it holds, `origins` being the most that one claim has."""

    number: int
    id: str
    title: str
    first: date
    last: date
    documents: int
    claims: int
    origins: int


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A shared claim's line, with the story that it stands in."""

    number: int
    story: str
    title: str
    id: str
    line: str
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
    reports: int
    origins: int


def claims(
    connection: Connection, asked: Asked, *, order: Order, most: int, after: After | None = None
) -> list[KeptClaim]:
    """The claims that are asked for, newest or most corroborated first."""
    columns: tuple[Column[Any], ...] = (
        (_claims.c.last,) if order == "newest" else (_claims.c.origins, _claims.c.last)
    )
    place = (*columns, _claims.c.story, _claims.c.id)
    keys = (_claims.c.story, _claims.c.id, *columns)
    chosen = fitting_claims(connection, asked, keys, place, most, after)
    return these_claims(connection, [(row.story, row.id) for row in connection.execute(chosen)])


def these_claims(connection: Connection, keys: Sequence[tuple[int, str]]) -> list[KeptClaim]:
    """The claims of some stories' numbers and ids, in that order; those that went are left out."""
    chosen = (
        select(_claims, _stories.c.id.label("story_id"), _stories.c.title.label("story_title"))
        .join(_stories, _stories.c.number == _claims.c.story)
        .where(_claims.c.story.in_({story for story, _ in keys}))
        .where(_claims.c.id.in_({id for _, id in keys}))
    )
    found = {(row.story, row.id): _claim(row) for row in connection.execute(chosen)}
    return [found[key] for key in keys if key in found]


def fitting_claims(
    connection: Connection,
    asked: Asked,
    columns: Sequence[ColumnElement[Any]],
    order: Sequence[Column[Any]],
    most: int,
    after: After | None = None,
) -> Select[Any]:
    """Some columns of the first claims that fit, in descending order.

    States may be on either side of a claim: each side is asked for by its own index, and the two
    are put together, since no index serves "the one or the other" in an order.
    """
    one, other = asked.actor or asked.partner, asked.partner if asked.actor else ""
    if not is_state(one) or (other and not is_state(other)) or one == other:
        return page(select(*columns).where(*claims_asked(asked, connection)), order, most, after)
    rest = claims_asked(replace(asked, actor="", partner=""), connection)
    actor, recipient = _claims.c.actor_state, _claims.c.recipient_state
    sides = (
        ([actor == one, recipient == other], [actor == other, recipient == one])
        if other
        else ([actor == one], [recipient == one, actor.is_distinct_from(one)])
    )
    parts = [
        page(select(*columns).where(*side, *rest), order, most, after).subquery() for side in sides
    ]
    both = union_all(*(select(part) for part in parts)).subquery()
    return select(both).order_by(*(both.c[column.name].desc() for column in order)).limit(most)


def weightiest(
    connection: Connection, stories: Sequence[int], most: int
) -> dict[int, list[KeptClaim]]:
    """The first claims of some stories: news before background, then those of more origins."""
    by_weight = (_claims.c.background, _claims.c.origins.desc(), _claims.c.reports.desc())
    rank = func.row_number().over(partition_by=_claims.c.story, order_by=by_weight)
    ranked = select(_claims, rank.label("rank")).where(_claims.c.story.in_(stories)).subquery()
    rows = connection.execute(
        select(ranked, _stories.c.id.label("story_id"), _stories.c.title.label("story_title"))
        .join(_stories, _stories.c.number == ranked.c.story)
        .where(ranked.c.rank <= most)
        .order_by(ranked.c.story, ranked.c.rank)
    )
    found: dict[int, list[KeptClaim]] = {}
    for row in rows:
        found.setdefault(row.story, []).append(_claim(row))
    return found


def whole_stories(connection: Connection, numbers: Iterable[int]) -> dict[int, Story]:
    """Stories by their numbers; those that are no more are left out."""
    wanted = list(dict.fromkeys(numbers))
    rows = connection.execute(select(_stories).where(_stories.c.number.in_(wanted)))
    return {row.number: story_of(row) for row in rows}


def place_of_claim(claim: KeptClaim, order: Order) -> After:
    """Where the next page of claims begins after this one."""
    ends = (claim.last,) if order == "newest" else (claim.origins, claim.last)
    return (*ends, claim.number, claim.id)


def stories(
    connection: Connection,
    *,
    most: int,
    after: After | None = None,
    since: date | None = None,
    until: date | None = None,
    new: date | None = None,
    order: Order = "newest",
) -> list[KeptStory]:
    """Stories whose newest report is of a period, newest or most corroborated first.

    With `new`, those whose first report is of that day or later.

    Pages go on by the order of the newest alone.
    """
    found = select(*_story_columns())
    if since is not None:
        found = found.where(_stories.c.last >= since)
    if until is not None:
        found = found.where(_stories.c.last < until)
    if new is not None:
        found = found.where(_stories.c.first >= new)
    columns = (_stories.c.last, _stories.c.number)
    ahead = (_stories.c.origins,) if order == "origins" else ()
    chosen = page(found, (*ahead, *columns), most, after)
    return [KeptStory(**row._mapping) for row in connection.execute(chosen)]


def place_of_story(story: KeptStory) -> After:
    """Where the next page of stories begins after this one."""
    return story.last, story.number


def number_of_claims(connection: Connection, asked: Asked) -> int:
    """How many claims fit, counted to `COUNTED` and one more."""
    fitting = fitting_claims(connection, asked, (_claims.c.story, _claims.c.id), (), COUNTED + 1)
    return counted_to(connection, fitting)


def counted_to(connection: Connection, rows: Select[Any]) -> int:
    """How many rows there are, but at most `COUNTED` and one more."""
    some = rows.limit(COUNTED + 1).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def page(
    rows: Select[Any], order: Sequence[ColumnElement[Any]], most: int, after: After | None
) -> Select[Any]:
    """So many rows, in descending order, that come after a place in it."""
    if after is not None:
        rows = rows.where(_comes_after(order, after))
    return rows.order_by(*(column.desc() for column in order)).limit(most)


def _comes_after(order: Sequence[ColumnElement[Any]], after: After) -> ColumnElement[bool]:
    return or_(
        *(
            and_(
                *(column == value for column, value in zip(order[:at], after, strict=False)),
                order[at] < after[at],
            )
            for at in range(len(order))
        )
    )


def _story_columns() -> tuple[ColumnElement[Any], ...]:
    kept = _stories.c
    return (
        kept.number, kept.id, kept.title, kept.first, kept.last,
        kept.documents, kept.claims, kept.origins,
    )  # fmt: skip


def _claim(row: Row[Any]) -> KeptClaim:
    return KeptClaim(
        number=row.story,
        story=row.story_id,
        title=row.story_title,
        id=row.id,
        line=row.line,
        actor=row.actor,
        actor_state=row.actor_state,
        recipient=row.recipient,
        recipient_state=row.recipient_state,
        action=row.action,
        aspects=tuple(filter(None, row.aspects.split(","))),
        modality=row.modality,
        declared=row.declared,
        background=row.background,
        first=row.first,
        last=row.last,
        reports=row.reports,
        origins=row.origins,
    )
