"""A store stocked with the invented stories of the report's tests, with articles that fit them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
from fastapi.testclient import TestClient
from lxml import html

from firsthand.model.contract import story_from_json
from firsthand.model.document import Document, Span
from firsthand.model.reading import SCHEMA, Block, Reading
from firsthand.model.story import Story
from firsthand.store import Store, open_store
from firsthand.web.app import make_app
from firsthand.web.safety import Door
from tests.report.invented import MADE_BY, buoy_story, ice_story
from tests.store.samples import Clock

NOW = datetime(2031, 3, 10, 12, tzinfo=UTC)
TOKEN = "a-token-of-enough-letters"
HERE = "http://127.0.0.1:8765"


@contextmanager
def stocked(*stories: Story, address: str = "sqlite://") -> Iterator[Store]:
    """A store with some stories and their articles; the two invented ones if none is given."""
    clock = Clock(datetime(2031, 3, 10, tzinfo=UTC))
    with open_store(address, now=clock) as store:
        laid = [laid_out(story) for story in stories or (ice_story(), buoy_story())]
        for _, documents in laid:
            for document in documents:
                store.add(reading_of(document))
        store.keep_stories(story for story, _ in laid)
        yield store


@contextmanager
def asking(
    store: Store, door: Door | None = None, *, at: str = HERE, follow: bool = True
) -> Iterator[TestClient]:
    """A client that asks for the pages of a store."""
    app = make_app(store, door or Door("127.0.0.1", 8765), now=lambda: NOW)
    with TestClient(app, base_url=at, follow_redirects=follow) as client:
        yield client


def parsed(page: str) -> Any:
    """A page as elements; not typed, since an XPath may give anything."""
    return html.document_fromstring(page)


def reading_of(document: Document) -> Reading:
    whole = Span(0, len(document.text))
    block = Block("body", whole.start, whole.end)
    return Reading(SCHEMA, MADE_BY, document, None, blocks=(block,), sentences=(whole,))


def laid_out(story: Story) -> tuple[Story, list[Document]]:
    """The story with the places at which its words stand, and articles in which they do."""
    lines: dict[str, list[str]] = {document.id: [] for document in story.documents}
    for claim in story.claims:
        for report in claim.reports:
            lines[report.document] += [piece.words for piece in report.evidence]
    for reuse in story.reuse:
        for id, span in zip(reuse.documents, reuse.spans, strict=True):
            lines[id].append(span.words)
    articles = [
        Document.of(
            "\n\n".join(f"It was said: {line}, they said." for line in lines[one.id]) or "Nothing.",
            id=one.id,
            title=one.title,
            url=one.url,
            outlet=one.outlet,
            published=one.published,
            language="en",
        )
        for one in story.documents
    ]
    texts = {document.id: document.text for document in articles}
    told = msgspec.to_builtins(story)
    for claim in told["claims"]:
        for report in claim["reports"]:
            for piece in report["evidence"]:
                _place(piece, texts[report["document"]])
    for reuse in told["reuse"]:
        for id, span in zip(reuse["documents"], reuse["spans"], strict=True):
            _place(span, texts[id])
    return story_from_json(msgspec.json.encode(told)), articles


def _place(piece: dict[str, Any], text: str) -> None:
    start = text.index(piece["words"])
    piece["start"], piece["end"] = start, start + len(piece["words"])
