"""The code that the documentation shows for other tools runs on what is exported."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from firsthand.export import FORMS, export, write_folder
from tests.export.samples import STORIES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "export.md").read_text("utf-8")
FILES = {
    "plover": "events.jsonl",
    "followthemoney": "entities.jsonl",
    "webannotation": "annotations.json",
    "atom": "claims.xml",
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for form in FORMS:
        files = export(STORIES, form)
        if FORMS[form].folder:
            write_folder(tmp_path / "tables", files)
        else:
            (tmp_path / FILES[form]).write_bytes(files[""])


def test_each_format_and_file_is_shown() -> None:
    for form in FORMS:
        assert f"firsthand export {form} " in PAGE
    for file in FILES.values():
        assert f"-o {file}\n" in PAGE


@pytest.mark.parametrize("code", blocks("py"))
def test_python_for_other_tools_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")

    exec(compile(code, "export.md", "exec"), {})

    assert len(capsys.readouterr().out.splitlines()) >= 3


@pytest.mark.parametrize("code", blocks("sql"))
def test_sql_runs_in_duckdb(code: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")

    for query in filter(str.strip, code.split(";")):
        assert duckdb.sql(query).fetchall()
