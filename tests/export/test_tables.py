"""Tables as CSV and Parquet: what is written can be read back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.export import export
from firsthand.export.csv_files import guarded
from firsthand.export.tables import TABLES
from firsthand.model.story import Quoted
from tests.export.samples import HOSTILE, STORIES, hostile_story, private_story

ALL = (*STORIES, private_story(), hostile_story())
DOCS = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "export.md"


def csv_rows(name: str, *stories: Any) -> list[dict[str, str]]:
    text = export(stories or ALL, "csv")[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def parquet_rows(name: str, *stories: Any) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = pq.read_table(
        io.BytesIO(export(stories or ALL, "parquet")[f"{name}.parquet"])
    ).to_pylist()
    return made


def unguarded(text: str) -> str:
    """What the documentation says undoes the guard."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) != text[1:] else text


def as_csv(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case _:
            return str(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_both_formats_hold_the_same_rows(table: Any) -> None:
    plain, typed = csv_rows(table.name), parquet_rows(table.name)

    assert plain
    assert list(plain[0]) == list(typed[0]) == list(table.columns)
    assert [{name: unguarded(cell) for name, cell in row.items()} for row in plain] == [
        {name: as_csv(value) for name, value in row.items()} for row in typed
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_without_stories_there_is_the_head_alone(table: Any) -> None:
    text = export((), "csv")[f"{table.name}.csv"].decode()

    assert text == ",".join(table.columns) + "\r\n"
    assert pq.read_table(io.BytesIO(export((), "parquet")[f"{table.name}.parquet"])).num_rows == 0


def test_evidence_has_its_words_and_where_they_stand() -> None:
    rows = parquet_rows("evidence", STORIES[1])

    assert rows == [
        {
            "story": "s-2031-03-07-buoys", "claim": "k9", "report": 0, "document": "d5",
            "piece": 0, "starts": 0, "ends": 42,
            "words": "Peru has bought forty sea buoys from Japan",
        }
    ]  # fmt: skip


def test_a_claim_is_one_row_with_names_days_and_counts() -> None:
    (row,) = [row for row in parquet_rows("claims") if row["claim"] == "k1"]

    assert row["actor_name"] == "Norway"
    assert row["recipient_state"] == "CL"
    assert row["aspects"] == ["science", "technology"]
    assert (row["when_start"], row["when_end"]) == (date(2031, 3, 1), date(2031, 4, 1))
    assert (row["report_count"], row["origin_count"]) == (4, 2)
    assert (row["origin_least"], row["origin_most"]) == (1, 2)
    assert row["reciprocal"] is True


def test_reports_say_which_origin_they_are_of() -> None:
    rows = [row for row in parquet_rows("reports") if row["claim"] == "k1"]

    assert [row["origin"] for row in rows] == ["o1", "o1", "o2", "o1"]
    assert [row["report"] for row in rows] == [0, 1, 2, 3]


def test_every_row_of_evidence_joins_a_report_and_every_report_a_document() -> None:
    documents = {(row["story"], row["document"]) for row in parquet_rows("documents")}
    reports = parquet_rows("reports")
    known = {(row["story"], row["claim"], row["report"], row["document"]) for row in reports}

    assert {(row["story"], row["document"]) for row in reports} <= documents
    evidence = parquet_rows("evidence")
    assert {(row["story"], row["claim"], row["report"], row["document"]) for row in evidence} == (
        known
    )


def test_a_cell_that_begins_like_a_formula_is_guarded() -> None:
    (outlet,) = {row["outlet"] for row in csv_rows("documents", hostile_story())} - {"Polar Wire"}
    words = [row["words"] for row in csv_rows("evidence", hostile_story())]

    sound = HOSTILE.replace("\ud800", "\ufffd")
    assert outlet == f"'{sound}"
    assert words == [f"'{sound}", "'@SUM(A1)"]


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r-1", "'=1", "''+1", "\u200b=1", "＝1", "\x00=1"],
)
def test_nothing_before_a_sign_hides_it(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'tis", "“=1”", "1-2", "c-118dc65e78", "–"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet="=+-@' \ta1"))
def test_the_guard_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_no_guarded_text_begins_with_a_sign(text: str) -> None:
    assert not re.match(r"\s*[=+\-@]", guarded(text))


def test_a_long_shared_passage_is_shown_by_its_beginning() -> None:
    story = STORIES[0]
    long = Quoted(0, 5000, "word " * 1000)
    claims = tuple(
        replace(one, ties=tuple(replace(tie, words=(long, long)) for tie in one.ties))
        for one in story.claims
    )
    rows = parquet_rows("ties", replace(story, claims=claims))

    assert rows
    assert all(row["first_words"].endswith("…") for row in rows)
    assert all(len(row["first_words"]) <= 300 and row["first_ends"] == 5000 for row in rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_documentation_names_every_column(table: Any) -> None:
    described = DOCS.read_text(encoding="utf-8")
    (section,) = re.findall(rf"^\| `{table.name}` \| (`story` .*)$", described, re.MULTILINE)

    assert re.findall(r"`(\w+)`", section) == list(table.columns)
