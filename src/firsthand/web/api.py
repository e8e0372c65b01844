"""The API: the contract's objects, over HTTP, read-only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response

from firsthand.model.contract import to_builtins
from firsthand.model.story import Story
from firsthand.model.version import VERSION
from firsthand.store import document_lists, overview, queries, who
from firsthand.store.alert_lists import list_alerts
from firsthand.store.asked import Asked
from firsthand.store.features import LOOKED_AT, facets, features
from firsthand.watch.health import health_of
from firsthand.web import answers
from firsthand.web.api_parameters import Asking, Cursor, Day, Limit, Text
from firsthand.web.asking import desk_of
from firsthand.web.cursors import Kind, cursor_of, place_of
from firsthand.web.schema import DocumentLine, OutletLine, StoreHealth, gives, openapi_of

router = APIRouter(prefix="/api/v1")

T = TypeVar("T")


@router.get("/documents", responses=gives("DocumentLinePage"))
def documents(
    request: Request,
    q: Text = "",
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Response:
    """Documents without their texts, newest first."""
    asked = Asked(text=q, outlet=outlet, since=since, until=until)
    after = _after(cursor, (date, int))
    with desk_of(request).store.asking() as connection:
        found = document_lists.documents(connection, asked, most=limit + 1, after=after)
    lines = [
        DocumentLine(
            one.id, one.url, one.outlet, one.title, one.published, one.language, one.skipped,
            one.story,
        )
        for one in found
    ]  # fmt: skip
    return _page(request, lines, limit, found, document_lists.place_of_document)


@router.get("/documents/{id:path}", responses=gives("Reading"))
def reading(request: Request, id: str) -> Response:
    """What one document says, with its text: a line of `firsthand read --json`."""
    found = desk_of(request).store.document(id) if "\0" not in id else None
    if found is None:
        raise HTTPException(404, "no document of that id")
    return answers.json(request, to_builtins(found))


@router.get("/stories", responses=gives("StoryPage"))
def stories(
    request: Request,
    since: Day = None,
    until: Day = None,
    new: Day = None,
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Response:
    """Stories, those with the newest report first: lines of `firsthand stories --json`."""
    store = desk_of(request).store
    after = _after(cursor, (date, int))
    with store.asking() as connection:
        found = queries.stories(
            connection, most=limit + 1, after=after, since=since, until=until, new=new
        )
        whole = queries.whole_stories(connection, [one.number for one in found[:limit]])
    items = [to_builtins(whole[one.number]) for one in found[:limit] if one.number in whole]
    next = cursor_of(queries.place_of_story(found[limit - 1])) if len(found) > limit else None
    return answers.json(request, {"items": items, "next": next})


@router.get("/stories/{id}", responses=gives("Story"))
def story(request: Request, id: str) -> Response:
    """One story."""
    return answers.json(request, to_builtins(_story(request, id)))


@router.get("/stories/{id}/claims/{claim}", responses=gives("StoryClaim"))
def claim(request: Request, id: str, claim: str) -> Response:
    """One claim of a story."""
    found = _story(request, id)
    for one in found.claims:
        if one.id == claim:
            return answers.json(request, to_builtins(one) | {"story": found.id})
    raise HTTPException(404, "no claim of that id in this story")


@router.get("/claims", responses=gives("StoryClaimPage"))
def claims(
    request: Request,
    asked: Asking,
    sort: queries.Order = "newest",
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Response:
    """Claims, newest or most corroborated first: lines of `firsthand claims --json`."""
    return answers.json(request, _claims(request, asked, sort, cursor, limit))


@router.get("/search", responses=gives("Found"))
def search(
    request: Request,
    asked: Asking,
    sort: queries.Order = "newest",
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Response:
    """Claims as `/claims` gives them, with their number and the facets of the newest of them."""
    page = _claims(request, asked, sort, cursor, limit)
    with desk_of(request).store.asking() as connection:
        found = features(connection, asked, most=LOOKED_AT + 1)
        about = facets(connection, found)
    return answers.json(request, page | {"claims": len(found), "facets": about})


@router.get("/actors", responses=gives("KeptActorPage"))
def actors(
    request: Request,
    state: Annotated[
        str, Query(pattern="^([A-Z]{2})?$", description="Those who act for this state.")
    ] = "",
    cursor: Cursor = "",
    limit: Limit = 20,
) -> Response:
    """Actors by key. Persons without a public role are not among them."""
    after = _after(cursor, (str,)) or ("",)
    with desk_of(request).store.asking() as connection:
        found = who.actors(connection, most=limit + 1, after=after[0], state=state)
    return _page(request, found, limit, found, lambda one: (one.key,))


@router.get("/actors/{key:path}", responses=gives("KeptActor"))
def actor(request: Request, key: str) -> Response:
    """One actor."""
    with desk_of(request).store.asking() as connection:
        found = who.actor(connection, key) if "\0" not in key else None
    if found is None:
        raise HTTPException(404, "no actor of that key, or none in a public role")
    return answers.json(request, found)


@router.get("/outlets", responses=gives("OutletLinePage"))
def outlets(request: Request, cursor: Cursor = "", limit: Limit = 20) -> Response:
    """Outlets by name."""
    after = _after(cursor, (str,)) or ("",)
    with desk_of(request).store.asking() as connection:
        found = who.outlets(connection, most=limit + 1, after=after[0])
    lines = [OutletLine(one.name, one.documents) for one in found]
    return _page(request, lines, limit, found, lambda one: (one.name,))


@router.get("/alerts", responses=gives("KeptAlertPage"))
def alerts(
    request: Request, watch: Text = "", since: Day = None, cursor: Cursor = "", limit: Limit = 20
) -> Response:
    """Alerts, the last kept first."""
    after = _after(cursor, (int,)) or (None,)
    with desk_of(request).store.asking() as connection:
        found = list_alerts(connection, most=limit + 1, after=after[0], since=since, watch=watch)
    items = [msgspec.to_builtins(one.alert) | {"made_at": _moment(one.made_at)} for one in found]
    return _page(request, items, limit, found, lambda one: (one.number,))


@router.get("/health", responses=gives("StoreHealth"))
def health(request: Request) -> Response:
    """What the store holds, what was not read, and how the feeds do."""
    desk = desk_of(request)
    with desk.store.asking() as connection:
        held = overview.held(connection)
        skipped = overview.reasons_skipped(connection)
    return answers.json(
        request,
        StoreHealth(
            firsthand=VERSION,
            documents=held.documents,
            outlets=held.outlets,
            stories=held.stories,
            claims=held.claims,
            first=held.first.isoformat() if held.first else None,
            last=held.last.isoformat() if held.last else None,
            skipped=skipped,
            lately=health_of(desk.store, desk.now()),
        ),
    )


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """This API, described."""
    return answers.json(request, openapi_of(request.app))


def _claims(
    request: Request, asked: Asked, sort: queries.Order, cursor: str, limit: int
) -> dict[str, Any]:
    store = desk_of(request).store
    kinds: tuple[Kind, ...] = (date, int, str) if sort == "newest" else (int, date, int, str)
    after = _after(cursor, kinds)
    with store.asking() as connection:
        found = queries.claims(connection, asked, order=sort, most=limit + 1, after=after)
        whole = queries.whole_stories(connection, [one.number for one in found[:limit]])
    items = []
    for one in found[:limit]:
        story = whole.get(one.number)
        claim = (
            next((claim for claim in story.claims if claim.id == one.id), None) if story else None
        )
        if story and claim:
            items.append(to_builtins(claim) | {"story": story.id})
    last = queries.place_of_claim(found[limit - 1], sort) if len(found) > limit else None
    return {"items": items, "next": cursor_of(last) if last else None}


def _story(request: Request, id: str) -> Story:
    found = desk_of(request).store.story(id) if "\0" not in id else None
    if found is None:
        raise HTTPException(404, "no story of that id")
    return found


def _page(
    request: Request,
    items: Sequence[Any],
    limit: int,
    found: Sequence[T],
    place: Callable[[T], tuple[Any, ...]],
) -> Response:
    """So many items, and where the next page begins: at the last of what was `found` for it."""
    next = cursor_of(place(found[limit - 1])) if len(found) > limit else None
    return answers.json(request, {"items": items[:limit], "next": next})


def _after(cursor: str, kinds: Sequence[Kind]) -> tuple[Any, ...] | None:
    try:
        return place_of(cursor, kinds) if cursor else None
    except ValueError as fault:
        raise HTTPException(422, f"cursor: {fault}") from fault


def _moment(known: datetime) -> str:
    """A time of the store, which is in UTC, as ISO 8601."""
    return known.replace(tzinfo=UTC).isoformat()
