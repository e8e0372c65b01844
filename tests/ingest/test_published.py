"""Days of publication: what is understood, what is left out, what is noted."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from firsthand.ingest.published import published_of

from .reports import NOW, document, file


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2025-12-09", "2025-12-09"),
        ("20251209", "2025-12-09"),
        ("2025-12-09T10:20:30Z", "2025-12-09T10:20:30+00:00"),
        ("2025-12-09T10:20:30.123+0300", "2025-12-09T10:20:30+03:00"),
        ("2025-12-09 10:20:30 +03:00", "2025-12-09T10:20:30+03:00"),
        ("2025-12-09 10:20:30 UTC", "2025-12-09T10:20:30+00:00"),
        ("2025-12-09T10:20", "2025-12-09"),
        ("Tue, 09 Dec 2025 10:20:30 +0100", "2025-12-09T10:20:30+01:00"),
        ("09 Dec 2025 10:20 GMT", "2025-12-09T10:20:00+00:00"),
        ("Tue, 09 Dec 2025 10:20:30 CEST", "2025-12-09"),
        ("2025/12/9", "2025-12-09"),
        ("2025/12/09 23:59", "2025-12-09"),
        ("December 9, 2025", "2025-12-09"),
        ("Dec. 9th 2025", "2025-12-09"),
        ("Tuesday, December 9, 2025 at 10:20 am EST", "2025-12-09"),
        ("9 December 2025", "2025-12-09"),
        ("9-Dec-2025", "2025-12-09"),
        ("Sept 9, 2025", "2025-09-09"),
        (1765275630, "2025-12-09T10:20:30+00:00"),
        (1765275630.7, "2025-12-09T10:20:30+00:00"),
        ("1765275630", "2025-12-09T10:20:30+00:00"),
        (1765275630123, "2025-12-09T10:20:30+00:00"),
        ("1765275630123", "2025-12-09T10:20:30+00:00"),
        (date(2025, 12, 9), "2025-12-09"),
        (datetime(2025, 12, 9, 10, 20, 30, tzinfo=UTC), "2025-12-09T10:20:30+00:00"),
    ],
)
def test_a_day_is_understood_without_a_note(given: object, value: str) -> None:
    made = published_of(given, now=NOW)
    assert (made.value, made.note) == (value, None)


@pytest.mark.parametrize("given", ["12-02-26", "03/04/2024", "3.4.2024", "03/04/2024 10:00"])
def test_a_day_that_can_be_read_in_two_ways_is_left_out(given: str) -> None:
    made = published_of(given, now=NOW)
    assert made.value is None
    assert made.note is not None
    assert "two ways" in made.note


@pytest.mark.parametrize(
    "given",
    ["yesterday", "2025", "2025-13-01", "31 February 2025", "9 Foo 2025", "may", "", "1e400",
     float("nan"), float("inf"), 10**30, "2025-12-09T99:00:00Z"],
)  # fmt: skip
def test_what_is_no_day_is_left_out_and_shown(given: object) -> None:
    made = published_of(given, now=NOW)
    assert made.value is None
    assert made.note is not None
    assert "no day that is understood" in made.note


@pytest.mark.parametrize("given", ["0001-01-01", "1899-12-31", -3_000_000_000, "1 January 1066"])
def test_a_day_before_1900_is_left_out(given: object) -> None:
    made = published_of(given, now=NOW)
    assert made.value is None
    assert made.note is not None
    assert "before 1900" in made.note


@pytest.mark.parametrize(
    ("given", "noted"),
    [("2026-11-25", False), ("2026-11-26", False), ("2026-11-27", True), ("2031-03-04", True)],
)
def test_a_day_after_tomorrow_is_kept_and_noted(given: str, noted: bool) -> None:
    made = published_of(given, now=NOW)
    assert made.value == given
    assert bool(made.note and "lies in the future" in made.note) is noted


def test_the_note_is_a_warning_that_names_the_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = (
        '{"text": "one", "published": "2025-01-01"}\n{"text": "two", "published": "2031-03-04"}'
    )
    path = file(tmp_path, "a.jsonl", content.splitlines()[1])
    with caplog.at_level(logging.WARNING, logger="firsthand.ingest"):
        assert document(path).published == "2031-03-04"
    (record,) = caplog.records
    assert record.name == "firsthand.ingest"
    assert record.getMessage() == (
        f"{path}, line 1: published lies in the future (2031-03-04); kept as it is given"
    )


def test_a_day_in_year_one_leaves_the_document_without_a_day(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = file(tmp_path, "a.txt", "Outlet: Post\nPublished: 0001-01-01\n\nWords.")
    assert document(path).published is None
    assert "before 1900" in caplog.text
