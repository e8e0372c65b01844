"""From stories to the files of other tools: one module a format, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.export import atom, followthemoney, plover, web_annotation
from firsthand.export.csv_files import csv_files
from firsthand.export.form import Form
from firsthand.export.parquet_files import parquet_files
from firsthand.export.public import public_story
from firsthand.export.writing import check_folder, write_folder
from firsthand.model.story import Story

__all__ = ["FORMS", "Form", "check_folder", "export", "write_folder"]

FORMS: dict[str, Form] = {
    "csv": Form(csv_files, folder=True),
    "parquet": Form(parquet_files, folder=True),
    "plover": Form(plover.events),
    "followthemoney": Form(followthemoney.entities),
    "webannotation": Form(web_annotation.collection),
    "atom": Form(atom.feed),
}
"""What can be written, by the name that the command line knows it by."""


def export(stories: Iterable[Story], form: str) -> dict[str, bytes]:
    """The content of the files of a format, by file name; a format of one file has the name "".

    The same stories give the same bytes, in whatever order they come. Evidence is given with its
    words, articles never; persons without a public role are not named as actors.

    Args:
        stories: what is to be written; none give tables and feeds without rows.
        form: a name of `FORMS`.
    """
    shown = sorted((public_story(story) for story in stories), key=lambda story: story.id)
    return FORMS[form].make(tuple(shown))
