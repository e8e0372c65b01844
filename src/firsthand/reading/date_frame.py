"""What a form of time is read with: its filled slots, and the frame that it stands in.

The frame holds the day of publication, whether the words tell of what is over or to come, and what
was told of just before. Where these do not suffice, an expression stays open, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import cast

from firsthand.reading.periods import Part, Period, Unit
from firsthand.reading.tense import Direction, date_facts

NO_DAY = "no day of publication"
NO_ANCHOR = "counts from another day that these words do not name"
NO_BEGINNING = "says how long, not when"
NO_NUMBER = "does not say how many"
NO_SUCH_DAY = "the calendar has no such day"
FISCAL = "a fiscal year, whose days differ from state to state"

_NEAR = timedelta(days=31)  # a day without its year lies this near, on either side, in news


class Open(Exception):  # noqa: N818 - no error: the words are understood, their day is not known
    """Why an expression has no period."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What a form's named slots hold; absent ones are empty."""

    found: dict[str, str]

    def word(self, name: str) -> str:
        """The slot in lower case, blanks made single."""
        return " ".join(self.found.get(name, "").lower().split())

    @property
    def part(self) -> Part | None:
        """Early, mid or late, however it is put."""
        said = self.word("part") or self.word("part2")
        if not said or said in ("earlier", "later"):  # "earlier this month" may be any of its days
            return None
        if any(word in said for word in ("early", "beginning", "start", "turn")):
            return "early"
        return "mid" if "mid" in said else "late"

    @property
    def at_end(self) -> bool:
        """Whether the very end is named: "the end of June", "before the year ends"."""
        return "end" in self.word("part") or "out" in self.word("part")

    @property
    def month(self) -> int:
        """1 to 12."""
        return months()[self.word("month").rstrip(".")]

    @property
    def number(self) -> int | None:
        """How many; None for "several" and the like."""
        return number_of(self.word("n"))

    @property
    def unit(self) -> Unit:
        """The unit in its singular."""
        return cast(Unit, (self.word("unit") or self.word("unit2")).rstrip("s"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an expression stands: day of publication, direction, the day told of before it."""

    published: date | None
    direction: Direction | None
    told: Period | None = None  # the period told of before it in the same sentence
    leads: bool = False  # it begins its sentence
    perfect: bool = False  # "has lobbied for months": it still lasts

    @property
    def anchor(self) -> date | None:
        """The day told of just before, which "three days later" counts from."""
        return self.told.start if self.told and self.told.precision == "day" else None

    @property
    def today(self) -> date:
        """The day of publication; without one the expression stays open."""
        if self.published is None:
            raise Open(NO_DAY)
        return self.published

    def pick(self, made: Callable[[int], Period], years: Iterable[int], *, near: bool) -> Period:
        """The last that has begun, or the next, of the periods that recur with the years."""
        today = self.today
        made_all = [period for year in years if (period := _made(made, today.year + year))]
        begun = [p for p in made_all if p.start and p.start <= today]
        ahead = [p for p in made_all if p.end and p.end > today]
        if not begun or not ahead:
            raise Open(NO_SUCH_DAY)
        last, next_ = begun[-1], ahead[0]
        if near and last.start and next_.start:
            # on 27 January "on January 30" is three days ahead, whatever the tense nearby
            if today - last.start <= _NEAR < next_.start - today:
                return last
            if next_.start - today <= _NEAR < today - last.start:
                return next_
        return next_ if self.direction == "future" else last


def _made(made: Callable[[int], Period], year: int) -> Period | None:
    """29 February is missing in most years."""
    try:
        return made(year)
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Every way of writing a month, in lower case, with its number."""
    rows = date_facts()["months"]
    return {name.lower(): at for at, names in enumerate(rows, 1) for name in names}


def number_of(said: str) -> int | None:
    """A number in words or figures; None for "several"."""
    if said.isdigit():
        return int(said)
    return cast("int | None", date_facts()["numbers"].get(said))
