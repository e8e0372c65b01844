"""How a run ends: by the contract's codes, in one line, and never in a traceback."""

from __future__ import annotations

import logging
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from firsthand.cli.ending import ended, one_line
from firsthand.model.document import Document
from firsthand.model.errors import FirsthandError, NothingUsableError, StoreError, UsageError
from firsthand.model.reading import Reading
from firsthand.reading.pipeline import Reader
from tests.cli.program import DENIED, DRONES, Program, apart, command, lines, report


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (UsageError("w.toml:3", "unknown key", "see"), 2, "w.toml:3: unknown key (see)"),
        (NothingUsableError("a", "nothing"), 1, "a: nothing"),
        (StoreError("n.db", "no store"), 1, "n.db: no store"),
        (FirsthandError("a", "two\nlines\x1b[31m"), 1, "a: two lines [31m"),
        (ZeroDivisionError("by"), 1, "the work failed: ZeroDivisionError: by (--debug shows where)"),  # noqa: E501
        (OSError(28, "No space left on device"), 1, "the work failed: No space left on device"),
        (PermissionError(13, "Permission denied", "x"), 1, "the work failed: x: Permission denied"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)  # fmt: skip
def test_each_fault_has_its_code_and_one_line(
    capsys: pytest.CaptureFixture[str], fault: BaseException, code: int, said: str
) -> None:
    def work() -> int:
        raise fault

    assert ended(work, debug=False) == code
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"firsthand: {said}\n")


def test_a_broken_pipe_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise BrokenPipeError

    assert ended(work, debug=False) == 0
    assert capsys.readouterr().err == ""


def test_debug_shows_where_before_the_line(
    firsthand: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("firsthand.report.stories_table", broken)
    path = report(tmp_path, "a.txt")

    plain, debug = firsthand("stories", path), firsthand("stories", path, "--debug")

    assert plain.code == debug.code == 1
    assert "Traceback" not in plain.err
    assert "Traceback" in debug.err
    assert "in broken" in debug.err
    assert plain.last == debug.last


def test_a_document_on_which_reading_fails_is_skipped_and_the_rest_is_read(
    firsthand: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reader.read

    def fails_on_denials(self: Reader, document: Document) -> Reading:
        if "denied" in document.text:
            raise IndexError("out of range")
        return reading(self, document)

    monkeypatch.setattr(Reader, "read", fails_on_denials)
    bad, good = report(tmp_path, "bad.txt", DENIED), report(tmp_path, "good.txt")

    plain = firsthand("read", bad, good, "--json")
    debug = firsthand("read", bad, good, "--json", "--debug")

    assert plain.code == debug.code == 0
    assert plain.skipped == [
        f"skipped {bad}: reading it failed: IndexError: out of range (--debug shows where)"
    ]
    assert [value["skipped"] is None for value in plain.values] == [False, True]
    assert "Traceback" not in plain.err
    assert "in fails_on_denials" in debug.err


def test_strict_ends_with_3_where_something_was_skipped(firsthand: Program, tmp_path: Path) -> None:
    good, empty = report(tmp_path, "good.txt"), report(tmp_path, "empty.txt", "")
    store = tmp_path / "n.db"

    for words in (
        ["read"],
        ["stories"],
        ["claims"],
        ["brief", "--json"],
        ["add", "--store", store],
    ):
        assert firsthand(*words, good, empty, "--strict").code == 3, words
        assert firsthand(*words, good, empty).code == 0, words
        assert firsthand(*words, good, "--strict").code == 0, words


def test_strict_with_nothing_usable_still_ends_with_1(firsthand: Program, tmp_path: Path) -> None:
    assert firsthand("read", tmp_path / "missing.txt", "--strict").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reed"], "command line: no such command 'reed'"),
        (["read"], "command line: missing argument 'INPUT' (see firsthand read --help)"),
        (["read", "a", "--loud"], "command line: no such option: --loud"),
        (["read", "a", "--jobs", "0"], "command line: invalid value for '--jobs'"),
        (["read", "a", "--jobs", "x"], "command line: invalid value for '--jobs'"),
        (["add", "a"], "command line: missing option '--store'"),
        (["read", "a", "--published", "soon"], "--published: 'soon' is no day"),
        (["read", "a", "--language", "English"], "--language: 'English' is no code"),
        (["read", "a", "--fields", "body"], "--fields: 'body' is no pair of names"),
        (["read", "a", "--fields", "headline=x"], "--fields: there is no field 'headline'"),
        (["read", "a", "--lexicon", "none"], "--lexicon: none is no folder"),
    ],
)
def test_a_command_line_that_is_not_understood_ends_with_2_and_one_line(
    firsthand: Program, words: list[str], said: str
) -> None:
    ended = firsthand(*words)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(f"firsthand: {said}")
    assert len(ended.err.splitlines()) == 1


def test_a_lexicon_file_that_nobody_knows_ends_with_2(firsthand: Program, tmp_path: Path) -> None:
    (tmp_path / "beasts.toml").write_text("", encoding="utf-8")

    ended = firsthand("read", report(tmp_path, "a.txt"), "--lexicon", tmp_path)

    assert ended.code == 2
    assert ended.err.startswith(f"firsthand: {tmp_path}/beasts.toml: ")


def test_warnings_of_the_program_are_one_line_and_those_of_libraries_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work() -> int:
        logging.getLogger("firsthand.ingest").warning("a.txt:\n%s", "odd")
        logging.getLogger("trafilatura").error("not our matter")
        return 0

    assert ended(work, debug=False) == 0
    assert capsys.readouterr().err == "note: a.txt: odd\n"
    assert logging.getLogger("firsthand").handlers == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_with_130_and_one_line(jobs: str) -> None:
    """While the program waits for the rest of a line that does not come."""
    running = subprocess.Popen(
        command("read", "-", "--json", "--jobs", jobs),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    late = threading.Timer(90, running.kill)  # hung; a busy machine takes half a minute
    late.start()
    with running:
        assert running.stdin is not None
        assert running.stderr is not None
        for text in (b"It rained.", b"It snowed."):
            running.stdin.write(b'{"text": "%s", "published": "0001-01-01"}\n' % text)
        running.stdin.write(b'{"text": "' + b"x" * 300_000)
        running.stdin.flush()
        # Said as soon as a line is taken: from the second on nothing is loaded any more.
        for number in (b"1", b"2"):
            assert running.stderr.readline().startswith(b"note: standard input, line " + number)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        late.cancel()
        with suppress(BrokenPipeError):
            running.stdin.close()

    assert running.returncode == 130
    assert said == b"firsthand: interrupted\n"


def test_a_reader_of_ours_that_stops_reading_is_no_fault(tmp_path: Path) -> None:
    many = lines(tmp_path, "n.jsonl", *({"id": str(n), "text": DRONES} for n in range(20)))
    with subprocess.Popen(
        command("read", many, "--json", "--jobs", "1"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()

    assert running.returncode == 0
    assert said == b""


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as nowhere:
        done = subprocess.run(
            command("read", report(tmp_path, "a.txt")), stdout=nowhere, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == (
        "firsthand: the work failed: No space left on device"
    )
    assert b"Traceback" not in done.stderr


def test_python_m_firsthand_is_the_program(tmp_path: Path) -> None:
    assert apart("--version").stdout.startswith(b"firsthand ")
    assert apart("read", tmp_path / "missing.txt").returncode == 1


def test_a_line_is_one_line_whatever_is_in_it() -> None:
    assert one_line("a\r\n\tb\x00\x9b c\u2028d") == "a b c d"
