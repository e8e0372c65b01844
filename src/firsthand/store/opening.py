"""From an address to an open store, its tables made or brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from firsthand.model.errors import StoreError
from firsthand.store import tables
from firsthand.store.faults import is_busy, told
from firsthand.store.keeping import Store

_PATIENCE = 30  # seconds that one program waits for another to finish writing
_MAGIC = b"SQLite format 3\0"


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_store(
    address: str | Path, *, create: bool = True, now: Callable[[], datetime] = _utc_now
) -> Store:
    """Open a store, and make it where it is not there yet.

    Args:
        address: the path of a SQLite file, `sqlite://` for one in memory, or an SQLAlchemy URL.
        create: False: a store that is not there is an error.
        now: the clock, which says when documents are added; with zone.

    Raises:
        StoreError: there is no such store, it cannot be opened, it is something else, or a newer
            version of the program made it.
    """
    url = _url(address)
    name = _name(url)
    if url.get_backend_name() == "sqlite":
        _check_file(url.database, name, create)
    engine = _engine(url, name)
    try:
        with told(name):
            _bring_up_to_date(engine, name, create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, name, now)


def _url(address: str | Path) -> URL:
    if isinstance(address, Path) or "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
        url.get_dialect()
    except (SQLAlchemyError, ValueError) as fault:
        raise StoreError(
            address.partition("://")[0] + "://",
            "no such kind of store",
            "give the path of a file, or an address such as sqlite:///news.db",
        ) from fault
    return url


def _name(url: URL) -> str:
    """How messages call the store: the path of a file, else the address without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def _in_memory(database: str | None) -> bool:
    return not database or database == ":memory:"


def _check_file(database: str | None, name: str, create: bool) -> None:
    """Say what is wrong with a path before SQLite says it less clearly."""
    if _in_memory(database):
        return
    path = Path(database or "")
    try:
        if path.is_dir():
            raise StoreError(name, "a folder, not a store", "name a file in it")
        if not path.exists():
            if not create:
                raise StoreError(name, "there is no such store", "`firsthand add` makes one")
            if not path.parent.is_dir():
                raise StoreError(name, f"there is no folder {path.parent}", "make it first")
            return
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as fault:
        raise StoreError(name, f"it cannot be opened: {fault.strerror}") from fault
    if beginning and beginning != _MAGIC:
        raise StoreError(name, "this file is not a store", "name another file")


def _engine(url: URL, name: str) -> Engine:
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": _PATIENCE, "check_same_thread": False}
        if _in_memory(url.database):
            # A database in memory is one connection; threads take turns at it.
            options |= {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    try:
        engine = create_engine(url, **options)
    except ImportError as fault:
        raise StoreError(
            name, f"the package {fault.name} is missing", f"pip install {fault.name}"
        ) from fault
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # None: Python's sqlite3 begins no transactions of its own; `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in (
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is deleted is overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer says so at once: a reader that turns writer midway fails where others write.
    begin: str = connection.get_execution_options().get("sqlite_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


def _bring_up_to_date(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        version = _version(connection, name)
    if version is None and not create:
        raise StoreError(name, "it is empty, no store", "`firsthand add` makes one")
    if engine.dialect.name == "sqlite":
        _let_readers_go_on(engine)
    if version == tables.VERSION:
        return
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as connection:
        version = _version(connection, name)  # another program may have been quicker
        if version is None:
            tables.metadata.create_all(connection)
            connection.execute(insert(tables.versions).values(version_num=tables.VERSION))
        elif version < tables.VERSION:
            from firsthand.store.migrating import migrate  # slow to import, seldom needed

            migrate(connection, name)


def _let_readers_go_on(engine: Engine) -> None:
    """Turn on the write-ahead log, so that reading goes on beside a writer.

    Not sooner than the file is known to be ours, since the file keeps it.
    """
    give_up = monotonic() + _PATIENCE
    while True:
        try:
            with engine.execution_options(sqlite_begin="").connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except OperationalError as fault:
            # Here alone SQLite does not wait by itself for another that opens the store.
            if not is_busy(fault) or monotonic() > give_up:
                raise
            sleep(0.02)
        else:
            return


def _version(connection: Connection, name: str) -> str | None:
    """The version of the store: None where nothing is there, "" where no migration has run.

    Raises:
        StoreError: it is another program's database, or a newer version of this one made it.
    """
    there = inspect(connection).get_table_names()
    if not there:
        return None
    if tables.VERSION_TABLE not in there:
        raise StoreError(name, "a database of another program", "name another file")
    version: str = connection.scalar(select(tables.versions.c.version_num)) or ""
    if version > tables.VERSION:
        raise StoreError(
            name,
            f"a newer version of firsthand made this store (its tables are version {version}, "
            f"this one knows {tables.VERSION})",
            "update firsthand",
        )
    return version
