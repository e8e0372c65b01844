"""Paths, directories, patterns, standard input; defaults; order."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from firsthand.ingest import Defaults, Unread, ingest
from firsthand.model.document import Document
from firsthand.model.errors import UsageError

from .reports import BODY, NOW, PAGE, document, file, read, refused, texts


def test_a_directory_is_read_to_its_depths_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden.txt", ".git/d.txt"):
        file(tmp_path, name, name)
    assert texts(read(tmp_path)) == ["a.txt", "z.txt", "b/c.txt"]


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        file(tmp_path, name, name)
    assert texts(read(tmp_path / "*.txt")) == ["a.txt", "b.txt"]


def test_a_name_with_the_signs_of_a_pattern_is_a_name_where_it_exists(tmp_path: Path) -> None:
    file(tmp_path, "a[1].txt", "the one")
    file(tmp_path, "a1.txt", "the other")
    assert texts(read(tmp_path / "a[1].txt")) == ["the one"]


def test_what_is_missing_is_named_and_the_run_goes_on(tmp_path: Path) -> None:
    there = file(tmp_path, "a.txt", "here")
    assert texts(read(tmp_path / "none.txt", there)) == ["[not_found]", "here"]
    assert "no such file" in refused(tmp_path / "none.txt", reason="not_found")
    assert "pattern" in refused(tmp_path / "*.html", reason="not_found")


def test_a_directory_without_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    file(tmp_path, ".hidden", "x")
    refused(tmp_path, reason="no_files")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, ""])
def test_impossible_names_are_refused_in_one_line(name: str) -> None:
    (only,) = ingest([name])
    assert isinstance(only, Unread)
    assert only.skipped.reason in ("not_found", "not_readable")
    assert "\0" not in only.skipped.detail
    assert len(only.skipped.detail) < 400


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_is_closed_says_so(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "x")
    path.chmod(0)
    assert "permission denied" in refused(path, reason="not_readable")


def test_a_file_that_the_system_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(self: Path, mode: str) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(self))

    path = file(tmp_path, "a.txt", "x")
    monkeypatch.setattr(Path, "open", closed)
    line = refused(path, reason="not_readable")
    assert line == f"{path}: cannot be read: permission denied (check who may read it)"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        ('\n {"text": "one"}', ["one"]),
        ('{\n "text": "one"\n}', ["one"]),
        ('[{"text": "one"},\n {"text": "two"}]', ["one", "two"]),
        ("{curly} words are words", ["{curly} words are words"]),
        ("[1] Notes are words", ["[1] Notes are words"]),
        (BODY, [BODY]),
        ("", ["[no_text]"]),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(
    monkeypatch: pytest.MonkeyPatch, given: str, expected: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    assert texts(read("-")) == expected


def test_a_page_on_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(PAGE.encode())))
    assert document("-").outlet == "The Harbour Post"


def test_a_pipe_that_gives_little_at_a_time_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 1, 7))

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Slow(b'{"text": "one"}\n' * 100)))
    assert texts(read("-")) == ["one"] * 100


def test_files_without_a_telling_suffix_are_read_as_what_they_hold(tmp_path: Path) -> None:
    assert document(file(tmp_path, "page", f"<!-- saved -->\n{PAGE}")).outlet == "The Harbour Post"
    assert document(file(tmp_path, "lines.log", '{"text": "one"}')).text == "one"
    assert document(file(tmp_path, "words", "one < two")).text == "one < two"


def test_defaults_fill_what_is_lacking_and_nothing_else(tmp_path: Path) -> None:
    defaults = Defaults(outlet="Dock Times", published="4 March 2025", language="en-GB")
    plain = document(file(tmp_path, "a.txt", "Short."), defaults=defaults)
    assert (plain.outlet, plain.published, plain.language) == ("Dock Times", "2025-03-04", "en")
    line = '{"text": "kurz", "outlet": "Post", "published": "2024-01-01", "language": "de"}'
    own = document(file(tmp_path, "a.jsonl", line), defaults=defaults)
    assert (own.outlet, own.published, own.language) == ("Post", "2024-01-01", "de")


@pytest.mark.parametrize(
    ("defaults", "option"),
    [
        (Defaults(published="03/04/2024"), "--published"),
        (Defaults(language="English"), "--language"),
    ],
)
def test_impossible_defaults_are_an_error_at_once(defaults: Defaults, option: str) -> None:
    with pytest.raises(UsageError, match=option):
        ingest([], defaults=defaults, now=NOW)


def test_the_same_input_gives_the_same_document_every_time(tmp_path: Path) -> None:
    path = file(tmp_path, "a.html", PAGE)
    assert read(path) == read(path)


def test_documents_come_before_the_next_input_is_touched(tmp_path: Path) -> None:
    first = file(tmp_path, "a.txt", "one")
    second = tmp_path / "b.txt"
    found = ingest([str(first), str(second)], now=NOW)
    assert isinstance(next(found), Document)
    file(tmp_path, "b.txt", "two")
    assert texts(list(found)) == ["two"]
