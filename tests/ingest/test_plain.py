"""Plain text: header lines, encodings, what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.ingest import MAX_TEXT

from .reports import BODY, document, file, refused


def test_a_text_file_is_one_document_without_a_title(tmp_path: Path) -> None:
    read = document(file(tmp_path, "a.txt", f"Ferry deal near\n\n{BODY}\n"))
    assert read.text == f"Ferry deal near\n\n{BODY}"
    assert (read.title, read.title_end, read.outlet, read.published) == (None, 0, None, None)
    assert read.language == "en"


def test_header_lines_are_metadata_and_leave_the_text(tmp_path: Path) -> None:
    content = (
        "Outlet: The Harbour Post\r\nPublished: 2025-03-04\r\nURL: https://post.example/1\r\n"
        f"Title: Ferry deal near\r\nLanguage: en\r\n\r\n{BODY}\r\n"
    )
    read = document(file(tmp_path, "a.txt", content))
    assert read.outlet == "The Harbour Post"
    assert read.published == "2025-03-04"
    assert read.url == "https://post.example/1"
    assert read.language == "en"
    assert read.text == f"Ferry deal near\n\n{BODY}"
    assert read.text[: read.title_end] == "Ferry deal near"


@pytest.mark.parametrize(
    "content",
    [
        f"Title: Ferry deal near\n\n{BODY}",
        f"Outlet: The Harbour Post\nTitle: Ferry deal near\n{BODY}",
        f"Outlet: The Harbour Post\nAuthor: A. Person\n\n{BODY}",
    ],
    ids=["only one", "no blank line", "an unknown key"],
)
def test_lines_that_are_no_whole_header_stay_in_the_text(tmp_path: Path, content: str) -> None:
    read = document(file(tmp_path, "a.txt", content))
    assert read.text == content
    assert read.outlet is None


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("“We won’t go” — the café said", "utf-8"),
        ("“We won’t go” — the café said", "utf-8-sig"),
        ("“We won’t go” — the café said", "utf-16"),
        ("“We won’t go” — the café said so on Monday in the harbour", "cp1252"),
        ("Der Präsident sagte am Montag, die Gespräche würden fortgesetzt.", "latin-1"),
        ("Президент заявил, что переговоры пройдут в порту в понедельник.", "cp1251"),
        ("中国外交部发言人表示，双方将继续加强合作。" * 3, "gb18030"),
    ],
)
def test_a_text_is_read_in_its_encoding(tmp_path: Path, words: str, encoding: str) -> None:
    assert document(file(tmp_path, "a.txt", words.encode(encoding))).text == words


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 a page", "PDF"),
        (b"PK\x03\x04 a document", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x7fELF\x02\x01", "program"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"half a text\x00half a number", "NUL"),
        (bytes(range(1, 9)) * 20, "control characters"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(tmp_path: Path, content: bytes, kind: str) -> None:
    assert kind in refused(file(tmp_path, "a.txt", content), reason="binary")


def test_a_large_file_that_is_no_text_is_not_called_too_long(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "film"):
        refused(file(tmp_path, name, b"\0\1\2\3" * 3_000_000), reason="binary")


def test_a_few_broken_characters_do_not_change_the_encoding(tmp_path: Path) -> None:
    whole = "“Ja”, sagte die Präsidentin, „natürlich“."
    broken = whole.encode() + "ü".encode()[:1]
    assert document(file(tmp_path, "a.txt", broken)).text == f"{whole}\ufffd"


def test_bytes_in_no_encoding_name_the_first_that_does_not_fit(tmp_path: Path) -> None:
    content = b"\xa0" + bytes(0x80 + i * 37 % 128 for i in range(400))
    line = refused(file(tmp_path, "a.txt", content), reason="unknown_encoding")
    assert "byte 0xa0 at place 0" in line
    assert "UTF-8" in line


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "\u2028"])
def test_a_file_without_words_has_no_text(tmp_path: Path, content: str) -> None:
    assert "is empty" in refused(file(tmp_path, "a.txt", content), reason="no_text")


def test_a_text_up_to_the_limit_is_read_in_one_line(tmp_path: Path) -> None:
    read = document(file(tmp_path, "a.txt", "word " * (MAX_TEXT // 5)))
    assert len(read.text) == MAX_TEXT - 1


@pytest.mark.parametrize(
    ("characters", "said"), [(MAX_TEXT + 5, "2,000,005 characters"), (50_000_000, "50.0 MB")]
)
def test_a_longer_text_says_how_long_it_is(tmp_path: Path, characters: int, said: str) -> None:
    path = file(tmp_path, "a.txt", "word " * (characters // 5))
    assert said in refused(path, reason="too_large")
