"""Lines of lists, from what the store keeps: strangers' texts are cut to one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.report.links import safe_url
from firsthand.report.names import outlet_name
from firsthand.report.shown import shown
from firsthand.report.wording import MODALITY, counted, day, period
from firsthand.store.document_lists import KeptDocument
from firsthand.store.queries import COUNTED, KeptClaim, KeptStory
from firsthand.web import places

LINE = 300
TITLE = 220


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list; `note` says what is particular to it there."""

    line: str
    href: str
    denied: bool
    days: str
    reports: str
    origins: str
    story: str
    story_href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list."""

    title: str
    href: str
    days: str
    size: str
    origins: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A document in a list; `url` is the outlet's own page, where it is safe to follow."""

    title: str
    href: str
    url: str | None
    outlet: str
    outlet_href: str
    published: str
    story_href: str
    skipped: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what it counts, and the list that it opens."""

    number: str
    what: str
    href: str


def claim_line(claim: KeptClaim, note: str = "") -> ClaimLine:
    """The line of a claim."""
    return ClaimLine(
        line=shown(claim.line, LINE),
        href=places.claim(claim.story, claim.id),
        denied=claim.modality == "denied",
        days=period(claim.first.isoformat(), claim.last.isoformat()),
        reports=counted(claim.reports, "report"),
        origins=counted(claim.origins, "origin"),
        story=shown(claim.title, TITLE),
        story_href=places.story(claim.story),
        note=note,
    )


def story_line(story: KeptStory) -> StoryLine:
    """The line of a story."""
    return StoryLine(
        title=shown(story.title, TITLE) or "Untitled",
        href=places.story(story.id),
        days=period(story.first.isoformat(), story.last.isoformat()),
        size=f"{counted(story.documents, 'report')}, {counted(story.claims, 'claim')}",
        origins=f"{counted(story.origins, 'origin')} at most" if story.origins > 1 else "",
    )


def report_line(document: KeptDocument) -> ReportLine:
    """The line of a document."""
    return ReportLine(
        title=shown(document.title or "", TITLE) or f"untitled ({shown(document.id, 80)})",
        href=places.document(document.id),
        url=safe_url(document.url),
        outlet=outlet_name(document.outlet),
        outlet_href=places.outlet(document.outlet) if document.outlet else "",
        published=day(document.published),
        story_href=places.story(document.story) if document.story else "",
        skipped=shown(document.skipped or "", 40).replace("_", " "),
    )


def number_of(number: int, one: str, href: str, many: str | None = None) -> Number:
    """A number that opens its list; lists are counted so far and no farther."""
    if number > COUNTED:
        return Number(f"{COUNTED:,}+", many or f"{one}s", href)
    return Number(f"{number:,}", one if number == 1 else many or f"{one}s", href)


def named(keys: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The names of actors, cut to a line; a key without a name is shown as it is."""
    return [shown(names.get(key, key), 120) for key in keys]


def modality_of(word: str) -> str:
    """A modality in plain words."""
    return next((words for name, words in MODALITY.items() if name == word), word)
