"""What is out of the ordinary on a day: pure functions of what was told, day by day.

Seven kinds. `surge`: a relation has more independent origins on the day than its baseline leaves
to chance. `lull`: far fewer in the seven days before it. `novelty`: a relation that the baseline
does not have at all. `new_actor`: a party that it does not have, in a relation that it has.
`new_claim`: an action that the relation had none of. `first_denial`: what was claimed is denied
for the first time. `changed_position`: who declared one thing declares another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.model.alert import AlertKind, Figures
from firsthand.watch.baseline import RARE, RARE_LULL, Baseline, Expected
from firsthand.watch.counting import Told, distinct, origins_a_day

FEWEST = 3
"""Origins that a surge has at least: two ministers who speak on one day are no surge."""

FEWEST_NEW = 2
"""Origins without which nothing new is told of: one may be a slip of an outlet, or of ours."""

KNOWN = 5
"""Origins from which on a relation is known well enough for a new party or action to be news."""

WEEK = 7
QUIET = timedelta(days=7)
"""So long a surge or a lull is not told of again, unless a surge has grown by half."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something out of the ordinary, with what was told that shows it, the newest last."""

    kind: AlertKind
    subject: str
    day: date
    figures: Figures | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """An alert that was raised: its day, and its origins where it counts any."""

    day: date
    origins: int


def findings(
    told: Sequence[Told],
    documents: Mapping[date, int],
    day: date,
    baseline_days: int,
    before: Mapping[tuple[AlertKind, str], Sequence[Before]],
) -> Iterator[Finding]:
    """What is out of the ordinary on a day.

    Args:
        told: what was told from the first day of the baseline on.
        documents: documents read, by day; a day without one is not counted as a day without news.
        day: the day that is looked at. What was told later is not looked at.
        baseline_days: how many days before it are compared with.
        before: the alerts that were raised already.
    """
    past = [_back(day, n) for n in range(baseline_days, 0, -1)]
    known = [one for one in past if documents.get(one)]
    if len(known) < least_days(baseline_days):
        return
    recent = [one for one in told if past[0] <= one.day <= day]
    for finding in (
        *_counted(recent, documents, day, known),
        *_lulls(told, documents, day, baseline_days),
        *_seen_first(recent, day),
        *_denials(recent, day),
        *_positions(recent, day),
    ):
        earlier = before.get((finding.kind, finding.subject), ())
        if not any(_covers(one, finding, baseline_days) for one in earlier):
            yield finding


def least_days(baseline_days: int) -> int:
    """How many days with documents a baseline needs before anything is told of."""
    return max(min(WEEK, baseline_days), baseline_days // 2)


def _covers(before: Before, finding: Finding, baseline_days: int) -> bool:
    """Whether an earlier alert says already what was found."""
    apart = abs(finding.day - before.day)
    if finding.kind not in ("surge", "lull"):
        # Reports that come late can move the first day of something either way.
        return apart <= timedelta(days=baseline_days)
    grown = finding.figures and finding.figures.origins >= 1.5 * before.origins
    grown = grown and finding.kind == "surge" and finding.day > before.day
    return apart < QUIET and not grown


# ---- counts against the baseline


def _counted(
    told: list[Told], documents: Mapping[date, int], day: date, known: list[date]
) -> Iterator[Finding]:
    """Surges, and relations that the baseline does not have."""
    counts = origins_a_day(told, lambda one: one.pair)
    past = [{on: n for on, n in one.items() if on != day} for one in counts.values()]
    baseline = Baseline(past, known)
    for pair, own in counts.items():
        origins = own.get(day, 0)
        is_new = set(own) == {day}
        if origins < (FEWEST_NEW if is_new else FEWEST):
            continue
        expected = baseline.expect(own, [day])
        chance = expected.at_least(origins)
        if chance < RARE:
            figures = _figures(origins, [day], expected, chance, documents, known)
            shown = tuple(one for one in told if one.day == day and one.pair == pair)
            yield Finding("novelty" if is_new else "surge", pair, day, figures, shown)


def _lulls(
    told: Sequence[Told], documents: Mapping[date, int], day: date, baseline_days: int
) -> Iterator[Finding]:
    """Relations of which the seven whole days before had far fewer origins than the baseline."""
    week = [_back(day, n) for n in range(WEEK, 0, -1)]
    past = [_back(day, n) for n in range(WEEK + baseline_days, WEEK, -1)]
    known = [one for one in past if documents.get(one)]
    if len(known) < least_days(baseline_days) or not all(documents.get(one) for one in week):
        return
    read, usual = sum(documents[one] for one in week), _usual(documents, known) * WEEK
    if read < usual / 2:
        return  # less was read of everything: that is a matter of the feeds, not of the world
    counts = origins_a_day([one for one in told if past[0] <= one.day < day], lambda one: one.pair)
    baseline = Baseline(
        [{on: n for on, n in one.items() if on < week[0]} for one in counts.values()], known
    )
    for pair, own in counts.items():
        origins = sum(own.get(one, 0) for one in week)
        expected = baseline.expect(own, week)
        chance = expected.at_most(origins)
        if chance < RARE_LULL:
            figures = _figures(origins, week, expected, chance, documents, known)
            last = [one for one in told if one.pair == pair and one.day < day]
            yield Finding("lull", pair, day, figures, tuple(last[-1:]))


def _figures(
    origins: int,
    days: list[date],
    expected: Expected,
    chance: float,
    documents: Mapping[date, int],
    known: list[date],
) -> Figures:
    least, most = expected.span()
    return Figures(
        origins=origins,
        days=len(days),
        expected=round(expected.mean, 2),
        least=least,
        most=most,
        chance=float(f"{chance:.2g}"),
        baseline_days=len(known),
        documents=sum(documents.get(one, 0) for one in days),
        usual_documents=round(_usual(documents, known) * len(days), 1),
    )


def _usual(documents: Mapping[date, int], known: list[date]) -> float:
    return sum(documents[one] for one in known) / len(known)


# ---- what was not there before


def _seen_first(told: list[Told], day: date) -> Iterator[Finding]:
    """Parties and actions that are new to a relation which is known."""
    known = origins_a_day([one for one in told if one.day < day], lambda one: one.pair)
    well = {pair for pair, days in known.items() if sum(days.values()) >= KNOWN}
    kinds: tuple[tuple[AlertKind, Callable[[Told], list[str]]], ...] = (
        ("new_actor", _parties),
        ("new_claim", _actions),
    )
    for kind, subjects in kinds:
        old = set[str]()
        new: defaultdict[str, list[Told]] = defaultdict(list)
        for one in told:
            for subject in subjects(one):
                if one.day < day:
                    old.add(subject)
                elif one.pair in well:
                    new[subject].append(one)
        for subject, those in new.items():
            if subject not in old and distinct(those) >= FEWEST_NEW:
                yield Finding(kind, subject, day, None, tuple(those))


def _parties(told: Told) -> list[str]:
    """The parties that are somebody of a state or a known organisation, not the state itself."""
    return [key for key in (told.party, told.other) if key and "/" in key]


def _actions(told: Told) -> list[str]:
    """The relation with what passes in it; `other` is no action that anybody could expect."""
    return [] if told.action == "other" or told.denied else [f"{told.pair} {told.action}"]


def _denials(told: list[Told], day: date) -> Iterator[Finding]:
    """Actions of a relation that were claimed, and are denied for the first time."""
    claimed = {_deed(one) for one in told if not one.denied}
    old = {_deed(one) for one in told if one.denied and one.day < day}
    new: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.denied and one.day == day and _deed(one) in claimed - old:
            new[_deed(one)].append(one)
    for subject, those in new.items():
        yield Finding("first_denial", subject, day, None, tuple(those))


def _deed(told: Told) -> str:
    return f"{told.pair} {told.action}"


def _positions(told: list[Told], day: date) -> Iterator[Finding]:
    """Who declared a position towards somebody, and declares another."""
    last: dict[str, Told] = {}
    for one in sorted((one for one in told if one.declared), key=lambda one: one.day):
        subject = f"{one.party} {one.other}" if one.other else one.party
        earlier = last.get(subject)
        if earlier and one.day == day and earlier.day < day and _stance(earlier) != _stance(one):
            yield Finding("changed_position", subject, day, None, (earlier, one))
        if earlier is None or earlier.day < day:
            last[subject] = one


def _stance(told: Told) -> tuple[str, bool]:
    """Towards or against, and whether it is denied."""
    return told.quad.rpartition("_")[2], told.denied


def _back(day: date, days: int) -> date:
    return day - timedelta(days=days)
