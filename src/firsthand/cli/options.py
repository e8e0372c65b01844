"""The options that several commands share, each described once.

A command takes whole groups of them as one parameter: `spread` makes single options of a group
for the command line, and a group of what was given for the command.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

INPUT_HELP = "Files, folders, patterns (“news/*.html”), or - for standard input."

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=INPUT_HELP, show_default=False)]
StoreAddress = Annotated[
    str, typer.Option("--store", metavar="ADDRESS", help="The store: a file, or a database’s URL.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines instead of text.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]


@dataclass(frozen=True)
class Sources:
    """Where documents come from: inputs, or a store; what of it; and whose relations."""

    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT", help=INPUT_HELP, show_default=False)
    ] = None
    store: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A store instead of inputs: a file, or a URL."),
    ] = None
    watch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A watch file: which relation to follow.")
    ] = None
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Published on this day or later (2025-12-09).")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Published before this day.")] = (
        None
    )


@dataclass(frozen=True)
class Labels:
    """What inputs do not say of themselves."""

    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The outlet, where the input names none.")
    ] = None
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day, where the input gives none.")
    ] = None
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="The language, where the input gives none.")
    ] = None
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="OURS=THEIRS,...",
            help="Other names of fields in JSON and Parquet: text=body,outlet=source.",
        ),
    ] = None


@dataclass(frozen=True)
class Running:
    """How the work is done."""

    lexicon: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of your own names and words; may be repeated."),
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes that read; one a core if left out."),
    ] = None
    strict: Annotated[
        bool, typer.Option("--strict", help="End with code 3 if anything was skipped.")
    ] = False
    debug: Debug = False


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """The command with its groups of options as single parameters, as typer wants them."""
    hints = typing.get_type_hints(command, include_extras=True)
    plain: list[inspect.Parameter] = []
    groups: dict[str, type] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        hint = hints[name]
        if is_dataclass(hint) and isinstance(hint, type):
            groups[name] = hint
            plain += _parameters(hint)
        else:
            plain.append(parameter.replace(annotation=hint, kind=parameter.KEYWORD_ONLY))

    def spread_out(**given: Any) -> int:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        return command(**given)

    spread_out.__name__, spread_out.__doc__ = command.__name__, command.__doc__
    spread_out.__annotations__ = {one.name: one.annotation for one in plain} | {"return": int}
    spread_out.__signature__ = inspect.Signature(plain)  # type: ignore[attr-defined]
    return spread_out


def _parameters(group: type) -> list[inspect.Parameter]:
    hints = typing.get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]
