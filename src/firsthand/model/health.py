"""What may be missed: how the feeds do, and what of their articles was not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FeedState = Literal["new", "well", "silent", "failing", "blocked", "dead"]


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How one feed does.

    `new`: never asked. `well`: it answers, and has news as often as it is used to. `silent`: it
    answers, and has had none for long. `failing`: it has failed at the last try or more. `blocked`:
    it, or its robots.txt, refuses us. `dead`: it has not been had for a week. Times are ISO 8601
    in UTC, None where there was none; `articles` counts what it brought in the period.
    """

    address: str
    state: FeedState
    tried_at: str | None
    got_at: str | None
    last_new_at: str | None
    failures: int
    reason: str | None
    detail: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole: articles skipped for a reason, or in a language."""

    what: str
    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Health:
    """What may be missed, in the days from `first` to `last` (ISO, both counted in).

    `articles` came or were to come in these days, `read` of them were read; `skipped` says why
    others were not, `languages` which languages of them are not read. `days_without` have no
    document though the store had one before. `claims` were found, `claims_unresolved` of them
    by somebody who has neither a name nor a state. `alerts_undelivered` could not be
    handed to one of their targets yet, `alerts_given_up` never will be.
    """

    first: str
    last: str
    feeds: tuple[FeedHealth, ...]
    articles: int
    read: int
    skipped: tuple[Share, ...]
    languages: tuple[Share, ...]
    days_without: tuple[str, ...]
    claims: int
    claims_unresolved: int
    alerts_undelivered: int
    alerts_given_up: int
