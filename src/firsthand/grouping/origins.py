"""Ties between reports of one claim, and the origins that follow from them.

Two reports are of one origin where something shows that one comes from the other or both from a
third. No tie found is no proof of independence: that cannot be seen in the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.grouping.actors import Party
from firsthand.grouping.joining import joined
from firsthand.grouping.knowledge import knowledge
from firsthand.grouping.outlets import Outlets
from firsthand.grouping.quotes import LEAST
from firsthand.grouping.told import Told
from firsthand.grouping.words import Word, longest_run, norms
from firsthand.model.document import Span
from firsthand.model.story import Origin, Quoted, Tie, TieReason

JOINED = 0.5  # score from which a tie joins
_UNNAMED_SCORE = 0.35  # may be the same people, may not
_SAME_ROW = 9  # words in a row around the evidence that are a copy
_SAME_SHARE = 0.7  # of two sentences' words, from which one is an edit of the other
_LEAST_SENTENCE = 6  # words; shorter sentences are alike by chance


@dataclass(frozen=True, slots=True)
class Traced:
    """The ties among a claim's reports and the origins that they leave."""

    ties: tuple[Tie, ...]
    origins: tuple[Origin, ...]
    least: int
    most: int


def trace(reports: Sequence[Told], outlets: Outlets) -> Traced:
    """Tie reports, given in order of publication, and count the origins that remain."""
    ties = [tie for a, b in _pairs(reports) for tie in _ties(reports, a, b, outlets)]
    ties += _without_source(reports, ties, outlets)
    ties.sort(key=lambda tie: (tie.reports, tie.reason))
    sure = joined(len(reports), (tie.reports for tie in ties if tie.joined))
    loose = joined(len(reports), (tie.reports for tie in ties))
    origins = tuple(
        Origin(f"o{n}", _first_source([reports[at] for at in group]), tuple(group))
        for n, group in enumerate(sure, 1)
    )
    return Traced(tuple(ties), origins, len(loose), len(sure))


_MOST_PAIRED = 20  # reports of one claim that all later ones are compared with


def _pairs(reports: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """All pairs of a few reports; of very many, each with the first ones."""
    for a, b in combinations(range(len(reports)), 2):
        if a < _MOST_PAIRED:
            yield a, b


def _ties(reports: Sequence[Told], at: int, to: int, outlets: Outlets) -> Iterator[Tie]:
    """Every reason for which two reports may be of one origin."""
    a, b = reports[at], reports[to]
    found: list[tuple[TieReason, float, tuple[Quoted, ...]]] = []
    voices = a.voices & b.voices
    if voices:
        found.append(("same_speaker", 1.0, (_source(a, voices), _source(b, voices))))
    if a.text is not b.text:
        credit = outlets.credit(a, b)
        if credit:
            found.append(("credit", 0.9, credit))
        quote = _same_quote(a, b)
        if quote:
            found.append(("same_quote", 0.95, quote))
        copied = _same_text(a, b)
        if copied:
            found.append(("same_text", copied[0], copied[1]))
    if _perhaps_the_same(a, b):
        found.append(("unnamed", _UNNAMED_SCORE, (_unnamed_words(a), _unnamed_words(b))))
    for reason, score, words in found:
        yield Tie((at, to), reason, round(score, 2), score >= JOINED, words)


def _without_source(reports: Sequence[Told], ties: Sequence[Tie], outlets: Outlets) -> list[Tie]:
    """Reports in the outlet's own voice that name nobody join the earliest report before them."""
    credited = {at for tie in ties if tie.reason == "credit" for at in tie.reports}
    made = []
    for at, told in enumerate(reports):
        if not at or told.chain or at in credited or outlets.names_another(told):
            continue
        first = next((n for n in range(at) if reports[n].text is not told.text), None)
        if first is not None:
            words = (_evidence(reports[first]), _evidence(told))
            made.append(Tie((first, at), "no_source", 0.7, True, words))
    return made


# ---- same speaker


def _source(told: Told, voices: frozenset[str]) -> Quoted:
    """The words by which a report names a shared speaker; its evidence where it has none."""
    wanted = {party.actor.id for party in told.chain if party.voices & voices}
    reading = told.text.reading
    for said in reading.attributions:
        near = any(c.meets(e) for c in said.content for e in told.claim.evidence)
        if said.speaker in wanted and said.source and near:
            return told.quoted(said.source[0])
    for said in reading.attributions:
        if said.speaker in wanted and said.source:
            return told.quoted(said.source[0])
    mentions = [m for party in told.chain if party.actor.id in wanted for m in party.actor.mentions]
    return told.quoted(mentions[0]) if mentions else _evidence(told)


def _evidence(told: Told) -> Quoted:
    return told.quoted(told.claim.evidence[0])


# ---- same words


def _same_quote(a: Told, b: Told) -> tuple[Quoted, ...] | None:
    """The same quoted words in both, five or more, with evidence of the claim in them."""
    for _, left in a.quotations:
        for _, right in b.quotations:
            found = _run(left, right)
            if found and found[0][1] - found[0][0] >= LEAST:
                spans = _span(left, found[0]), _span(right, found[1])
                if _touches(a, spans[0]) and _touches(b, spans[1]):
                    return a.quoted(spans[0]), b.quoted(spans[1])
    return None


def _same_text(a: Told, b: Told) -> tuple[float, tuple[Quoted, ...]] | None:
    """A passage around the evidence that one took from the other, and how sure that is."""
    best: tuple[float, tuple[Quoted, ...]] | None = None
    for one, left in a.sentence_words:
        for other, right in b.sentence_words:
            found = _run(left, right)
            if found is None:
                continue
            spans = _span(left, found[0]), _span(right, found[1])
            row = found[0][1] - found[0][0]
            share = _same_share(left, right)
            long_enough = row >= _SAME_ROW and _touches(a, spans[0]) and _touches(b, spans[1])
            if not long_enough and (
                share < _SAME_SHARE or min(len(left), len(right)) < _LEAST_SENTENCE
            ):
                continue
            score = 0.95 if long_enough else min(0.95, share)
            words = spans if long_enough else (one, other)
            if best is None or score > best[0]:
                best = score, (a.quoted(words[0]), b.quoted(words[1]))
    return best


def _same_share(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Words in common, in any order, of both sentences' mean length."""
    left, right = [w.norm for w in a], [w.norm for w in b]
    both = sum(min(left.count(norm), right.count(norm)) for norm in set(left))
    return 2 * both / (len(left) + len(right))


def _run(a: Sequence[Word], b: Sequence[Word]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The longest row of equal words, as places on both sides."""
    one, other, size = longest_run([w.norm for w in a], [w.norm for w in b])
    return ((one, one + size), (other, other + size)) if size else None


def _span(words: Sequence[Word], at: tuple[int, int]) -> Span:
    return Span(words[at[0]].start, words[at[1] - 1].end)


def _touches(told: Told, span: Span) -> bool:
    return any(span.meets(piece) for piece in told.claim.evidence)


# ---- unnamed


def _perhaps_the_same(a: Told, b: Told) -> bool:
    """Whether both rest on unnamed sources whose descriptions do not exclude each other."""
    return any(
        _like_description(one, other)
        for one in a.chain
        for other in b.chain
        if one.unnamed and other.unnamed
    )


def _like_description(a: Party, b: Party) -> bool:
    """Same class of people, and not of two states."""
    if a.actor.state and b.actor.state and a.actor.state != b.actor.state:
        return False
    one, other = _class(a), _class(b)
    return one is not None and other is not None and (one == other or "any" in (one, other))


def _class(party: Party) -> str | None:
    lists = knowledge()
    found = (lists.unnamed.get(word) for word in norms(party.actor.name))
    return next((name for name in found if name), None)


def _unnamed_words(told: Told) -> Quoted:
    ids = {party.actor.id for party in told.chain if party.unnamed}
    for said in told.text.reading.attributions:
        if said.speaker in ids and said.source:
            return told.quoted(said.source[0])
    return _evidence(told)


# ---- origins


def _first_source(reports: Sequence[Told]) -> str | None:
    """The farthest named source that most of an origin's reports lead to; None named: None."""
    counts: defaultdict[str, int] = defaultdict(int)
    for told in reports:
        named = [party for party in told.chain if not party.unnamed]
        if named:
            counts[named[-1].key] += 1
    return max(counts, key=lambda key: (counts[key], key), default=None)
