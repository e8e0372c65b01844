"""`firsthand brief` makes one page that an analyst can forward."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.program import DRONES, Program, report

WATCH = '[watch]\nname = "Russia and Iran"\nactors = ["Russia"]\npartners = ["{}"]\n'


def watch(folder: Path, partner: str) -> Path:
    path = folder / "watch.toml"
    path.write_text(WATCH.format(partner), encoding="utf-8")
    return path


def test_it_writes_the_page_and_says_what_it_rests_on(
    firsthand: Program, reports: Path, tmp_path: Path
) -> None:
    page = tmp_path / "brief.html"

    ended = firsthand("brief", reports, "-o", page)

    assert ended.code == 0
    assert ended.out == ""
    assert "Russia will buy drones from Iran" in page.read_text(encoding="utf-8")
    read, stories, wrote = ended.err.splitlines()
    assert read == "read 2 documents of 2 outlets"
    assert "claim" in stories
    assert "origin" in stories
    assert wrote == f"wrote {page}"


def test_nothing_but_the_page_is_left_behind(
    firsthand: Program, reports: Path, tmp_path: Path
) -> None:
    page = tmp_path / "brief.html"
    page.write_text("old", encoding="utf-8")

    firsthand("brief", reports, "-o", page)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "reports"]
    assert page.read_text(encoding="utf-8").startswith("<!")


def test_a_page_stays_as_it_was_when_the_new_one_cannot_be_made(
    firsthand: Program, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "brief.html"
    page.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ended = firsthand("brief", reports, "-o", page)

    assert ended.code == 1
    assert ended.last.startswith(f"firsthand: {page}: it cannot be written: No space left")
    assert page.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "reports"]


@pytest.mark.parametrize(
    ("name", "beginning"), [("b.md", "# "), ("b.json", '{"schema"'), ("b.html", "<!")]
)
def test_the_name_of_the_file_says_the_form(
    firsthand: Program, reports: Path, tmp_path: Path, name: str, beginning: str
) -> None:
    assert firsthand("brief", reports, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_without_a_file_it_goes_to_standard_output(firsthand: Program, reports: Path) -> None:
    assert firsthand("brief", reports).out.startswith("<!")
    assert firsthand("brief", reports, "-o", "-", "--format", "md").out.startswith("# ")
    one, other = (
        firsthand("brief", reports, "--format", "json"),
        firsthand("brief", reports, "--json"),
    )
    assert one.values == other.values


def test_a_page_is_not_poured_into_a_terminal(
    firsthand: Program, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    ended = firsthand("brief", reports)

    assert ended.code == 2
    assert ended.err == "firsthand: brief: a page is not for the terminal (name a file with -o)\n"


def test_a_watch_narrows_it(firsthand: Program, reports: Path, tmp_path: Path) -> None:
    (all_of_it,) = firsthand("brief", reports, "--json").values
    (followed,) = firsthand("brief", reports, "--json", "--watch", watch(tmp_path, "Iran")).values
    (other,) = firsthand("brief", reports, "--json", "--watch", watch(tmp_path, "Chile")).values

    assert all_of_it["watch"] is None
    assert followed["watch"] == "Russia and Iran"
    assert followed["stories"]
    assert other["stories"] == []
    assert other["read"]["documents"] == 2


def test_a_period_leaves_out_what_lies_outside(firsthand: Program, reports: Path) -> None:
    report(reports, "c.txt", f"{DRONES} Nobody knows when.")

    (made,) = firsthand(
        "brief", reports, "--json", "--since", "2025-12-01", "--until", "2025-12-03"
    ).values

    assert (made["read"]["from"], made["read"]["to"]) == ("2025-12-01", "2025-12-01")
    assert [one["reason"] for one in made["read"]["skipped"]] == ["no_day"]


def test_the_json_is_one_object_that_follows_the_contract(
    firsthand: Program, reports: Path
) -> None:
    (made,) = firsthand("brief", reports, "--format", "json").values

    assert list(made) == ["schema", "made_by", "watch", "read", "stories"]
    assert made["read"] == {
        "documents": 2, "outlets": 2, "from": "2025-12-01", "to": "2025-12-03", "skipped": [],
    }  # fmt: skip
    for story in made["stories"]:
        for claim in story["claims"]:
            assert claim["reports"]
            assert all(one["evidence"] for one in claim["reports"]), json.dumps(claim)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "{0}"], "firsthand: -o: {0} is a folder (name a file in it)"),
        (["-o", "{0}/no/b.html"], "firsthand: -o: there is no folder {0}/no (make it first)"),
        (["--since", "May"], "firsthand: --since: 'May' is no day (write it as 2025-12-09)"),
        (
            ["--since", "2025-12-02", "--until", "2025-12-02"],
            "firsthand: --until: no day lies from 2025-12-02 on and before 2025-12-02 "
            "(name a later one)",
        ),
        (["--watch", "{0}/w.toml"], "firsthand: {0}/w.toml: no such watch file (check the path)"),
        (["--store", "n.db"], "firsthand: --store: inputs stand beside it ("),
        (["--json", "--format", "md"], "firsthand: --json: it stands beside --format md ("),
        (["--format", "pdf"], "firsthand: command line: invalid value for '--format': "),
    ],
)  # fmt: skip
def test_a_wrong_command_line_ends_with_code_2(
    firsthand: Program, reports: Path, words: list[str], said: str
) -> None:
    ended = firsthand("brief", reports, *(word.format(reports) for word in words))

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(said.format(reports))
    assert len(ended.err.splitlines()) == 1


def test_it_needs_inputs_or_a_store(firsthand: Program) -> None:
    ended = firsthand("brief")

    assert ended.code == 2
    assert ended.last.endswith("nothing to read (name inputs, or a store with --store)")
