"""Help comes at once, and shows how each command is used."""

from __future__ import annotations

import resource
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.main import get_command

from firsthand.cli.app import COMMANDS, app
from firsthand.model.version import VERSION
from tests.cli.program import Program, command

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = [*DOCS.glob("reference*.md"), *DOCS.glob("reference/**/*.md")]
HEAVY = ("alembic", "lxml", "numpy", "onnxruntime", "pyarrow", "rich", "sqlalchemy", "trafilatura")


def name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


each_command = pytest.mark.parametrize("module", COMMANDS, ids=name_of)


@each_command
def test_each_command_shows_one_worked_example(firsthand: Program, module: ModuleType) -> None:
    ended = firsthand(name_of(module), "--help")

    assert ended.code == 0
    assert ended.err == ""
    assert f"Example:\n    {module.EXAMPLE}\n" in ended.out


@each_command
def test_each_example_is_a_command_line_that_is_understood(module: ModuleType) -> None:
    program, name, *words = shlex.split(module.EXAMPLE)

    assert (program, name) == ("firsthand", name_of(module))
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    found = group.commands[name].make_context(name, list(words))
    assert found.params


@each_command
@pytest.mark.skipif(not REFERENCE, reason="there is no reference yet")
def test_the_reference_tells_of_each_command(module: ModuleType) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in REFERENCE)

    assert f"firsthand {name_of(module)}" in pages


@each_command
def test_the_list_of_commands_has_a_whole_sentence_for_each(
    firsthand: Program, module: ModuleType
) -> None:
    listed = firsthand("--help").out.splitlines()

    (line,) = [line for line in listed if line.startswith(f"  {name_of(module)} ")]
    assert line.endswith(".")
    assert not line.endswith("...")


def test_the_version_is_said_on_standard_output(firsthand: Program) -> None:
    ended = firsthand("--version")

    assert (ended.code, ended.out, ended.err) == (0, f"firsthand {VERSION}\n", "")


def test_without_a_command_the_help_comes_on_standard_error(firsthand: Program) -> None:
    ended = firsthand()

    assert (ended.code, ended.out) == (2, "")
    assert "Usage: firsthand" in ended.err
    assert "brief" in ended.err


def test_help_loads_none_of_the_heavy_libraries() -> None:
    asks = (
        "import sys; from firsthand.cli import main; main(['--help']); "
        f"sys.exit(' '.join(set(sys.modules) & set({HEAVY})))"
    )

    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)

    assert "Usage: firsthand" in done.stdout
    assert done.stderr.strip() == ""


def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    def seconds() -> float:
        """Of work, so that what else runs on the machine does not count."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command("--help"), capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.3
