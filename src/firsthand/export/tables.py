"""Stories as flat tables: what CSV and Parquet write.

Column names are stable: columns are added, never renamed; none is a reserved word of SQL. `story`,
`claim` and `report` join the tables; reports are counted from 0 within a claim, as origins and
ties name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from firsthand.export.days import day_of
from firsthand.model.story import Quoted, SharedClaim, Story, StoryActor

Kind = Literal["text", "whole", "real", "flag", "day", "texts", "wholes"]
Cell = str | int | float | bool | date | tuple[str, ...] | tuple[int, ...] | None
Row = tuple[Cell, ...]

_LONGEST_PASSAGE = 300
"""Two copies of a report share all of it: a tie shows how such a passage begins."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns with their kinds, and how rows are made of a story."""

    name: str
    columns: dict[str, Kind]
    rows_of: Callable[[Story], Iterator[Row]]

    def rows(self, stories: Sequence[Story]) -> Iterator[Row]:
        """The rows of some stories, in their order."""
        for story in stories:
            yield from self.rows_of(story)


def _stories(story: Story) -> Iterator[Row]:
    yield (
        story.id, story.title, day_of(story.first), day_of(story.last),
        len(story.documents), len(story.claims),
    )  # fmt: skip


def _documents(story: Story) -> Iterator[Row]:
    for one in story.documents:
        yield (
            story.id, one.id, one.url, one.outlet, one.title,
            one.published, day_of(one.published), one.language,
        )  # fmt: skip


def _actors(story: Story) -> Iterator[Row]:
    for one in story.actors:
        yield story.id, one.key, one.name, one.kind, one.state, one.office


def _claims(story: Story) -> Iterator[Row]:
    actors = {actor.key: actor for actor in story.actors}
    for one in story.claims:
        when, place = one.when, one.place
        least, most = one.origin_range
        yield (
            story.id, one.id, one.line,
            one.actor, *_named(one.actor, actors), one.recipient, *_named(one.recipient, actors),
            one.reciprocal, one.action, one.plover, one.quad, one.aspects, one.modality, one.trend,
            one.declared, one.background,
            day_of(when.start) if when else None, day_of(when.end) if when else None,
            when.precision if when else None,
            place.name if place else None, place.state if place else None,
            len(one.reports), one.origin_count, least, most, one.denials,
        )  # fmt: skip


def _named(key: str | None, actors: dict[str, StoryActor]) -> tuple[str | None, str | None]:
    """The name and the state of an actor."""
    known = actors.get(key or "")
    return (known.name, known.state) if known else (None, None)


def _reports(story: Story) -> Iterator[Row]:
    for claim in story.claims:
        origin = {at: one.id for one in claim.origins for at in one.reports}
        for at, one in enumerate(claim.reports):
            yield (
                story.id, claim.id, at, one.document, one.claim, one.outlet, one.published,
                day_of(one.published), one.modality, one.chain, origin.get(at),
            )  # fmt: skip


def _origins(story: Story) -> Iterator[Row]:
    for claim in story.claims:
        for one in claim.origins:
            yield story.id, claim.id, one.id, one.first_source, one.reports


def _ties(story: Story) -> Iterator[Row]:
    for claim in story.claims:
        for one in claim.ties:
            first, second = one.words if len(one.words) == 2 else (None, None)
            yield (
                story.id, claim.id, *one.reports, one.reason, one.score, one.joined,
                *_place(first), *_place(second),
            )  # fmt: skip


def _place(quoted: Quoted | None) -> tuple[int | None, int | None, str | None]:
    if quoted is None:
        return None, None, None
    words = quoted.words
    if len(words) > _LONGEST_PASSAGE:
        words = words[: _LONGEST_PASSAGE - 1].rstrip() + "…"
    return quoted.start, quoted.end, words


def _evidence(story: Story) -> Iterator[Row]:
    for claim, at, document, piece, one in evidence_of(story):
        yield story.id, claim.id, at, document, piece, one.start, one.end, one.words


def evidence_of(story: Story) -> Iterator[tuple[SharedClaim, int, str, int, Quoted]]:
    """Each piece of evidence: its claim, report, document's id, number within the report."""
    for claim in story.claims:
        for at, report in enumerate(claim.reports):
            for piece, quoted in enumerate(report.evidence):
                yield claim, at, report.document, piece, quoted


TABLES = (
    Table("stories", {
        "story": "text", "title": "text", "first_day": "day", "last_day": "day",
        "document_count": "whole", "claim_count": "whole",
    }, _stories),
    Table("documents", {
        "story": "text", "document": "text", "url": "text", "outlet": "text", "title": "text",
        "published": "text", "published_day": "day", "language": "text",
    }, _documents),
    Table("actors", {
        "story": "text", "actor": "text", "name": "text", "kind": "text", "state": "text",
        "office": "text",
    }, _actors),
    Table("claims", {
        "story": "text", "claim": "text", "line": "text",
        "actor": "text", "actor_name": "text", "actor_state": "text",
        "recipient": "text", "recipient_name": "text", "recipient_state": "text",
        "reciprocal": "flag", "action": "text", "plover": "text", "quad": "text",
        "aspects": "texts", "modality": "text", "trend": "text", "declared": "flag",
        "background": "flag", "when_start": "day", "when_end": "day", "when_precision": "text",
        "place": "text", "place_state": "text", "report_count": "whole", "origin_count": "whole",
        "origin_least": "whole", "origin_most": "whole", "denials": "texts",
    }, _claims),
    Table("reports", {
        "story": "text", "claim": "text", "report": "whole", "document": "text",
        "document_claim": "text", "outlet": "text", "published": "text", "published_day": "day",
        "modality": "text", "chain": "texts", "origin": "text",
    }, _reports),
    Table("origins", {
        "story": "text", "claim": "text", "origin": "text", "first_source": "text",
        "reports": "wholes",
    }, _origins),
    Table("ties", {
        "story": "text", "claim": "text", "first_report": "whole", "second_report": "whole",
        "reason": "text", "score": "real", "joined": "flag",
        "first_starts": "whole", "first_ends": "whole", "first_words": "text",
        "second_starts": "whole", "second_ends": "whole", "second_words": "text",
    }, _ties),
    Table("evidence", {
        "story": "text", "claim": "text", "report": "whole", "document": "text",
        "piece": "whole", "starts": "whole", "ends": "whole", "words": "text",
    }, _evidence),
)  # fmt: skip
