"""What the terminal shows as it comes: the claims of a new document, and alerts."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from firsthand.model.alert import Alert, AlertClaim
from firsthand.model.health import Health, Share
from firsthand.model.story import Report, SharedClaim, Story
from firsthand.report.links import safe_url
from firsthand.report.names import NAME, Cast, outlet_name
from firsthand.report.pieces import in_marks
from firsthand.report.shown import shown
from firsthand.report.wording import counted, day

LINE = 200
WORDS = 240

KIND = {
    "surge": "surge",
    "lull": "lull",
    "novelty": "new relation",
    "new_actor": "new actor",
    "new_claim": "new kind of claim",
    "first_denial": "first denial",
    "changed_position": "changed position",
}
"""What each kind of alert is called."""

STATE_STYLE = {"well": "green", "new": "dim", "silent": "yellow", "failing": "yellow"}


def claims_as_they_come(stories: Iterable[Story]) -> list[RenderableType]:
    """The claims of documents that just came: the line, where it stands, who says so, its words."""
    return [
        _claim(claim, report, Cast(story))
        for story in stories
        for claim in story.claims
        for report in claim.reports
    ]


def alert_view(alert: Alert) -> RenderableType:
    """An alert: what happened and why that is told, then the claims with their words and links."""
    line = Text("ALERT ", style="bold red")
    line.append(f"{KIND[alert.kind]}: {shown(alert.line, LINE)}", style="bold")
    rest: list[RenderableType] = [Text(shown(alert.reason, LINE * 2), style="dim")]
    rest += [_alert_claim(claim) for claim in alert.claims]
    more = alert.claim_count - len(alert.claims)
    rest += [Text(f"and {counted(more, 'claim')} more", style="dim")] if more > 0 else []
    return Group(line, _in(2, Group(*rest)))


def alerts_table(alerts: Iterable[Alert]) -> RenderableType:
    """One row an alert: its day and kind, what happened and why it is told, what it rests on."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    table.add_column("Day", no_wrap=True)
    table.add_column("Kind", overflow="fold")
    table.add_column("What", overflow="fold", ratio=3)
    table.add_column("Rests on", overflow="fold", ratio=4)
    for alert in alerts:
        what = Text(shown(alert.line, LINE), style="bold")
        what.append(f"\n{shown(alert.reason, LINE * 2)}", style="not bold dim")
        shows = [_alert_claim(claim, most=1) for claim in alert.claims[:2]]
        more = alert.claim_count - len(shows)
        shows += [Text(f"and {counted(more, 'claim')} more", style="dim")] if more > 0 else []
        table.add_row(shown(alert.day, NAME), KIND[alert.kind], what, Group(*shows))
    return table


def health_view(health: Health) -> RenderableType:
    """What may be missed: the feeds, then what was not read, in lines."""
    parts: list[RenderableType] = []
    if health.feeds:
        table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
        for head in ("Feed", "State", "Last news", "Articles", "Why"):
            table.add_column(
                head,
                justify="right" if head == "Articles" else "left",
                overflow="fold",
                ratio={"Feed": 3, "Why": 3}.get(head),
            )
        for feed in health.feeds:
            table.add_row(
                Text(shown(feed.address, LINE)),
                Text(feed.state, style=STATE_STYLE.get(feed.state, "red")),
                day(feed.last_new_at) if feed.last_new_at else "none yet",
                f"{feed.articles:,}",
                Text(shown(feed.detail or "", LINE)),
            )
        parts += [table, Text()]
    parts.append(Text(f"{day(health.first)} to {day(health.last)}", style="bold"))
    parts += [Text(line) for line in _health_lines(health)]
    return Group(*parts)


def _health_lines(health: Health) -> list[str]:
    lines = [f"{counted(health.articles, 'article')} came, {health.read:,} of them were read"]
    if health.skipped:
        lines.append(f"not read: {_shares(health.skipped)}")
    if health.languages:
        lines.append(f"languages that are not read: {_shares(health.languages)}")
    if health.days_without:
        lines.append(
            f"{counted(len(health.days_without), 'day')} without a document, the last "
            f"{day(health.days_without[-1])}"
        )
    if health.claims:
        share = health.claims_unresolved / health.claims
        lines.append(
            f"{counted(health.claims, 'claim')}, {health.claims_unresolved:,} of them "
            f"({share:.0%}) by somebody who has neither a name nor a state"
        )
    if health.alerts_undelivered or health.alerts_given_up:
        lines.append(
            f"deliveries of alerts: {health.alerts_undelivered:,} waiting, "
            f"{health.alerts_given_up:,} given up"
        )
    return lines


def _shares(shares: Iterable[Share]) -> str:
    return ", ".join(
        f"{one.number:,} {shown(one.what.replace('_', ' '), NAME)} ({one.share:.1%})"
        for one in shares
    )


def _claim(claim: SharedClaim, report: Report, cast: Cast) -> RenderableType:
    line = Text(shown(claim.line, LINE), style="bold")
    if claim.background:
        line.append(" background", style="not bold dim")
    names = [cast.name(key) for key in report.chain]
    rest = Text()
    _place(rest, outlet_name(report.outlet), report.published, names)
    _add_url(rest, cast.url(report.document))
    first, *more = (piece.words for piece in report.evidence)
    # Headline and first sentence often say the same.
    second = [words for words in more if words not in first and first not in words][:1]
    for words in (first, *second):
        rest.append(f"\n{_quoted(words)}")
    return Group(line, _in(4, rest))


def _alert_claim(claim: AlertClaim, most: int | None = None) -> RenderableType:
    line = Text(shown(claim.line, LINE))
    if claim.origins > 1:
        line.append(f", {counted(claim.origins, 'independent origin')}", style="dim")
    rest = Text()
    for n, report in enumerate(claim.reports[:most]):
        rest.append("\n" if n else "")
        names = [shown(name, NAME) for name in report.sources]
        _place(rest, outlet_name(report.outlet), report.published, names)
        _add_url(rest, safe_url(report.url))
        for words in report.words[:2]:
            rest.append(f"\n{_quoted(words)}")
    return Group(line, _in(2, rest))


def _in(columns: int, text: RenderableType) -> RenderableType:
    """The same, moved in: also where a line is too long for the terminal."""
    return Padding(text, (0, 0, 0, columns), expand=False)


def _place(text: Text, outlet: str, published: str | None, names: list[str]) -> None:
    sources = f" ← {' ← '.join(names)}" if names else ", in its own voice"
    text.append(f"{outlet}, {day(published)}", style="dim")
    text.append(sources, style="cyan")


def _add_url(text: Text, url: str | None) -> None:
    if url:
        text.append(f"  {url}", style="blue")


def _quoted(words: str) -> str:
    line = shown(words, WORDS)
    return line if in_marks(line) else f"“{line}”"
