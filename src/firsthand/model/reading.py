"""What one document says: the objects of the contract's `read --json`, word for word.

Fields stand in the order of the contract; `model.contract` writes and reads them as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.document import Document, Skipped, Span
from firsthand.model.vocabulary import (
    Action,
    ActorKind,
    Aspect,
    BlockKind,
    Modality,
    Precision,
    Quad,
    Stance,
    TagKind,
    Trend,
)

SCHEMA = "firsthand/1"


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a reading: the program's version and the hashes of its model and lexicon."""

    firsthand: str
    reader: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what it is in the article."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span as the network itself tags it, with its probability."""

    kind: TagKind
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who speaks, acts or is acted on in this document.

    `name` is the best name that the text itself uses; `state` the ISO 3166-1 alpha-2 code of whom
    the actor acts for (XK for Kosovo), or None; `named` is False for those whom the text leaves
    without a name.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None
    office: str | None
    named: bool
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, `end` exclusive, either side None where open; `words` say it."""

    start: str | None
    end: str | None
    precision: Precision
    words: Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed happens, as the words give it, and the state that it lies in, if known."""

    name: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody given as where words or knowledge come from.

    `source`, `cue` and `content` are tuples of spans, since each may be broken. `speaker` is an
    actor's id, or None where the text leaves it open; `parent` the id of the attribution that
    this one is told inside of.
    """

    id: str
    speaker: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: str | None
    stance: Stance
    direct: bool
    medium: str | None
    said_on: When | None
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """Who did what to whom, in which words, through whom it reached us.

    `chain` holds actor ids, first who spoke to the outlet or the public, last the farthest source
    named; empty is the outlet's own voice. `evidence` is never empty.
    """

    id: str
    actor: str
    recipient: str | None
    reciprocal: bool
    action: Action
    plover: str
    quad: Quad
    aspects: tuple[Aspect, ...]
    modality: Modality
    trend: Trend | None
    declared: bool
    background: bool
    when: When | None
    place: Place | None
    things: tuple[Span, ...]
    chain: tuple[str, ...]
    attribution: str | None
    evidence: tuple[Span, ...]
    score: float

    def __post_init__(self) -> None:
        """Refuse a claim without words to show for it."""
        if not self.evidence:
            raise ValueError("a claim without evidence")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that was read in it; the lists are empty where it was skipped."""

    schema: str
    made_by: MadeBy
    document: Document
    skipped: Skipped | None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    tagged: tuple[Tagged, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()

    def actor(self, id: str | None) -> Actor | None:
        """The actor of that id."""
        return next((actor for actor in self.actors if actor.id == id), None)

    def words(self, span: Span) -> str:
        """The document's exact words."""
        return self.document.text[span.start : span.end]
