"""An Atom feed (RFC 4287) of claims, newest first.

An entry is a claim: its title the claim in a line, its content who says so, in which words and
where. It was updated when its newest report came out, so that the same stories make the same feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from firsthand.export.days import day_of, moment_of
from firsthand.export.strict_text import urn, web_address
from firsthand.model.story import Report, SharedClaim, Story, StoryActor, StoryDocument
from firsthand.model.version import VERSION

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom demands a moment even where no report has a day."""

# What XML cannot hold, and what turns the writing direction of all that follows (UAX #9).
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def feed(stories: Sequence[Story]) -> dict[str, bytes]:
    """One file: the feed."""
    dated = [(_updated(claim), story, claim) for story in stories for claim in story.claims]
    dated.sort(key=lambda one: (-one[0].timestamp(), one[1].id, one[2].id))
    made = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    add(made, "id", urn("claims"))
    add(made, "title", "Claims in news reports")
    add(made, "updated", stamp(dated[0][0] if dated else LONG_AGO))
    add(add(made, "author"), "name", "firsthand")
    add(made, "generator", "firsthand", version=VERSION)
    for updated, story, claim in dated:
        _entry(made, updated, story, claim)
    indent(made)
    return {"": tostring(made, encoding="utf-8", xml_declaration=True) + b"\n"}


def _entry(made: Element, updated: datetime, story: Story, claim: SharedClaim) -> None:
    documents = {document.id: document for document in story.documents}
    entry = add(made, "entry")
    add(entry, "id", urn("claim", story.id, claim.id))
    add(entry, "title", claim.line)
    add(entry, "updated", stamp(updated))
    add(entry, "published", stamp(min(_moments(claim), default=LONG_AGO)))
    urls = [_url(report, documents) for report in claim.reports]
    for at, address in enumerate(dict.fromkeys(url for url in urls if url)):
        # One alternate an entry: the first report; feed readers open it.
        add(entry, "link", rel="related" if at else "alternate", href=address)
    for term in (claim.action, *claim.aspects, claim.modality):
        add(entry, "category", term=term)
    counts = _counts(claim)
    add(entry, "summary", counts)
    content = add(entry, "content", type="xhtml")
    div = SubElement(content, "div", {"xmlns": XHTML})
    html(div, "p", f"{counts} Story: {story.title}")
    actors = {actor.key: actor for actor in story.actors}
    for report, url in zip(claim.reports, urls, strict=True):
        _told(div, report, url, actors)


def _told(div: Element, report: Report, url: str | None, actors: dict[str, StoryActor]) -> None:
    """A report: where, by whom, in which words."""
    head = html(div, "p", "")
    where = html(head, "a" if url else "span", _where(report))
    if url:
        where.set("href", fit(url))
    names = [actors[key].name if key in actors else "a person" for key in report.chain]
    where.tail = fit(f": {', who cites '.join(names) or 'in its own voice'}")
    for quoted in report.evidence:
        html(html(div, "blockquote", ""), "p", quoted.words)


def _where(report: Report) -> str:
    day = day_of(report.published)
    return f"{report.outlet or 'unnamed outlet'}, {day or 'day unknown'}"


def _counts(claim: SharedClaim) -> str:
    least, most = claim.origin_range
    reports, origins = len(claim.reports), claim.origin_count
    between = f" (between {least} and {most})" if least != most else ""
    return (
        f"{reports} report{'s' if reports != 1 else ''}, "
        f"{origins} independent origin{'s' if origins != 1 else ''}{between}."
    )


def _url(report: Report, documents: dict[str, StoryDocument]) -> str | None:
    document = documents.get(report.document)
    return web_address(document) if document else None


def _moments(claim: SharedClaim) -> list[datetime]:
    return [moment for report in claim.reports if (moment := moment_of(report.published))]


def _updated(claim: SharedClaim) -> datetime:
    return max(_moments(claim), default=LONG_AGO)


def stamp(moment: datetime) -> str:
    """A moment as Atom writes it (RFC 3339)."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element of the feed, with a stranger's text and attributes made fit."""
    made = SubElement(parent, name, {key: fit(value) for key, value in attributes.items()})
    made.text = fit(text) or None
    return made


def html(parent: Element, name: str, text: str) -> Element:
    """A new element of an entry's content, with a stranger's text made fit."""
    made = SubElement(parent, name)
    made.text = fit(text)
    return made


def fit(text: str) -> str:
    """A text that XML can hold; what it cannot hold becomes U+FFFD."""
    return _UNFIT.sub("\ufffd", _TURNS.sub("", text))
