"""Forgetting: rows that go, and no word of them left in the files."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, or_, select

from firsthand.model.errors import StoreError
from firsthand.store import tables, watch_tables
from firsthand.store.alerts import forget_reports
from firsthand.store.stories import delete_stories


def delete_all_of(connection: Connection, what: str) -> tuple[int, list[list[str]]]:
    """Delete the documents of that id or outlet, with all that hangs on them.

    Earlier versions go too, also where only they are of that outlet, and so do the notes on
    inputs that bear the id or the address of what goes, the pages that a watch knows it from, and
    its reports in alerts.

    Returns:
        The number of documents of which something was deleted, and the ids of the other documents
        of each story that went with them.
    """
    documents, revisions, skipped = tables.documents, tables.revisions, tables.skipped
    found = connection.execute(
        select(documents.c.number, documents.c.id, documents.c.url).where(
            or_(documents.c.id == what, documents.c.outlet == what)
        )
    ).all()
    numbers = {row.number for row in found}
    earlier = connection.scalars(
        select(revisions.c.document).where(revisions.c.outlet == what)
    ).all()
    names = {name for row in found for name in (row.id, row.url) if name}
    for name in names | {what}:
        connection.execute(delete(skipped).where(skipped.c.what == name))
    pages = watch_tables.pages
    for url in {row.url for row in found if row.url}:
        connection.execute(delete(pages).where(pages.c.address == url))
    connection.execute(delete(pages).where(pages.c.outlet == what))
    forget_reports(connection, {row.id for row in found}, what)
    bereft = delete_stories(connection, [row.id for row in found])
    connection.execute(delete(revisions).where(revisions.c.outlet == what))
    connection.execute(
        delete(documents).where(or_(documents.c.id == what, documents.c.outlet == what))
    )
    return len(numbers | set(earlier)), bereft


def scrub(engine: Engine, address: str) -> None:
    """Leave nothing of deleted rows in a SQLite store's files.

    Other databases keep their files themselves: there the rows are gone, and the server's own
    vacuum decides when their bytes are.

    Raises:
        StoreError: another program reads, so that the write-ahead log cannot be emptied.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.execution_options(sqlite_begin="").connect() as connection:
        # The index keeps words of deleted documents, marked as deleted, until it is merged.
        connection.exec_driver_sql(
            "INSERT INTO document_words (document_words) VALUES ('optimize')"
        )
        # VACUUM writes the file anew, without free pages; the log then still holds the old ones.
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    if busy:
        raise StoreError(
            address,
            "the documents are deleted, but another program is reading the store, and their words "
            "may still stand in its files",
            "close that program and run the same again",
        )
