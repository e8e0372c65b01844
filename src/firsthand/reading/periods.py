"""Periods of the calendar: a day, a week, a third of a month, a season; and steps between them.

A period is an interval of days, `end` exclusive, either side None where it is open. Weeks begin
on Monday (ISO 8601). Winter is named by the year that it begins in.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from firsthand.model.vocabulary import Precision

Unit = Literal["hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"]
Part = Literal["early", "mid", "late"]

_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days; `end` exclusive, None where open."""

    start: date | None
    end: date | None
    precision: Precision


def day_of(day: date) -> Period:
    """The day itself."""
    return Period(day, day + timedelta(days=1), "day")


def week_of(day: date) -> Period:
    """Monday to Monday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7), "week")


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the week around a day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return Period(saturday, saturday + timedelta(days=2), "interval")


def month_of(year: int, month: int) -> Period:
    """A whole month, 1 to 12."""
    start = date(year, month, 1)
    return Period(start, step(start, 1, "month"), "month")


def year_of(year: int) -> Period:
    """1 January to 1 January."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1), "year")


def years_of(first: int, count: int) -> Period:
    """Several whole years, as a decade."""
    return Period(date(first, 1, 1), date(first + count, 1, 1), "interval")


def season_of(year: int, first_month: int) -> Period:
    """Three months from the first of `first_month`."""
    start = date(year, first_month, 1)
    return Period(start, step(start, 3, "month"), "interval")


def share_of(year: Period, index: int, months: int) -> Period:
    """The quarter (3 months) or half (6) of a year, counted from 0."""
    start = step(year.start or date.min, index * months, "month")
    return Period(start, step(start, months, "month"), "interval")


def step(day: date, count: int, unit: Unit) -> date:
    """The day so many units on (or back); a day that its month lacks becomes the month's last."""
    if unit == "hour":
        return day + timedelta(days=count // 24 if count >= 0 else -(-count // 24))
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def unit_around(day: date, unit: Unit) -> Period:
    """The day, week, month, year or decade that a day lies in: "as exact as the unit"."""
    if unit in ("hour", "day"):
        return day_of(day)
    if unit in ("week", "fortnight"):
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return share_of(year_of(day.year), (day.month - 1) // 3, 3)
    if unit == "year":
        return year_of(day.year)
    years = 10 if unit == "decade" else 100
    return years_of(day.year - day.year % years, years)


def part_of(period: Period, part: Part) -> Period:
    """The first, middle or last third: days 1-10, 11-20, 21 on of a month; 4 months of a year.

    Other periods are cut into thirds of equal length; a week and a day are left whole, since
    nobody counts thirds of them.
    """
    start, end = period.start, period.end
    if start is None or end is None or period.precision in ("day", "week"):
        return period
    if period.precision == "month":
        cuts = [start, start.replace(day=11), start.replace(day=21), end]
    else:
        months = (end.year - start.year) * 12 + end.month - start.month
        whole = 12 if months >= 120 else 1  # decades fall into years, years into months
        cuts = [step(start, months // whole * i // 3 * whole, "month") for i in range(3)] + [end]
    index = ("early", "mid", "late").index(part)
    return Period(cuts[index], cuts[index + 1], "interval")


def middle_of(period: Period) -> date | None:
    """The first day of the second half, by which "by mid-March" is over (16 March)."""
    if period.start is None or period.end is None:
        return None
    return period.start + (period.end - period.start) // 2
