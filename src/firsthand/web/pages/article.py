"""An article with the words that bear claims set apart."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.report.links import safe_url
from firsthand.report.names import outlet_name
from firsthand.report.shown import shown
from firsthand.report.wording import day
from firsthand.store import document_lists
from firsthand.web import places
from firsthand.web.article import article_of
from firsthand.web.asking import desk_of
from firsthand.web.rendering import render
from firsthand.web.story_view import marks_of

router = APIRouter()


@router.get("/document")
def show_document(request: Request, id: str = "", at: int = 0) -> Response:
    """The page of an article, at the part that holds a place."""
    desk = desk_of(request)
    with desk.store.asking() as connection:
        found = document_lists.document(connection, id)
    if found is None:
        raise HTTPException(404, "no such report; it may have been forgotten")
    document, held = found
    story = desk.store.story(held) if held else None
    marks = marks_of(story.claims, id, story.id) if story else []
    article = article_of(document.text, marks, title_end=document.title_end, at=at)
    return render(
        request,
        "article.html",
        title=shown(document.title or "", 220) or "Untitled report",
        outlet=outlet_name(document.outlet),
        outlet_href=places.outlet(document.outlet) if document.outlet else "",
        published=day(document.published),
        url=safe_url(document.url),
        story_title=shown(story.title, 220) if story else "",
        story_href=places.story(story.id) if story else "",
        article=article,
        before=places.document(id, article.start - 1) if article.start else "",
        after=places.document(id, article.end) if article.end < article.length else "",
        claims=len({mark.href for mark in marks}),
    )
