"""`firsthand export`: stories in the files of other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from firsthand.cli.options import Labels, Running, Sources

EXAMPLE = "firsthand export parquet --store news.db -o tables"


class Format(StrEnum):
    """What can be written."""

    CSV = "csv"
    PARQUET = "parquet"
    PLOVER = "plover"
    FOLLOWTHEMONEY = "followthemoney"
    WEBANNOTATION = "webannotation"
    ATOM = "atom"


def export(
    format: Annotated[
        Format, typer.Argument(metavar="FORMAT", help="What to write.", show_default=False)
    ],
    sources: Sources,
    labels: Labels,
    running: Running,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file (- for standard output); for csv and parquet a folder.",
        ),
    ],
) -> int:
    """Write claims and their evidence for other tools.

    From some inputs or from a store; no article is written, and no person without a public role
    is named as an actor.
    """
    from firsthand.cli.gathered import gather
    from firsthand.cli.notes import Notes, read_line, stories_line
    from firsthand.cli.output import check_writable, write_whole
    from firsthand.export import FORMS, check_folder, write_folder
    from firsthand.export import export as exported

    folder = FORMS[format].folder
    to_stdout = not folder and str(output) == "-"
    if folder:
        check_folder(output)
    elif not to_stdout:
        check_writable(output)
    notes = Notes()
    found = gather(sources, labels, running, notes)
    watched = found.watched()
    files = exported(watched, format)
    if folder:
        write_folder(output, files)
    elif to_stdout:
        sys.stdout.write(files[""].decode())
    else:
        write_whole(output, files[""].decode())
    wrote = [] if to_stdout else [f"wrote {output}"]
    read = read_line(found.read.documents, found.read.outlets)
    notes.tell_end(read, stories_line(watched), *wrote)
    return notes.code(strict=running.strict)
