"""`firsthand brief`: one page that an analyst can forward."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.cli.options import Labels, Running, Sources
from firsthand.model.errors import UsageError

if TYPE_CHECKING:
    from firsthand.model.story import Brief

EXAMPLE = "firsthand brief reports/ --watch watch.toml -o brief.html"


class Form(StrEnum):
    """The forms of a brief."""

    HTML = "html"
    MD = "md"
    JSON = "json"


_BY_SUFFIX = {".md": Form.MD, ".markdown": Form.MD, ".json": Form.JSON}


def brief(
    sources: Sources,
    labels: Labels,
    running: Running,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file; - for none.")
    ] = None,
    format: Annotated[
        Form | None, typer.Option("--format", help="By the name of the file if left out.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> int:
    """Write a brief of some inputs or of a store.

    Each story’s claims, who says so, and how many independent origins that has. It goes to
    standard output unless -o names a file.
    """
    from firsthand.cli.gathered import gather
    from firsthand.cli.notes import Notes, read_line, stories_line
    from firsthand.cli.output import check_writable, write_whole
    from firsthand.report import make_brief

    path = None if output is None or str(output) == "-" else output
    form = _form(path, format, json)
    if path is not None:
        check_writable(path)
    elif form is Form.HTML and output is None and sys.stdout.isatty():
        raise UsageError("brief", "a page is not for the terminal", "name a file with -o")
    notes = Notes()
    found = gather(sources, labels, running, notes)
    made = make_brief(found.stories, found.read, made_by=found.made_by, watch=found.watch)
    text = _rendered(made, form)
    if path is None:
        sys.stdout.write(text)
    else:
        write_whole(path, text)
    read = read_line(made.read.documents, made.read.outlets)
    wrote = [f"wrote {path}"] if path is not None else []
    notes.tell_end(read, stories_line(made.stories), *wrote)
    return notes.code(strict=running.strict)


def _form(path: Path | None, given: Form | None, json: bool) -> Form:
    if json:
        if given not in (None, Form.JSON):
            raise UsageError("--json", f"it stands beside --format {given}", "leave one out")
        return Form.JSON
    return given or _BY_SUFFIX.get(path.suffix.lower() if path else "", Form.HTML)


def _rendered(made: Brief, form: Form) -> str:
    from firsthand.model.contract import to_json
    from firsthand.report import render_html, render_markdown

    match form:
        case Form.HTML:
            return render_html(made)
        case Form.MD:
            return render_markdown(made)
        case Form.JSON:
            return to_json(made) + "\n"
