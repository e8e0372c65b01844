"""A store opens where it is one, is made where it may be, and says what is wrong elsewhere."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from firsthand.model.errors import StoreError
from firsthand.store import open_store, tables
from firsthand.store.migrating import configuration, migrate
from tests.store.samples import a_reading


def _schema(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {"".join(sql.split()) for (sql,) in found}


def _migrated(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, str(path))
    engine.dispose()


def _set_versions(path: Path, *version: str) -> None:
    versions = [(each,) for each in version]
    connection = sqlite3.connect(path)
    connection.execute(f"DELETE FROM {tables.VERSION_TABLE}")
    connection.executemany(f"INSERT INTO {tables.VERSION_TABLE} VALUES (?)", versions)
    connection.commit()
    connection.close()


def test_migrations_and_tables_make_the_same_schema(tmp_path: Path) -> None:
    _migrated(tmp_path / "migrated.db")
    open_store(tmp_path / "made.db").close()
    made = _schema(tmp_path / "made.db")
    assert len(made) > 8
    assert _schema(tmp_path / "migrated.db") == made


def test_the_newest_migration_is_the_version_that_the_program_knows() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_heads() == [tables.VERSION]
    names = [Path(script.path).name[:4] for script in scripts.walk_revisions()]
    assert names == [script.revision for script in scripts.walk_revisions()]


def test_the_tables_can_be_made_in_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [
        str(CreateTable(each).compile(dialect=dialect)) for each in tables.metadata.sorted_tables
    ]
    assert len(made) == 17
    assert any("number SERIAL NOT NULL" in table and "documents" in table for table in made)


def test_a_migrated_store_opens_and_works(tmp_path: Path) -> None:
    _migrated(tmp_path / "news.db")
    with open_store(tmp_path / "news.db", create=False) as store:
        assert store.add(a_reading()) == "added"


def test_a_store_on_which_no_migration_has_run_is_migrated_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    connection = sqlite3.connect(path)
    connection.execute(
        f"CREATE TABLE {tables.VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, "
        f"CONSTRAINT {tables.VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
    )
    connection.commit()
    connection.close()
    with open_store(path) as store:
        assert store.add(a_reading()) == "added"
    open_store(tmp_path / "made.db").close()
    assert _schema(path) == _schema(tmp_path / "made.db")


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    before = _schema(path)
    _set_versions(path)  # the first migration runs into the tables that are there
    with pytest.raises(StoreError, match="already exists"):
        open_store(path)
    assert _schema(path) == before


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading())
    _set_versions(path, "9999")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version of firsthand made this store") as refused:
        open_store(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_version_that_never_was_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    _set_versions(path, "0000")
    with pytest.raises(StoreError, match="none of firsthand's"):
        open_store(path)


@pytest.mark.parametrize("content", [b"x", b"not a database\n" * 400, b"SQLite format 3\0" * 90])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"notes\.txt: this file is not a (store|database)"):
        open_store(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (id TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="database of another program"):
        open_store(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["other.db"]


def test_a_missing_store_is_named_unless_it_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    for address in (path, str(path), f"sqlite:///{path}"):
        with pytest.raises(StoreError, match=rf"{path}: there is no such store"):
            open_store(address, create=False)
    assert not path.exists()
    open_store(f"sqlite:///{path}").close()
    open_store(path, create=False).close()


def test_an_empty_file_is_no_store_unless_it_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(StoreError, match="empty, no store"):
        open_store(path, create=False)
    with open_store(path) as store:
        assert store.add(a_reading()) == "added"


def test_a_folder_and_a_path_without_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a folder, not a store"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match=rf"there is no folder {tmp_path / 'none'}"):
        open_store(tmp_path / "none" / "news.db")


def test_an_address_of_an_unknown_kind_is_an_error_without_its_password() -> None:
    with pytest.raises(StoreError, match="no such kind of store") as refused:
        open_store("nosuchbase://me:hunter2@host/news")
    assert "hunter2" not in str(refused.value)


def test_a_store_in_memory_is_made_anew_each_time() -> None:
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        one.add(a_reading())
        assert one.counts().documents == 1
        assert other.counts().documents == 0


def test_deleting_overwrites_and_rows_hang_together(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store, store._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        }
        assert inspect(connection).get_foreign_keys("readings")
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "synchronous": 1,
    }


def test_opening_a_store_of_this_version_does_not_load_the_migrations(tmp_path: Path) -> None:
    script = (
        "import sys; from firsthand.store import open_store; "
        f"open_store({str(tmp_path / 'news.db')!r}).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    for _ in ("made", "opened"):
        subprocess.run([sys.executable, "-c", script], check=True)
