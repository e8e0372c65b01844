"""One reading for each document: copies and older versions set aside, and said so."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.grouping.texts import moment
from firsthand.model.reading import Reading
from firsthand.model.story import SkippedInput


def latest(readings: Iterable[Reading]) -> tuple[list[Reading], list[SkippedInput]]:
    """The latest reading of each document id, and what was set aside for it.

    Of two versions with other texts the one published later is kept; of equally late ones the one
    that came later.

    Returns:
        The kept readings, in the order in which their documents first came, and the others, as
        `duplicate` or `older_version`.
    """
    kept: dict[str, Reading] = {}
    aside: list[SkippedInput] = []
    for reading in readings:
        known = kept.get(reading.document.id)
        if known is None:
            kept[reading.document.id] = reading
        elif known.document.text == reading.document.text:
            aside.append(
                SkippedInput(
                    _what(reading), "duplicate", "the same document, with the same text, came twice"
                )
            )
        else:
            older, newer = _by_age(known, reading)
            kept[reading.document.id] = newer
            aside.append(SkippedInput(_what(older), "older_version", _older(older, newer)))
    return list(kept.values()), aside


def _by_age(known: Reading, come: Reading) -> tuple[Reading, Reading]:
    """Older and newer. An undated one tells nothing of its age: then the later to come is newer."""
    if None in (known.document.day, come.document.day):
        return known, come
    if moment(known.document.published) > moment(come.document.published):
        return come, known
    return known, come


def _what(reading: Reading) -> str:
    document = reading.document
    return document.url or document.title or document.id


def _older(older: Reading, newer: Reading) -> str:
    """Which version was set aside for which."""
    then, now = older.document.published, newer.document.published
    if then and now and then != now:
        return f"the version of {then} was set aside for the one of {now}"
    return "two versions of the document differ; the one that came first was set aside"
