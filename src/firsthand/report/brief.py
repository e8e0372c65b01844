"""Stories made into a brief: narrowed to a watch, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model.reading import SCHEMA, MadeBy
from firsthand.model.story import Brief, ReadSummary, Story
from firsthand.model.watch import Watch
from firsthand.report.narrow import narrow
from firsthand.report.order import ordered


def make_brief(
    stories: Sequence[Story],
    read: ReadSummary,
    *,
    made_by: MadeBy,
    watch: Watch | None = None,
) -> Brief:
    """The brief of some stories.

    With a watch, only the claims that it follows stay (see `narrow`). Stories come by weight: the
    news claims, each counted once for every independent origin; of equal ones the newest first.
    Claims come with news before background, then those of more origins, then of more reports.

    Args:
        stories: what was grouped.
        read: what was read to make them, and what was not.
        made_by: the program, model and lexicon that read it.
        watch: what to narrow to; None for everything.
    """
    kept: Iterable[Story] = narrow(stories, watch) if watch else stories
    # Two sorts, since days sort as texts, newest first, and Python's sort keeps order.
    newest = sorted(kept, key=lambda story: story.last or "", reverse=True)
    weightiest = sorted(newest, key=_weight, reverse=True)
    return Brief(
        schema=SCHEMA,
        made_by=made_by,
        watch=watch.name if watch else None,
        read=read,
        stories=tuple(replace(story, claims=ordered(story.claims)) for story in weightiest),
    )


def _weight(story: Story) -> int:
    return sum(claim.origin_count for claim in story.claims if not claim.background)
