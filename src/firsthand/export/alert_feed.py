"""An Atom feed (RFC 4287) of alerts, newest first.

An entry is an alert: its title what happened, its content why that is told, and the words of the
claims behind it with their links.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from firsthand.export.atom import ATOM, LONG_AGO, XHTML, add, fit, html, stamp
from firsthand.export.days import day_of
from firsthand.export.strict_text import urn
from firsthand.model.alert import Alert, AlertReport
from firsthand.model.version import VERSION


def alert_feed(alerts: Iterable[tuple[Alert, datetime]], name: str) -> bytes:
    """The feed of some alerts, each with the moment (with zone) at which it was raised."""
    dated = sorted(alerts, key=lambda one: (-one[1].timestamp(), one[0].id))
    made = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    add(made, "id", urn("alerts", name))
    add(made, "title", f"Alerts: {name}")
    add(made, "updated", stamp(dated[0][1] if dated else LONG_AGO))
    add(add(made, "author"), "name", "firsthand")
    add(made, "generator", "firsthand", version=VERSION)
    for alert, raised in dated:
        _entry(made, alert, raised)
    indent(made)
    written: bytes = tostring(made, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(made: Element, alert: Alert, raised: datetime) -> None:
    entry = add(made, "entry")
    add(entry, "id", urn("alert", alert.id))
    add(entry, "title", alert.line)
    add(entry, "updated", stamp(raised))
    reports = [report for claim in alert.claims for report in claim.reports]
    for at, address in enumerate(dict.fromkeys(one.url for one in reports if one.url)):
        add(entry, "link", rel="related" if at else "alternate", href=address)
    add(entry, "category", term=alert.kind)
    add(entry, "summary", alert.reason)
    content = add(entry, "content", type="xhtml")
    div = SubElement(content, "div", {"xmlns": XHTML})
    html(div, "p", f"{alert.reason}.")
    for claim in alert.claims:
        origins = f"{claim.origins} independent origin{'s' if claim.origins != 1 else ''}"
        html(html(div, "p", ""), "b", f"{claim.line} ({origins})")
        for report in claim.reports:
            _told(div, report)
    if alert.claim_count > len(alert.claims):
        html(div, "p", f"and {alert.claim_count - len(alert.claims)} claims more")


def _told(div: Element, report: AlertReport) -> None:
    head = html(div, "p", "")
    day = day_of(report.published)
    where = f"{report.outlet or 'unnamed outlet'}, {day or 'day unknown'}"
    place = html(head, "a" if report.url else "span", where)
    if report.url:
        place.set("href", fit(report.url))
    place.tail = fit(f": {', who cites '.join(report.sources) or 'in its own voice'}")
    for words in report.words:
        html(html(div, "blockquote", ""), "p", words)
