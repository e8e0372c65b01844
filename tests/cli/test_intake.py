"""Each document is called by the file that it came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from firsthand.cli.intake import Period, documents_in
from firsthand.cli.options import Labels
from firsthand.ingest import Unread
from firsthand.model.errors import UsageError
from tests.cli.program import DENIED, DRONES, lines, report


def names(inputs: list[Path], period: Period | None = None) -> list[str]:
    found = documents_in([str(path) for path in inputs], Labels(), period or Period())
    return [item.name for item in found]


def test_a_document_of_a_folder_is_called_by_its_own_file(tmp_path: Path) -> None:
    report(tmp_path, "a.txt", DRONES)
    report(tmp_path, "b.txt", DENIED)

    assert names([tmp_path]) == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"]


def test_a_title_or_an_address_tells_it_from_others_of_its_file(tmp_path: Path) -> None:
    path = lines(
        tmp_path, "n.jsonl", {"title": "Drones", "text": DRONES}, {"url": "u://1", "text": DENIED}
    )

    assert names([path]) == [f"{path} (Drones)", f"{path} (u://1)"]


def test_a_detail_does_not_name_the_input_again(tmp_path: Path) -> None:
    (item,) = documents_in([str(tmp_path / "missing.txt")], Labels())

    assert isinstance(item.found, Unread)
    skipped = item.skipped(item.found.skipped)
    assert skipped.what == f"{tmp_path}/missing.txt"
    assert skipped.detail == "there is no such file (check the path)"


def test_a_period_ends_before_its_last_day(tmp_path: Path) -> None:
    paths = [
        report(tmp_path, f"{day}.txt", f"{DRONES} {day}", outlet="A", published=f"2025-12-0{day}")
        for day in range(1, 5)
    ]

    assert names(paths, Period.of("2025-12-02", "2025-12-04")) == [str(p) for p in paths[1:3]]
    assert names(paths, Period.of(None, "2025-12-02")) == [str(paths[0])]
    assert names(paths, Period.of("2025-12-04", None)) == [str(paths[3])]


def test_a_report_without_a_day_is_not_taken_for_one_of_the_period(tmp_path: Path) -> None:
    (item,) = documents_in([str(report(tmp_path, "a.txt"))], Labels(), Period(date(2025, 12, 1)))

    assert isinstance(item.found, Unread)
    assert item.found.skipped.reason == "no_day"


@pytest.mark.parametrize("words", [("x", None), (None, "2025-13-01"), ("2025-12-02", "2025-12-01")])
def test_a_period_of_no_days_is_an_error(words: tuple[str | None, str | None]) -> None:
    with pytest.raises(UsageError, match="day"):
        Period.of(*words)
