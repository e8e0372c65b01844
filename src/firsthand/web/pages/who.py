"""An actor, an outlet, and the list of outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request, Response
from sqlalchemy import Connection

from firsthand.report.shown import shown
from firsthand.report.wording import day
from firsthand.store import document_lists, queries, who
from firsthand.store.asked import Asked, is_state
from firsthand.store.features import LOOKED_AT, Features, features
from firsthand.web import places
from firsthand.web.asking import desk_of, parameters, text_in
from firsthand.web.cursors import cursor_of, place_of
from firsthand.web.figures import aspects_drawn
from firsthand.web.lists import Number, claim_line, number_of, report_line
from firsthand.web.pages.pair import bars_of, name_of
from firsthand.web.rendering import render
from firsthand.web.states import names as state_names

router = APIRouter()

_CLAIMS, _NEWEST, _PARTNERS, _REPORTS, _OUTLETS = 14, 6, 12, 40, 200


@router.get("/actor")
def show_actor(request: Request) -> Response:
    """The page of an actor, which a person has only in a public role."""
    key = text_in(request.query_params, "key")
    asked = Asked(actor=key)
    with desk_of(request).store.asking() as connection:
        name = name_of(connection, key)
        known = who.actor(connection, key)
        state = known.state if known and known.state != key else None
        names = state_names(connection, [state] if state else [])
        found = features(connection, asked, most=LOOKED_AT + 1)
        top = queries.claims(
            connection, replace(asked, background=False), order="origins", most=_CLAIMS
        )
        newest = queries.these_claims(connection, [one.key for one in found[:_NEWEST]])
        partners = _partners(connection, found, key)
    return render(
        request,
        "actor.html",
        title=name,
        role=shown((known.office if known else "") or "", 120),
        kind=known.kind if known else "state",
        state=(names.get(state, state), places.actor(state)) if state else (),
        numbers=[
            number_of(len(found), "claim", places.search(actor=key)),
            *(
                [number_of(known.stories, "story", places.search(actor=key), "stories")]
                if known
                else []
            ),
        ],
        all_claims=places.search(actor=key),
        most_corroborated=places.search(actor=key, sort="origins"),
        aspects=aspects_drawn(found, asked),
        actions=bars_of("action", found, asked),
        partners=partners,
        top=[claim_line(one) for one in top],
        newest=[claim_line(one) for one in newest],
        capped=f"{LOOKED_AT:,}" if len(found) > LOOKED_AT else "",
    )


@router.get("/outlet")
def show_outlet(request: Request) -> Response:
    """The page of an outlet: its reports, newest first."""
    name = text_in(request.query_params, "name")
    asked = Asked(outlet=name)
    with desk_of(request).store.asking() as connection:
        known = who.outlet(connection, name) if name else None
        if known is None:
            raise HTTPException(404, "no report of an outlet of that name")
        found = document_lists.documents(connection, asked, most=_REPORTS)
        told = features(connection, asked, most=LOOKED_AT)
    aspects = Counter(aspect for one in told for aspect in one.aspects)
    return render(
        request,
        "outlet.html",
        title=shown(name, 220),
        numbers=[
            number_of(known.documents, "report", places.search(view="reports", outlet=name)),
        ],
        newest=day(known.last.isoformat() if known.last else None),
        claims_href=places.search(outlet=name),
        reports=[report_line(one) for one in found],
        all_reports=places.search(view="reports", outlet=name),
        aspects=[
            (aspect, number_of(number, "claim", places.search(outlet=name, aspect=aspect)))
            for aspect, number in aspects.most_common()
        ],
        looked_at=f"{len(told):,}",
    )


@router.get("/outlets")
def list_outlets(request: Request) -> Response:
    """The outlets, by name."""
    cursor = text_in(request.query_params, "cursor")
    with desk_of(request).store.asking() as connection:
        found = who.outlets(connection, most=_OUTLETS + 1, after=_after(cursor))
    shown_ones = found[:_OUTLETS]
    return render(
        request,
        "outlets.html",
        title="Outlets",
        outlets=[
            (
                shown(one.name, 160),
                places.outlet(one.name),
                number_of(one.documents, "report", places.search(view="reports", outlet=one.name)),
            )
            for one in shown_ones
        ],
        next=places.address("/outlets", cursor=cursor_of([shown_ones[-1].name]))
        if len(found) > _OUTLETS
        else "",
    )


def _after(cursor: str) -> str:
    try:
        return str(place_of(cursor, (str,))[0]) if cursor else ""
    except ValueError as fault:
        raise HTTPException(422, f"cursor: {fault}") from fault


def _partners(
    connection: Connection, found: Sequence[Features], key: str
) -> list[tuple[str, str, Number]]:
    """With whom the actor has most claims: states, or others who act for none."""
    own = "state" if is_state(key) else "key"
    partners = Counter[str]()
    for one in found:
        for party, state in ((one.actor, one.actor_state), (one.recipient, one.recipient_state)):
            if party is None or (state if own == "state" else party) == key:
                continue
            if state and state != key:
                partners[state] += 1
    heaviest = sorted(partners.items(), key=lambda one: (-one[1], one[0]))[:_PARTNERS]
    names = state_names(connection, [state for state, _ in heaviest])
    return [
        (
            shown(names.get(state, state), 120),
            places.pair(key, state),
            number_of(
                number, "claim", places.search(**parameters(Asked(actor=key, partner=state)))
            ),
        )
        for state, number in heaviest
    ]
