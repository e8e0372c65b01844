"""Lists of a store's documents, in pages, without their texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from firsthand.model.document import Document
from firsthand.store import tables
from firsthand.store.asked import Asked, documents_asked
from firsthand.store.queries import After, counted_to, page
from firsthand.store.rows import document_of

_documents, _places, _stories = tables.documents, tables.story_documents, tables.stories


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document's line; `story` is the id of the story that holds it, if one does."""

    number: int
    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    day: date
    skipped: str | None
    story: str | None


def documents(
    connection: Connection, asked: Asked, *, most: int, after: After | None = None
) -> list[KeptDocument]:
    """The documents that are asked for, newest first."""
    chosen = page(
        select(
            _documents.c.number, _documents.c.id, _documents.c.url, _documents.c.outlet,
            _documents.c.title, _documents.c.published, _documents.c.language, _documents.c.day,
            _documents.c.skipped_reason.label("skipped"), _stories.c.id.label("story"),
        )
        .outerjoin(_places, _places.c.document == _documents.c.id)
        .outerjoin(_stories, _stories.c.number == _places.c.story)
        .where(*documents_asked(asked, connection)),
        (_documents.c.day, _documents.c.number),
        most,
        after,
    )  # fmt: skip
    return [KeptDocument(**row._mapping) for row in connection.execute(chosen)]


def document(connection: Connection, id: str) -> tuple[Document, str | None] | None:
    """A document with its text, and the id of the story that holds it, if one does."""
    row = connection.execute(
        select(_documents, _stories.c.id.label("story"))
        .outerjoin(_places, _places.c.document == _documents.c.id)
        .outerjoin(_stories, _stories.c.number == _places.c.story)
        .where(_documents.c.id == id)
    ).one_or_none()
    return (document_of(row), row.story) if row is not None else None


def place_of_document(document: KeptDocument) -> After:
    """Where the next page of documents begins after this one."""
    return document.day, document.number


def number_of_documents(connection: Connection, asked: Asked) -> int:
    """How many documents fit, counted likewise."""
    fitting = select(_documents.c.number).where(*documents_asked(asked, connection))
    return counted_to(connection, fitting)
