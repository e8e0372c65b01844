"""Readings come in the order of their publication, within a period, and stale ones apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from firsthand.model.errors import StoreError
from firsthand.store import Store, keeping, open_store, tables
from tests.store.samples import LATER_MADE_BY, MADE_BY, Clock, a_document, a_reading

ADDED = datetime(2030, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", now=Clock(ADDED)) as opened:
        yield opened


def _ids(store: Store, since: date | None = None, until: date | None = None) -> list[str]:
    return [reading.document.id for reading in store.readings(since=since, until=until)]


def test_readings_come_by_publication_then_by_arrival_with_unknown_dates_last(
    store: Store,
) -> None:
    for id, published in [
        ("unknown", None),
        ("third", "2030-04-03"),
        ("second", "2030-04-03T01:00:00+03:00"),  # still the 2nd in UTC
        ("third too", "2030-04-03"),
        ("first", "2030-04-02T08:00:00Z"),
        ("unreadable", "the day before yesterday"),
    ]:
        store.add(a_reading(id, published=published))
    assert _ids(store) == ["first", "second", "third", "third too", "unknown", "unreadable"]


def test_a_period_begins_with_its_first_day_and_ends_before_its_last(store: Store) -> None:
    for day in (1, 2, 3, 4):
        store.add(a_reading(f"april {day}", published=f"2030-04-0{day}T23:30:00-05:00"))
    assert _ids(store, since=date(2030, 4, 2), until=date(2030, 4, 4)) == ["april 2", "april 3"]
    assert _ids(store, since=date(2030, 4, 3)) == ["april 3", "april 4"]
    assert _ids(store, until=date(2030, 4, 2)) == ["april 1"]


def test_a_document_without_a_date_stands_under_the_day_of_its_adding(store: Store) -> None:
    store.add(a_reading("undated"))
    assert _ids(store, since=ADDED.date(), until=date(2030, 5, 2)) == ["undated"]
    assert _ids(store, until=ADDED.date()) == []
    assert _ids(store, since=date(2030, 5, 2)) == []


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00"])
def test_dates_at_the_edges_of_the_calendar_are_kept(store: Store, published: str) -> None:
    reading = a_reading(published=published)
    store.add(reading)
    assert list(store.readings()) == [reading]


def test_readings_come_in_batches_without_loss(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_BATCH", 3)
    for number in range(10):
        store.add(a_reading(str(number), published=f"2030-04-{20 - number}"))
    assert _ids(store) == [str(number) for number in reversed(range(10))]


def test_what_a_writer_changes_between_batches_comes_neither_twice_nor_broken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_BATCH", 1)
    for number in range(4):
        store.add(a_reading(str(number), published=f"2030-04-0{number + 1}"))
    coming = store.readings()
    ids = [next(coming).document.id]
    store.add(a_reading("0", "Later words.", published="2030-04-20"))
    store.add(a_reading("new", published="2030-04-02"))
    store.forget("2")
    ids += [reading.document.id for reading in coming]
    assert ids == ["0", "1", "3"]


def test_what_something_else_read_is_stale_until_it_is_read_again(store: Store) -> None:
    for number in range(3):
        store.add(a_reading(str(number)))
    store.add(a_reading("fresh", made_by=LATER_MADE_BY))
    assert list(store.stale(MADE_BY)) == [a_document("fresh")]
    for document in store.stale(LATER_MADE_BY):
        store.replace(a_reading(document.id, made_by=LATER_MADE_BY))
    assert list(store.stale(LATER_MADE_BY)) == []
    assert store.document("1") == a_reading("1", made_by=LATER_MADE_BY)
    assert store.counts().claims == 4


def test_a_document_forgotten_or_revised_meanwhile_is_not_brought_back(store: Store) -> None:
    store.add(a_reading("forgotten"))
    store.add(a_reading("revised"))
    store.forget("forgotten")
    store.add(a_reading("revised", "Later words."))
    for id in ("forgotten", "revised"):
        store.replace(a_reading(id, made_by=LATER_MADE_BY))
    assert list(store.readings()) == [a_reading("revised", "Later words.")]


def test_a_damaged_reading_is_a_clear_error(store: Store) -> None:
    store.add(a_reading())
    with store._engine.begin() as connection:
        connection.execute(update(tables.readings).values(body=b"not a reading"))
    with pytest.raises(StoreError, match="reading of document d1 is damaged"):
        store.document("d1")
