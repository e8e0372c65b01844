"""How the store does: what it holds, and what was not read."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.model.health import FeedHealth, Health
from firsthand.report.shown import shown
from firsthand.report.wording import counted, day, period
from firsthand.store import overview
from firsthand.watch.health import health_of
from firsthand.web import places
from firsthand.web.asking import desk_of, text_in
from firsthand.web.cursors import cursor_of, place_of
from firsthand.web.lists import Number, number_of
from firsthand.web.rendering import render

router = APIRouter()

_SKIPPED = 60


@router.get("/health")
def show_health(request: Request) -> Response:
    """The page of the store's state."""
    try:
        cursor = text_in(request.query_params, "cursor")
        after = int(place_of(cursor, (int,))[0]) if cursor else 0
    except ValueError as fault:
        raise HTTPException(422, f"cursor: {fault}") from fault
    desk = desk_of(request)
    lately = health_of(desk.store, desk.now())
    with desk.store.asking() as connection:
        held = overview.held(connection)
        reasons = overview.reasons_skipped(connection)
        skipped = overview.inputs_skipped(connection, most=_SKIPPED + 1, after=after)
    return render(
        request,
        "health.html",
        title="Health",
        numbers=[
            number_of(held.documents, "report", places.search(view="reports")),
            number_of(held.outlets, "outlet", "/outlets"),
            number_of(held.stories, "story", "/stories", "stories"),
            number_of(held.claims, "claim", places.search()),
            Number(f"{held.skipped + held.inputs_skipped:,}", "not read", "#not-read"),
        ],
        period=period(
            held.first.isoformat() if held.first else None,
            held.last.isoformat() if held.last else None,
        ),
        reasons=[(reason.replace("_", " "), counted(n, "input")) for reason, n in reasons.items()],
        skipped=[
            (shown(one.what, 220), shown(one.reason, 40).replace("_", " "), shown(one.detail, 300))
            for _, one in skipped[:_SKIPPED]
        ],
        lately=_lately(lately),
        feeds=[_feed(one) for one in lately.feeds],
        next=places.address("/health", "not-read", cursor=cursor_of([skipped[_SKIPPED - 1][0]]))
        if len(skipped) > _SKIPPED
        else "",
    )


def _feed(feed: FeedHealth) -> tuple[str, str, bool, str]:
    """A feed: its address, how it does, whether that is well, and what came of it when."""
    why = f": {shown(feed.detail, 200)}" if feed.detail and feed.failures else ""
    parts = [
        f"{what} {day(at)}" for what, at in (("had", feed.got_at), ("news", feed.last_new_at)) if at
    ]
    articles = counted(feed.articles, "article")
    fine = feed.state in ("well", "new")
    return shown(feed.address, 200), feed.state + why, fine, ", ".join([articles, *parts])


def _lately(health: Health) -> list[tuple[str, str]]:
    """What may be missed of the last four weeks: what it is, and how much."""
    rows = [
        ("articles that came", f"{health.articles:,}, {health.read:,} of them read"),
        *((f"not read: {one.what.replace('_', ' ')}", f"{one.number:,}, {one.share:.0%}")
          for one in health.skipped),
        *((f"in a language that is not read: {shown(one.what, 40)}",
           f"{one.number:,}, {one.share:.0%}") for one in health.languages),
        ("claims of nobody known", f"{health.claims_unresolved:,} of {health.claims:,}"),
    ]  # fmt: skip
    if health.days_without:
        rows.append(("days without a report", f"{len(health.days_without):,}"))
    if health.alerts_undelivered or health.alerts_given_up:
        given_up = f", {health.alerts_given_up:,} given up"
        rows.append(("alerts not delivered yet", f"{health.alerts_undelivered:,}{given_up}"))
    return rows
