"""Adding keeps each document once, revises it, and is all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Table, create_engine, func, select
from sqlalchemy.engine import Engine

from firsthand.model.errors import StoreError
from firsthand.model.reading import Claim, Reading
from firsthand.model.story import SkippedInput
from firsthand.store import Counts, Store, open_store, rows, tables
from tests.store.samples import (
    GOLD,
    LATER_MADE_BY,
    MADE_BY,
    Clock,
    a_document,
    a_reading,
    an_unread,
    gold_readings,
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", now=Clock()) as opened:
        yield opened


def _rows(path: Path) -> dict[str, int]:
    engine: Engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        counted = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in tables.metadata.sorted_tables
        }
    engine.dispose()
    return counted


def test_a_reading_comes_back_as_it_was(store: Store) -> None:
    reading = a_reading(
        title="Grain", url="https://a.example/1", outlet="A", published="2030-04-02"
    )
    assert store.add(reading) == "added"
    assert list(store.readings()) == [reading]
    assert store.document("d1") == reading
    assert store.document("d2") is None


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold readings are not at hand")
def test_gold_readings_come_back_as_they_were(store: Store) -> None:
    readings = gold_readings()
    assert len(readings) > 20
    for reading in readings:
        assert store.add(reading) == "added"
    for reading in readings:
        assert store.document(reading.document.id) == reading
    assert store.counts().claims == sum(len(reading.claims) for reading in readings)


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    readings = [a_reading("d1"), an_unread("d2"), a_reading("d3", "Other words.")]
    with open_store(path) as store:
        assert [store.add(reading) for reading in readings] == ["added"] * 3
        before = _rows(path)
        assert [store.add(reading) for reading in readings] == ["unchanged"] * 3
        assert list(store.readings()) == readings
    assert _rows(path) == before
    assert before["documents"] == 3
    assert before["claims"] == 2
    assert before["evidence"] == 4


def test_another_text_that_comes_later_is_current_and_the_earlier_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading(text="First words."))
        assert store.add(a_reading(text="Second words.")) == "revised"
        assert list(store.readings()) == [a_reading(text="Second words.")]
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.scalars(select(tables.revisions.c.text)).all() == ["First words."]
    engine.dispose()


@pytest.mark.parametrize(
    ("here", "arrives", "current"),
    [
        ("2030-04-02", "2030-04-01", "here"),
        ("2030-04-02", "2030-04-03", "arrives"),
        ("2030-04-02", "2030-04-02", "arrives"),
        (None, "2030-04-02", "arrives"),
        ("2030-04-02", None, "arrives"),
        ("2030-04-02T10:00:00+02:00", "2030-04-02T09:30:00+00:00", "arrives"),
        ("2030-04-02T10:00:00+00:00", "2030-04-02T11:00:00+02:00", "here"),
        ("2030-04-02T10:00:00+00:00", "2030-04-02", "arrives"),
        ("2030-04-02T10:00:00Z", "2030-04-01", "here"),
    ],
)
def test_the_version_published_later_is_current(
    store: Store, here: str | None, arrives: str | None, current: str
) -> None:
    store.add(a_reading(text="The version here.", published=here))
    assert store.add(a_reading(text="The version that arrives.", published=arrives)) == "revised"
    found = store.document("d1")
    assert found is not None
    assert found.document.text == f"The version {'here' if current == 'here' else 'that arrives'}."


def test_two_versions_added_again_and_again_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    versions = [a_reading(text="First words."), a_reading(text="Second words.")]
    with open_store(path) as store:
        assert [store.add(version) for version in versions] == ["added", "revised"]
        before = _rows(path)
        assert [store.add(version) for version in versions] == ["unchanged", "unchanged"]
        assert list(store.readings()) == [versions[1]]
        assert all(store.known(version.document, MADE_BY) for version in versions)
    assert _rows(path) == before


def test_the_same_text_with_other_particulars_takes_them_on(store: Store) -> None:
    store.add(a_reading())
    corrected = a_reading(outlet="The Oslo Courier", published="2030-04-02")
    assert not store.known(corrected.document, MADE_BY)
    assert store.add(corrected) == "unchanged"
    assert list(store.readings()) == [corrected]
    assert store.known(corrected.document, MADE_BY)


def test_an_earlier_date_of_the_same_text_changes_nothing(store: Store) -> None:
    store.add(a_reading(published="2030-04-02"))
    assert store.add(a_reading(published="2030-04-01")) == "unchanged"
    assert list(store.readings()) == [a_reading(published="2030-04-02")]


def test_a_document_is_known_by_its_text_and_by_what_read_it(store: Store) -> None:
    assert not store.known(a_document(), MADE_BY)
    store.add(a_reading())
    assert store.known(a_document(), MADE_BY)
    assert not store.known(a_document(), LATER_MADE_BY)
    assert not store.known(a_document(text="Other words."), MADE_BY)
    assert not store.known(a_document("d2"), MADE_BY)


def test_a_known_text_read_by_something_else_is_kept_as_read_last(store: Store) -> None:
    store.add(a_reading())
    again = replace(a_reading(made_by=LATER_MADE_BY), claims=())
    assert store.add(again) == "unchanged"
    assert list(store.readings()) == [again]
    assert store.counts().claims == 0


def test_a_reading_that_fails_midway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading("d1"))
        before = _rows(path)
        _stumble(monkeypatch)
        with pytest.raises(RuntimeError, match="power cut"):
            store.add(a_reading("d2"))
        assert _rows(path) == before
        monkeypatch.undo()
        assert store.add(a_reading("d2")) == "added"


def test_a_revision_that_fails_midway_leaves_the_earlier_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading())
        before = _rows(path)
        _stumble(monkeypatch)
        with pytest.raises(RuntimeError, match="power cut"):
            store.add(a_reading(text="Second words."))
        assert list(store.readings()) == [a_reading()]
    assert _rows(path) == before


def _stumble(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rows of a document be written, and fail before those of its claims."""

    class PowerCut(list[rows.Values]):
        def __bool__(self) -> bool:
            raise RuntimeError("power cut")

    whole = rows.parts

    def parts(number: int, day: date, reading: Reading) -> list[tuple[Table, list[rows.Values]]]:
        made = whole(number, day, reading)
        return [*made[:3], (made[3][0], PowerCut()), *made[4:]]

    monkeypatch.setattr(rows, "parts", parts)


def test_a_character_that_cannot_be_written_is_a_clear_error(store: Store) -> None:
    broken = replace(a_reading(), document=replace(a_document(), outlet="\ud800"))
    with pytest.raises(StoreError, match="cannot be written"):
        store.add(broken)
    assert store.counts().documents == 0


def test_skipped_inputs_are_noted_once_and_listed_before_unread_documents(store: Store) -> None:
    store.add(an_unread("d1", url="https://a.example/1"))
    store.add(a_reading("d2"))
    store.add(an_unread("d3"))
    for detail in ("half a file", "half a file", "still half a file"):
        store.note_skipped(SkippedInput("b.gz", "broken_archive", detail))
    store.note_skipped(SkippedInput("b.gz", "no_text", "nothing in it"))
    assert [(each.what, each.reason, each.detail) for each in store.skipped()] == [
        ("b.gz", "broken_archive", "still half a file"),
        ("b.gz", "no_text", "nothing in it"),
        ("https://a.example/1", "no_reader", "not read: no reader for zh"),
        ("d3", "no_reader", "not read: no reader for zh"),
    ]


def test_a_file_name_that_no_encoding_can_write_is_noted(store: Store) -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    for _ in range(2):
        store.note_skipped(SkippedInput(name, "not_found", f"{name}: there is no such file"))
    assert [each.what for each in store.skipped()] == ["caf?.txt"]


def test_counts_say_what_is_there(store: Store) -> None:
    assert store.counts() == Counts(0, 0, 0, None, None)
    store.add(a_reading("d1", outlet="A", published="2030-04-02"))
    store.add(a_reading("d2", outlet="A", published="2030-04-05T08:00:00+09:00"))
    store.add(a_reading("d3", outlet="B"))
    store.add(an_unread("d4"))
    assert store.counts() == Counts(4, 2, 3, date(2030, 4, 2), date(2030, 4, 5))
    assert store.outlets() == {"A": 2, "B": 1}


def test_claims_are_laid_out_with_the_states_of_their_actors(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading(published="2030-04-02"))
    claim: Claim = a_reading().claims[0]
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        row = connection.execute(select(tables.claims)).one()
        places = connection.execute(
            select(tables.evidence.c.start, tables.evidence.c.end).order_by(tables.evidence.c.place)
        ).all()
    engine.dispose()
    assert (row.actor_state, row.recipient_state) == ("NO", "MT")
    assert (row.action, row.aspects, row.day) == ("supply", "humanitarian,trade", date(2030, 4, 2))
    assert [tuple(place) for place in places] == [(s.start, s.end) for s in claim.evidence]
