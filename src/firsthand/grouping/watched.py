"""Which claims a watch follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from firsthand.model.story import SharedClaim, StoryActor
from firsthand.model.watch import Side, Watch


def watched(claim: SharedClaim, actors: Mapping[str, StoryActor], watch: Watch) -> bool:
    """Whether a claim is one that the watch follows; `actors` are its story's, by key."""
    return (
        (not watch.aspects or not watch.aspects.isdisjoint(claim.aspects))
        and (not watch.actions or claim.action in watch.actions)
        and (not watch.modality or claim.modality in watch.modality)
        and _between(claim, actors, watch)
    )


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
