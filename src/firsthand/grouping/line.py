"""A claim in one line for people: "China → Russia: cooperate (military), intensifies"."""

from __future__ import annotations

from collections.abc import Mapping

from firsthand.model.story import SharedClaim, StoryActor


def line_of(claim: SharedClaim, actors: Mapping[str, StoryActor]) -> str:
    """Who does what to whom; aspects, trend and every modality but `asserted` behind it."""
    arrow = "↔" if claim.reciprocal else "→"
    parties = _name(claim.actor, actors)
    if claim.recipient:
        parties += f" {arrow} {_name(claim.recipient, actors)}"
    deed = claim.action + (f" ({', '.join(claim.aspects)})" if claim.aspects else "")
    rest = [deed]
    if claim.trend:
        rest.append(claim.trend)
    if claim.modality != "asserted":
        rest.append(claim.modality)
    return f"{parties}: {', '.join(rest)}"


def _name(key: str, actors: Mapping[str, StoryActor]) -> str:
    actor = actors.get(key)
    return actor.name if actor else key
