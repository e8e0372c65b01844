"""Findings → alerts: a line, a reason in plain words, and the claims with their words and links."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from firsthand.model.addresses import is_web_address
from firsthand.model.alert import Alert, AlertClaim, AlertKind, AlertReport, Figures
from firsthand.model.story import Report, SharedClaim, Story, StoryActor
from firsthand.model.watch import Watch
from firsthand.watch.counting import Told, distinct
from firsthand.watch.finding import WEEK, Before, Finding, findings

CLAIMS, REPORTS, PIECES, WORDS, NAME = 8, 5, 3, 400, 120
"""Of how much an alert carries: claims, reports of each, pieces of evidence, letters of those."""

DAYS = 3
"""The days that are looked at: today and those before, whose reports may come late."""

StateName = Callable[[str], str]
StoryOf = Callable[[str], Story | None]


def first_day(today: date, baseline_days: int) -> date:
    """The first day of which stories are needed: a baseline and a week before those looked at."""
    return today - timedelta(days=baseline_days + WEEK + DAYS - 1)


def alerts_of(
    told: Sequence[Told],
    watch: Watch,
    documents: Mapping[date, int],
    days: Sequence[date],
    before: Mapping[tuple[AlertKind, str], Sequence[Before]],
    story_of: StoryOf,
    state_name: StateName,
) -> Iterator[Alert]:
    """The alerts of some days, in order; each is raised once.

    Args:
        told: what the watched claims tell from `first_day` on.
        watch: what is followed, and which kinds of alerts are wished for.
        documents: documents read, by day.
        days: the days looked at, in order.
        before: the alerts that were raised already.
        story_of: a story by its id, of those that `told` names; None where it is no more.
        state_name: the name of a state by its code.
    """
    raised = {key: list(those) for key, those in before.items()}
    for day in days:
        for finding in findings(told, documents, day, watch.baseline_days, raised):
            if watch.alerts and finding.kind not in watch.alerts:
                continue
            ids = list(dict.fromkeys((one.story, one.claim) for one in finding.told))
            found = [(story_of(story), claim) for story, claim in ids]
            shown = [(story, claim) for story, claim in found if story is not None]
            if shown:  # else its reports were forgotten just now
                origins = finding.figures.origins if finding.figures else 0
                raised.setdefault((finding.kind, finding.subject), []).append(Before(day, origins))
                yield _alert(finding, watch, shown, state_name)


def before_of(
    alerts: Mapping[tuple[AlertKind, str], Sequence[Alert]],
) -> dict[tuple[AlertKind, str], list[Before]]:
    """What an earlier alert says of itself, for the next."""
    return {
        key: [
            Before(date.fromisoformat(one.day), one.figures.origins if one.figures else 0)
            for one in those
        ]
        for key, those in alerts.items()
    }


def _alert(
    finding: Finding, watch: Watch, shown: list[tuple[Story, str]], state_name: StateName
) -> Alert:
    names = _Names((story for story, _ in shown), state_name)
    day = finding.day.isoformat()
    mark = "\n".join((watch.name, finding.kind, finding.subject, day))
    line, reason = _words(finding, names, watch.baseline_days)
    claims = [made for story, id in shown if (made := _claim(story, id))]
    if finding.kind != "changed_position":  # there, what was declared first comes first
        claims.sort(key=lambda claim: -claim.origins)
    return Alert(
        id="a-" + hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:16],
        watch=watch.name,
        kind=finding.kind,
        subject=finding.subject,
        day=day,
        line=line,
        reason=reason,
        figures=finding.figures,
        claims=tuple(claims[:CLAIMS]),
        claim_count=len(claims),
    )


# ---- in words


class _Names:
    """The names of parties and states, from the stories and from what is known of states."""

    def __init__(self, stories: Iterable[Story], state_name: StateName) -> None:
        self._actors = {actor.key: actor for story in stories for actor in story.actors}
        self._state_name = state_name

    def of(self, key: str) -> str:
        if "/" not in key:
            return self._state_name(key)
        actor = self._actors.get(key)
        return actor.name[:NAME] if actor else key

    def with_role(self, key: str) -> str:
        actor = self._actors.get(key)
        if actor is None or actor.kind == "state":
            return self.of(key)
        name = self.of(key)
        state = self._state_name(actor.state) if actor.state else ""
        role = [part for part in ((actor.office or "")[:NAME], state) if part and part not in name]
        return f"{name} ({', '.join(role)})" if role else name

    def pair(self, pair: str) -> str:
        return "–".join(self.of(side) for side in pair.split(" "))


def _words(finding: Finding, names: _Names, baseline_days: int) -> tuple[str, str]:
    """The line of a finding, and the reason why it is told."""
    subject, day, figures = finding.subject, finding.day, finding.figures
    back = f"in the {baseline_days} days before"
    match finding.kind:
        case "surge" if figures:
            return (
                f"{names.pair(subject)}: {_origins(figures.origins)} on {day}, "
                f"where {_number(figures.expected)} would be usual",
                _reason(figures, "as many or more"),
            )
        case "lull" if figures:
            return (
                f"{names.pair(subject)}: {_origins(figures.origins)} in the seven days before "
                f"{day}, where {_number(figures.expected)} would be usual",
                _reason(figures, "as few or fewer"),
            )
        case "novelty" if figures:
            return (
                f"{names.pair(subject)}: {_origins(figures.origins)} on {day}, none before",
                f"this watch had no claim between the two {back}",
            )
        case "new_actor":
            one = finding.told[-1]
            return (
                f"{names.with_role(subject)} is new in {names.pair(one.pair)}",
                f"no claim that this watch follows had it as a party {back}; "
                f"{_origins(distinct(finding.told))} on {day}",
            )
        case "new_claim":
            pair, _, action = subject.rpartition(" ")
            return (
                f"{names.pair(pair)}: first “{action}”",
                f"{back} no claim between the two was of this kind; "
                f"{_origins(distinct(finding.told))} on {day}",
            )
        case "first_denial":
            pair, _, action = subject.rpartition(" ")
            return (
                f"{names.pair(pair)}: “{action}” is denied",
                f"it was claimed, and {back} nobody had denied it",
            )
        case _:
            one, other = finding.told
            towards = f" towards {names.of(other.other)}" if other.other else ""
            return (
                f"{names.with_role(other.party)} changes its declared position{towards}",
                f"on {one.day} it declared “{_stance(one)}”, on {other.day} “{_stance(other)}”",
            )


def _stance(told: Told) -> str:
    return f"not {told.action}" if told.denied else told.action


def _reason(figures: Figures, many: str) -> str:
    once = round(1 / max(figures.chance, 1e-9))
    span = "days" if figures.days == 1 else "weeks"
    # So far out a few weeks of days tell little: more figures would be made up.
    often = f"one in {once:,}" if once < 10_000 else "fewer than one in 10,000"
    return (
        f"by the {figures.baseline_days} days before it, {figures.least} to {figures.most} "
        f"would be no surprise; {often} such {span} has {many} by chance"
    )


def _origins(number: int) -> str:
    return f"{number} independent origin{'' if number == 1 else 's'}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# ---- what it rests on


def _claim(story: Story, id: str) -> AlertClaim | None:
    claim = next((one for one in story.claims if one.id == id), None)
    if claim is None:
        return None
    actors = {actor.key: actor for actor in story.actors}
    urls = {document.id: document.url for document in story.documents}
    return AlertClaim(
        story=story.id,
        claim=claim.id,
        line=claim.line[:WORDS],
        modality=claim.modality,
        origins=claim.origin_count,
        report_count=len(claim.reports),
        reports=tuple(_report(claim.reports[n], actors, urls) for n in _first_reports(claim)),
    )


def _first_reports(claim: SharedClaim) -> Collection[int]:
    """The first reports, one of every origin before a second of any."""
    firsts = [origin.reports[0] for origin in claim.origins if origin.reports]
    return list(dict.fromkeys([*firsts, *range(len(claim.reports))]))[:REPORTS]


def _report(
    report: Report, actors: Mapping[str, StoryActor], urls: Mapping[str, str | None]
) -> AlertReport:
    url = urls.get(report.document)
    return AlertReport(
        document=report.document,
        outlet=report.outlet,
        url=url if url and is_web_address(url) else None,
        published=report.published,
        sources=tuple(_source(actors.get(key)) for key in report.chain),
        words=tuple(_apart(_cut(piece.words) for piece in report.evidence))[:PIECES],
    )


def _source(actor: StoryActor | None) -> str:
    return "a person" if actor is None or actor.private else actor.name[:NAME]


def _apart(pieces: Iterable[str]) -> list[str]:
    """Pieces of which none holds another: headline and first sentence often say the same."""
    kept: list[str] = []
    for words in pieces:
        if not any(words in other or other in words for other in kept):
            kept.append(words)
    return kept


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[: WORDS - 1].rstrip() + "…"
