"""Properties: whatever the bytes, each input gives a value and none an exception."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.ingest import Unread
from firsthand.ingest.formats import READERS
from firsthand.ingest.published import published_of
from firsthand.model.document import Document

from .reports import NOW, PAGE, document, file, read

SUFFIXES = [*READERS, "", ".gz", ".jsonl.zst", ".warc.xz", ".weird"]

BEGINNINGS = [
    b"", b"{", b"[", b"<html>", b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b\x08\x00", b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd", b"BZh91AY&SY", b"\xff\xfe", b"\xef\xbb\xbf", b'{"text": "', b"%PDF-",
    PAGE[:700].encode(), PAGE.encode(), gzip.compress(PAGE.encode()),
]  # fmt: skip

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(
    beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400),
    suffix=st.sampled_from(SUFFIXES),
)  # fmt: skip
def test_any_bytes_give_a_document_or_one_line_why_not(
    beginning: bytes, rest: bytes, suffix: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = read(file(Path(folder), f"a{suffix}", beginning + rest))
    assert found
    for one in found:
        if isinstance(one, Unread):
            assert one.skipped.detail.isprintable()
            assert one.skipped.detail.startswith(one.what)
        else:
            assert one.text.strip()


@calm
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_text_in_utf8_comes_back_as_it_was(words: str) -> None:
    words = "Words: " + words
    with tempfile.TemporaryDirectory() as folder:
        read = document(file(Path(folder), "a.txt", words))
    expected = words.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\ufeff", "")
    assert read.text == unicodedata.normalize("NFC", expected).strip("\n").rstrip()


@calm
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["text", "title", "published", "id", "x"]), inner),
    max_leaves=6,
))  # fmt: skip
def test_any_json_gives_a_document_or_says_why_not(value: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.json", "a.jsonl"):
            found = read(file(Path(folder), name, json.dumps(value)))
            if isinstance(value, dict):
                assert len(found) == 1
            assert all(isinstance(one, (Document, Unread)) for one in found)
            assert found


@calm
@given(st.text(max_size=40) | st.integers() | st.floats() | st.dates() | st.datetimes())
def test_any_day_is_one_form_or_left_out_with_a_note(given: object) -> None:
    made = published_of(given, now=NOW)
    if made.value is None:
        assert made.note
    else:
        assert published_of(made.value, now=NOW).value == made.value
        assert int(made.value[:4]) >= 1900


@pytest.mark.parametrize(
    "library", ["trafilatura", "pyarrow", "fastwarc", "py3langid", "charset_normalizer",
                "zstandard", "lxml", "numpy"],
)  # fmt: skip
def test_a_library_is_loaded_only_when_it_is_needed(library: str) -> None:
    program = f"import sys, firsthand.ingest; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
