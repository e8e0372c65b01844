"""Stories are kept, found by every name that they had, and leave with their documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, insert, inspect, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from firsthand.grouping import group
from firsthand.model.errors import StoreError
from firsthand.model.reading import Reading
from firsthand.store import Store, keeping, open_store, rows, tables
from firsthand.store.migrating import configuration
from tests.store.samples import Clock, a_reading

GRAIN = "Norway ships barley to Malta, the Oslo harbour office said. The barley sails from Bergen."
MORE_GRAIN = "Barley from Norway sails to Malta from Bergen, according to the Oslo harbour office."
BELLS = "A foundry in Trondheim casts church bells for Iceland; eleven ring already in Reykjavik."


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", now=Clock()) as opened:
        yield opened


def _three() -> list[Reading]:
    return [
        a_reading("d1", GRAIN, published="2030-04-02", outlet="A"),
        a_reading("d2", MORE_GRAIN, published="2030-04-03", outlet="B"),
        a_reading("d3", BELLS, published="2030-04-03", outlet="B"),
    ]


def _add(store: Store, readings: list[Reading]) -> None:
    for reading in readings:
        store.add(reading)


def _rows(store: Store, table: Any) -> list[dict[str, Any]]:
    with store._engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def _found(store: Store, words: str) -> list[int]:
    with store._engine.connect() as connection:
        asked = "SELECT rowid FROM document_words WHERE document_words MATCH ? ORDER BY rowid"
        return list(connection.exec_driver_sql(asked, (words,)).scalars())


def test_stories_come_back_as_they_were_the_earliest_first(store: Store) -> None:
    _add(store, _three())
    stories = group(_three())
    assert [len(story.documents) for story in stories] == [2, 1]
    store.keep_stories(reversed(stories))
    assert list(store.stories()) == stories
    assert store.story(stories[0].id) == stories[0]
    assert store.story("s-2030-04-02-none-00000000") is None


def test_keeping_again_changes_nothing(store: Store) -> None:
    _add(store, _three())
    for _ in range(2):
        store.keep_stories(group(_three()))
    assert [row["number"] for row in _rows(store, tables.stories)] == [1, 2]


def test_a_period_has_the_stories_with_a_document_in_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_BATCH", 1)
    _add(store, _three())
    store.keep_stories(group(_three()))
    ids = [story.id for story in store.stories()]
    assert [story.id for story in store.stories(since=date(2030, 4, 3))] == ids
    assert [story.id for story in store.stories(until=date(2030, 4, 3))] == ids[:1]
    assert list(store.stories(since=date(2030, 4, 4))) == []


def test_a_story_without_dates_stands_under_the_day_of_its_adding() -> None:
    with open_store("sqlite://", now=Clock(datetime(2030, 5, 1, tzinfo=UTC))) as store:
        store.add(a_reading())
        store.keep_stories(group([a_reading()]))
        assert len(list(store.stories(since=date(2030, 5, 1), until=date(2030, 5, 2)))) == 1
        assert list(store.stories(since=date(2030, 5, 2))) == []


def test_a_story_is_laid_out_for_queries(store: Store) -> None:
    _add(store, _three())
    stories = group(_three())
    store.keep_stories(stories)
    first = _rows(store, tables.stories)[0]
    del first["body"]
    assert first == {
        "number": 1,
        "id": stories[0].id,
        "title": stories[0].title,
        "first": date(2030, 4, 2),
        "last": date(2030, 4, 3),
        "documents": 2,
        "claims": 1,
        "origins": 1,
    }
    places = [(row["document"], row["story"], row["place"]) for row in
              _rows(store, tables.story_documents)]  # fmt: skip
    assert sorted(places) == [("d1", 1, 0), ("d2", 1, 1), ("d3", 2, 0)]
    claim = _rows(store, tables.story_claims)[0]
    told = stories[0].claims[0]
    assert claim == {
        "story": 1,
        "id": told.id,
        "line": told.line,
        "actor": "NO",
        "actor_state": "NO",
        "recipient": "MT",
        "recipient_state": "MT",
        "reciprocal": False,
        "action": "supply",
        "quad": "material_cooperation",
        "aspects": "humanitarian,trade",
        "modality": "asserted",
        "trend": "begins",
        "declared": False,
        "background": True,
        "first": date(2030, 4, 2),
        "last": date(2030, 4, 3),
        "reports": 2,
        "origins": 1,
    }
    actors = {row["key"]: row["name"] for row in _rows(store, tables.story_actors)}
    assert actors == {
        "NO": "Norway",
        "MT": "Malta",
        "NO/oslo-harbor-office": "Oslo harbour office",
    }


def test_a_story_that_a_document_joins_keeps_its_number_and_its_new_content(store: Store) -> None:
    _add(store, _three())
    store.keep_stories(group(_three()[:1]))
    store.keep_stories(group(_three()[:2]))
    assert list(store.stories()) == group(_three()[:2])
    assert [row["number"] for row in _rows(store, tables.stories)] == [1]


def test_stories_that_are_gone_leave_and_documents_change_their_story(store: Store) -> None:
    _add(store, _three())
    apart = [story for reading in _three() for story in group([reading])]
    store.keep_stories(apart)
    together = group(_three())
    store.keep_stories(together[:1], gone=[apart[1].id, "s-never-was"])
    assert list(store.stories()) == together
    store.keep_stories(apart)  # a split; the story of three documents is not even named
    assert list(store.stories()) == apart
    assert len(_rows(store, tables.story_claims)) == 3


def test_a_story_is_found_by_the_names_that_it_had(store: Store) -> None:
    _add(store, _three())
    alone = group(_three()[1:2])[0]
    store.keep_stories([alone])
    together = group(_three()[:2])[0]
    store.keep_stories([together], gone=[alone.id])
    assert alone.id != together.id
    assert store.story(alone.id) == together


def test_a_story_of_a_document_that_was_forgotten_meanwhile_is_not_kept(store: Store) -> None:
    _add(store, _three())
    stories = group(_three())
    store.forget("d1")
    store.keep_stories(stories)
    assert list(store.stories()) == stories[1:]


def test_what_is_left_of_a_story_is_a_story_when_a_document_is_forgotten(store: Store) -> None:
    _add(store, _three())
    store.keep_stories(group(_three()))
    assert store.forget("d1") == 1
    assert list(store.stories()) == group(_three()[1:])
    assert store.forget("B") == 2
    assert list(store.stories()) == []
    for table in (tables.story_documents, tables.story_claims, tables.story_actors):
        assert _rows(store, table) == []


def test_no_word_of_a_forgotten_document_is_left_in_stories_or_index(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    secret = a_reading("secret-id", f"{GRAIN} Zebrawood lies in Tallinnport.", title="Quagga")
    with open_store(path) as store:
        _add(store, [*_three(), secret])
        stories = group([*_three(), secret])
        assert [len(story.documents) for story in stories] == [3, 1]
        store.keep_stories(stories)
        assert len(_found(store, "zebrawood")) == 1
        body = rows_of_story(store, stories[0].id)
        store.forget("secret-id")
        assert _found(store, "zebrawood") == []
        assert list(store.stories()) == group(_three())
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
    # The index keeps words by their differences: "zebrawood" behind "zebra" is "wood".
    for trace in (b"ebrawood", b"allinnport", b"uagga", b"secret", body[10:60]):
        assert trace not in left
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(document_words, 'row')")
    terms = {term for (term,) in connection.execute("SELECT term FROM terms")}
    connection.close()
    assert "barlei" in terms
    assert not terms & {"zebrawood", "tallinnport", "quagga"}


def rows_of_story(store: Store, id: str) -> bytes:
    """The bytes that are kept of a story."""
    body: bytes = next(row["body"] for row in _rows(store, tables.stories) if row["id"] == id)
    return body


def test_documents_are_found_by_the_words_of_their_current_version(store: Store) -> None:
    _add(store, _three())
    assert _found(store, "barley") == [1, 2]
    assert _found(store, "foundry AND bell") == [3]  # of words, the stem counts
    assert _found(store, "title : Norway") == []
    store.add(a_reading("d3", "Érard’s pianos.", title="Nocturnes", published="2030-04-09"))
    assert _found(store, "foundry") == []
    assert _found(store, "erard") == [3]
    assert _found(store, "title : nocturne") == [3]
    store.add(a_reading("d3", "Érard’s pianos.", title="Nocturnes", outlet="C"))
    assert _found(store, "erard") == [3]


def test_a_damaged_story_is_a_clear_error(store: Store) -> None:
    _add(store, _three())
    stories = group(_three())
    store.keep_stories(stories)
    with store._engine.begin() as connection:
        connection.execute(update(tables.stories).values(body=b"not a story"))
    with pytest.raises(StoreError, match=f"the story {stories[0].id} is damaged"):
        store.story(stories[0].id)


def test_a_store_of_the_first_version_gets_tables_of_stories_and_an_index(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    _make_first_version(path, a_reading("old", GRAIN, published="2030-04-02"))
    with open_store(path) as store:
        assert [reading.document.id for reading in store.readings()] == ["old"]
        assert list(store.stories()) == []
        assert _found(store, "barley") == [1]
        store.keep_stories(group(store.readings()))
        assert len(list(store.stories())) == 1
        store.add(a_reading("new", MORE_GRAIN))
        assert _found(store, "barley") == [1, 2]
        assert inspect(store._engine).get_foreign_keys("story_documents")


def _make_first_version(path: Path, reading: Reading) -> None:
    """A store as the first version made it, with one document."""
    from alembic import command

    engine = create_engine(f"sqlite:///{path}")
    values = rows.document_values(reading, datetime(2030, 4, 2))
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(insert(tables.documents).values(values))
        for table, entries in rows.parts(1, values["day"], reading):
            connection.execute(insert(table), entries)
        assert connection.scalar(select(tables.versions.c.version_num)) == "0001"
        assert connection.scalar(select(func.count()).select_from(tables.claims)) == 1
    engine.dispose()


def test_the_index_of_words_can_be_made_in_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    index = next(each for each in tables.documents.indexes if each.name == "ix_documents_words")
    assert str(CreateIndex(index).compile(dialect=dialect)) == (
        "CREATE INDEX ix_documents_words ON documents USING gin "
        "(to_tsvector('english', coalesce(documents.title, '') || ' ' || documents.text))"
    )
