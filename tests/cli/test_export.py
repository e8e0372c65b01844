"""`firsthand export` writes claims and their evidence for other tools."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from firsthand.cli.export import Format
from firsthand.export import FORMS
from tests.cli.program import DRONES, Program, report

WATCH = '[watch]\nname = "Russia and Chile"\nactors = ["Russia"]\npartners = ["Chile"]\n'


def test_the_command_knows_every_format() -> None:
    assert list(Format) == list(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_each_format_is_written_and_nothing_else(
    firsthand: Program, reports: Path, tmp_path: Path, form: str
) -> None:
    output = tmp_path / "out"

    ended = firsthand("export", form, reports, "-o", output)

    assert ended.code == 0, ended.err
    assert ended.out == ""
    read, stories, wrote = ended.err.splitlines()
    assert read == "read 2 documents of 2 outlets"
    assert "claim" in stories
    assert wrote == f"wrote {output}"
    assert output.is_dir() == FORMS[form].folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "reports"]
    files = list(output.iterdir()) if output.is_dir() else [output]
    assert all(path.stat().st_size > 0 for path in files)


def test_tables_hold_the_words_and_not_the_article(
    firsthand: Program, reports: Path, tmp_path: Path
) -> None:
    report(reports, "c.txt", f"{DRONES}\n\nNobody on the quay had slept.", published="2025-12-02")

    firsthand("export", "csv", reports, "-o", tmp_path / "out")

    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        words = {row["words"] for row in csv.DictReader(lines)}
    assert "Russia will buy drones from Iran" in words
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert b"slept" not in everything


def test_a_store_a_period_and_a_watch_narrow_it(
    firsthand: Program, reports: Path, tmp_path: Path
) -> None:
    store, output = tmp_path / "news.db", tmp_path / "events.jsonl"
    watch = tmp_path / "watch.toml"
    watch.write_text(WATCH, encoding="utf-8")
    firsthand("add", reports, "--store", store)

    def events(*words: str | Path) -> list[str]:
        assert firsthand("export", "plover", "--store", store, "-o", output, *words).code == 0
        lines = output.read_text(encoding="utf-8").splitlines()
        return sorted({told["source"] for line in lines for told in json.loads(line)["reports"]})

    assert events() == ["The Ledger", "The Post"]
    assert events("--since", "2025-12-02") == ["The Post"]
    assert events("--until", "2025-12-02") == ["The Ledger"]
    assert events("--watch", watch) == []


def test_one_file_can_go_to_standard_output(firsthand: Program, reports: Path) -> None:
    ended = firsthand("export", "plover", reports, "-o", "-")

    assert ended.code == 0
    assert [value["event_type"] for value in ended.values]
    assert "wrote" not in ended.err


def test_what_is_skipped_is_said_and_strict_makes_it_count(
    firsthand: Program, reports: Path, tmp_path: Path
) -> None:
    (reports / "x.bin").write_bytes(b"\x00\xff" * 200)

    ended = firsthand("export", "atom", reports, "-o", tmp_path / "feed.xml", "--strict")

    assert ended.code == 3
    assert ended.skipped
    assert (tmp_path / "feed.xml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["csv", "{0}", "-o", "{0}/a.txt"], "-o: {0}/a.txt is a file ("),
        (["csv", "{0}", "-o", "{0}/no/tables"], "-o: there is no folder {0}/no (make it first)"),
        (["atom", "{0}", "-o", "{0}"], "-o: {0} is a folder (name a file in it)"),
        (["atom", "{0}"], "command line: missing option '--output' / '-o'"),
        (["pdf", "{0}", "-o", "{0}/x"], "command line: invalid value for "),
        (["atom", "-o", "{0}/x"], "command line: nothing to read ("),
        (["atom", "{0}", "--store", "n.db", "-o", "{0}/x"], "--store: inputs stand beside it ("),
    ],
)  # fmt: skip
def test_a_wrong_command_line_ends_with_code_2(
    firsthand: Program, reports: Path, words: list[str], said: str
) -> None:
    before = sorted(path.name for path in reports.iterdir())

    ended = firsthand("export", *(word.format(reports) for word in words))

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(f"firsthand: {said.format(reports)}")
    assert len(ended.err.splitlines()) == 1
    assert sorted(path.name for path in reports.iterdir()) == before


def test_nothing_to_read_ends_with_code_1_and_writes_nothing(
    firsthand: Program, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()

    ended = firsthand("export", "csv", tmp_path / "empty", "-o", tmp_path / "out")

    assert ended.code == 1
    assert not (tmp_path / "out").exists()
