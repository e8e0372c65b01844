"""Claims of different documents that say the same, though words, modality and trend may differ."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from firsthand.grouping.actors import Party
from firsthand.grouping.linkage import APART, average_linkage
from firsthand.grouping.told import Told, Weights, alike, weigh
from firsthand.grouping.words import longest_run
from firsthand.model.reading import When
from firsthand.model.vocabulary import PLOVER, QUAD, Action

# Deeds that both sides do together: who is named first means nothing.
_MUTUAL: frozenset[Action] = frozenset({"meet", "agree", "cooperate", "share", "exercise"})
# One deed told from either side: "Norway sold eggs to Chile", "Chile bought eggs from Norway".
_CONVERSE: frozenset[Action] = frozenset({"supply", "buy"})
_SAME_GOODS = 0.3  # likeness of the words from which both tell of the same goods
# Deeds that have happened or surely will; a condition or a fear is another matter.
_OPEN_ENDED = frozenset({"conditional", "feared", "demanded"})


class Likeness(NamedTuple):
    """What two tellings have in common, each 0 to 1 unless said otherwise."""

    parties: float
    action: float
    aspects: float
    evidence: float
    sentence: float
    things: float
    time: float  # -1 apart, 0 unknown, 1 together
    voice: float
    modality: float
    background: float
    copied: float


def likeness(a: Told, b: Told, weights: Weights) -> Likeness | None:
    """What two tellings have in common; None where they cannot be of one deed."""
    evidence = alike(a.evidence_stems, b.evidence_stems, weights)
    if _converse(a, b) and evidence >= _SAME_GOODS:
        action = parties = 1.0
    else:
        action = _action(a.claim.action, b.claim.action)
        parties = _parties(a, b) if action else 0.0
    if not parties:
        return None
    one, other = set(a.claim.aspects), set(b.claim.aspects)
    return Likeness(
        parties=parties,
        action=action,
        aspects=len(one & other) / len(one | other) if one | other else 0.5,
        evidence=evidence,
        sentence=alike(a.sentence_stems, b.sentence_stems, weights),
        things=alike(a.thing_stems, b.thing_stems, weights),
        time=_time(a.claim.when, b.claim.when),
        voice=float(bool(a.voices & b.voices)),
        modality=1.0 if a.denied != b.denied else _modality(a, b),
        background=float(a.claim.background == b.claim.background),
        copied=_copied(a, b),
    )


def _converse(a: Told, b: Told) -> bool:
    """Whether one tells of selling and the other of buying, with the sides the other way round."""
    return {a.claim.action, b.claim.action} == _CONVERSE and a.sides == b.sides[::-1]


def _parties(a: Told, b: Told) -> float:
    """1 for the same two sides in the same roles, less where one is open; 0 for others."""
    mutual = a.claim.reciprocal or b.claim.reciprocal
    if a.sides == b.sides:
        return 1.0
    if mutual and a.sides == b.sides[::-1]:
        return 1.0
    if a.claim.action in _MUTUAL and a.sides == b.sides[::-1]:
        return 0.7
    roles = ((a.actor, b.actor), (a.recipient, b.recipient))
    others = [party for one, other in roles if _side(one) != _side(other) for party in (one, other)]
    if len(others) > 2:
        return 0.0
    if None in others:
        return 0.5
    # Without a state a party is known by name only, and names vary.
    if any(party.vague for party in others if party):
        return 0.4
    # The same words with another party in one of them: one was misread, or left it open.
    return 0.3 if _copied(a, b) >= _NEARLY_ALL else 0.0


_NEARLY_ALL = 0.8


def _side(party: Party | None) -> str | None:
    return party.side if party else None


def _action(a: Action, b: Action) -> float:
    """1 for the same action, less for neighbours that a reader may take for each other."""
    if a == b:
        return 1.0
    if PLOVER[a] == PLOVER[b] != "OTHER":
        return 0.5
    return 0.4 if QUAD[a] == QUAD[b] != "neutral" else 0.0


def _time(a: When | None, b: When | None) -> float:
    """1 for intervals that share a day, -1 for those that do not, 0 where one is not told."""
    if a is None or b is None:
        return 0.0
    starts = [_day(when.start, date.min) for when in (a, b)]
    ends = [_day(when.end, date.max) for when in (a, b)]
    gap = (max(starts) - min(ends)).days
    if gap < 0:
        return 1.0
    # Reports of one deed are often a day or two off each other.
    return -0.3 if gap <= 2 else -1.0


def _day(text: str | None, default: date) -> date:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return default


def _modality(a: Told, b: Told) -> float:
    """1 for the same modality, 0.5 for stages of one deed, 0 for a mere condition beside a fact."""
    if a.claim.modality == b.claim.modality:
        return 1.0
    open_ended = [t.claim.modality in _OPEN_ENDED for t in (a, b)]
    return 0.0 if any(open_ended) and not all(open_ended) else 0.5


def _copied(a: Told, b: Told) -> float:
    """How much of the shorter evidence stands word for word in the other."""
    best = 0.0
    for left in a.evidence_words:
        for right in b.evidence_words:
            if len({*left} & {*right}) >= _LEAST_ROW:
                size = longest_run(left, right)[2]
                if size >= _LEAST_ROW:
                    best = max(best, size / min(len(left), len(right)))
    return best


_LEAST_ROW = 4

# Fitted by logistic regression on pairs of claims of invented stories annotated by hand, as they
# are and with the faults of a reader put in (parties, actions, times left out or wrong), rounded.
_WEIGHTS = Likeness(
    parties=1.1,
    action=3.9,
    aspects=1.9,
    evidence=4.1,
    sentence=1.8,
    things=1.4,
    time=1.4,
    voice=1.1,
    modality=1.5,
    background=0.9,
    copied=2.4,
)
_BIAS = -10.1
SAME_CLAIM = 0.35  # mean probability from which tellings are one claim


def probability(a: Told, b: Told, weights: Weights) -> float:
    """How likely two tellings are of one deed, 0 to 1."""
    found = likeness(a, b, weights)
    if found is None:
        return 0.0
    total = _BIAS + sum(w * x for w, x in zip(_WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-total))


def shared_claims(claims: Sequence[Told]) -> list[list[Told]]:
    """Tellings of one deed together, each group in order; a deed told once is a group of one."""
    weights = weigh(claims)
    pairs: dict[tuple[int, int], float] = {}
    for a, b in _comparable(claims):
        if a.text is b.text and not _two_ways(a, b):
            pairs[a.place, b.place] = APART
            continue
        value = probability(a, b, weights)
        if value >= _WORTH_KEEPING:
            pairs[a.place, b.place] = value
    groups = average_linkage(len(claims), pairs, SAME_CLAIM)
    return [[claims[place] for place in group] for group in groups]


_WORTH_KEEPING = 0.02
_MOST_NEIGHBOURS = 150  # tellings that one is compared with


def _comparable(claims: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs, the earlier first, that have a side in common; the likeliest of very many."""
    holders: defaultdict[tuple[bool, str], list[Told]] = defaultdict(list)
    for told in claims:
        # A denial is no report of what it denies.
        sides = {(told.denied, side) for side in told.sides if side}
        near = {other.place: other for side in sides for other in holders[side]}
        nearest = sorted(
            near.values(),
            key=lambda other: (
                other.claim.action != told.claim.action,
                {*other.sides} != {*told.sides},
                -other.place,
            ),
        )
        for other in nearest[:_MOST_NEIGHBOURS]:
            yield other, told
        for side in sides:
            holders[side].append(told)


def _two_ways(a: Told, b: Told) -> bool:
    """Whether one document tells a deed through two chains that share no speaker."""
    if {party.key for party in a.chain} & {party.key for party in b.chain}:
        return False
    return bool(a.chain and b.chain) and not a.voices & b.voices


def denials_of(groups: Sequence[Sequence[Told]]) -> list[list[int]]:
    """For every group the places of those that say that its deed is not so."""
    weights = weigh([told for group in groups for told in group])
    denied = [n for n, group in enumerate(groups) if group[0].denied]
    found: list[list[int]] = [[] for _ in groups]
    for n in denied:
        values = {
            m: max(
                probability(a, b, weights)
                for a in groups[n][:_DENIAL_REPORTS]
                for b in group[:_DENIAL_REPORTS]
            )
            for m, group in enumerate(groups)
            if not group[0].denied
        }
        # A denial answers the claim that it is likest to, and others that are as like.
        best = max(values.values(), default=0.0)
        for m, value in values.items():
            if value >= max(_DENIED, best - _AS_LIKE):
                found[m].append(n)
    return found


_DENIED = 0.3
_DENIAL_REPORTS = 8  # of each side that are held against each other
_AS_LIKE = 0.15
