"""The search, and the list of stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.report.shown import shown
from firsthand.store import document_lists, queries
from firsthand.store.asked import LOOKED_THROUGH, Asked
from firsthand.store.features import LOOKED_AT, Facets, facets, features
from firsthand.web import places
from firsthand.web.asking import asked_in, day_in, desk_of, parameters, text_in, word_in
from firsthand.web.cursors import Kind, cursor_of, place_of
from firsthand.web.lists import claim_line, modality_of, number_of, report_line, story_line
from firsthand.web.places import Value
from firsthand.web.rendering import render
from firsthand.web.states import names as state_names

router = APIRouter()

View = Literal["claims", "reports"]
_PAGE = 40

_CLAIM_PLACES: dict[queries.Order, tuple[Kind, ...]] = {
    "newest": (date, int, str),
    "origins": (int, date, int, str),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and the search that it leads to; chosen ones lead back."""

    name: str
    number: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the search, and the search without it."""

    name: str
    value: str
    without: str


@router.get("/search")
def show_search(request: Request) -> Response:
    """The page of a search."""
    given = request.query_params
    asked = asked_in(given)
    view: View = word_in(given, "view", View) or "claims"
    order: queries.Order = word_in(given, "sort", queries.Order) or "newest"
    cursor = text_in(given, "cursor")
    kept: dict[str, Value] = {"view": "" if view == "claims" else view}
    kept["sort"] = "" if order == "newest" else order
    lines: list[Any]
    with desk_of(request).store.asking() as connection:
        found = features(connection, asked, most=LOOKED_AT + 1)
        if view == "claims":
            claims = (
                queries.these_claims(connection, [one.key for one in found[: _PAGE + 1]])
                if order == "newest" and not cursor
                else queries.claims(
                    connection, asked, order=order, most=_PAGE + 1,
                    after=_after(cursor, _CLAIM_PLACES[order]),
                )
            )  # fmt: skip
            lines = [claim_line(claim) for claim in claims[:_PAGE]]
            last = queries.place_of_claim(claims[_PAGE - 1], order) if len(claims) > _PAGE else None
            total = len(found)
            number = number_of(total, "claim", "")
        else:
            documents = document_lists.documents(
                connection, asked, most=_PAGE + 1, after=_after(cursor, (date, int))
            )
            lines = [report_line(document) for document in documents[:_PAGE]]
            more = len(documents) > _PAGE
            last = document_lists.place_of_document(documents[_PAGE - 1]) if more else None
            number = number_of(document_lists.number_of_documents(connection, asked), "report", "")
        counted = facets(connection, found)
        names = state_names(connection, _keys(counted, asked))
    return render(
        request,
        "search.html",
        title=_title(asked, names) or "Search",
        view=view,
        order=order,
        lines=lines,
        number=number,
        next=places.search(**parameters(asked, **kept, cursor=cursor_of(last))) if last else "",
        facets=_facets(counted, asked, kept, names),
        chosen=_chosen(asked, kept, names),
        facets_of=f"{LOOKED_AT:,}" if len(found) > LOOKED_AT else "",
        looked_through=f"{LOOKED_THROUGH:,}" if asked.text or asked.outlet else "",
        as_claims=places.search(**parameters(asked, sort=kept["sort"])),
        as_reports=places.search(**parameters(asked, view="reports")),
        by_day=places.search(**parameters(asked, view=kept["view"])),
        by_origins=places.search(**parameters(asked, sort="origins")),
        hidden=[
            (name, str(int(value)) if isinstance(value, bool) else str(value))
            for name, value in (parameters(asked) | kept).items()
            if value is not None and value != "" and name not in ("q", "since", "until")
        ],
        q=asked.text,
        since=asked.since or "",
        until=asked.until or "",
    )


@router.get("/stories")
def list_stories(request: Request) -> Response:
    """The stories, those with the newest report first."""
    given = request.query_params
    new, since, until = (day_in(given, name) for name in ("new", "since", "until"))
    with desk_of(request).store.asking() as connection:
        found = queries.stories(
            connection, most=_PAGE + 1, after=_after(text_in(given, "cursor"), (date, int)),
            since=since, until=until, new=new,
        )  # fmt: skip
    last = queries.place_of_story(found[_PAGE - 1]) if len(found) > _PAGE else None
    return render(
        request,
        "stories.html",
        title="Stories",
        new=new.isoformat() if new else "",
        stories=[story_line(one) for one in found[:_PAGE]],
        next=places.address("/stories", new=new, since=since, until=until, cursor=cursor_of(last))
        if last
        else "",
    )


def _after(cursor: str, kinds: Sequence[Kind]) -> tuple[Any, ...] | None:
    try:
        return place_of(cursor, kinds) if cursor else None
    except ValueError as fault:
        raise HTTPException(422, f"cursor: {fault}") from fault


def _keys(counted: Facets, asked: Asked) -> list[str]:
    facets = (*counted.states, *counted.actors)
    return [*(key for key, _ in facets), *filter(None, (asked.actor, asked.partner))]


def _facets(
    counted: Facets, asked: Asked, kept: Mapping[str, Value], names: Mapping[str, str]
) -> list[Facet]:
    """Each facet with its commonest values; a chosen one leads to the search without it."""
    parts = (
        ("State", "actor", counted.states),
        ("Actor", "actor", counted.actors),
        ("Action", "action", counted.actions),
        ("Aspect", "aspect", counted.aspects),
        ("Modality", "modality", counted.modalities),
        ("Outlet of the story", "outlet", counted.outlets),
    )
    now = parameters(asked)
    made = []
    for title, name, values in parts:
        choices = []
        for value, number in values:
            # A second actor is the other party of the first.
            field = name
            if name == "actor" and asked.actor and value != asked.actor:
                field = "partner"
            chosen = now[field] == value
            href = places.search(**parameters(asked, **kept, **{field: "" if chosen else value}))
            label = modality_of(value) if name == "modality" else names.get(value, value)
            choices.append(Choice(shown(label, 60), f"{number:,}", href, chosen))
        made.append(Facet(title, tuple(choices)))
    return [facet for facet in made if facet.choices]


def _chosen(asked: Asked, kept: Mapping[str, Value], names: Mapping[str, str]) -> list[Chosen]:
    """What narrows the search beside its text and days."""
    told: list[tuple[str, str, str]] = [
        ("actor", "Actor", names.get(asked.actor, asked.actor)),
        ("partner", "Other party", names.get(asked.partner, asked.partner)),
        ("action", "Action", asked.action or ""),
        ("aspect", "Aspect", asked.aspect or ""),
        ("modality", "Modality", modality_of(asked.modality or "")),
        ("outlet", "Outlet", asked.outlet),
        ("new", "First reported since", asked.new.isoformat() if asked.new else ""),
        ("old", "First reported before", asked.old.isoformat() if asked.old else ""),
        ("declared", "Declared", {True: "by itself", False: "by others", None: ""}[asked.declared]),
        ("background", "Kind", {True: "background", False: "news", None: ""}[asked.background]),
    ]
    return [
        Chosen(title, shown(value, 80), places.search(**parameters(asked, **kept, **{name: ""})))
        for name, title, value in told
        if value
    ]


def _title(asked: Asked, names: Mapping[str, str]) -> str:
    parts = [
        asked.text,
        names.get(asked.actor, asked.actor),
        names.get(asked.partner, asked.partner),
    ]
    return shown(", ".join(filter(None, parts)), 120)
