"""What watches noticed, with the claims and the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from firsthand.model.alert import Alert, AlertClaim, AlertKind, Figures
from firsthand.report.names import outlet_name
from firsthand.report.shown import shown
from firsthand.report.wording import counted, day
from firsthand.store.alert_lists import list_alerts
from firsthand.web import places
from firsthand.web.asking import day_in, desk_of, text_in
from firsthand.web.cursors import cursor_of, place_of
from firsthand.web.rendering import render

router = APIRouter()

_PAGE, _WORDS = 25, 600

KIND: dict[AlertKind, str] = {
    "surge": "far more than usual",
    "lull": "far less than usual",
    "novelty": "new between these two",
    "new_actor": "a new actor",
    "new_claim": "a new claim",
    "first_denial": "denied for the first time",
    "changed_position": "another position than before",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim behind an alert, with its first reports: outlet, day, words, the article."""

    line: str
    href: str
    counts: str
    reports: tuple[tuple[str, str, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class AlertEntry:
    """An alert on its page; `href` leads to it in the list."""

    anchor: str
    href: str
    line: str
    kind: str
    reason: str
    day: str
    watch: str
    watch_href: str
    figures: str
    claims: tuple[Shown, ...]
    more: str


@router.get("/alerts")
def show_alerts(request: Request) -> Response:
    """The list of alerts, the last kept first."""
    given = request.query_params
    watch, since, cursor = text_in(given, "watch"), day_in(given, "since"), text_in(given, "cursor")
    try:
        after = int(place_of(cursor, (int,))[0]) if cursor else None
    except ValueError as fault:
        raise HTTPException(422, f"cursor: {fault}") from fault
    with desk_of(request).store.asking() as connection:
        found = list_alerts(connection, most=_PAGE + 1, after=after, since=since, watch=watch)
    entries = [entry_of(one.alert) for one in found[:_PAGE]]
    return render(
        request,
        "alerts.html",
        title="Alerts",
        since=day(since.isoformat()) if since else "",
        watch=shown(watch, 120),
        entries=entries,
        next=places.address(
            "/alerts", watch=watch, since=since, cursor=cursor_of([found[_PAGE - 1].number])
        )
        if len(found) > _PAGE
        else "",
    )


def entry_of(alert: Alert) -> AlertEntry:
    """An alert as the page shows it."""
    anchor = f"a-{alert.id}"
    more = alert.claim_count - len(alert.claims)
    return AlertEntry(
        anchor=anchor,
        href=places.address("/alerts", anchor, since=alert.day),
        line=shown(alert.line, 300),
        kind=KIND[alert.kind],
        reason=shown(alert.reason, 400),
        day=day(alert.day),
        watch=shown(alert.watch, 120),
        watch_href=places.address("/alerts", watch=alert.watch),
        figures=_figures(alert.figures) if alert.figures else "",
        claims=tuple(_claim(claim) for claim in alert.claims),
        more=f"and {counted(more, 'claim')} more" if more > 0 else "",
    )


def entries_of(alerts: Sequence[Alert]) -> list[AlertEntry]:
    """Several of them."""
    return [entry_of(alert) for alert in alerts]


def _figures(figures: Figures) -> str:
    documents = f"{counted(figures.documents, 'report')} read, {figures.usual_documents:,.0f} usual"
    return (
        f"{counted(figures.origins, 'origin')} in {counted(figures.days, 'day')}; "
        f"{figures.expected:,.1f} expected, {figures.least:,} to {figures.most:,} usual, by "
        f"{counted(figures.baseline_days, 'day')} before; {documents}"
    )


def _claim(claim: AlertClaim) -> Shown:
    return Shown(
        line=shown(claim.line, 300),
        href=places.claim(claim.story, claim.claim),
        counts=f"{counted(claim.report_count, 'report')} → {counted(claim.origins, 'origin')}",
        reports=tuple(
            (
                outlet_name(report.outlet),
                day(report.published),
                tuple(shown(words, _WORDS) for words in report.words),
                places.document(report.document),
            )
            for report in claim.reports
        ),
    )
