"""The program and its commands."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer
from typer.main import get_command

from firsthand.cli import (
    add,
    alerts,
    brief,
    claims,
    export,
    fetch,
    forget,
    health,
    read,
    reread,
    serve,
    stories,
    tail,
    watch,
)
from firsthand.cli.ending import tell
from firsthand.cli.options import spread
from firsthand.model.errors import UsageError
from firsthand.model.version import VERSION

COMMANDS: tuple[ModuleType, ...] = (
    read,
    brief,
    add,
    fetch,
    watch,
    tail,
    alerts,
    health,
    stories,
    claims,
    export,
    serve,
    reread,
    forget,
)

app = typer.Typer(
    name="firsthand",
    add_completion=False,
    # Plain help: it comes at once, and rich alone would double the time of a start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help"]},
)


def invoke(words: list[str]) -> int:
    """The exit code of the command that some words of a command line ask for.

    Raises:
        UsageError: they are not understood.
    """
    # Not `app(...)`, which has ways of its own to end on an interrupt or a broken pipe.
    command = get_command(app)
    try:
        with command.make_context("firsthand", words) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as fault:
        at = getattr(fault, "ctx", None)
        path = at.command_path if at else "firsthand"
        found = fault.format_message().rstrip(".")
        raise UsageError(
            "command line", f"{found[:1].lower()}{found[1:]}", f"see {path} --help"
        ) from None


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"firsthand {VERSION}")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog="\b\nExample:\n  firsthand read report.txt")
def program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="The version.")
    ] = False,
) -> int:
    """Read news reports: who says who did what to whom, and how many origins it has."""
    del version  # said by its callback
    if context.invoked_subcommand is None:
        tell(context.get_help())
        return 2
    return 0


for module in COMMANDS:
    name = module.__name__.rpartition(".")[2]
    app.command(name, epilog=f"\b\nExample:\n  {module.EXAMPLE}")(spread(getattr(module, name)))
