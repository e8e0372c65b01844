"""What several documents say together: the objects of the contract's `stories --json`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.reading import MadeBy, Place, When
from firsthand.model.vocabulary import Action, ActorKind, Aspect, Modality, Quad, Trend

TieReason = Literal["same_speaker", "same_quote", "same_text", "credit", "no_source", "unnamed"]
DifferenceKind = Literal["number", "date", "place", "actor", "wording", "modality", "only"]
ReuseKind = Literal["copy", "edited", "excerpt"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Exact words of a document and where they stand in its text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document of a story, without its text."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class StoryActor:
    """An actor across documents. `key` is `UA/volodymyr-zelenskyy`; a state's own is its code."""

    key: str
    name: str
    kind: ActorKind
    state: str | None
    office: str | None

    @property
    def private(self) -> bool:
        """Whether the reports give a person neither an office nor a state to act for."""
        return self.kind == "person" and self.office is None and self.state is None


@dataclass(frozen=True, slots=True)
class Report:
    """One document's telling of a shared claim; `chain` holds actor keys."""

    document: str
    claim: str
    outlet: str | None
    published: str | None
    modality: Modality
    chain: tuple[str, ...]
    evidence: tuple[Quoted, ...]

    def __post_init__(self) -> None:
        """Refuse a report without words to show for it."""
        if not self.evidence:
            raise ValueError("a report without evidence")


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that ties join: one way by which the claim reached the public."""

    id: str
    first_source: str | None
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports of a claim are, or may be, of one origin; the words on both sides."""

    reports: tuple[int, int]
    reason: TieReason
    score: float
    joined: bool
    words: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two reports of a claim do not say the same; the words on both sides."""

    kind: DifferenceKind
    reports: tuple[int, ...]
    words: tuple[Quoted, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """A claim across the documents of a story, told by one report or more."""

    id: str
    actor: str
    recipient: str | None
    reciprocal: bool
    action: Action
    plover: str
    quad: Quad
    aspects: tuple[Aspect, ...]
    trend: Trend | None
    declared: bool
    background: bool
    when: When | None
    place: Place | None
    modality: Modality
    line: str
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    origin_count: int
    origin_range: tuple[int, int]
    ties: tuple[Tie, ...]
    denials: tuple[str, ...]
    differences: tuple[Difference, ...]

    def __post_init__(self) -> None:
        """Refuse a claim that no report tells."""
        if not self.reports:
            raise ValueError("a shared claim without reports")


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a quotation stands."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """The same quoted words in two documents or more; `speaker` is an actor key."""

    words: str
    speaker: str | None
    reports: tuple[QuotePlace, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that stands in two documents; `spans` in their order, `words` their number."""

    documents: tuple[str, str]
    spans: tuple[Quoted, Quoted]
    kind: ReuseKind
    words: int


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that report one matter, and what they say of it."""

    id: str
    title: str
    first: str | None
    last: str | None
    documents: tuple[StoryDocument, ...]
    actors: tuple[StoryActor, ...]
    claims: tuple[SharedClaim, ...]
    quotes: tuple[SharedQuote, ...]
    reuse: tuple[Reuse, ...]


def mark_of(document: str) -> str:
    """What the id of a story ends with whose first document has this id."""
    return hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """One input that was not read: what it is, why, and what would help."""

    what: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a brief rests on. `first` and `last` are days of publication (`from`, `to` in JSON)."""

    documents: int
    outlets: int
    first: str | None
    last: str | None
    skipped: tuple[SkippedInput, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Stories with what they rest on; `watch` names the watch that narrowed them, if any."""

    schema: str
    made_by: MadeBy
    watch: str | None
    read: ReadSummary
    stories: tuple[Story, ...] = field(default=())
