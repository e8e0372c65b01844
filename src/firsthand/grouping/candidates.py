"""Which documents report one matter: likeness of words, quotes, passages and claims in a window.

Documents are taken in the order of publication. Each is compared only with those of the days
before it that an index finds by its rarest words, quoted words and passages, so that a document
costs the same whatever came before.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from firsthand.grouping.knowledge import rarity
from firsthand.grouping.linkage import average_linkage
from firsthand.grouping.quotes import LEAST, row_keys
from firsthand.grouping.reuse import fingerprints
from firsthand.grouping.texts import Text
from firsthand.grouping.words import norms, stem, words_of

WINDOW = timedelta(days=14)
SAME_MATTER = 0.21  # mean likeness from which documents are one story
_LEAST_LIKENESS = 0.05  # below, two documents have nothing to do with each other
_TERMS = 200  # of a document that are compared
_INDEXED = 60  # of them that lead to other documents
_MOST_POSTINGS = 400  # documents of the window with a term; more, and the term tells nothing
_MOST_COMPARED = 80  # documents that one is compared with
# The beginning of a report tells what it is about; the title most of all.
_LEAD_WEIGHT = 3.0
_LEAD_WORDS = 60
_TITLE_WEIGHT = 3.0
_BACKGROUND_WEIGHT = 0.3
# A word that no report of the table has may be a name, and may be a slip of the pen.
_MOST_TELLING = 6.5
# Same words for a bonus: what counts is that there are some, then that there are several.
_PASSAGE, _QUOTE, _CLAIM, _PARTIES = 0.12, 0.10, 0.12, 0.05
_MOST_CLAIMS = 2
_RELATED = 0.07  # likeness of words below which the same quotes or claims make no story


@dataclass(frozen=True)
class Profile:
    """What a document is compared by."""

    text: Text

    @cached_property
    def terms(self) -> dict[str, float]:
        """Stems with their weights, a vector of length 1; background weighs little."""
        document = self.text.reading.document
        background = [
            sentence
            for claim in self.text.reading.claims
            if claim.background
            for sentence in self.text.around(claim.evidence)
        ]
        counts: defaultdict[str, float] = defaultdict(float)
        body = [w for w in self.text.words if w.start >= document.title_end]
        for n, word in enumerate(body):
            weight = 1 + _LEAD_WEIGHT / (1 + n / _LEAD_WORDS)
            if any(span.start <= word.start < span.end for span in background):
                weight *= _BACKGROUND_WEIGHT
            counts[stem(word.norm)] += weight
        for norm in norms(document.text[: document.title_end]):
            counts[stem(norm)] += _TITLE_WEIGHT
        weights = {
            t: (1 + math.log(max(c, 1.0))) * min(rarity(t), _MOST_TELLING)
            for t, c in counts.items()
        }
        most = heapq.nlargest(_TERMS, weights.items(), key=lambda item: (item[1], item[0]))
        length = math.sqrt(sum(weight * weight for _, weight in most)) or 1.0
        return {term: weight / length for term, weight in most}

    @cached_property
    def leads(self) -> tuple[Hashable, ...]:
        """What leads to documents like it: telling terms, passages, rows of quoted words."""
        rare = heapq.nlargest(_INDEXED, self.terms.items(), key=lambda item: (item[1], item[0]))
        return (*(term for term, _ in rare), *sorted(self.passages), *sorted(self.quotes))

    @cached_property
    def passages(self) -> frozenset[int]:
        """Fingerprints of eight words in a row."""
        return fingerprints(self.text.norms)

    @cached_property
    def quotes(self) -> frozenset[tuple[str, ...]]:
        """Rows of five words inside quotation marks."""
        raw = self.text.reading.document.text
        rows: set[tuple[str, ...]] = set()
        for span in self.text.quotations:
            words = [word.norm for word in words_of(raw, [span])]
            if len(words) >= LEAST:
                rows |= row_keys(words)
        return frozenset(rows)

    @cached_property
    def deeds(self) -> dict[tuple[str, str, str], frozenset[str]]:
        """Who does what to whom, by state, in which stems; background left out."""
        reading = self.text.reading
        states = {actor.id: actor.state for actor in reading.actors}
        found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for claim in reading.claims:
            one, other = states.get(claim.actor), states.get(claim.recipient or "")
            if one and other and not claim.background:
                low, high = sorted((one, other))
                words = words_of(reading.document.text, claim.evidence)
                found[low, claim.action, high] |= {stem(word.norm) for word in words}
        return {deed: frozenset(words) for deed, words in found.items()}

    @cached_property
    def parties(self) -> frozenset[str]:
        """The states between which something happens in it."""
        return frozenset(state for low, _, high in self.deeds for state in (low, high))


def likeness(a: Profile, b: Profile) -> float:
    """How much two documents are about one matter, 0 to a little over 1."""
    few, many = sorted((a.terms, b.terms), key=len)
    words = sum(weight * many[term] for term, weight in few.items() if term in many)
    if words < _RELATED:
        return words
    same_passages = len(a.passages & b.passages)
    same_quotes = len(a.quotes & b.quotes)
    # The same states may do the same sort of thing twice in a week: the words must be alike too.
    same_deeds = sum(
        _same_words(a.deeds[deed], b.deeds[deed]) for deed in a.deeds if deed in b.deeds
    )
    return (
        words
        + _PASSAGE * _some(same_passages)
        + _QUOTE * _some(same_quotes)
        + _PARTIES * _jaccard(a.parties, b.parties)
        + _CLAIM * min(same_deeds, _MOST_CLAIMS)
    )


def _same_words(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of telling words in common, of the smaller set, 0 to 1."""
    both, one, other = (sum(rarity(w) for w in sorted(words)) for words in (a & b, a, b))
    return both / min(one, other) if both else 0.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _some(count: int) -> float:
    """0 for none, two thirds for one, towards 1 for many."""
    return count / (count + 0.5)


def stories_of(texts: Sequence[Text]) -> list[list[int]]:
    """Groups of documents, by place, that report one matter; texts in order of publication."""
    pairs = dict(_likenesses(texts))
    return average_linkage(len(texts), pairs, SAME_MATTER)


def _likenesses(texts: Sequence[Text]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of documents of one window that are alike."""
    index: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    open_ones: dict[int, Profile] = {}
    times = _times(texts)
    for n, text in enumerate(texts):
        _close(open_ones, index, times, times[n])
        profile = Profile(text)
        votes: defaultdict[int, float] = defaultdict(float)
        for lead in profile.leads:
            holders = index.get(lead, ())
            if len(holders) <= _MOST_POSTINGS:
                weight = profile.terms.get(lead, 1.0) if isinstance(lead, str) else 1.0
                for other in holders:
                    votes[other] += weight
        near = heapq.nsmallest(_MOST_COMPARED, votes, key=lambda other: (-votes[other], other))
        for other in near:
            value = likeness(open_ones[other], profile)
            if value >= _LEAST_LIKENESS:
                yield (other, n), value
        open_ones[n] = profile
        for lead in profile.leads:
            index[lead].append(n)


def _times(texts: Sequence[Text]) -> list[datetime | None]:
    """When each was published; undated ones count as just arrived: with the last of all."""
    dated = [text.order[0] if text.reading.document.day else None for text in texts]
    last = max((time for time in dated if time), default=None)
    return [time or last for time in dated]


def _close(
    open_ones: dict[int, Profile],
    index: defaultdict[Hashable, deque[int]],
    times: Sequence[datetime | None],
    now: datetime | None,
) -> None:
    """Forget documents that left the window."""
    for n in list(open_ones):
        then = times[n]
        if now is None or then is None or now - then <= WINDOW:
            break  # they stand in order of publication
        for lead in open_ones.pop(n).leads:
            index[lead].popleft()
            if not index[lead]:
                del index[lead]
