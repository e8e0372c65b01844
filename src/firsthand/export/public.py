"""A story without the names of private persons among its actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from firsthand.grouping.line import line_of
from firsthand.model.story import Report, SharedClaim, Story, StoryActor, Tie

_LONGEST_TITLE = 500
"""A title of more characters is no title, and may be the article itself."""


def public_story(story: Story) -> Story:
    """The story with private persons as `-/person-1`, `-/person-2` and no longer among its actors.

    Their numbers count within the story, so that two persons stay two. The words of evidence are
    the reports' own and stay as they are.
    """
    documents = tuple(
        replace(document, title=_cut(document.title) if document.title else document.title)
        for document in story.documents
    )
    private = [actor.key for actor in story.actors if actor.private]
    keys = {key: f"-/person-{number}" for number, key in enumerate(sorted(private), 1)}
    names = {actor.key: actor for actor in story.actors if actor.key not in keys} | {
        key: StoryActor(key, "a person", "person", None, None) for key in keys.values()
    }
    return replace(
        story,
        title=_cut(story.title),
        documents=documents,
        actors=tuple(actor for actor in story.actors if actor.key not in keys),
        claims=tuple(_claim(claim, keys, names) for claim in story.claims),
        quotes=tuple(
            replace(quote, speaker=_key(quote.speaker, keys) if quote.speaker else None)
            for quote in story.quotes
        ),
    )


def _claim(
    claim: SharedClaim, keys: Mapping[str, str], names: Mapping[str, StoryActor]
) -> SharedClaim:
    if not keys:
        return claim
    reports = tuple(
        replace(report, chain=tuple(_key(key, keys) for key in report.chain))
        for report in claim.reports
    )
    made = replace(
        claim,
        actor=_key(claim.actor, keys),
        recipient=_key(claim.recipient, keys) if claim.recipient else None,
        reports=reports,
        origins=tuple(
            replace(origin, first_source=_key(origin.first_source, keys))
            if origin.first_source
            else origin
            for origin in claim.origins
        ),
        ties=tuple(_tie(tie, claim.reports, keys) for tie in claim.ties),
    )
    if {claim.actor, claim.recipient}.isdisjoint(keys):
        return made
    return replace(made, line=line_of(made, names))


def _tie(tie: Tie, reports: tuple[Report, ...], keys: Mapping[str, str]) -> Tie:
    # The words of this tie are the speaker's name.
    if tie.reason != "same_speaker":
        return tie
    speakers = {key for at in tie.reports for key in reports[at].chain}
    return tie if speakers.isdisjoint(keys) else replace(tie, words=())


def _key(key: str, keys: Mapping[str, str]) -> str:
    return keys.get(key, key)


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
