"""Where two reports of one claim do not say the same: for a reader who must choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from firsthand.grouping.actors import Party
from firsthand.grouping.numbers import Number
from firsthand.grouping.told import Told
from firsthand.grouping.words import norms, stem
from firsthand.model.document import Span
from firsthand.model.reading import When
from firsthand.model.story import Difference, DifferenceKind, Quoted

_MOST_REPORTS = 12  # of one claim that are compared
_UNIT_STEMS_TO_SHARE = 1
_NEVER = "9999"


def differences_of(reports: Sequence[Told]) -> tuple[Difference, ...]:
    """The differences among a claim's reports, each value held against the first other one."""
    told = list(enumerate(reports[:_MOST_REPORTS]))
    found: list[Difference] = []
    found += _modality(told)
    for (n, a), (m, b) in combinations(told, 2):
        found += _numbers(n, a, m, b)
        found += _dates(n, a, m, b)
        found += _places(n, a, m, b)
        found += _actors(n, a, m, b)
        found += _wording(n, a, m, b)
    return _once(found + list(_only(told)))


def _once(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Nothing twice, unless it is of two reports that no other difference of its kind shows."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    shown: set[tuple[str, int]] = set()
    kept = []
    for difference in found:
        # A value is known by its note where that names both ("Arica and Iquique"), else by words.
        parts = difference.note.split(" and ")
        if difference.kind not in ("actor", "place", "number"):
            parts = [" ".join(norms(quoted.words)) for quoted in difference.words]
        key = difference.kind, tuple(sorted(parts))
        reports = {(difference.kind, n) for n in difference.reports}
        if key not in seen or not reports & shown:
            seen.add(key)
            shown |= reports
            kept.append(difference)
    return tuple(kept)


def _made(
    kind: DifferenceKind, n: int, m: int, words: tuple[Quoted, Quoted], note: str
) -> Difference:
    return Difference(kind, (n, m), words, note)


def _evidence(told: Told) -> Quoted:
    return told.quoted(told.claim.evidence[0])


def _modality(told: Sequence[tuple[int, Told]]) -> Iterator[Difference]:
    """Reports that put the claim as more or less certain: the first of each sort, side by side."""
    first: dict[str, tuple[int, Told]] = {}
    for n, one in told:
        first.setdefault(one.claim.modality, (n, one))
    for (n, a), (m, b) in combinations(first.values(), 2):
        note = f"{a.claim.modality} in one report, {b.claim.modality} in the other"
        yield _made("modality", n, m, (_evidence(a), _evidence(b)), note)


# ---- numbers


def _numbers(n: int, a: Told, m: int, b: Told) -> Iterator[Difference]:
    """Other numbers of the same things: eleven trawlers, twelve vessels."""
    ours, theirs = a.numbers, b.numbers
    same = {one.value for one in ours} & {other.value for other in theirs}
    roles_a, roles_b = _by_role(a, ours), _by_role(b, theirs)
    for one in ours:
        for other in theirs:
            if one.value in same or other.value in same:
                continue
            role = roles_a.get(one.span)
            if _same_unit(one, other) or (role and role == roles_b.get(other.span)):
                words = (a.quoted(one.span), b.quoted(other.span))
                yield _made("number", n, m, words, f"{_figure(one)} and {_figure(other)}")


def _figure(number: Number) -> str:
    return f"{number.value:,.10f}".rstrip("0").rstrip(".")


def _by_role(told: Told, numbers: Sequence[Number]) -> dict[Span, str]:
    """Which numbers count the actors or the recipients: "eleven trawlers, all Spanish"."""
    roles = {}
    for role, party in (("actor", told.actor), ("recipient", told.recipient)):
        words = norms(party.actor.name) if party else []
        for number in numbers:
            counted = norms(told.raw[number.span.start : number.span.end])
            if counted[:2] and counted[:2] == words[: len(counted[:2])]:
                roles[number.span] = role
    return roles


def _same_unit(a: Number, b: Number) -> bool:
    """Whether two numbers count the same: their units share a telling word."""
    return len({w for w in a.unit & b.unit if len(w) > 2}) >= _UNIT_STEMS_TO_SHARE


# ---- dates, places, actors


def _dates(n: int, a: Told, m: int, b: Told) -> Iterator[Difference]:
    """Other days, or days told more or less exactly."""
    one, other = a.claim.when, b.claim.when
    if one and other and (one.start, one.end) != (other.start, other.end):
        words = (a.quoted(one.words), b.quoted(other.words))
        exact = _within(one, other) or _within(other, one)
        note = f"{_days(one)} and {_days(other)}" + (", one told more exactly" if exact else "")
        yield _made("date", n, m, words, note)


def _within(inner: When, outer: When) -> bool:
    """Whether one interval lies in another; an open side reaches as far as any."""
    starts = (outer.start or "") <= (inner.start or "")
    ends = (inner.end or _NEVER) <= (outer.end or _NEVER)
    return starts and ends


def _days(when: When) -> str:
    """An interval as a reader says it: one day, or its first and last day."""
    if when.start and when.end:
        last = date.fromisoformat(when.end) - timedelta(days=1)
        return when.start if last.isoformat() == when.start else f"{when.start} to {last}"
    return f"from {when.start}" if when.start else f"before {when.end}"


def _places(n: int, a: Told, m: int, b: Told) -> Iterator[Difference]:
    """Other places."""
    one, other = a.claim.place, b.claim.place
    if one is None or other is None or norms(one.name) == norms(other.name):
        return
    words = (_words_of(a, None, one.name), _words_of(b, None, other.name))
    yield _made("place", n, m, words, f"{one.name} and {other.name}")


def _words_of(told: Told, party: Party | None, name: str) -> Quoted:
    """Where a report names a party or place, near the evidence; else the evidence itself."""
    near = (*told.claim.evidence, *told.sentences)
    for span in near:
        for mention in party.actor.mentions if party else ():
            if span.holds(mention):
                return told.quoted(mention)
        at = told.raw.find(name, span.start, span.end)
        if at >= 0:
            return told.quoted(Span(at, at + len(name)))
    return _evidence(told)


def _actors(n: int, a: Told, m: int, b: Told) -> Iterator[Difference]:
    """The same side, but another body or person of it acts or is acted on."""
    for one, other in ((a.actor, b.actor), (a.recipient, b.recipient)):
        if one is None or other is None or one.key == other.key:
            continue
        if not (one.actor.named and other.actor.named) and "state" not in (
            one.actor.kind,
            other.actor.kind,
        ):
            continue
        swapped = {one.side, other.side} == set(a.sides) and one.side != other.side
        if swapped:
            continue
        words = (_words_of(a, one, one.actor.name), _words_of(b, other, other.actor.name))
        yield _made("actor", n, m, words, f"{one.actor.name} and {other.actor.name}")


# ---- wording, only


def _wording(n: int, a: Told, m: int, b: Told) -> Iterator[Difference]:
    """Words of another drift: the trend differs."""
    if a.claim.trend and b.claim.trend and a.claim.trend != b.claim.trend:
        note = f"{a.claim.trend} in one report, {b.claim.trend} in the other"
        yield _made("wording", n, m, (_evidence(a), _evidence(b)), note)


def _only(told: Sequence[tuple[int, Told]]) -> Iterator[Difference]:
    """Numbers, times and places that one report alone has."""
    if len(told) < 2:
        return
    for n, one in told:
        others = [other for m, other in told if m != n]
        values = {number.value for other in others for number in other.numbers}
        stems = {w for other in others for number in other.numbers for w in number.unit}
        for number in one.numbers:
            if number.value not in (1, *values) and not number.unit & stems:
                words = one.quoted(number.span)
                yield Difference("only", (n,), (words,), f"only here: {words.words}")
        when = one.claim.when
        if when and not any(other.claim.when for other in others):
            words = one.quoted(when.words)
            yield Difference("only", (n,), (words,), f"only here: {words.words}")
        place = one.claim.place
        if place and not any(_has_name(place.name, other) for other in others):
            words = _words_of(one, None, place.name)
            yield Difference("only", (n,), (words,), f"only here: {place.name}")


def _has_name(name: str, told: Told) -> bool:
    """Whether a report's sentence has the words of a name."""
    return {stem(word) for word in norms(name)} <= {
        stem(word) for span in told.sentences for word in norms(told.raw[span.start : span.end])
    }
