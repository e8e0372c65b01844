"""The files of a folder are there whole, or as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.export import check_folder, write_folder
from firsthand.model.errors import NothingUsableError, UsageError


def test_a_folder_is_made_and_filled(tmp_path: Path) -> None:
    write_folder(tmp_path / "tables", {"a.csv": b"a", "b.csv": b"b"})

    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["a.csv", "b.csv"]
    assert (tmp_path / "tables" / "b.csv").read_bytes() == b"b"


def test_old_files_are_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "mine.txt").write_bytes(b"mine")

    write_folder(tmp_path, {"a.csv": b"new"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.csv": b"new", "mine.txt": b"mine",
    }  # fmt: skip


def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "b.csv" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    files = {"a.csv": b"new", "b.csv": b"new"}
    with pytest.raises(NothingUsableError, match="No space left"):
        write_folder(tmp_path, files)
    with pytest.raises(NothingUsableError, match="No space left"):
        write_folder(tmp_path / "fresh", files)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_what_would_be_wrong_is_said_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(UsageError, match="is a file"):
        check_folder(tmp_path / "file")
    with pytest.raises(UsageError, match="there is no folder"):
        check_folder(tmp_path / "no" / "tables")
    check_folder(tmp_path / "tables")
    check_folder(tmp_path)
