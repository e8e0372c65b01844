"""Days, periods, counts and the contract's words, as a page says them."""

from __future__ import annotations

from datetime import date, timedelta

from firsthand.model.reading import When
from firsthand.model.story import DifferenceKind, ReuseKind
from firsthand.model.vocabulary import Modality, Quad, Stance

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# What each word of the contract means to somebody who has not read it.
MODALITY: dict[Modality, str] = {
    "asserted": "said as a fact",
    "alleged": "alleged",
    "denied": "denied",
    "planned": "planned",
    "conditional": "on a condition",
    "demanded": "demanded",
    "feared": "feared",
}
QUAD: dict[Quad, str] = {
    "verbal_cooperation": "cooperation in words",
    "material_cooperation": "cooperation in deeds",
    "verbal_conflict": "conflict in words",
    "material_conflict": "conflict in deeds",
    "neutral": "neither cooperation nor conflict",
}
STANCE: dict[Stance, str] = {
    "neutral": "says",
    "claims": "claims",
    "denies": "denies",
    "warns": "warns",
    "orders": "orders",
    "promises": "promises",
    "demands": "demands",
    "suggests": "suggests",
}
DIFFERENCE: dict[DifferenceKind, str] = {
    "number": "Numbers differ",
    "date": "Dates differ",
    "place": "Places differ",
    "actor": "Actors differ",
    "wording": "Wording differs",
    "modality": "Certainty differs",
    "only": "Only in one",
}
REUSE: dict[ReuseKind, str] = {
    "copy": "the same words",
    "edited": "the same words, lightly edited",
    "excerpt": "an excerpt",
}
NO_PROOF = (
    "Origins are counted by the ties found between reports. Where no tie was found, "
    "that is no proof that two reports are independent."
)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts: "1 report", "3 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Words joined for reading: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def day(iso: str | None) -> str:
    """A day of publication: "9 December 2025"; "undated" where it is not known."""
    known = _date(iso)
    return _day(known) if known else "undated"


def short_day(known: date) -> str:
    """A day without its year: "9 Dec"."""
    return f"{known.day} {MONTHS[known.month - 1][:3]}"


def date_of(iso: str | None) -> date | None:
    """The day that an ISO 8601 day or date-time begins with, if it is one."""
    return _date(iso)


def period(first: str | None, last: str | None) -> str:
    """From the first to the last day: "2 to 9 December 2025"; "undated" without either."""
    start, end = _date(first), _date(last)
    if not start or not end:
        known = start or end
        return _day(known) if known else "undated"
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {_day(end)}"
    return f"{_day(start)} to {_day(end)}"


def time_of(when: When) -> str:
    """The time of a deed: "June 2025", "since 1 January 2030"; "" where no day is known."""
    start, end = _date(when.start), _date(when.end)
    last = end - timedelta(days=1) if end and end > date.min else None
    if start and last:
        return _closed(start, last, when.precision)
    if start:
        return f"since {_day(start)}"
    return f"until {_day(last)}" if last else ""


def _closed(start: date, last: date, precision: str) -> str:
    if precision == "month" and (start.year, start.month) == (last.year, last.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision == "year" and start.year == last.year:
        return str(start.year)
    return period(start.isoformat(), last.isoformat())


def _date(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def _day(known: date) -> str:
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"
