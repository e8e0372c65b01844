"""The bundled reports: all are read, all say that they are invented, and they group as they should.

`examples_key.toml` says by hand which report belongs to which story.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from firsthand.grouping import group
from firsthand.ingest import ingest
from firsthand.model.document import Document
from firsthand.model.reading import Reading
from firsthand.model.story import Story
from firsthand.reading.lexicon import packaged_lexicon
from firsthand.reading.pipeline import Reader
from firsthand.report.narrow import narrow
from firsthand.watch.file import load_watch

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "examples" / "reports"
KEY: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "examples_key.toml").read_text(encoding="utf-8")
)
INVENTED = "This report is invented."


@cache
def documents() -> dict[str, Document]:
    """Each report by its name in the key: the file's, with the line's id in JSON Lines."""
    found: dict[str, Document] = {}
    for path in sorted(REPORTS.iterdir()):
        for value in ingest([str(path)]):
            assert isinstance(value, Document), value
            many = path.suffix == ".jsonl"
            found[f"{path.name}/{value.id}" if many else path.name] = value
    return found


@cache
def readings() -> tuple[Reading, ...]:
    reader = Reader()
    return tuple(reader.read(document) for document in documents().values())


@cache
def stories() -> tuple[Story, ...]:
    return tuple(group(readings()))


def test_the_key_names_each_report_once_and_no_other() -> None:
    named = [report for reports in KEY.values() for report in reports]
    assert sorted(named) == sorted(documents())
    assert len(named) == len(set(named))


def test_there_are_twenty_reports_in_six_stories_of_eight_outlets() -> None:
    assert len(documents()) == 20
    assert len(KEY) == 6
    assert len({document.outlet for document in documents().values()}) == 8


def test_text_pages_and_json_lines_are_among_them() -> None:
    assert {path.suffix for path in REPORTS.iterdir()} == {".txt", ".html", ".jsonl"}


@pytest.mark.parametrize("name", sorted(report for reports in KEY.values() for report in reports))
def test_a_report_says_that_it_is_invented_and_where_it_comes_from(name: str) -> None:
    document = documents()[name]
    assert INVENTED in document.text
    assert document.outlet
    assert document.title
    assert document.published
    assert document.url
    assert ".example/" in document.url
    assert document.language == "en"


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.html")), ids=lambda path: path.name)
def test_a_page_is_marked_as_invented_for_people_and_for_machines(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert f"<!-- {INVENTED} -->" in page
    assert '<meta name="firsthand:invented" content="true">' in page
    assert f"<p>{INVENTED}</p>" in page


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.jsonl")), ids=lambda path: path.name)
def test_a_line_is_marked_as_invented_in_a_field_of_its_own(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert all(line["invented"] is True for line in lines)


def test_none_is_skipped_by_the_reader() -> None:
    assert [reading.skipped for reading in readings()] == [None] * 20


def test_what_is_not_of_the_report_is_marked_as_such() -> None:
    marked = {
        reading.document.text[block.start : block.end]
        for reading in readings()
        for block in reading.blocks
        if block.kind == "boilerplate"
    }
    assert "Share this article" in marked
    assert "Get the Harbour Morning Post app" in marked
    assert any(words.startswith("Oskari Nybergh covers ports") for words in marked)


def test_stories_are_those_of_the_key() -> None:
    # Measured: 1.0. The floor leaves room for one report that goes astray.
    assert b_cubed_f1(_stories_by_name(), KEY) >= 0.94


def test_the_watch_shows_the_two_stories_of_its_relation() -> None:
    watch = load_watch(ROOT / "examples" / "watch.toml", packaged_lexicon())
    assert watch.actors.states == {"FI"}
    assert watch.partners.states == {"EE"}
    watched = {story.id for story in narrow(stories(), watch)}
    names = {frozenset(reports) for id, reports in _stories_by_name().items() if id in watched}
    assert names == {frozenset(KEY["timetable"]), frozenset(KEY["ice"])}


def _stories_by_name() -> dict[str, list[str]]:
    names = {document.id: name for name, document in documents().items()}
    return {story.id: [names[each.id] for each in story.documents] for story in stories()}


def b_cubed_f1(found: Mapping[str, Iterable[str]], wanted: Mapping[str, Iterable[str]]) -> float:
    """How well two groupings of the same items agree, 0 to 1 (Bagga and Baldwin, 1998)."""
    of_found = {item: set(items) for items in found.values() for item in items}
    of_wanted = {item: set(items) for items in wanted.values() for item in items}
    assert of_found.keys() == of_wanted.keys()
    shared = {item: len(of_found[item] & of_wanted[item]) for item in of_found}
    precision = sum(shared[item] / len(of_found[item]) for item in shared) / len(shared)
    recall = sum(shared[item] / len(of_wanted[item]) for item in shared) / len(shared)
    return 2 * precision * recall / (precision + recall)


def test_the_measure_of_grouping_falls_when_a_report_goes_astray() -> None:
    wanted = {"a": ["1", "2"], "b": ["3"]}
    assert b_cubed_f1(wanted, wanted) == 1.0
    assert b_cubed_f1({"a": ["1"], "b": ["2", "3"]}, wanted) < 0.9
