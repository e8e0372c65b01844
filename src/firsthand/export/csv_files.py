"""CSV (RFC 4180): a file a table, UTF-8, a head row, empty cells for what is not known."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from firsthand.export.strict_text import json_line, sound
from firsthand.export.tables import TABLES, Cell
from firsthand.model.story import Story

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, wide forms too."""


def csv_files(stories: Sequence[Story]) -> dict[str, bytes]:
    """The tables as CSV by file name; lists are JSON, yes and no are `true` and `false`."""
    return {
        f"{table.name}.csv": _written([tuple(table.columns), *table.rows(stories)])
        for table in TABLES
    }


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before what begins like a formula.

    Apostrophes, blanks and unseen characters before the sign hide nothing. To undo it, take the
    first apostrophe away where the text behind it begins so.
    """
    begins = next((letter for letter in text if letter != "'" and _seen(letter)), "")
    return f"'{text}" if begins in _FORMULA else text


def _seen(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace()


def _written(rows: Sequence[tuple[Cell, ...]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([_cell(cell) for cell in row] for row in rows)
    return made.getvalue().encode()


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return guarded(sound(cell))
        case tuple():
            return json_line(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
