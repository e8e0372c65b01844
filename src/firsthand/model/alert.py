"""What a watch tells an analyst of: what happened, in figures, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from firsthand.model.vocabulary import Modality

AlertKind = Literal[
    "surge", "lull", "novelty", "new_actor", "new_claim", "first_denial", "changed_position"
]
ALERT_KINDS: tuple[AlertKind, ...] = get_args(AlertKind)


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers behind a surge, a lull or a novelty.

    `origins` were counted over `days` days, `expected` by the baseline, which would give from
    `least` to `most` on 998 of 1,000 such spans; `chance` is how probable so many, or so few,
    are by it. `baseline_days` are the days with documents that it rests on, `documents` those
    read of the alert's own days, `usual_documents` what the baseline makes of such days.
    """

    origins: int
    days: int
    expected: float
    least: int
    most: int
    chance: float
    baseline_days: int
    documents: int
    usual_documents: float


@dataclass(frozen=True, slots=True)
class AlertReport:
    """One report that an alert rests on: where, through whom, in which words.

    `sources` are names, first who spoke to the outlet; empty is the outlet's own voice.
    """

    document: str
    outlet: str | None
    url: str | None
    published: str | None
    sources: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlertClaim:
    """A claim that an alert rests on; of many reports only the first are carried.

    `report_count` and `origins` count all of them.
    """

    story: str
    claim: str
    line: str
    modality: Modality
    origins: int
    report_count: int
    reports: tuple[AlertReport, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that an analyst should look at.

    `id` is made of watch, kind, subject and day, so that the same matter has the same id however
    often it is found. `subject` is a pair ("CN RU"), a pair with an action, or an actor's key;
    `day` the ISO day that it is about; `line` what happened, `reason` why that is told. `figures`
    is None for the kinds that rest on no statistics. `claim_count` counts all claims behind it,
    of which `claims` are the first.
    """

    id: str
    watch: str
    kind: AlertKind
    subject: str
    day: str
    line: str
    reason: str
    figures: Figures | None
    claims: tuple[AlertClaim, ...]
    claim_count: int
