"""Two actors: what is told of them, what they say of themselves, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from sqlalchemy import Connection

from firsthand.report.shown import shown
from firsthand.store import queries, who
from firsthand.store.asked import Asked, is_state
from firsthand.store.features import LOOKED_AT, Facets, Features, facets, features
from firsthand.web import places
from firsthand.web.asking import asked_in, desk_of, parameters, text_in
from firsthand.web.figures import aspects_drawn
from firsthand.web.lists import ClaimLine, Number, claim_line, modality_of, number_of
from firsthand.web.rendering import render
from firsthand.web.states import names as state_names

router = APIRouter()

_TOP, _BESIDE, _WHO = 10, 8, 8


@router.get("/pair")
def show_pair(request: Request) -> Response:
    """The page of two actors, in either direction."""
    given = request.query_params
    one, other = text_in(given, "one"), text_in(given, "other")
    if not one or not other:
        raise HTTPException(404, "a pair has two actors: /pair?one=FI&other=EE")
    asked = replace(
        Asked(actor=one, partner=other),
        since=asked_in(given).since,
        until=asked_in(given).until,
    )
    with desk_of(request).store.asking() as connection:
        names = tuple(name_of(connection, key) for key in (one, other))
        found = features(connection, asked, most=LOOKED_AT + 1)
        view: dict[str, Any] = {
            "who": _who(connection, facets(connection, found), asked),
            "numbers": _numbers(connection, found, asked),
            "top": _claims(connection, replace(asked, background=False), "origins", _TOP),
            "declared": _newest(connection, found, replace(asked, declared=True)),
            "reported": _newest(connection, found, replace(asked, declared=False)),
        }
    return render(
        request,
        "pair.html",
        title=f"{names[0]} and {names[1]}",
        names=names,
        hrefs=(places.actor(one), places.actor(other)),
        all_claims=places.search(**parameters(asked)),
        declared_href=places.search(**parameters(asked, declared=True)),
        reported_href=places.search(**parameters(asked, declared=False)),
        aspects=aspects_drawn(found, asked),
        actions=bars_of("action", found, asked),
        modalities=bars_of("modality", found, asked),
        **view,
    )


def name_of(connection: Connection, key: str) -> str:
    """The name of an actor that has a page.

    Raises:
        HTTPException: 404, there is none of that key, or none in a public role.
    """
    if is_state(key):
        # A state of which only its ministers are named has no row of its own.
        found = state_names(connection, [key]).get(key, key)
    elif known := who.actor(connection, key):
        found = known.name
    else:
        raise HTTPException(404, "no actor of that key, or none in a public role")
    return shown(found, 120)


def bars_of(
    feature: Literal["action", "modality"], found: Sequence[Features], asked: Asked
) -> list[tuple[str, int, Number]]:
    """The values of a feature: the name, how long a bar of ten it is, how many claims have it."""
    counts = Counter[str](getattr(one, feature) for one in found)
    most = max(counts.values(), default=1)
    rows = []
    for value, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        href = places.search(**parameters(asked, **{feature: value}))
        counted = (
            number_of(number, "claim", href)
            if len(found) <= LOOKED_AT
            else Number(f"{number:,}", f"of the newest {LOOKED_AT:,}", href)
        )
        rows.append((modality_of(value), max(1, round(10 * number / most)), counted))
    return rows


def _numbers(connection: Connection, found: Sequence[Features], asked: Asked) -> list[Number]:
    """How many claims there are of each kind: of all, though only the newest were looked at."""
    kinds = (
        ("claim", "claims", asked, lambda _: True),
        ("declared by themselves", "declared by themselves", replace(asked, declared=True),
         lambda one: one.declared),
        ("denied", "denied", replace(asked, modality="denied"),
         lambda one: one.modality == "denied"),
        ("planned", "planned", replace(asked, modality="planned"),
         lambda one: one.modality == "planned"),
    )  # fmt: skip
    return [
        number_of(
            sum(map(is_one, found))
            if len(found) <= LOOKED_AT or fitting == asked
            else queries.number_of_claims(connection, fitting),
            one,
            places.search(**parameters(fitting)),
            many,
        )
        for one, many, fitting, is_one in kinds
    ]


def _claims(
    connection: Connection, asked: Asked, order: queries.Order, most: int
) -> list[ClaimLine]:
    return [claim_line(one) for one in queries.claims(connection, asked, order=order, most=most)]


def _newest(connection: Connection, found: Sequence[Features], asked: Asked) -> list[ClaimLine]:
    """The newest claims that are declared or not, as `asked` says."""
    if len(found) > LOOKED_AT:
        return _claims(connection, asked, "newest", _BESIDE)
    keys = [one.key for one in found if one.declared == asked.declared]
    return [claim_line(one) for one in queries.these_claims(connection, keys[:_BESIDE])]


def _seen_from(key: str, asked: Asked) -> Asked:
    """The claims of the pair in which one of those who act for a side is a party."""
    own = asked.actor if key.startswith(f"{asked.actor}/") else asked.partner
    other = asked.partner if own == asked.actor else asked.actor
    return replace(asked, actor=key, partner=other)


def _who(connection: Connection, counted: Facets, asked: Asked) -> list[tuple[str, str, Number]]:
    """Who acts or is acted on for the two: the name, the page, how many claims."""
    ahead = counted.actors[:_WHO]
    names = state_names(connection, [key for key, _ in ahead])
    return [
        (
            shown(names.get(key, key), 120),
            places.actor(key),
            number_of(number, "claim", places.search(**parameters(_seen_from(key, asked)))),
        )
        for key, number in ahead
        if key not in (asked.actor, asked.partner)
    ]
