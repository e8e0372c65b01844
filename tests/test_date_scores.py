"""What `benchmarks/accuracy.py dates` counts, on an invented text in the form of the corpus."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from benchmarks.date_scores import date_scores, misread

TREEBANK = """# newdoc id = one
# meta::dateCreated = 2031-03-05
# text = The port opened in May 2030 and closed on Tuesday.
# text = It had run from 1990 to 2005 without a light.
"""
MARKS = {
    "id": "one",
    "dates": [
        {"attrs": {"when": "2030-05"}, "tokens": ["May", "2030"]},
        {"attrs": {"when": "2031-03-04"}, "tokens": ["Tuesday"]},
        {"attrs": {"when": "1990"}, "tokens": ["1990"]},
        {"attrs": {"when": "2006"}, "tokens": ["2005"]},
        {"attrs": {"when": "--05"}, "tokens": ["It"]},
    ],
}


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    with lzma.open(tmp_path / "en_gum-ud-dev.conllu.xz", "wt", encoding="utf-8") as file:
        file.write(TREEBANK)
    path = tmp_path / "gum-dates-dev.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(MARKS) + "\n")
    return path


def test_dates_with_a_year_are_counted_and_read_alone_where_more_was_read_as_one(
    marks: Path,
) -> None:
    assert date_scores(marks) == {
        "dates found": 100.0, "dates read exactly": 75.0, "dates marked": 4.0,
    }  # fmt: skip


def test_what_is_misread_is_told_with_both_values(marks: Path) -> None:
    (line,) = misread(marks)
    assert line.startswith("'2005'")
    assert "2006-01-01" in line
