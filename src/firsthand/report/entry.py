"""A shared claim as an entry of the paper: its line, who tells it, what ties the tellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.model.story import Report, SharedClaim, Story
from firsthand.report.findings import difference_lines, tie_lines
from firsthand.report.names import Cast, Link, outlet_name
from firsthand.report.pieces import Words
from firsthand.report.shown import shown
from firsthand.report.wording import MODALITY, QUAD, counted, day, time_of

LINE = 400
EVIDENCE = 1200


@dataclass(frozen=True, slots=True)
class Account:
    """One report of a claim: its number within the claim, its place, its exact words.

    `document` is its document's id, `starts` where in the text each of its words begins.
    """

    number: int
    outlet: str
    published: str
    url: str | None
    modality: str
    words: tuple[str, ...]
    document: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Reports of one origin that a claim reached through the same chain.

    `outlets` is what the chain begins with; `chain` goes on from who spoke to the farthest
    source, and is empty for the outlets' own voice.
    """

    outlets: tuple[str, ...]
    chain: tuple[Link, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class OriginEntry:
    """One origin; `label` tells it from the claim's others and is empty where it stands alone."""

    label: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another claim of the story; `anchor` is its place on the page."""

    id: str
    anchor: str
    line: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim; `numbered` where its reports are several, so that ties can name them."""

    id: str
    anchor: str
    line: str
    labels: tuple[str, ...]
    modality: str
    background: bool
    numbered: bool
    reports: str
    origins_counted: str
    range: str
    origins: tuple[OriginEntry, ...]
    ties: tuple[Words, ...]
    loose_ties: tuple[Words, ...]
    differences: tuple[Words, ...]
    denied_by: tuple[Pointer, ...]
    denies: tuple[Pointer, ...]


def claim_entry(
    claim: SharedClaim, story: Story, cast: Cast, anchors: Mapping[str, str]
) -> ClaimEntry:
    """The entry of a claim; `anchors` gives each claim's place on the page by its id."""
    numbers = _numbers(claim)
    low, high = claim.origin_range
    return ClaimEntry(
        id=claim.id,
        anchor=anchors[claim.id],
        line=shown(claim.line, LINE),
        labels=_labels(claim),
        modality=claim.modality,
        background=claim.background,
        numbered=len(claim.reports) > 1,
        reports=counted(len(claim.reports), "report"),
        origins_counted=counted(claim.origin_count, "origin"),
        range=f"{low} to {high}, as unsure ties are counted or not" if low != high else "",
        origins=_origins(claim, cast, numbers),
        ties=tie_lines(claim, cast, numbers, joined=True),
        loose_ties=tie_lines(claim, cast, numbers, joined=False),
        differences=difference_lines(claim, numbers),
        denied_by=_pointers(claim.denials, story, cast, anchors),
        denies=_pointers(
            [other.id for other in story.claims if claim.id in other.denials], story, cast, anchors
        ),
    )


def telling_counts(entry: ClaimEntry, join: str) -> str:
    """How many reports and how many origins: "3 reports → 1 origin"."""
    return f"{entry.reports}{join}{entry.origins_counted}"


def _labels(claim: SharedClaim) -> tuple[str, ...]:
    """What the contract knows of a claim, in plain words, certainty first."""
    place = shown(claim.place.name, 80) if claim.place else ""
    parts = (
        MODALITY[claim.modality],
        claim.action,
        "" if claim.quad == "neutral" else QUAD[claim.quad],
        *claim.aspects,
        claim.trend or "",
        "position stated by itself" if claim.declared else "",
        "mutual" if claim.reciprocal else "",
        time_of(claim.when) if claim.when else "",
        f"in {place}" if place else "",
    )
    return tuple(part for part in parts if part)


def _numbers(claim: SharedClaim) -> dict[int, int]:
    """The number that each report has on the page: they are counted as they are shown."""
    shown_in_order = [
        report
        for origin in claim.origins
        for group in _by_chain(claim, origin.reports).values()
        for report in group
    ]
    return {report: number for number, report in enumerate(shown_in_order, 1)}


def _by_chain(claim: SharedClaim, reports: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for report in reports:
        groups.setdefault(claim.reports[report].chain, []).append(report)
    return groups


def _origins(claim: SharedClaim, cast: Cast, numbers: Mapping[int, int]) -> tuple[OriginEntry, ...]:
    groups = [origin.reports for origin in claim.origins]
    alone = len(groups) == 1
    return tuple(
        OriginEntry(
            label="" if alone else f"Origin {n}",
            tellings=_tellings(claim, reports, cast, numbers),
        )
        for n, reports in enumerate(groups, 1)
    )


def _tellings(
    claim: SharedClaim, reports: Sequence[int], cast: Cast, numbers: Mapping[int, int]
) -> tuple[Telling, ...]:
    return tuple(
        Telling(
            outlets=tuple(dict.fromkeys(outlet_name(claim.reports[n].outlet) for n in group)),
            chain=tuple(cast.link(key) for key in chain),
            accounts=tuple(_account(claim, n, cast, numbers) for n in group),
        )
        for chain, group in _by_chain(claim, reports).items()
    )


def _account(claim: SharedClaim, index: int, cast: Cast, numbers: Mapping[int, int]) -> Account:
    report: Report = claim.reports[index]
    return Account(
        number=numbers[index],
        outlet=outlet_name(report.outlet),
        published=day(report.published),
        url=cast.url(report.document),
        modality="" if report.modality == claim.modality else MODALITY[report.modality],
        words=tuple(shown(piece.words, EVIDENCE) for piece in report.evidence),
        document=report.document,
        starts=tuple(piece.start for piece in report.evidence),
    )


def _pointers(
    ids: Sequence[str], story: Story, cast: Cast, anchors: Mapping[str, str]
) -> tuple[Pointer, ...]:
    claims = {claim.id: claim for claim in story.claims}
    made = []
    for id in ids:
        if claim := claims.get(id):
            sources = (origin.first_source for origin in claim.origins)
            named = tuple(dict.fromkeys(cast.name(key) for key in sources if key))
            made.append(Pointer(id, anchors[id], shown(claim.line, LINE), named))
    return tuple(made)
