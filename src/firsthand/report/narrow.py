"""Stories narrowed to what a watch follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.model.story import SharedClaim, Story, StoryActor
from firsthand.model.watch import Side, Watch


def narrow(stories: Iterable[Story], watch: Watch) -> tuple[Story, ...]:
    """The stories with only their watched claims and those claims' denials.

    A story left without claims falls out; of its actors those stay whom a claim or a shared
    quotation still names. Its documents, quotations and reused passages are the story's and stay.
    """
    narrowed = (_narrowed(story, watch) for story in stories)
    return tuple(story for story in narrowed if story.claims)


def watched(claim: SharedClaim, actors: Mapping[str, StoryActor], watch: Watch) -> bool:
    """Whether a claim is one that the watch follows; `actors` are its story's, by key."""
    return (
        (not watch.aspects or not watch.aspects.isdisjoint(claim.aspects))
        and (not watch.actions or claim.action in watch.actions)
        and (not watch.modality or claim.modality in watch.modality)
        and _between(claim, actors, watch)
    )


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


def _between(claim: SharedClaim, actors: Mapping[str, StoryActor], watch: Watch) -> bool:
    """Whether the parties stand on the watch's two sides, in either direction."""
    one, other = claim.actor, claim.recipient
    if watch.partners.empty:
        return _on(watch.actors, one, actors) or _on(watch.actors, other, actors)
    return (_on(watch.actors, one, actors) and _on(watch.partners, other, actors)) or (
        _on(watch.actors, other, actors) and _on(watch.partners, one, actors)
    )


def _on(side: Side, key: str | None, actors: Mapping[str, StoryActor]) -> bool:
    """Whether a party is of a side. Nobody (no recipient) is of an empty side only."""
    if side.empty:
        return True
    if key is None:
        return False
    state, _, slug = key.partition("/")
    if state in side.states:
        return True
    known = actors.get(key)
    forms = {_plain(slug), _plain(known.name)} if known else {_plain(slug)}
    return any(_names(_plain(name), form) for name in side.names for form in forms)


def _names(wanted: str, form: str) -> bool:
    """Whether the watched words are the name or whole words of it ("foreign ministry")."""
    return bool(wanted) and f" {wanted} " in f" {form} "


def _plain(name: str) -> str:
    """A name without case, accents and punctuation, so that "Élysée" and "elysee" are one."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))
