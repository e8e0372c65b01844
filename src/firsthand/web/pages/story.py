"""A story, and one claim of it."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.model.document import Document
from firsthand.model.story import SharedClaim, Story
from firsthand.report.names import Cast, outlet_name
from firsthand.report.paper import section_of
from firsthand.report.wording import NO_PROOF, day
from firsthand.store import document_lists
from firsthand.web import places
from firsthand.web.article import Article, article_of
from firsthand.web.asking import Desk, desk_of
from firsthand.web.rendering import render
from firsthand.web.story_view import At, beside, marks_of, sides_of, view_of

router = APIRouter()

_AROUND = 700
"""Characters of the article before and after a claim's words."""

_IN_ARTICLES = 12


@router.get("/stories/{id}")
def show_story(request: Request, id: str) -> Response:
    """The page of a story."""
    desk = desk_of(request)
    story = _story(desk, id)
    pair = beside(story, request.query_params.get("left"), request.query_params.get("right"))
    texts = _texts(desk, pair or ())
    view = view_of(story)
    return render(
        request,
        "story.html",
        title=view.section.title,
        view=view,
        sides=sides_of(story, pair, texts) if pair and len(texts) == 2 else (),
        only=places.document(story.documents[0].id),
        no_proof=NO_PROOF,
    )


@router.get("/stories/{id}/claims/{claim}")
def show_claim(request: Request, id: str, claim: str) -> Response:
    """The page of a claim: who tells it, what ties them, and its words in the articles."""
    desk = desk_of(request)
    story = _story(desk, id)
    found = next((one for one in story.claims if one.id == claim), None)
    if found is None:
        raise HTTPException(404, "no such claim in this story; it may have been grouped anew")
    section = section_of(1, story)
    entry = next(one for one in (*section.news, *section.background) if one.id == claim)
    return render(
        request,
        "claim.html",
        title=entry.line,
        entry=entry,
        at=At(story.id),
        story_title=section.title,
        story_href=places.story(story.id),
        period=section.period,
        parties=_parties(story, found),
        articles=_articles(desk, story, found),
        no_proof=NO_PROOF,
    )


def _story(desk: Desk, id: str) -> Story:
    story = desk.store.story(id)
    if story is None:
        raise HTTPException(404, "no such story; it may have been forgotten")
    return story


def _texts(desk: Desk, ids: tuple[str, ...]) -> dict[str, Document]:
    with desk.store.asking() as connection:
        found = (document_lists.document(connection, id) for id in ids)
        return {one[0].id: one[0] for one in found if one is not None}


def _parties(story: Story, claim: SharedClaim) -> list[tuple[str, str]]:
    """The pages that the claim's parties have, and that of the pair."""
    cast = Cast(story)
    keys = [key for key in (claim.actor, claim.recipient) if key and cast.link(key).key]
    made = [(cast.name(key), places.actor(key)) for key in dict.fromkeys(keys)]
    if len(made) == 2:
        made.append((f"{made[0][0]} and {made[1][0]}", places.pair(*keys)))
    return made


def _articles(desk: Desk, story: Story, claim: SharedClaim) -> list[tuple[str, str, str, Article]]:
    """The stretch of each article that bears the claim: outlet, day, address, text."""
    ids = tuple(dict.fromkeys(report.document for report in claim.reports))[:_IN_ARTICLES]
    texts = _texts(desk, ids)
    made = []
    for id in ids:
        if document := texts.get(id):
            marks = marks_of([claim], id, story.id)
            first = min((mark.start for mark in marks), default=0)
            start = document.text.rfind("\n", 0, max(0, first - _AROUND // 2)) + 1
            shifted = [
                replace(mark, start=mark.start - start, end=mark.end - start, href="")
                for mark in marks
            ]
            part = article_of(_lines(document.text[start:]), shifted)
            made.append(
                (
                    outlet_name(document.outlet),
                    day(document.published),
                    places.document(id, first),
                    part,
                )
            )
    return made


def _lines(text: str) -> str:
    """Whole lines from the beginning of a text, about twice `_AROUND` characters."""
    end = text.find("\n", 2 * _AROUND)
    return text[: min(end if end >= 0 else len(text), 6 * _AROUND)]
