"""Readings come in the order of the documents, whoever reads them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand.cli import working
from firsthand.cli.intake import Item
from firsthand.cli.working import Recipe, read_all
from firsthand.ingest import Unread
from firsthand.model.document import Document, Skipped
from firsthand.model.errors import FirsthandError, NothingUsableError, UsageError
from tests.cli.program import DENIED, DRONES

RECIPE = Recipe(())


def items(number: int) -> list[Item]:
    """Documents of several lengths, and one input that gave none."""
    made = [
        Item(
            Document.of(f"{DRONES} " * (1 + n % 3) + DENIED, id=f"d{n}", language="en"), f"{n}.txt"
        )
        for n in range(number)
    ]
    made.insert(2, Item(Unread("x.bin", Skipped("binary", "x.bin: is a program")), "x.bin"))
    return made


@pytest.fixture
def small_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started for a few short documents."""
    monkeypatch.setattr(working, "WORTH_STARTING", 100)


@pytest.mark.usefixtures("small_is_worth_it")
def test_processes_give_the_same_readings_in_the_same_order() -> None:
    given = items(9)

    here = list(read_all(given, RECIPE, 1))
    beside = list(read_all(given, RECIPE, 2))

    assert [item for item, _ in beside] == given
    assert [reading for _, reading in beside] == [reading for _, reading in here]
    assert beside[2][1].skipped == Skipped("binary", "x.bin: is a program")
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("small_is_worth_it")
def test_processes_end_when_nobody_wants_more_readings() -> None:
    readings = read_all(items(40), RECIPE, 2)

    next(readings)
    assert len(multiprocessing.active_children()) == 2
    readings.close()

    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("small_is_worth_it")
def test_a_process_that_is_killed_ends_the_work_with_one_line() -> None:
    readings = read_all(items(40), RECIPE, 2)
    next(readings)
    for process in multiprocessing.active_children():
        process.kill()

    with pytest.raises(NothingUsableError, match="the process that was reading it was ended"):
        list(readings)

    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("small_is_worth_it")
def test_only_a_bounded_number_of_documents_is_taken_ahead() -> None:
    taken = 0

    def coming() -> Iterator[Item]:
        nonlocal taken
        for item in items(200):
            taken += 1
            yield item

    readings = read_all(coming(), RECIPE, 2)
    next(readings)
    readings.close()

    assert taken <= 2 * 4 + 2


def test_few_documents_are_read_without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(working, "_Worker", never)

    assert len(list(read_all(items(5), RECIPE, 8))) == 6
    one_long = Item(Document.of(f"{DRONES}\n" * 3_000, language="xx"), "long.txt")
    assert len(list(read_all([one_long], RECIPE, 8))) == 1


def test_many_inputs_are_not_held_back_for_being_short() -> None:
    taken = 0

    def coming() -> Iterator[Item]:
        nonlocal taken
        for number in range(5_000):
            taken += 1
            what = f"{number}.txt"
            yield Item(Unread(what, Skipped("no_text", f"{what}: is empty")), what)

    readings = read_all(coming(), RECIPE, 2)
    next(readings)
    readings.close()

    assert taken <= 510


def test_one_process_takes_nothing_ahead() -> None:
    taken = 0

    def coming() -> Iterator[Item]:
        nonlocal taken
        for item in items(5):
            taken += 1
            yield item

    next(read_all(coming(), RECIPE, 1))

    assert taken == 1


@pytest.mark.usefixtures("small_is_worth_it")
def test_what_is_wrong_with_a_lexicon_is_said_before_processes_start(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text("not toml", encoding="utf-8")

    with pytest.raises(UsageError, match=r"bodies\.toml"):
        list(read_all(items(9), Recipe((tmp_path,)), 2))


@pytest.mark.usefixtures("small_is_worth_it")
def test_a_fault_of_the_input_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def coming() -> Iterator[Item]:
        yield from items(4)
        raise FirsthandError("n.jsonl", "the disk failed")

    with pytest.raises(FirsthandError, match="the disk failed"):
        list(read_all(coming(), RECIPE, 2))

    assert multiprocessing.active_children() == []
