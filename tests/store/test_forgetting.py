"""What is forgotten leaves no word behind, in no file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from firsthand.model.errors import StoreError
from firsthand.model.story import SkippedInput
from firsthand.store import open_store, opening
from tests.store.samples import a_reading, an_unread

SECRET = "Zebrawood consignments left Tallinnport quietly. "


def _bytes(path: Path) -> bytes:
    files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    return b"".join(file.read_bytes() for file in files)


def _bodies(path: Path, id: str) -> bytes:
    connection = sqlite3.connect(path)
    body: bytes
    (body,) = connection.execute(
        "SELECT body FROM readings JOIN documents ON document = number WHERE id = ?", (id,)
    ).fetchone()
    connection.close()
    return body


def test_nothing_of_a_forgotten_document_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        for number in range(40):
            store.add(a_reading(f"kept {number}", f"Kept words {number}. " * 30))
        store.add(a_reading("secret-id", SECRET * 200, url="https://secret.example/77"))
        store.add(a_reading("secret-id", f"Corrected. {SECRET}" * 90, outlet="The Secret Courier"))
        store.note_skipped(SkippedInput("secret-id", "no_text", "secret-id has no text"))
        for number in range(40, 60):
            store.add(a_reading(f"kept {number}", f"Kept words {number}. " * 30))
        body = _bodies(path, "secret-id")
        for trace in (b"Zebrawood", b"secret-id", b"secret.example", b"Secret Courier", body):
            assert trace in _bytes(path)
        assert store.forget("secret-id") == 1
        left = _bytes(path)
        for trace in (b"Zebrawood", b"Tallinnport", b"secret", b"Secret", body, body[20:60]):
            assert trace not in left
        assert b"Kept words 59" in left
        assert store.counts().documents == 60
        assert store.document("secret-id") is None
    assert b"Zebrawood" not in _bytes(path)


def test_a_revision_leaves_when_its_document_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading(text=SECRET))
        store.add(a_reading(text="Harmless words."))
        assert b"Zebrawood" in _bytes(path)
        assert store.forget("d1") == 1
        assert b"Zebrawood" not in _bytes(path)


def test_an_outlet_is_forgotten_with_all_its_documents_and_earlier_versions(
    tmp_path: Path,
) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading("d1", SECRET, outlet="A"))
        store.add(a_reading("d2", SECRET + "More.", outlet="A"))
        store.add(a_reading("d3", SECRET + "Once.", outlet="A"))
        store.add(a_reading("d3", "Taken over by B.", outlet="B"))
        store.add(an_unread("d4", outlet="B"))
        assert store.forget("A") == 3
        assert [reading.document.id for reading in store.readings()] == ["d3", "d4"]
        assert store.outlets() == {"B": 2}
        assert b"Zebrawood" not in _bytes(path)


def test_nothing_is_left_in_the_gaps_between_rows(tmp_path: Path) -> None:
    # Where a page of an index fills up, SQLite leaves copies in its slack that outlive the row;
    # with these draws it does so once.
    path, draw = tmp_path / "news.db", Random(0)
    padding = "x" * 150
    with open_store(path) as store:
        for number in range(400):
            kind = "Quietnews" if draw.random() < 0.3 else "Loudnews"
            outlet = f"{draw.choice('abcdef')} {kind} {padding}"
            reading = a_reading(str(number), "w", outlet=outlet)
            store.add(replace(reading, claims=(), actors=(), attributions=()))
        assert sum(store.forget(f"{letter} Quietnews {padding}") for letter in "abcdef") == 121
        left = _bytes(path)
    assert b"Quietnews" not in left
    assert b"Loudnews" in left


def test_a_forgotten_document_can_come_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.add(a_reading())
        assert store.forget("d1") == 1
        assert store.forget("d1") == 0
        assert store.add(a_reading()) == "added"


def test_forgetting_what_is_not_there_leaves_all_else(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.add(a_reading())
        assert store.forget("d2") == 0
        assert list(store.readings()) == [a_reading()]


def test_words_that_another_reader_holds_on_to_are_named_and_go_when_forgotten_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_PATIENCE", 0.05)
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(a_reading(text=SECRET))
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        with pytest.raises(StoreError, match="another program is reading"):
            store.forget("d1")
        assert store.counts().documents == 0
        reader.execute("ROLLBACK")
        reader.close()
        assert store.forget("d1") == 0
        assert b"Zebrawood" not in _bytes(path)
