"""Whatever is wrong with an input: one clear line, the rest is read, the counts say so."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import CHINESE, DRONES, Program, lines, report

PAGE = "<!DOCTYPE html><html><head><title>t</title></head><body><nav><a href='/'>Home</a></nav>"


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def without_files(folder: Path) -> Path:
    path = folder / "emptied"
    path.mkdir()
    return path


def empty(folder: Path) -> Path:
    return report(folder, "empty.txt", "")


def binary(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return path


def half_a_gzip(folder: Path) -> Path:
    path = folder / "half.txt.gz"
    path.write_bytes(gzip.compress(DRONES.encode() * 50)[:60])
    return path


def page_without_article(folder: Path) -> Path:
    return report(folder, "front.html", f"{PAGE}</body></html>")


def no_json(folder: Path) -> Path:
    return lines(folder, "bad.jsonl", '{"text": "broken')


def no_text(folder: Path) -> Path:
    return lines(folder, "bare.jsonl", {"id": "7", "body": "elsewhere"})


def no_encoding(folder: Path) -> Path:
    path = folder / "odd.jsonl"
    path.write_bytes(b'{"text": "caf\xe9 \xff\xfe"}\n')
    return path


def fifty_megabytes(folder: Path) -> Path:
    path = folder / "long.txt"
    path.write_bytes(b"The minister said that it would rain. " * 1_320_000)
    assert path.stat().st_size > 50_000_000
    return path


def in_chinese(folder: Path) -> Path:
    return report(folder, "zh.txt", CHINESE)


ROWS = [
    (missing, "not_found", "missing.txt: there is no such file (check the path)"),
    (without_files, "no_files", "emptied: is a directory without files to read (name another)"),
    (empty, "no_text", "empty.txt: is empty"),
    (binary, "binary", "picture.txt: is a PNG picture, no text (give plain text, HTML, "),
    (half_a_gzip, "broken_archive", "half.txt.gz: the gzip data break off before their end ("),
    (page_without_article, "no_article", "front.html: is HTML without an article ("),
    (no_json, "bad_line", "bad.jsonl, line 1: is no JSON: "),
    (no_text, "no_text", "bare.jsonl, line 1: the report '7' has no field 'text'; its fields: "),
    (no_encoding, "unknown_encoding", "odd.jsonl, line 1: is not UTF-8 (byte 0xe9 at place 13)"),
    (fifty_megabytes, "too_large", "long.txt: holds 50.2 MB, and 8 MB of one document are read ("),
    (in_chinese, "no_reader", "zh.txt: not read: no reader for zh"),
]
each_row = pytest.mark.parametrize(
    ("make", "reason", "said"), ROWS, ids=[make.__name__ for make, _, _ in ROWS]
)


@each_row
def test_one_clear_line_says_which_file_and_what_was_found_and_the_rest_is_read(
    firsthand: Program, tmp_path: Path, make: Callable[[Path], Path], reason: str, said: str
) -> None:
    wrong, good = make(tmp_path), report(tmp_path, "good.txt")

    ended = firsthand("read", wrong, good, "--json")

    assert ended.code == 0
    assert len(ended.skipped) == 1
    assert ended.skipped[0].startswith(f"skipped {tmp_path}/{said}")
    assert ended.last.startswith("read 1 document; skipped 1: 1 ")
    assert wrong.name in ended.last
    skipped, read = ended.values
    assert skipped["skipped"]["reason"] == reason
    assert skipped["claims"] == skipped["blocks"] == []
    assert read["skipped"] is None
    assert read["document"]["text"] == DRONES


@each_row
def test_alone_it_leaves_nothing_to_read(
    firsthand: Program, tmp_path: Path, make: Callable[[Path], Path], reason: str, said: str
) -> None:
    ended = firsthand("read", make(tmp_path))

    assert ended.code == 1
    assert ended.out == ""
    assert len(ended.skipped) == 1
    assert ended.last.startswith("firsthand: the input: no document to read; skipped 1: 1 ")


def test_a_line_of_json_for_an_unread_input_has_an_id_of_its_own_and_no_text(
    firsthand: Program, tmp_path: Path
) -> None:
    one, other = report(tmp_path, "one.txt", ""), report(tmp_path, "other.txt", "")

    first, second = firsthand("read", one, other, "--json").values

    assert first["document"]["text"] == second["document"]["text"] == ""
    assert first["document"]["id"] != second["document"]["id"]
    assert first["skipped"]["detail"] == f"{one}: is empty"


@pytest.mark.parametrize(
    ("day", "kept", "said"),
    [
        ("2199-01-01", "2199-01-01", "published lies in the future (2199-01-01)"),
        ("0001-01-01", None, "published lies before 1900 (0001-01-01); left out"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_the_report_is_read(
    firsthand: Program, tmp_path: Path, day: str, kept: str | None, said: str
) -> None:
    ended = firsthand("read", report(tmp_path, "a.txt", outlet="A", published=day), "--json")

    assert ended.code == 0
    assert f"note: {tmp_path}/a.txt: {said}" in ended.err
    assert [value["document"]["published"] for value in ended.values] == [kept]


def test_the_same_report_given_twice_is_read_once(firsthand: Program, tmp_path: Path) -> None:
    one, other = report(tmp_path, "one.txt"), report(tmp_path, "other.txt")

    ended = firsthand("read", one, other, "--json")

    assert ended.code == 0
    assert ended.skipped == [f"skipped {other}: the same document, with the same text, came before"]
    assert [value["skipped"] is None for value in ended.values] == [True, False]
    assert ended.last == f"read 1 document; skipped 1: 1 given twice ({other})"


def test_of_two_versions_both_are_shown_and_the_later_one_makes_the_brief(
    firsthand: Program, tmp_path: Path
) -> None:
    versions = lines(
        tmp_path,
        "two.jsonl",
        {"id": "x", "text": DRONES, "published": "2025-12-01"},
        {"id": "x", "text": f"{DRONES} It denied nothing.", "published": "2025-12-03"},
    )

    read = firsthand("read", versions, "--json")
    brief = firsthand("brief", versions, "--format", "json")

    assert [value["skipped"] for value in read.values] == [None, None]
    assert f"note: {versions}: another version of it came before; both are shown" in read.err
    older = "x: the version of 2025-12-01 was set aside for the one of 2025-12-03"
    assert brief.skipped == [f"skipped {older}"]
    (made,) = brief.values
    assert made["read"]["documents"] == 1
    assert [one["reason"] for one in made["read"]["skipped"]] == ["older_version"]
    assert made["stories"][0]["documents"][0]["published"] == "2025-12-03"


def test_a_brief_says_what_was_skipped_and_why(firsthand: Program, tmp_path: Path) -> None:
    bad, good = empty(tmp_path), report(tmp_path, "good.txt")

    (made,) = firsthand("brief", bad, good, "--format", "json").values

    assert made["read"]["skipped"] == [
        {"what": str(bad), "reason": "no_text", "detail": "is empty"}
    ]


def test_characters_that_no_encoding_can_write_stop_nothing(
    firsthand: Program, tmp_path: Path
) -> None:
    odd = lines(tmp_path, "odd.jsonl", {"text": DRONES, "url": "u\ud800", "outlet": "o\udfff"})

    ended = firsthand("read", odd, "--json")

    assert ended.code == 0
    assert ended.values[0]["document"]["outlet"] == "o?"
    assert firsthand("add", odd, "--store", tmp_path / "n.db").code == 0
