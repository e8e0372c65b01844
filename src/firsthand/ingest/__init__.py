"""Bytes → documents: files, directories, patterns and standard input, in many forms.

`formats.py` lists the forms. Documents come as they are read; no archive is held in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from firsthand.ingest.formats import read_source
from firsthand.ingest.found import Defaults, Found, document_of
from firsthand.ingest.inputs import STANDARD_INPUT, files_of, not_readable
from firsthand.ingest.language import language_code
from firsthand.ingest.published import published_of
from firsthand.ingest.reader import Settings
from firsthand.ingest.records import parse_fields
from firsthand.ingest.source import MAX_TEXT, Source
from firsthand.ingest.unread import Unread, UnreadableError
from firsthand.model.document import Document
from firsthand.model.errors import UsageError

__all__ = ["MAX_TEXT", "Defaults", "Unread", "ingest", "parse_fields"]

_NO_FIELDS: Mapping[str, str] = {}


def ingest(
    inputs: Iterable[str],
    *,
    defaults: Defaults = Defaults(),  # noqa: B008 (frozen)
    fields: Mapping[str, str] = _NO_FIELDS,
    now: datetime | None = None,
) -> Iterator[Document | Unread]:
    """Read documents, in the order of the inputs; every input gives at least one value.

    Args:
        inputs: paths of files, directories or patterns (`news/*.html`), or `-` for standard
            input.
        defaults: what fills the fields that an input lacks.
        fields: the names that JSON and Parquet have for our fields, where they differ.
        now: the present, with zone; the clock's, if left out.

    Yields:
        A document; or what gave none, and why.

    Raises:
        UsageError: a default is no day or no language (when called, not when read from).
    """
    settings = Settings(fields, now or datetime.now(UTC))
    return _ingest(inputs, _checked(defaults, settings.now), settings)


def _ingest(
    inputs: Iterable[str], defaults: Defaults, settings: Settings
) -> Iterator[Document | Unread]:
    for name in inputs:
        for found in _found_in(name, settings):
            yield document_of(found, defaults, settings.now) if isinstance(found, Found) else found


def _found_in(name: str, settings: Settings) -> Iterator[Found | Unread]:
    if name == STANDARD_INPUT:
        yield from _read(None, "standard input", settings)
        return
    for file in files_of(name):
        if isinstance(file, Unread):
            yield file
        else:
            yield from _read(file, str(file), settings)


def _read(path: Path | None, name: str, settings: Settings) -> Iterator[Found | Unread]:
    try:
        with path.open("rb") if path else nullcontext(sys.stdin.buffer) as stream:
            yield from read_source(Source(name, stream, path), settings)
    except UnreadableError as fault:
        yield fault.at(name)
    except OSError as fault:
        yield not_readable(name, fault)


def _checked(defaults: Defaults, now: datetime) -> Defaults:
    """The defaults in the forms of a document."""
    published = language = None
    if defaults.published is not None:
        published = published_of(defaults.published, now=now).value
        if published is None:
            raise UsageError(
                "--published", f"{defaults.published!r} is no day", "write it as 2025-12-09"
            )
    if defaults.language is not None:
        language = language_code(defaults.language)
        if language is None:
            raise UsageError(
                "--language", f"{defaults.language!r} is no code of a language", "write it as en"
            )
    return replace(defaults, published=published, language=language)
