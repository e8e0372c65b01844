"""Invented readings for the tests of this room: small texts with the claims that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.document import Document, Skipped, Span
from firsthand.model.reading import (
    SCHEMA,
    Actor,
    Attribution,
    Block,
    Claim,
    MadeBy,
    Place,
    Reading,
    When,
)
from firsthand.model.vocabulary import (
    PLOVER,
    QUAD,
    Action,
    ActorKind,
    Aspect,
    BlockKind,
    Modality,
    Trend,
)


def actor(
    id: str,
    name: str,
    kind: ActorKind = "person",
    state: str | None = None,
    office: str | None = None,
    named: bool = True,
) -> Actor:
    """An actor without mentions."""
    return Actor(id, name, kind, state, office, named, ())


NORWAY = actor("norway", "Norway", "state", "NO")
CHILE = actor("chile", "Chile", "state", "CL")


@dataclass(frozen=True)
class Deed:
    """A claim by its words; places are found in the text."""

    evidence: str
    actor: str = "norway"
    recipient: str | None = "chile"
    action: Action = "supply"
    aspects: tuple[Aspect, ...] = ("trade",)
    modality: Modality = "asserted"
    trend: Trend | None = None
    chain: tuple[str, ...] = ()
    reciprocal: bool = False
    background: bool = False
    when: tuple[str, str, str] | None = None  # start, end, words
    place: str | None = None


@dataclass(frozen=True)
class Speech:
    """An attribution by its words."""

    speaker: str
    source: str
    content: str
    direct: bool = False


def reading(
    id: str,
    text: str,
    *deeds: Deed,
    actors: Sequence[Actor] = (),
    speeches: Sequence[Speech] = (),
    outlet: str | None = None,
    published: str | None = "2031-03-04",
    title: str | None = None,
    boilerplate: str | None = None,
    skipped: Skipped | None = None,
) -> Reading:
    """A reading of an invented report."""
    document = Document.of(
        text, id=id, outlet=outlet, published=published, title=title, language="en"
    )
    kinds: list[tuple[BlockKind, str]] = [("boilerplate", boilerplate)] if boilerplate else []
    return Reading(
        schema=SCHEMA,
        made_by=MadeBy("test", "test", "test"),
        document=document,
        skipped=skipped,
        blocks=tuple(Block(kind, *_ends(span_of(document.text, words))) for kind, words in kinds),
        sentences=_sentences(document.text),
        actors=(NORWAY, CHILE, *actors),
        attributions=tuple(
            Attribution(
                f"t{n}",
                said.speaker,
                (span_of(document.text, said.source),),
                (),
                (span_of(document.text, said.content),),
                None,
                "neutral",
                said.direct,
                None,
                None,
                1.0,
            )
            for n, said in enumerate(speeches, 1)
        ),
        claims=tuple(_claim(document.text, n, deed) for n, deed in enumerate(deeds, 1)),
    )


def span_of(text: str, words: str) -> Span:
    """Where words stand in a text; they must."""
    at = text.index(words)
    return Span(at, at + len(words))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _claim(text: str, n: int, deed: Deed) -> Claim:
    when = None
    if deed.when:
        start, end, words = deed.when
        when = When(start, end, "day", span_of(text, words))
    return Claim(
        id=f"c{n}",
        actor=deed.actor,
        recipient=deed.recipient,
        reciprocal=deed.reciprocal,
        action=deed.action,
        plover=PLOVER[deed.action],
        quad=QUAD[deed.action],
        aspects=deed.aspects,
        modality=deed.modality,
        trend=deed.trend,
        declared=False,
        background=deed.background,
        when=when,
        place=Place(deed.place, None) if deed.place else None,
        things=(),
        chain=deed.chain,
        attribution=None,
        evidence=(span_of(text, deed.evidence),),
        score=1.0,
    )


def _sentences(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for line in text.split("\n"):
        for piece in line.replace(". ", ".\0").split("\0"):
            start = text.index(piece, at) if piece else at
            if piece.strip():
                spans.append(Span(start, start + len(piece)))
            at = start + len(piece)
    return tuple(spans)
