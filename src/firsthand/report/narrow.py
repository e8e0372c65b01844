"""Stories narrowed to what a watch follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.grouping.watched import watched
from firsthand.model.story import SharedClaim, Story
from firsthand.model.watch import Watch


def narrow(stories: Iterable[Story], watch: Watch) -> tuple[Story, ...]:
    """The stories with only their watched claims and those claims' denials.

    A story left without claims falls out; of its actors those stay whom a claim or a shared
    quotation still names. Its documents, quotations and reused passages are the story's and stay.
    """
    narrowed = (_narrowed(story, watch) for story in stories)
    return tuple(story for story in narrowed if story.claims)


def _narrowed(story: Story, watch: Watch) -> Story:
    actors = {actor.key: actor for actor in story.actors}
    kept = {claim.id for claim in story.claims if watched(claim, actors, watch)}
    # Whoever reads a claim must see that it is denied, even where he follows no denials.
    denials = {id for claim in story.claims if claim.id in kept for id in claim.denials}
    claims = tuple(claim for claim in story.claims if claim.id in kept | denials)
    named = set(_keys(claims)) | {quote.speaker for quote in story.quotes}
    return replace(
        story,
        claims=claims,
        actors=tuple(actor for actor in story.actors if actor.key in named),
    )


def _keys(claims: Sequence[SharedClaim]) -> Iterable[str | None]:
    """Every actor key in claims, and the states that the keys stand under."""
    for claim in claims:
        sources = [source for report in claim.reports for source in report.chain]
        firsts = [origin.first_source for origin in claim.origins]
        for key in (claim.actor, claim.recipient, *sources, *firsts):
            yield key
            yield key.partition("/")[0] if key else None
