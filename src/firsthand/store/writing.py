"""What is written for one document, inside a transaction that the caller holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from firsthand.model.document import Document
from firsthand.model.reading import MadeBy, Reading
from firsthand.model.story import SkippedInput
from firsthand.store import rows, tables
from firsthand.store.stories import delete_stories
from firsthand.store.versions import standing

Added = Literal["added", "revised", "unchanged"]

_documents, _revisions = tables.documents, tables.revisions


def is_known(connection: Connection, document: Document, made_by: MadeBy) -> bool:
    """Whether reading the document would add nothing: see `Store.known`."""
    row = _row(connection, document.id)
    if row is None:
        return False
    match standing(document, rows.document_of(row)):
        case "same":
            return rows.made_by_of(row) == made_by
        case "corrected":
            return False
        case "newer" | "older":
            return _is_superseded(connection, row.number, document)


def add_reading(connection: Connection, reading: Reading, added_at: datetime) -> Added:
    """Write a reading as its document's version demands: see `Store.add`."""
    document = reading.document
    row = _row(connection, document.id)
    if row is None:
        _write_new(connection, reading, added_at)
        return "added"
    current = rows.document_of(row)
    match standing(document, current):
        case "same" if rows.made_by_of(row) == reading.made_by:
            return "unchanged"
        case "same":
            _write_over(connection, row.number, replace(reading, document=current), row.added_at)
            return "unchanged"
        case "corrected":
            _write_over(connection, row.number, reading, row.added_at)
            return "unchanged"
        case "newer" | "older" if _is_superseded(connection, row.number, document):
            return "unchanged"
        case "older":
            _supersede(connection, row.number, document, added_at)
        case "newer":
            _supersede(connection, row.number, current, row.added_at)
            _write_over(connection, row.number, reading, added_at)
    return "revised"


def replace_reading(connection: Connection, reading: Reading) -> None:
    """Write a reading over the one of the same text, if that is still there."""
    row = _row(connection, reading.document.id)
    if row is not None and row.text == reading.document.text:
        renewed = replace(reading, document=rows.document_of(row))
        _write_over(connection, row.number, renewed, row.added_at)


def write_note(connection: Connection, note: SkippedInput) -> None:
    """Write a note on an input over an earlier one of the same reason."""
    skipped = tables.skipped
    # Names of files may hold bytes that no encoding can write.
    what, detail = (text.encode("utf-8", "replace").decode() for text in (note.what, note.detail))
    changed = connection.execute(
        update(skipped)
        .where(skipped.c.what == what, skipped.c.reason == note.reason)
        .values(detail=detail)
    )
    if not changed.rowcount:
        values = {"what": what, "reason": note.reason, "detail": detail}
        connection.execute(insert(skipped).values(values))


def _row(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(_documents).where(_documents.c.id == id)).one_or_none()


def _write_new(connection: Connection, reading: Reading, added_at: datetime) -> None:
    values = rows.document_values(reading, added_at)
    number = connection.execute(
        insert(_documents).values(values).returning(_documents.c.number)
    ).scalar_one()
    _lay_out(connection, number, reading, values)


def _write_over(connection: Connection, number: int, reading: Reading, added_at: datetime) -> None:
    """Put a reading, with its document, in the place of the current one.

    The story that was made of the current one goes; its documents wait to be grouped again.
    """
    delete_stories(connection, [reading.document.id])
    values = rows.document_values(reading, added_at)
    connection.execute(update(_documents).where(_documents.c.number == number).values(values))
    for table in rows.TABLES:
        connection.execute(delete(table).where(table.c.document == number))
    _lay_out(connection, number, reading, values)


def _lay_out(connection: Connection, number: int, reading: Reading, values: rows.Values) -> None:
    for table, entries in rows.parts(number, values["day"], reading):
        if entries:
            connection.execute(insert(table), entries)


def _supersede(connection: Connection, number: int, document: Document, added_at: datetime) -> None:
    """Keep a version that is not, or no longer, the current one."""
    values = rows.revision_values(number, document, added_at)
    connection.execute(insert(_revisions), values)


def _is_superseded(connection: Connection, number: int, document: Document) -> bool:
    """Whether this text of this date was once kept as an earlier version.

    Else two versions in one folder would take each other's place whenever it is added again.
    """
    found = connection.scalar(
        select(_revisions.c.number)
        .where(
            _revisions.c.document == number,
            _revisions.c.text == document.text,
            _revisions.c.published.is_not_distinct_from(document.published),
        )
        .limit(1)
    )
    return found is not None
