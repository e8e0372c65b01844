"""The counts at the end say what was skipped, and why."""

from __future__ import annotations

import pytest

from firsthand.cli.notes import Notes, read_line
from firsthand.model.story import SkippedInput


def test_inputs_are_counted_by_reason_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Notes()
    notes.skip(SkippedInput("x.bin", "binary", "is a program"))
    notes.skip(SkippedInput("a.txt", "no_text", "is empty"))
    notes.skip(SkippedInput("b.txt", "no_text", "is empty"))

    assert capsys.readouterr().err.splitlines() == [
        "skipped x.bin: is a program", "skipped a.txt: is empty", "skipped b.txt: is empty",
    ]  # fmt: skip
    assert notes.counts() == "skipped 3: 1 binary (x.bin), 2 without text (a.txt; b.txt)"


def test_many_are_not_all_named() -> None:
    notes = Notes()
    notes.keep(SkippedInput(f"{n}.txt", "no_text", "is empty") for n in range(1_200))

    assert notes.counts() == (
        "skipped 1,200: 1,200 without text (0.txt; 1.txt; 2.txt and 1,197 more)"
    )


def test_a_reason_of_tomorrow_is_said_in_its_own_words() -> None:
    notes = Notes()
    notes.keep([SkippedInput("a", "too_loud", "it shouts")])

    assert notes.counts() == "skipped 1: 1 too loud (a)"


def test_a_name_cannot_break_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Notes()
    notes.skip(SkippedInput("a\n\x1b[2Jb", "no_text", "is empty"))

    assert capsys.readouterr().err == "skipped a [2Jb: is empty\n"
    assert "\n" not in notes.counts()


def test_numbers_say_what_they_count() -> None:
    assert read_line(1, 0) == "read 1 document"
    assert read_line(12, 1) == "read 12 documents of 1 outlet"
