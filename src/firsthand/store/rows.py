"""Readings to and from the rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

import zstandard
from sqlalchemy import Row, Table

from firsthand.model.contract import reading_from_json, to_json
from firsthand.model.document import Document
from firsthand.model.reading import Claim, MadeBy, Reading
from firsthand.model.story import SharedClaim
from firsthand.store import tables
from firsthand.store.moments import published_at

Values = dict[str, Any]

TABLES = (
    tables.readings,
    tables.actors,
    tables.attributions,
    tables.claims,  # takes its evidence along when it is deleted
)
"""The tables that lay out a reading, whose rows go when it is replaced."""


def document_values(reading: Reading, added_at: datetime) -> Values:
    """The row of `documents` for a reading's document, without its number."""
    document, made_by, skipped = reading.document, reading.made_by, reading.skipped
    return {
        **asdict(document),
        "published_at": published_at(document),
        "day": document.day or added_at.date(),
        "added_at": added_at,
        "made_by_firsthand": made_by.firsthand,
        "made_by_reader": made_by.reader,
        "made_by_lexicon": made_by.lexicon,
        "skipped_reason": skipped.reason if skipped else None,
        "skipped_detail": skipped.detail if skipped else None,
    }


def revision_values(number: int, document: Document, added_at: datetime) -> Values:
    """The row of `revisions` for a version that is not current; `number` is the document's."""
    values = asdict(document)
    del values["id"]
    return {"document": number, "added_at": added_at, **values}


def parts(number: int, day: date, reading: Reading) -> list[tuple[Table, list[Values]]]:
    """The rows of all tables that lay out a reading, in the order in which they are written."""
    states = {actor.id: actor.state for actor in reading.actors}
    body = [{"document": number, "body": _body(reading)}]
    actors = [
        {
            "document": number,
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "state": actor.state,
            "office": actor.office,
            "named": actor.named,
        }
        for actor in reading.actors
    ]
    attributions = [
        {
            "document": number,
            "id": told.id,
            "speaker": told.speaker,
            "parent": told.parent,
            "stance": told.stance,
            "direct": told.direct,
            "medium": told.medium,
        }
        for told in reading.attributions
    ]
    claims = [_claim_values(number, day, claim, states) for claim in reading.claims]
    evidence = [
        {
            "document": number,
            "claim": claim.id,
            "place": place,
            "start": span.start,
            "end": span.end,
        }
        for claim in reading.claims
        for place, span in enumerate(claim.evidence)
    ]
    return [
        (tables.readings, body),
        (tables.actors, actors),
        (tables.attributions, attributions),
        (tables.claims, claims),
        (tables.evidence, evidence),
    ]


def document_of(row: Row[Any], id: str | None = None) -> Document:
    """The document of a row of `documents`, or of `revisions` with the `id` given."""
    return Document(
        id=row.id if id is None else id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        title_end=row.title_end,
        text=row.text,
        published=row.published,
        language=row.language,
    )


def made_by_of(row: Row[Any]) -> MadeBy:
    """What read the document of a row of `documents`."""
    return MadeBy(row.made_by_firsthand, row.made_by_reader, row.made_by_lexicon)


def reading_of(row: Row[Any]) -> Reading:
    """The reading of a row of `documents` joined with `readings`.

    Raises:
        ValueError: what stands in the row is no reading.
    """
    body = zstandard.decompress(row.body)
    return replace(reading_from_json(body), document=document_of(row))


def _body(reading: Reading) -> bytes:
    # The document stands in its own row; twice would be twice the size and two truths.
    blank = Document(reading.document.id, None, None, None, 0, "", None, None)
    return zstandard.compress(to_json(replace(reading, document=blank)).encode("utf-8"))


def told_columns(claim: Claim | SharedClaim, states: Mapping[str, str | None]) -> Values:
    """What a document's claim and a story's have in common: who does what to whom, and how told.

    Args:
        claim: of a document or of a story.
        states: the state of each actor that a claim may name.
    """
    return {
        "actor": claim.actor,
        "actor_state": states.get(claim.actor),
        "recipient": claim.recipient,
        "recipient_state": states.get(claim.recipient) if claim.recipient else None,
        "reciprocal": claim.reciprocal,
        "action": claim.action,
        "quad": claim.quad,
        "aspects": ",".join(claim.aspects),
        "modality": claim.modality,
        "trend": claim.trend,
        "declared": claim.declared,
        "background": claim.background,
    }


def _claim_values(number: int, day: date, claim: Claim, states: dict[str, str | None]) -> Values:
    return {
        "document": number,
        "id": claim.id,
        "day": day,
        **told_columns(claim, states),
        "begins": claim.when.start if claim.when else None,
        "ends": claim.when.end if claim.when else None,
        "attribution": claim.attribution,
        "score": claim.score,
    }
