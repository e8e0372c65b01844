"""JSON Lines, JSON and Parquet: fields, their types, their names."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firsthand.ingest import Unread, ingest, json_lines, json_values, parse_fields
from firsthand.model.document import Document
from firsthand.model.errors import UsageError

from .reports import BODY, document, file, read, refused, texts

ARTICLES = Path(__file__).parents[3] / "shared" / "data" / "allsides-articles"

FULL = {
    "id": "r1",
    "url": "https://post.example/1",
    "outlet": "The Harbour Post",
    "title": "Ferry deal near",
    "text": BODY,
    "published": "2025-03-04",
    "language": "en",
    "section": {"ignored": True},
}


def _lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_a_line_is_a_document_with_all_its_fields(tmp_path: Path) -> None:
    read = document(file(tmp_path, "a.jsonl", _lines(FULL)))
    assert (read.id, read.url, read.outlet) == ("r1", "https://post.example/1", "The Harbour Post")
    assert (read.title, read.published, read.language) == ("Ferry deal near", "2025-03-04", "en")
    assert read.text == f"Ferry deal near\n\n{BODY}"


def test_only_the_text_is_needed(tmp_path: Path) -> None:
    read = document(file(tmp_path, "a.jsonl", _lines({"text": BODY, "title": None, "url": ""})))
    assert (read.text, read.title, read.url) == (BODY, None, None)
    assert read.id


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    assert document(file(tmp_path, "a.jsonl", _lines({"id": 7, "text": BODY}))).id == "7"


@pytest.mark.parametrize(
    ("line", "reason", "said"),
    [
        ("{'text': 1}", "bad_line", "is no JSON: expecting property name"),
        ('{"text": "cut', "bad_line", "is no JSON: unterminated string"),
        ("[" * 200_000, "bad_line", "too deep"),
        ('{"n": ' + "9" * 5_000 + "}", "bad_line", "is no JSON: it holds a number that is too"),
        ("[1, 2]", "bad_line", "is a list"),
        ("null", "bad_line", "is null"),
        ('{"text": 3}', "bad_line", "field 'text' is a number"),
        ('{"text": "a", "outlet": ["b"]}', "bad_line", "field 'outlet' is a list"),
        ('{"text": "a", "published": true}', "bad_line", "field 'published' is true or false"),
        ('{"id": "r9", "text": " "}', "no_text", "the report 'r9' has an empty field 'text'"),
        ('{"body": "a", "date": 1}', "no_text", "its fields: body, date (name the one"),
    ],
)
def test_a_faulty_line_is_named_and_the_rest_is_read(
    tmp_path: Path, line: str, reason: str, said: str
) -> None:
    path = file(tmp_path, "a.jsonl", f'{{"text": "one"}}\n\n{line}\n{{"text": "four"}}')
    one, fault, four = read(path)
    assert texts([one, four]) == ["one", "four"]
    assert isinstance(fault, Unread)
    assert fault.what == f"{path}, line 3"
    assert fault.skipped.reason == reason
    assert said in fault.skipped.detail


def test_a_line_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", b'{"text": "caf\xe9"}\n{"text": "two"}\n')
    assert texts(read(path)) == ["[unknown_encoding]", "two"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_lines_with_a_byte_order_mark_are_read(tmp_path: Path, encoding: str) -> None:
    content = _lines({"text": "ein Fährschiff"}, {"text": "ਊ zwei"}).encode(encoding)
    assert texts(read(file(tmp_path, "a.jsonl", content))) == ["ein Fährschiff", "ਊ zwei"]


def test_a_line_that_is_too_long_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE", 100)
    path = file(
        tmp_path, "a.jsonl", _lines({"text": "one"}, {"text": "x" * 200_000}, {"text": "3"})
    )
    assert texts(read(path)) == ["one", "[too_large]", "3"]


def test_a_line_without_end_stops_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE", 100)
    monkeypatch.setattr(json_lines, "_MAX_PASSED_OVER", 100_000)
    path = file(
        tmp_path, "a.jsonl", _lines({"text": "one"}, {"text": "x" * 500_000}, {"text": "3"})
    )
    assert texts(read(path)) == ["one", "[too_large]"]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_lines_without_any_record_have_no_text(tmp_path: Path, content: str) -> None:
    refused(file(tmp_path, "a.jsonl", content), reason="no_text")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_holds_one_object_or_an_array(tmp_path: Path, indent: int | None) -> None:
    one = file(tmp_path, "one.json", json.dumps(FULL, indent=indent))
    assert document(one).id == "r1"
    many = [{"text": f"{number} {BODY}", "id": number} for number in range(3_000)]
    ids = [d.id for d in read(file(tmp_path, "many.json", json.dumps(many, indent=indent)))
           if isinstance(d, Document)]  # fmt: skip
    assert ids == [str(number) for number in range(3_000)]


def test_a_json_file_may_hold_lines(tmp_path: Path) -> None:
    path = file(tmp_path, "a.json", _lines({"text": "one"}) + "no\n" + _lines({"text": "three"}))
    assert texts(read(path)) == ["one", "[bad_line]", "three"]


def test_an_array_is_read_up_to_its_fault(tmp_path: Path) -> None:
    path = file(tmp_path, "a.json", '[{"text": "one"}, {"text": }, {"text": "three"}]')
    one, fault = read(path)
    assert texts([one, fault]) == ["one", "[bad_line]"]
    assert isinstance(fault, Unread)
    assert fault.what == f"{path}, record 2"


def test_an_object_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_values, "MAX_LINE", 100_000)
    content = json.dumps([{"text": "one"}, {"text": "x" * 900_000}], indent=1)
    assert texts(read(file(tmp_path, "a.json", content))) == ["one", "[too_large]"]


def test_an_empty_array_has_no_record(tmp_path: Path) -> None:
    assert "no record" in refused(file(tmp_path, "a.json", "[\n]"), reason="no_text")


def test_other_names_of_fields_are_understood(tmp_path: Path) -> None:
    fields = parse_fields("text=body, outlet=source,published=date")
    assert fields == {"text": "body", "outlet": "source", "published": "date"}
    path = file(
        tmp_path, "a.jsonl", _lines({"body": BODY, "source": "Dock Times", "date": "2025-03-04"})
    )
    (found,) = read(path, fields=fields)
    assert isinstance(found, Document)
    assert (found.text, found.outlet, found.published) == (BODY, "Dock Times", "2025-03-04")


@pytest.mark.parametrize("given", ["", "text", "txet=body", "text=", "text=a,text=b"])
def test_names_that_are_not_ours_are_an_error_that_says_ours(given: str) -> None:
    with pytest.raises(UsageError, match="the fields are id, url, outlet, title, text, published"):
        parse_fields(given)


def _table(path: Path, columns: dict[str, Any]) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=100)
    return path


def test_a_row_of_parquet_is_a_document(tmp_path: Path) -> None:
    path = _table(
        tmp_path / "a.parquet",
        {
            "text": ["one", None, "three", "four"],
            "outlet": pa.array(["The Harbour Post"] * 4).dictionary_encode(),
            "published": [datetime(2025, 3, 4, 10, tzinfo=UTC)] * 4,
            "weight": [1.0, 2.0, 3.0, 4.0],
        },
    )
    found = read(path)
    assert texts(found) == ["one", "[no_text]", "three", "four"]
    assert isinstance(found[0], Document)
    assert found[0].outlet == "The Harbour Post"
    assert found[0].published == "2025-03-04T10:00:00+00:00"
    assert isinstance(found[1], Unread)
    assert found[1].what == f"{path}, record 2"


def test_days_and_times_without_zone_in_parquet_are_days(tmp_path: Path) -> None:
    days = _table(tmp_path / "a.parquet", {"text": ["one"], "published": [date(2025, 3, 4)]})
    times = _table(tmp_path / "b.parquet", {"text": ["b"], "published": [datetime(2025, 3, 4, 9)]})
    assert [document(path).published for path in (days, times)] == ["2025-03-04"] * 2


def test_parquet_without_the_text_names_its_columns(tmp_path: Path) -> None:
    path = _table(tmp_path / "a.parquet", {"body": ["one"], "date": [1]})
    assert "its columns: body, date" in refused(path, reason="no_text")


def test_damaged_parquet_says_so(tmp_path: Path) -> None:
    whole = _table(tmp_path / "a.parquet", {"text": ["one"] * 1000}).read_bytes()
    refused(file(tmp_path, "b.parquet", whole[: len(whole) // 2]), reason="broken_archive")
    refused(file(tmp_path, "c.parquet", "text"), reason="broken_archive")


@pytest.mark.skipif(not ARTICLES.exists(), reason="the articles of AllSides are not here")
def test_a_packed_corpus_is_read_as_far_as_it_is_asked_for() -> None:
    found = list(islice(ingest([str(ARTICLES / "articles-1.jsonl.xz")]), 50))
    assert len(found) == 50
    for one in found:
        assert isinstance(one, Document)
        assert one.outlet
        assert one.language == "en"
        assert one.day
        assert one.day.year == 2010 or one.day.year == 2011 or one.day.year == 2012
