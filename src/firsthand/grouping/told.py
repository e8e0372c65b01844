"""A claim as one document tells it, with everything that comparing it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from firsthand.grouping.actors import Cast, Party
from firsthand.grouping.knowledge import rarity
from firsthand.grouping.numbers import Number, numbers_in
from firsthand.grouping.texts import Text
from firsthand.grouping.words import Word, norms, stem, words_of
from firsthand.model.document import Span
from firsthand.model.reading import Claim
from firsthand.model.story import Quoted

Weights = dict[str, float]


@dataclass(frozen=True)
class Told:
    """One document's telling of a deed. `place` is its place among all tellings of the story."""

    place: int
    text: Text
    claim: Claim
    actor: Party
    recipient: Party | None
    chain: tuple[Party, ...]

    @cached_property
    def sides(self) -> tuple[str, str | None]:
        """Whom actor and recipient act for."""
        return self.actor.side, self.recipient.side if self.recipient else None

    @cached_property
    def voices(self) -> frozenset[str]:
        """Everyone named through whom it reaches us."""
        return frozenset(voice for party in self.chain for voice in party.voices)

    @property
    def denied(self) -> bool:
        """Whether it says that the deed is not so."""
        return self.claim.modality == "denied"

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences that the evidence stands in."""
        return self.text.around(self.claim.evidence)

    @cached_property
    def evidence_stems(self) -> frozenset[str]:
        """Stems of the evidence, the parties' names left out."""
        return self._stems(self.claim.evidence)

    @cached_property
    def sentence_stems(self) -> frozenset[str]:
        """Stems of the sentences around the evidence, the parties' names left out."""
        return self._stems(self.sentences)

    @cached_property
    def thing_stems(self) -> frozenset[str]:
        """Stems of the goods, instruments and sums."""
        return self._stems(self.claim.things)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Numbers in the evidence and its sentences that count something; no years, no times."""
        when = self.claim.when
        found: dict[int, Number] = {}
        for span in sorted(self.sentences, key=lambda span: (span.start, span.end)):
            for number in numbers_in(self.raw, span):
                start = number.span.start
                timed = when is not None and when.words.start <= start < when.words.end
                if number.unit and not number.year and not timed and self._mine(number.span):
                    found.setdefault(number.span.start, number)
        return tuple(found.values())

    def _mine(self, span: Span) -> bool:
        """Whether a place is not of another claim's evidence alone, nor names a speaker."""
        reading = self.text.reading
        if any(span.meets(source) for said in reading.attributions for source in said.source):
            return False
        if any(span.meets(piece) for piece in self.claim.evidence):
            return True
        others = (piece for claim in reading.claims for piece in claim.evidence)
        return not any(span.meets(piece) for piece in others)

    @cached_property
    def evidence_words(self) -> tuple[tuple[str, ...], ...]:
        """The compared words of each piece of evidence."""
        return tuple(tuple(norms(span.of(self.raw))) for span in self.claim.evidence)

    @cached_property
    def sentence_words(self) -> tuple[tuple[Span, list[Word]], ...]:
        """The sentences with their words."""
        return tuple((span, words_of(self.raw, [span])) for span in self.sentences)

    @cached_property
    def quotations(self) -> tuple[tuple[Span, list[Word]], ...]:
        """The quotations that hold some of the evidence, with their words."""
        return tuple(
            (span, words_of(self.raw, [span]))
            for span in self.text.quotations
            if any(span.meets(piece) for piece in self.claim.evidence)
        )

    @property
    def raw(self) -> str:
        """The document's text."""
        return self.text.reading.document.text

    def quoted(self, span: Span) -> Quoted:
        """Exact words of the document."""
        return Quoted(span.start, span.end, span.of(self.raw))

    def _stems(self, spans: Iterable[Span]) -> frozenset[str]:
        found = {stem(word.norm) for word in words_of(self.raw, spans)}
        return frozenset(found - self._party_stems)

    @cached_property
    def _party_stems(self) -> frozenset[str]:
        # Of the unnamed ("eleven trawlers") the words tell something.
        parties = [party for party in (self.actor, self.recipient) if party]
        names = [party.actor.name for party in parties if party.actor.named]
        return frozenset(stem(word) for name in names for word in norms(name))


def told_claims(texts: Sequence[Text], cast: Cast) -> list[Told]:
    """All claims of a story's documents, in order of publication and of the text."""
    found: list[Told] = []
    for text in texts:
        for claim in text.reading.claims:
            actor = cast.party(text.id, claim.actor)
            if actor is None:
                continue
            chain = (cast.party(text.id, id) for id in claim.chain)
            found.append(
                Told(
                    len(found),
                    text,
                    claim,
                    actor,
                    cast.party(text.id, claim.recipient),
                    tuple(party for party in chain if party),
                )
            )
    return found


def weigh(claims: Sequence[Told]) -> Weights:
    """How telling a stem is among a story's claims: rare in reports, and rare in the story.

    What every sentence of the story has ("Mongolia", "metals") tells its claims not apart.
    """
    counts = Counter(word for told in claims for word in told.evidence_stems | told.sentence_stems)
    most = max(len(claims), 1)
    return {word: rarity(word) * (1 - n / (most + 4)) ** 2 for word, n in counts.items()}


def alike(a: frozenset[str], b: frozenset[str], weights: Weights) -> float:
    """Share of telling words that two sets have in common, of the smaller set mostly, 0 to 1."""
    both, one, other = (
        sum(weights.get(word, 0.0) for word in sorted(words)) for words in (a & b, a, b)
    )
    if not both:
        return 0.0
    return both / (0.7 * min(one, other) + 0.3 * max(one, other))
