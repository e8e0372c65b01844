"""`benchmarks/accuracy.py` on the miniature sets, with the packaged reader."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(_ROOT / "benchmarks" / "accuracy.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(_ROOT / "src")},
    )


@pytest.mark.parametrize(
    ("task", "file", "score", "at_least"),
    [
        ("attribution", "polnear/dev.jsonl", "content, F1 by words", 60),
        ("syntax", "ud_ewt/en_ewt-ud-dev.conllu", "LAS", 60),
        ("names", "names/uner_ewt_dev.jsonl", "PER, F1", 50),
    ],
)
def test_simple_texts_are_read_well(
    data: Path, task: str, file: str, score: str, at_least: float
) -> None:
    done = _run(task, str(data / file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[score] >= at_least


def test_without_json_it_prints_a_line_a_score(data: Path) -> None:
    lines = _run("names", str(data / "names" / "uner_ewt_dev.jsonl")).stdout.splitlines()
    assert [line[10:] for line in lines] == [
        "PER, ORG, LOC together, F1", "PER, F1", "ORG, F1", "LOC, F1",
    ]  # fmt: skip


def test_a_file_of_other_names_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"tokens": ["x"], "labels": ["B-Ship"]}\n', "utf-8")
    done = _run("names", str(path))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: {path}: unknown kinds of names: ship (see training/names.py)"
    ]
