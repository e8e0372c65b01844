"""Entities of FollowTheMoney, the model of Aleph and OpenSanctions, as JSON Lines.

A claim is an Event with the documents that tell it as proof; a document an Article; an actor a
Person with an office, a PublicBody, a Company, an Organization or, where the reports say no more,
a LegalEntity; a Mention joins an actor to a document that names it for a claim. FollowTheMoney
has no entity for a state that can take part in an event: a state's government is a PublicBody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from firsthand.export.days import last_day, moment_of
from firsthand.export.strict_text import json_lines, sound, web_address
from firsthand.model.reading import When
from firsthand.model.story import SharedClaim, Story, StoryActor, StoryDocument
from firsthand.model.vocabulary import ActorKind

_SCHEMA: dict[ActorKind, str] = {
    "person": "Person", "state": "PublicBody", "body": "PublicBody", "bloc": "Organization",
    "company": "Company", "outlet": "Organization", "group": "LegalEntity",
}  # fmt: skip
"""A document among the actors ("a statement") is nobody, and has none."""

Entity = dict[str, Any]


def entities(stories: Sequence[Story]) -> dict[str, bytes]:
    """One file of entities; an actor that several stories know is one entity."""
    made: dict[str, Entity] = {}
    for story in stories:
        for entity in _entities(story):
            known = made.setdefault(entity["id"], entity)
            if known is not entity:
                _join(known["properties"], entity["properties"])
    return {"": json_lines(made.values())}


def _join(known: dict[str, list[str]], more: Mapping[str, list[str]]) -> None:
    for name, values in more.items():
        known[name] = sorted({*known.get(name, []), *values})


def _entities(story: Story) -> Iterator[Entity]:
    actors = {actor.key: actor for actor in story.actors if actor.kind in _SCHEMA}
    ids = {key: _actor_id(story, actor) for key, actor in actors.items()}
    for actor in actors.values():
        yield _actor(ids[actor.key], actor)
    for document in story.documents:
        yield _article(document)
    urls = {one.id: url for one in story.documents if (url := web_address(one))}
    for claim in story.claims:
        yield _event(story, claim, ids, urls)
        for report in claim.reports:
            for key in (claim.actor, claim.recipient, *report.chain):
                if key in actors:
                    yield _mention(report.document, ids[key], actors[key])


def _actor_id(story: Story, actor: StoryActor) -> str:
    # "officials" of two stories are not the same; whoever has a name is, where the state is known.
    one_everywhere = actor.kind == "state" or (actor.state and not actor.name.islower())
    return _id("actor", actor.key) if one_everywhere else _id("actor", story.id, actor.key)


def _actor(id: str, actor: StoryActor) -> Entity:
    return _entity(
        id,
        _SCHEMA[actor.kind],
        name=[actor.name],
        country=[_country(actor.state)],
        position=[actor.office if actor.kind == "person" else None],
    )


def _article(document: StoryDocument) -> Entity:
    return _entity(
        _id("document", document.id),
        "Article",
        title=[document.title],
        publisher=[document.outlet],
        publishedAt=[_published(document.published)],
        sourceUrl=[web_address(document)],
    )


def _event(
    story: Story, claim: SharedClaim, ids: Mapping[str, str], urls: Mapping[str, str]
) -> Entity:
    least, most = claim.origin_range
    place = claim.place
    return _entity(
        _id("claim", story.id, claim.id),
        "Event",
        name=[claim.line],
        involved=[ids.get(claim.actor), ids.get(claim.recipient or "")],
        **_dates(claim.when),
        location=[place.name if place else None],
        country=[_country(place.state) if place else None],
        summary=[quoted.words for report in claim.reports for quoted in report.evidence],
        notes=[
            f"modality: {claim.modality}",
            f"reports: {len(claim.reports)}; independent origins: {claim.origin_count} "
            f"({least} to {most})",
        ],
        keywords=[claim.action, claim.plover, *claim.aspects],
        proof=[_id("document", report.document) for report in claim.reports],
        publisher=[report.outlet for report in claim.reports],
        sourceUrl=[urls.get(report.document) for report in claim.reports],
        recordId=[claim.id],
    )


def _mention(document: str, resolved: str, actor: StoryActor) -> Entity:
    return _entity(
        _id("mention", document, resolved),
        "Mention",
        document=[_id("document", document)],
        resolved=[resolved],
        name=[actor.name],
        detectedSchema=[_SCHEMA[actor.kind]],
        contextCountry=[_country(actor.state)],
    )


def _dates(when: When | None) -> dict[str, list[str | None]]:
    """Dates as precise as the words are: `2024` for a year, else first and last day."""
    if when is None:
        return {}
    short = {"day": 10, "month": 7, "year": 4}.get(when.precision)
    if short and when.start and when.end:
        return {"date": [when.start[:short]]}
    return {"startDate": [when.start], "endDate": [last_day(when.end)]}


def _published(text: str | None) -> str | None:
    moment = moment_of(text)
    if moment is None or text is None:
        return None
    return str(moment.date()) if len(text) == 10 else moment.replace(tzinfo=None).isoformat()[:19]


def _country(state: str | None) -> str | None:
    return state.lower() if state else None


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity whose properties are there only where they have a value, each value once."""
    kept = {
        name: sorted({one for value in values if value and (one := " ".join(value.split()))})
        for name, values in properties.items()
    }
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _id(*parts: str) -> str:
    return hashlib.sha1(sound("\n".join(parts)).encode(), usedforsecurity=False).hexdigest()
