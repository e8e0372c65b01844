"""What happens in a round of a watch, told as soon as the store has it."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.alert import Alert
from firsthand.model.reading import Reading
from firsthand.model.story import SkippedInput
from firsthand.store import Added


@dataclass(frozen=True, slots=True)
class FeedAsked:
    """A feed answered: how many pages it names that were not known; None where it is unchanged."""

    address: str
    fresh: int | None


@dataclass(frozen=True, slots=True)
class FeedFailed:
    """A feed could not be had."""

    address: str
    reason: str
    detail: str
    failures: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A document was kept with what was read in it."""

    reading: Reading
    done: Added


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page holds what is kept of it already."""

    address: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A page gave nothing; `final` where it will not be tried again."""

    skipped: SkippedInput
    final: bool


@dataclass(frozen=True, slots=True)
class Grouped:
    """Stories came or changed."""

    stories: int


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert was raised, and is kept."""

    alert: Alert


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """An alert could not be handed to a target just now."""

    target: str
    detail: str


Event = FeedAsked | FeedFailed | Kept | Unchanged | Missed | Grouped | Raised | NotDelivered
