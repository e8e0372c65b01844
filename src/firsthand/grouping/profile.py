"""What a document is compared by when stories are looked for: small, made once, kept while open."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.grouping.knowledge import rarity
from firsthand.grouping.quotes import LEAST
from firsthand.grouping.reuse import GRAM
from firsthand.grouping.rows import Hashes, fingerprints, rows
from firsthand.grouping.texts import Text
from firsthand.grouping.words import norms, stem, words_of

_NEIGHBOURS = 8  # of so many neighbouring rows of words one is kept
_TERMS = 200  # of a document that are compared
# The beginning of a report tells what it is about; the title most of all.
_LEAD_WEIGHT = 3.0
_LEAD_WORDS = 60
_TITLE_WEIGHT = 3.0
_BACKGROUND_WEIGHT = 0.3
# A word that no report of the table has may be a name, and may be a slip of the pen.
_MOST_TELLING = 6.5
# Rarity counts a little less than in full: of two reports of one matter the words that many reports
# have tell something too, most of all of short ones.
_RARITY_POWER = 0.8

Deed = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """Stems in alphabetical order with their weights, a vector of length 1, and what else tells.

    `passages` and `quotes` are sorted hashes of eight words in a row, and of five inside quotation
    marks; `deeds` who does what to whom, by state, in which stems.
    """

    terms: tuple[str, ...]
    weights: NDArray[np.float64]
    passages: Hashes
    quotes: Hashes
    deeds: dict[Deed, frozenset[str]]
    parties: frozenset[str]

    @classmethod
    def of(cls, text: Text) -> Profile:
        """The profile of a text."""
        terms = _terms(text)
        deeds = _deeds(text)
        return cls(
            terms=tuple(terms),
            weights=np.fromiter(terms.values(), np.float64, len(terms)),
            passages=fingerprints(text.norms, GRAM, _NEIGHBOURS),
            quotes=_quotes(text),
            deeds=deeds,
            parties=frozenset(state for low, _, high in deeds for state in (low, high)),
        )


def _terms(text: Text) -> dict[str, float]:
    """The most telling stems with their weights, by the alphabet; background weighs little."""
    document = text.reading.document
    background = [
        sentence
        for claim in text.reading.claims
        if claim.background
        for sentence in text.around(claim.evidence)
    ]
    counts: defaultdict[str, float] = defaultdict(float)
    body = [word for word in text.words if word.start >= document.title_end]
    for n, word in enumerate(body):
        weight = 1 + _LEAD_WEIGHT / (1 + n / _LEAD_WORDS)
        if any(span.start <= word.start < span.end for span in background):
            weight *= _BACKGROUND_WEIGHT
        counts[stem(word.norm)] += weight
    for norm in norms(document.text[: document.title_end]):
        counts[stem(norm)] += _TITLE_WEIGHT
    weights = {
        term: (1 + math.log(max(count, 1.0))) * _telling(term) for term, count in counts.items()
    }
    most = heapq.nlargest(_TERMS, weights.items(), key=lambda item: (item[1], item[0]))
    length = math.sqrt(math.fsum(weight * weight for _, weight in most)) or 1.0
    return {term: weight / length for term, weight in sorted(most)}


def _telling(term: str) -> float:
    """What one mention of a stem weighs."""
    return float(min(rarity(term), _MOST_TELLING) ** _RARITY_POWER)


def _quotes(text: Text) -> Hashes:
    raw = text.reading.document.text
    quoted = [[word.norm for word in words_of(raw, [span])] for span in text.quotations]
    found = [rows(words, LEAST) for words in quoted]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _deeds(text: Text) -> dict[Deed, frozenset[str]]:
    """Deeds between states; background left out."""
    reading = text.reading
    states = {actor.id: actor.state for actor in reading.actors}
    found: defaultdict[Deed, set[str]] = defaultdict(set)
    for claim in reading.claims:
        one, other = states.get(claim.actor), states.get(claim.recipient or "")
        if one and other and not claim.background:
            low, high = sorted((one, other))
            words = words_of(reading.document.text, claim.evidence)
            found[low, claim.action, high] |= {stem(word.norm) for word in words}
    return {deed: frozenset(words) for deed, words in found.items()}
