"""What a reader of a format finds, and the Document that is made of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from firsthand.ingest.language import language_code, language_of
from firsthand.ingest.published import published_of
from firsthand.ingest.source import MAX_TEXT
from firsthand.ingest.unread import Unread, one_line, unread
from firsthand.model.document import Document, normalise

_log = logging.getLogger("firsthand.ingest")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What fills the fields that an input lacks; None fills nothing."""

    outlet: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One report as an input gives it: `where` names its place for people."""

    where: str
    text: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: object = None
    language: str | None = None


def document_of(found: Found, defaults: Defaults, now: datetime) -> Document | Unread:
    """Make the document: fill what is lacking, tell its language, bring its day to one form.

    What is amiss with the day is said as a warning of the logger `firsthand.ingest`.
    """
    if len(found.text) > MAX_TEXT:
        return unread(
            found.where,
            "too_large",
            f"has {len(found.text):,} characters, and a document may have {MAX_TEXT:,}",
            "split it into its articles, one a file or one a line of JSON Lines",
        )
    if not normalise(found.text).strip():
        return unread(found.where, "no_text", "is empty")
    published = _published(found, now) or defaults.published
    return Document.of(
        found.text,
        title=found.title,
        id=_writable(found.id),
        url=_writable(found.url),
        outlet=_writable(found.outlet) or defaults.outlet,
        published=published,
        language=language_code(found.language)
        or language_code(defaults.language)
        or language_of(found.text),
    )


def _writable(given: str | None) -> str | None:
    """Lone surrogates, which JSON's escapes can hold and no encoding can write, become "?"."""
    return given.encode("utf-8", "replace").decode() if given else None


def _published(found: Found, now: datetime) -> str | None:
    if found.published is None:
        return None
    made = published_of(found.published, now=now)
    if made.note:
        _log.warning("%s: %s", one_line(found.where), one_line(made.note))
    return made.value
