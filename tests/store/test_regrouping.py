"""The stories of a store follow its documents, whenever and by whomever they are added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from firsthand.grouping import group
from firsthand.grouping.arriving import Changes, Groups
from firsthand.model.reading import Reading
from firsthand.store import Store, open_store, regrouping
from firsthand.store.regrouping import Regrouping, regroup
from tests.store.samples import LATER_MADE_BY, Clock, a_reading, an_unread

ADDED = datetime(2030, 5, 1, 12, tzinfo=UTC)
GRAIN = (
    "Norway ships barley to Malta, the Oslo harbour office said. The barley sails from Bergen.",
    "Barley from Norway sails to Malta from Bergen, according to the Oslo harbour office.",
    "The barley that Norway ships to Malta left Bergen, the harbour office in Oslo said.",
)
BELLS = (
    "A foundry in Trondheim casts church bells for Iceland; eleven ring already in Reykjavik.",
    "Eleven church bells from a foundry in Trondheim ring in Reykjavik; Iceland wants more.",
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", now=Clock(ADDED)) as opened:
        yield opened


def _year() -> list[Reading]:
    """Two matters that come up in each month."""
    return [
        a_reading(f"{kind}{n}-{month}", text, published=f"2030-{month:02}-{5 * n + 3:02}")
        for month in range(1, 13)
        for kind, texts in (("g", GRAIN), ("b", BELLS))
        for n, text in enumerate(texts)
    ]


def _members(store: Store) -> list[list[str]]:
    return [[document.id for document in story.documents] for story in store.stories()]


def _add(store: Store, *readings: Reading) -> None:
    for reading in readings:
        store.add(reading)


def test_added_documents_are_grouped_once(store: Store) -> None:
    _add(store, *_year(), an_unread("zh"))
    assert regroup(store) == len(_members(store)) == 24
    assert regroup(store) == 0
    assert list(store.stories()) == group(_year())


def test_a_document_without_a_date_counts_as_just_arrived(store: Store) -> None:
    _add(store, a_reading("b", BELLS[1], published="2030-04-28"))
    regroup(store)
    _add(store, a_reading("undated", BELLS[0]))
    regroup(store)
    assert _members(store) == [["b", "undated"]]


@pytest.mark.parametrize("size", [1, 7, 60])
def test_in_whatever_portions_they_come_the_stories_are_the_same(store: Store, size: int) -> None:
    readings = _year()
    readings.sort(key=lambda reading: reading.document.id)  # months in disorder
    kept = Regrouping(store)
    for at in range(0, len(readings), size):
        _add(store, *readings[at : at + size])
        for _ in kept.update():
            pass
    assert list(store.stories()) == group(readings)


def test_a_program_that_starts_again_goes_on_where_the_last_one_was(store: Store) -> None:
    readings = sorted(_year(), key=lambda reading: reading.document.published or "")
    for reading in readings:
        _add(store, reading)
        assert regroup(store) == 1
    assert list(store.stories()) == group(readings)


def test_a_late_document_reopens_its_story(store: Store) -> None:
    readings = _year()
    late = next(reading for reading in readings if reading.document.id == "g1-3")
    readings.remove(late)
    _add(store, *readings)
    kept = Regrouping(store)
    assert len(list(kept.update())) > 0
    before = {story.id for story in store.stories()}
    _add(store, late)
    changed = [story for changes in kept.update() for story in changes.stories]
    assert [[d.id for d in story.documents] for story in changed] == [["g0-3", "g1-3", "g2-3"]]
    assert {story.id for story in store.stories()} == before
    assert list(store.stories()) == group([*readings, late])


def test_a_document_that_joins_one_story_touches_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regrouping, "_BATCH", 2)
    _add(store, *_year())
    regroup(store)
    _add(store, a_reading("g9", GRAIN[0], published="2030-05-04"))
    changes = list(Regrouping(store).update())
    assert [story.id for done in changes for story in done.stories] == [
        story.id for story in store.stories() if "g9" in {d.id for d in story.documents}
    ]


def test_memory_holds_no_more_than_the_days_around(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regrouping, "_BATCH", 5)
    sizes: list[int] = []
    add = Groups.add

    def watched(self: Groups, readings: list[Reading]) -> Changes:
        changes = add(self, readings)
        sizes.append(len(self))
        return changes

    monkeypatch.setattr(Groups, "add", watched)
    _add(store, *_year())
    regroup(store)
    assert len(sizes) > 10
    assert max(sizes) <= 20


def test_a_document_of_a_new_text_leaves_its_story_and_a_corrected_one_has_it_told_again(
    store: Store,
) -> None:
    _add(store, *(a_reading(f"g{n}", text, published="2030-04-02") for n, text in enumerate(GRAIN)))
    kept = Regrouping(store)
    for _ in kept.update():
        pass
    assert _members(store) == [["g0", "g1", "g2"]]
    _add(store, a_reading("g1", BELLS[0], published="2030-04-03"))
    for _ in kept.update():
        pass
    assert _members(store) == [["g0", "g2"], ["g1"]]
    _add(store, a_reading("g2", GRAIN[2], published="2030-04-02", outlet="The Barley"))
    for _ in kept.update():
        pass
    assert [d.outlet for story in store.stories() for d in story.documents] == [
        None, "The Barley", None,
    ]  # fmt: skip


def test_what_is_read_again_is_told_again(store: Store) -> None:
    _add(store, *_year())
    regroup(store)
    before = list(store.stories())
    for reading in list(store.readings()):
        document = reading.document
        store.replace(
            a_reading(
                document.id, document.text, made_by=LATER_MADE_BY, published=document.published
            )
        )
    assert regroup(store) == len(before)
    assert list(store.stories()) == before


def test_a_run_that_is_cut_off_is_made_up_for(store: Store) -> None:
    _add(store, *_year())
    for _ in Regrouping(store).update():
        break
    _add(store, a_reading("g9", GRAIN[0], published="2030-06-04"))
    regroup(store)
    assert store.ungrouped() == []
    assert list(store.stories()) == group(store.readings())


def test_what_another_program_forgets_or_groups_is_followed(store: Store) -> None:
    _add(store, *(a_reading(f"g{n}", GRAIN[n], published="2030-04-02") for n in (0, 1)))
    kept = Regrouping(store)
    for _ in kept.update():
        pass
    store.forget("g0")
    _add(store, a_reading("g2", GRAIN[2], published="2030-04-02"))
    regroup(store)  # by another program
    assert _members(store) == [["g1", "g2"]]
    _add(store, a_reading("g3", GRAIN[0], published="2030-04-03"))
    for _ in kept.update():
        pass
    assert _members(store) == [["g1", "g2", "g3"]]


def test_a_document_costs_the_same_whatever_the_store_holds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(store, *_year())
    regroup(store)
    statements: list[str] = []
    event.listen(
        store._engine, "before_cursor_execute", lambda *given: statements.append(str(given[2]))
    )
    _add(store, a_reading("g9", GRAIN[0], published="2030-12-20"))
    statements.clear()
    loaded: list[Reading] = []

    def watched(ids: list[str]) -> list[Reading]:
        found = Store.readings_of(store, ids)
        loaded.extend(found)
        return found

    monkeypatch.setattr(store, "readings_of", watched)
    regroup(store)
    assert len(loaded) <= 10
    assert len(statements) < 30
