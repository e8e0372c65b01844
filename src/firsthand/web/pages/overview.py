"""What changed since yesterday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from firsthand.model.story import SharedClaim, Story
from firsthand.report.wording import counted, date_of, day
from firsthand.store import overview, queries
from firsthand.store.alert_lists import list_alerts, number_of_alerts
from firsthand.store.asked import Asked
from firsthand.store.features import Features, features
from firsthand.web import places
from firsthand.web.asking import day_in, desk_of
from firsthand.web.figures import SIDE, aspects_drawn
from firsthand.web.lists import ClaimLine, Number, StoryLine, claim_line, number_of, story_line
from firsthand.web.pages.alerts import entries_of
from firsthand.web.rendering import render
from firsthand.web.states import names as state_names

router = APIRouter()

_STORIES, _NEWEST, _CLAIMS, _GLANCE, _PAIRS, _ALERTS = 8, 4, 8, 3, 10, 6
_LOOKED_INTO = 24
"""So many claims that were told again are looked into for new origins."""

_DRAWN = 26  # days
_SPANS = (("a day", 1), ("a week", 7), ("30 days", 30))


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two states, and the claims between them."""

    names: tuple[str, str]
    href: str
    claims: Number


@router.get("/")
def show_overview(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    with desk.store.asking() as connection:
        newest = overview.newest_day(connection, desk.today())
        if newest is None:
            return render(request, "empty.html", title="Nothing here yet")
        since = day_in(request.query_params, "since") or _before(newest, 1)
        told_again = queries.claims(
            connection, Asked(since=since, old=since, corroborated=True), order="origins",
            most=_LOOKED_INTO,
        )  # fmt: skip
        whole = queries.whole_stories(connection, [claim.number for claim in told_again])
        recent = Asked(new=_before(newest, _DRAWN - 1))
        moving = Asked(since=since)
        view: dict[str, Any] = {
            "numbers": [
                *_numbers(overview.came(connection, since), since),
                number_of(
                    number_of_alerts(connection, since),
                    "alert",
                    places.address("/alerts", since=since),
                ),
            ],
            "stories": (begun := _stories(connection, since)),
            "newest_stories": [] if begun else _stories(connection, None),
            "claims": _claims(connection, Asked(new=since, background=False)),
            "denials": _claims(connection, Asked(new=since, modality="denied")),
            "aspects": aspects_drawn(features(connection, recent), recent, SIDE),
            "alerts": entries_of(
                [one.alert for one in list_alerts(connection, most=_ALERTS, since=since)]
            ),
            "pairs": _pairs(connection, features(connection, moving), moving),
        }
    return render(
        request,
        "overview.html",
        title="Overview",
        since=day(since.isoformat()),
        newest=day(newest.isoformat()),
        spans=[
            (words, places.address("/", since=start), start == since)
            for words, days in _SPANS
            if (start := _before(newest, days))
        ],
        more_origins=_more_origins(whole, told_again, since),
        **view,
    )


def _before(known: date, days: int) -> date:
    """So many days before, but no day before the first: strangers' dates reach that far."""
    return date.fromordinal(max(1, known.toordinal() - days))


def origins_before(claim: SharedClaim, since: date) -> int:
    """How many of a claim's origins had a report before a day; undated reports count as old."""
    return sum(
        any(_is_before(claim.reports[at].published, since) for at in origin.reports)
        for origin in claim.origins
    )


def _is_before(published: str | None, since: date) -> bool:
    known = date_of(published)
    return known is None or known < since


def _numbers(came: overview.Came, since: date) -> list[Number]:
    return [
        number_of(came.stories, "new story", places.address("/stories", new=since), "new stories"),
        number_of(came.claims, "new claim", places.search(new=since)),
        number_of(
            came.told_again, "claim told again", places.search(since=since, old=since),
            "claims told again",
        ),
        number_of(came.denials, "new denial", places.search(new=since, modality="denied")),
        number_of(came.documents, "report", places.search(view="reports", since=since)),
    ]  # fmt: skip


def _stories(connection: Connection, since: date | None) -> list[tuple[StoryLine, list[ClaimLine]]]:
    """The stories that began since a day, or the newest of all, with their first claims."""
    found = (
        queries.stories(connection, new=since, order="origins", most=_STORIES)
        if since
        else queries.stories(connection, most=_NEWEST)
    )
    claims = queries.weightiest(connection, [story.number for story in found], _GLANCE)
    return [
        (story_line(story), [claim_line(one) for one in claims.get(story.number, ())])
        for story in found
    ]


def _claims(connection: Connection, asked: Asked) -> list[ClaimLine]:
    found = queries.claims(connection, asked, order="origins", most=_CLAIMS)
    return [claim_line(claim) for claim in found]


def _more_origins(
    stories: Mapping[int, Story], told_again: Sequence[queries.KeptClaim], since: date
) -> list[ClaimLine]:
    """Claims with origins that they did not have before, most new ones first."""
    lines = []
    for kept in told_again:
        story = stories.get(kept.number)
        claim = next((one for one in story.claims if one.id == kept.id), None) if story else None
        if claim and (new := claim.origin_count - origins_before(claim, since)) > 0:
            before = counted(claim.origin_count - new, "origin")
            lines.append((new, claim_line(kept, f"{before} before")))
    lines.sort(key=lambda line: -line[0])
    return [line for _, line in lines[:_CLAIMS]]


def _pairs(connection: Connection, found: Sequence[Features], asked: Asked) -> list[PairLine]:
    """The pairs of states with most claims."""
    pairs = Counter(
        tuple(sorted((one.actor_state, one.recipient_state)))
        for one in found
        if one.actor_state and one.recipient_state and one.actor_state != one.recipient_state
    )
    heaviest = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_PAIRS]
    names = state_names(connection, [state for pair, _ in heaviest for state in pair])
    return [
        PairLine(
            (names.get(one, one), names.get(other, other)),
            places.pair(one, other),
            number_of(number, "claim", places.search(actor=one, partner=other, since=asked.since)),
        )
        for (one, other), number in heaviest
    ]
