"""Readings to stories: which documents belong together, and what they say together.

`group` is the whole method in order; `arriving` does the same for documents as they come. Pure
functions of the readings: no clock, no files of the user's, the same stories whatever order the
readings come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.grouping.actors import Cast
from firsthand.grouping.candidates import stories_of
from firsthand.grouping.differences import differences_of
from firsthand.grouping.line import line_of
from firsthand.grouping.origins import trace
from firsthand.grouping.outlets import Outlets
from firsthand.grouping.quotes import shared_quotes
from firsthand.grouping.reuse import Passages, reuse_of, shared_passages
from firsthand.grouping.shared import denials_of, shared_claims
from firsthand.grouping.story import claim_ids, shared_claim, story_of
from firsthand.grouping.texts import Text
from firsthand.grouping.told import told_claims
from firsthand.grouping.versions import latest
from firsthand.model.reading import Reading
from firsthand.model.story import Story

__all__ = ["group", "latest"]


def group(readings: Iterable[Reading]) -> list[Story]:
    """Stories of the readings, the earliest first; one document id counts once, skipped ones not.

    A document that no other belongs to is a story of its own.
    """
    usable, _ = latest(reading for reading in readings if reading.skipped is None)
    texts = sorted((Text(reading) for reading in usable), key=lambda text: text.order)
    return [story_of_texts([texts[n] for n in places]) for places in stories_of(texts)]


def story_of_texts(texts: Sequence[Text], known: Passages | None = None) -> Story:
    """What the documents of one story, given in order of publication, say together."""
    cast = Cast([text.reading for text in texts])
    reuse = reuse_of(texts, shared_passages(texts, known))
    quotes = shared_quotes(texts, cast)
    groups = shared_claims(told_claims(texts, cast))
    ids, denials, outlets = claim_ids(groups), denials_of(groups), Outlets(texts)
    claims = [
        shared_claim(
            id,
            reports,
            trace(reports, outlets),
            tuple(ids[n] for n in denied),
            differences_of(reports),
        )
        for id, reports, denied in zip(ids, groups, denials, strict=True)
    ]
    lined = [replace(claim, line=line_of(claim, cast.actors)) for claim in claims]
    return story_of(texts, cast, lined, quotes, reuse)
