"""How the store does: what it holds, and what was not read."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.report.shown import shown
from firsthand.report.wording import counted, period
from firsthand.store import overview
from firsthand.store.feeds import KeptFeed
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
    with desk_of(request).store.asking() as connection:
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
        feeds=[_feed(one) for one in desk_of(request).store.feeds.all()],
        next=places.address("/health", "not-read", cursor=cursor_of([skipped[_SKIPPED - 1][0]]))
        if len(skipped) > _SKIPPED
        else "",
    )


def _feed(feed: KeptFeed) -> tuple[str, str, str]:
    """A feed: its address, how it does, and when it was had and had news."""
    if feed.failures:
        how = f"failed {counted(feed.failures, 'time')}: {shown(feed.detail or '', 200)}"
    else:
        how = "well" if feed.got_at else "not asked yet"
    times = ", ".join(
        f"{what} {at:%d %B %Y, %H:%M} UTC"
        for what, at in (("had", feed.got_at), ("news", feed.last_new_at))
        if at
    )
    return shown(feed.address, 200), how, times
