"""Packed files and web archives: what is read, and what a break leaves."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from firsthand.ingest import Unread
from firsthand.model.document import Document

from .reports import BODY, PAGE, document, file, read, refused, texts

PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".bz2": bz2.compress,
    ".zst": zstandard.compress,
}

each_packing = pytest.mark.parametrize("suffix", PACKED)


def _reports(count: int) -> bytes:
    """Reports that do not pack well, so that a half of them is a half of the file."""
    chance = random.Random(1)
    return b"".join(
        json.dumps({"text": f"{number} {chance.randbytes(300).hex()}"}).encode() + b"\n"
        for number in range(count)
    )


@each_packing
def test_a_packed_file_is_read_like_the_file_itself(tmp_path: Path, suffix: str) -> None:
    pack = PACKED[suffix]
    path = file(tmp_path, f"a.jsonl{suffix}", pack(_reports(500)))
    assert len(read(path)) == 500
    assert document(file(tmp_path, f"a.txt{suffix}", pack(BODY.encode()))).text == BODY
    assert document(file(tmp_path, f"a.html{suffix}", pack(PAGE.encode()))).outlet


@each_packing
def test_files_packed_one_after_the_other_are_all_read(tmp_path: Path, suffix: str) -> None:
    pack = PACKED[suffix]
    content = pack(b'{"text": "one"}\n') + pack(b'{"text": "two"}\n')
    assert texts(read(file(tmp_path, f"a.jsonl{suffix}", content))) == ["one", "two"]


@each_packing
def test_half_a_packed_file_gives_what_lies_before_the_break(tmp_path: Path, suffix: str) -> None:
    whole = PACKED[suffix](_reports(5_000))
    *before, last = read(file(tmp_path, f"a.jsonl{suffix}", whole[: len(whole) // 2]))
    assert 1_000 < len(before) < 3_000
    assert all(isinstance(one, Document) for one in before)
    assert isinstance(last, Unread)
    assert last.skipped.reason == "broken_archive"
    assert "break off before their end" in last.skipped.detail


@each_packing
def test_a_small_packed_file_that_breaks_off_gives_what_lies_before_it(
    tmp_path: Path, suffix: str
) -> None:
    one, two = (PACKED[suffix](b'{"text": "%s"}\n' % word) for word in (b"one", b"two"))
    path = file(tmp_path, f"a.jsonl{suffix}", one + two[: len(two) // 2])
    assert texts(read(path)) == ["one", "[broken_archive]"]


@each_packing
def test_half_a_packed_text_is_no_document(tmp_path: Path, suffix: str) -> None:
    whole = PACKED[suffix](_reports(100))
    refused(file(tmp_path, f"a.txt{suffix}", whole[:-20]), reason="broken_archive")


@each_packing
def test_damaged_packed_data_are_said_to_be_damaged(tmp_path: Path, suffix: str) -> None:
    whole = bytearray(PACKED[suffix](_reports(1_000)))
    whole[len(whole) // 2 : len(whole) // 2 + 2_000] = bytes(2_000)
    last = read(file(tmp_path, f"a.jsonl{suffix}", bytes(whole)))[-1]
    assert isinstance(last, Unread)
    assert last.skipped.reason == "broken_archive"


@each_packing
def test_what_is_packed_is_seen_without_the_suffix(tmp_path: Path, suffix: str) -> None:
    path = file(tmp_path, "reports", PACKED[suffix](b'{"text": "one"}\n{"text": "two"}'))
    assert texts(read(path)) == ["one", "two"]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_what_unpacks_without_measure_is_refused_in_little_memory(
    tmp_path: Path, suffix: str, name: str
) -> None:
    path = file(tmp_path, f"{name}{suffix}", PACKED[suffix](b"a" * 210_000_000))
    tracemalloc.start()
    line = refused(path, reason="too_large")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "200" in line or "210" in line
    assert peak < 200_000_000


def _record(kind: str, url: str, payload: bytes, http: str = "text/html; charset=utf-8") -> bytes:
    response = b"HTTP/1.1 200 OK\r\nContent-Type: " + http.encode() + b"\r\n\r\n" + payload
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2025-03-05T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n"
        "\r\n"
    ).encode() + response + b"\r\n\r\n"  # fmt: skip


ARCHIVE = [
    _record("request", "https://post.example/0", b""),
    _record("response", "https://post.example/1", PAGE.encode()),
    _record("response", "https://post.example/2.png", b"\x89PNG", http="image/png"),
    _record("response", "https://post.example/3", b"<html><body></body></html>"),
    _record(
        "response", "https://post.example/4", PAGE.replace("2025-03-04", "2025-06-01").encode()
    ),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "archive"])
def test_each_page_of_a_web_archive_is_a_document(tmp_path: Path, name: str) -> None:
    packed = name.endswith(".gz")
    content = b"".join(gzip.compress(one) if packed else one for one in ARCHIVE)
    path = file(tmp_path, name, content)
    first, without, later = read(path)
    assert isinstance(first, Document)
    assert first.url == "https://post.example/1"
    assert first.published == "2025-03-04T10:00:00+01:00"
    assert BODY in first.text
    assert isinstance(without, Unread)
    assert without.skipped.reason == "no_article"
    assert without.what == f"{path}, record 4 (https://post.example/3)"
    assert isinstance(later, Document)
    assert later.published is None, "a page is not younger than its collection"


def test_a_web_archive_that_breaks_off_gives_the_pages_before(tmp_path: Path) -> None:
    content = b"".join(gzip.compress(one) for one in ARCHIVE[:3])
    first, last = read(file(tmp_path, "a.warc.gz", content[:-30]))
    assert isinstance(first, Document)
    assert isinstance(last, Unread)
    assert last.skipped.reason == "broken_archive"


def test_a_web_archive_that_is_not_packed_gives_no_half_a_page(tmp_path: Path) -> None:
    content = b"".join(ARCHIVE[:2])[:-400]
    line = refused(file(tmp_path, "a.warc", content), reason="broken_archive")
    assert "breaks off within the page https://post.example/1" in line


def test_pages_are_read_as_the_server_packed_them(tmp_path: Path) -> None:
    page = PAGE.encode()
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (page[:99], page[99:], b""))
    content = (
        _record("response", "https://post.example/1", gzip.compress(page),
                http="text/html\r\nContent-Encoding: gzip")
        + _record("response", "https://post.example/2", pieces,
                  http="text/html\r\nTransfer-Encoding: chunked")
        + _record("response", "https://post.example/3", b"no gzip",
                  http="text/html\r\nContent-Encoding: gzip")
        + _record("response", "https://post.example/4", page)
    )  # fmt: skip
    one, two, damaged, four = read(file(tmp_path, "a.warc", content))
    for found in (one, two, four):
        assert isinstance(found, Document)
        assert BODY in found.text
    assert isinstance(damaged, Unread)
    assert damaged.skipped.reason == "no_article"


def test_a_web_archive_without_pages_says_so(tmp_path: Path) -> None:
    assert "1 records" in refused(file(tmp_path, "a.warc", ARCHIVE[0]), reason="no_text")


def test_what_is_no_web_archive_says_so(tmp_path: Path) -> None:
    refused(file(tmp_path, "a.warc", BODY), reason="broken_archive")
