"""What is asked of a store's claims and documents, as conditions on its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from firsthand.model.vocabulary import Action, Aspect, Modality
from firsthand.store import tables

LOOKED_THROUGH = 5_000
"""So many documents, the newest, are looked through for a text or an outlet."""

_claims, _documents, _places = tables.story_claims, tables.documents, tables.story_documents
_actors = tables.story_actors


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims or documents are asked for; what is left out lets everything through.

    `actor` is a party of the claim: a key of `story_actors`, or a state's code, which stands for
    all who act for the state; `partner` likewise is the other party. `text` is looked for in the
    titles and texts of documents: each word, and "words in quotation marks" as they stand. A claim
    fits `text` and `outlet` where its story has such a document. `since` and `until` bound the day
    of the newest report, `new` and `old` that of a claim's first one; the second of each is the day
    after the last. `declared` and `background` are the claim's own marks.
    """

    text: str = ""
    actor: str = ""
    partner: str = ""
    action: Action | None = None
    aspect: Aspect | None = None
    modality: Modality | None = None
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    declared: bool | None = None
    background: bool | None = None
    new: date | None = None
    old: date | None = None
    corroborated: bool = False
    """Whether the claim must have two origins or more."""


def claims_asked(asked: Asked, connection: Connection) -> list[ColumnElement[bool]]:
    """The conditions on `story_claims`."""
    made: list[ColumnElement[bool]] = []
    if asked.actor and asked.partner:
        there = and_(_is(asked.actor, "actor"), _is(asked.partner, "recipient"))
        back = and_(_is(asked.partner, "actor"), _is(asked.actor, "recipient"))
        made.append(or_(there, back))
    elif one := asked.actor or asked.partner:
        made.append(or_(_is(one, "actor"), _is(one, "recipient")))
    # By the index on keys; and a person only where the story gives the public role.
    named = [key for key in (asked.actor, asked.partner) if key and not is_state(key)]
    made += [_claims.c.story.in_(_stories_of(key)) for key in named]
    if asked.action:
        made.append(_claims.c.action == asked.action)
    if asked.modality:
        made.append(_claims.c.modality == asked.modality)
    if asked.aspect:
        listed: ColumnElement[str] = literal(",") + _claims.c.aspects + literal(",")
        made.append(listed.contains(f",{asked.aspect},"))
    if asked.since:
        made.append(_claims.c.last >= asked.since)
    if asked.until:
        made.append(_claims.c.last < asked.until)
    if asked.new:
        # The second lets the indexes on `last` do the work of some on `first`.
        made += [_claims.c.first >= asked.new, _claims.c.last >= asked.new]
    if asked.old:
        made.append(_claims.c.first < asked.old)
    if asked.corroborated:
        made.append(_claims.c.origins > 1)
    if asked.declared is not None:
        made.append(_claims.c.declared.is_(asked.declared))
    if asked.background is not None:
        made.append(_claims.c.background.is_(asked.background))
    for numbers in _among(asked, connection):
        of = select(_places.c.story).join(_documents, _documents.c.id == _places.c.document)
        made.append(_claims.c.story.in_(of.where(_documents.c.number.in_(numbers))))
    return made


def documents_asked(asked: Asked, connection: Connection) -> list[ColumnElement[bool]]:
    """The conditions on `documents`: text, outlet and days, and claims of their own that fit."""
    made: list[ColumnElement[bool]] = []
    if asked.outlet:
        made.append(_documents.c.outlet == asked.outlet)
    if asked.since:
        made.append(_documents.c.day >= asked.since)
    if asked.until:
        made.append(_documents.c.day < asked.until)
    if (matched := matching(asked.text, connection)) is not None:
        made.append(_documents.c.number.in_(matched))
    if asked.actor or asked.partner or asked.action or asked.aspect or asked.modality:
        told = (
            select(_places.c.document)
            .join(_claims, _claims.c.story == _places.c.story)
            .where(_places.c.document == _documents.c.id)
            .where(*claims_asked(_of_claims(asked), connection))
        )
        made.append(told.exists())
    return made


def is_state(key: str) -> bool:
    """Whether a key is a state's: its code alone."""
    return re.fullmatch(r"[A-Z]{2}", key) is not None


def public_role() -> ColumnElement[bool]:
    """Of `story_actors`: no person to whom the story gives neither an office nor a state."""
    return or_(
        _actors.c.kind != "person", _actors.c.office.is_not(None), _actors.c.state.is_not(None)
    )


def matching(text: str, connection: Connection) -> Select[Any] | None:
    """The numbers of the newest documents with the words of a text; None where it has none."""
    if connection.dialect.name == "sqlite":
        wanted = fts_query(text)
        if not wanted:
            return None
        words = tables.document_words
        found = literal_column("document_words").op("MATCH")(wanted)
        return (
            select(words.c.rowid).where(found).order_by(words.c.rowid.desc()).limit(LOOKED_THROUGH)
        )
    if not text.strip():
        return None
    query = func.websearch_to_tsquery(literal_column("'english'"), text)
    return (
        select(_documents.c.number)
        .where(tables.document_vector.op("@@")(query))
        .order_by(_documents.c.number.desc())
        .limit(LOOKED_THROUGH)
    )


def fts_query(text: str) -> str:
    """A text as FTS5 asks for it: every word, those in quotation marks in their order.

    The last word may be the beginning of a longer one, as it is while somebody types.
    """
    parts = re.findall(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)', text)
    words = [" ".join(re.findall(r"\w+", quoted or plain)) for quoted, plain in parts]
    made = [f'"{word}"' for word in words if word]
    if made and parts[-1][1] and words[-1] and len(words[-1]) > 2:
        made[-1] += "*"
    return " ".join(made[:20])


def _of_claims(asked: Asked) -> Asked:
    """Only what is asked of claims themselves."""
    return Asked(
        actor=asked.actor,
        partner=asked.partner,
        action=asked.action,
        aspect=asked.aspect,
        modality=asked.modality,
    )


def _among(asked: Asked, connection: Connection) -> list[Select[Any]]:
    made = []
    if (found := matching(asked.text, connection)) is not None:
        made.append(found)
    if asked.outlet:
        made.append(
            select(_documents.c.number)
            .where(_documents.c.outlet == asked.outlet)
            .order_by(_documents.c.number.desc())
            .limit(LOOKED_THROUGH)
        )
    return made


def _is(key: str, party: str) -> ColumnElement[bool]:
    column: ColumnElement[str | None] = _claims.c[f"{party}_state" if is_state(key) else party]
    return column == key


def _stories_of(key: str) -> Select[Any]:
    return select(_actors.c.story).where(_actors.c.key == key, public_role())
