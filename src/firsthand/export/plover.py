"""Events in the style of PLOVER data (POLECAT, the successor of ICEWS), as JSON Lines.

PLOVER: Open Event Data Alliance, 2018; the columns that are followed are those of POLECAT
(Halterman, Bagozzi, Beger, Schrodt, Scarborough, 2023). One event is one claim, however many
report it: an event told by ten outlets that copy one agency is no ten events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from firsthand.export.days import day_of, last_day
from firsthand.export.states import alpha3
from firsthand.export.strict_text import json_lines, urn, web_address
from firsthand.model.story import Report, SharedClaim, Story, StoryActor, StoryDocument

_OUTSIDE = "OTHER"
"""The root of claims that none of PLOVER's sixteen bears; it has no quad there."""


def events(stories: Sequence[Story]) -> dict[str, bytes]:
    """One file of events, one line a claim."""
    return {"": json_lines(event for story in stories for event in _events(story))}


def _events(story: Story) -> Iterator[dict[str, Any]]:
    actors = {actor.key: actor for actor in story.actors}
    documents = {document.id: document for document in story.documents}
    for claim in story.claims:
        reports = [_report(report, documents) for report in claim.reports]
        least, most = claim.origin_range
        yield {
            "id": urn("claim", story.id, claim.id),
            **_dates(claim),
            "event_type": claim.plover,
            "event_mode": None,
            "quad": None if claim.plover == _OUTSIDE else claim.quad.replace("_", " ").upper(),
            "actor": _party(claim.actor, actors),
            "recipient": _party(claim.recipient, actors),
            "reciprocal": claim.reciprocal,
            "action": claim.action,
            "aspects": claim.aspects,
            "modality": claim.modality,
            "background": claim.background,
            "declared": claim.declared,
            "place": claim.place.name if claim.place else None,
            "place_country": alpha3(claim.place.state) if claim.place else None,
            **{key: reports[0][key] for key in ("text", "source", "url", "publication_date")},
            "reports": reports,
            "origins": claim.origin_count,
            "origins_range": [least, most],
            "story": story.id,
        }


def _dates(claim: SharedClaim) -> dict[str, str | None]:
    """When it happened as the words say, else the first day of publication."""
    if claim.when:
        return {
            "date": claim.when.start,
            "date_last": last_day(claim.when.end),
            "date_precision": claim.when.precision,
        }
    days = [str(one) for report in claim.reports if (one := day_of(report.published))]
    day = min(days, default=None)
    return {"date": day, "date_last": day, "date_precision": "publication" if day else None}


def _party(key: str | None, actors: Mapping[str, StoryActor]) -> dict[str, str | None] | None:
    if key is None:
        return None
    known = actors.get(key)
    return {
        "key": key,
        "name": known.name if known else None,
        "country": alpha3(known.state) if known else None,
        "kind": known.kind if known else "person",
        "office": known.office if known else None,
    }


def _report(report: Report, documents: Mapping[str, StoryDocument]) -> dict[str, Any]:
    document = documents.get(report.document)
    return {
        "text": " […] ".join(quoted.words for quoted in report.evidence),
        "source": report.outlet,
        "url": web_address(document) if document else None,
        "publication_date": report.published,
        "document": report.document,
        "modality": report.modality,
        "chain": report.chain,
    }
