"""What each way of naming a time means, from the day of publication.

A function here takes the slots of a form (`date_grammar`) and the frame that it stands in, and
makes a period, or says why it stays open. The words that only set a period's edges ("since", "by",
"before") are the matter of `dates`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from firsthand.reading.date_frame import (
    FISCAL,
    NO_ANCHOR,
    NO_BEGINNING,
    NO_DAY,
    NO_NUMBER,
    NO_SUCH_DAY,
    Frame,
    Open,
    Slots,
    months,
    number_of,
)
from firsthand.reading.periods import (
    Period,
    Unit,
    day_of,
    month_of,
    part_of,
    season_of,
    share_of,
    step,
    unit_around,
    week_of,
    weekend_of,
    year_of,
    years_of,
)
from firsthand.reading.tense import date_facts


def _year(slots: Slots, frame: Frame) -> int | None:
    """The year that the slots name, or None."""
    said = slots.word("year")
    if said.isdigit():
        return int(said)
    if said.endswith(("that year", "same year")):
        raise Open(NO_ANCHOR)
    if not said:
        return None
    return frame.today.year + (1 if "next" in said else -1 if "last" in said else 0)


# ------------------------------------------------------------------------------------------ days


def calendar_day(slots: Slots, frame: Frame) -> Period:
    """12 June 2025; June 12; December 7-9; 17 and 18 November; the night of 8 November."""
    month, first = slots.month, int(slots.word("day"))
    last = int(slots.word("day2") or first)
    last_month = months()[slots.word("month2").rstrip(".")] if slots.word("month2") else month

    def made(year: int) -> Period:
        start = date(year, month, first)
        end = day_of(date(year + (last_month < month), last_month, last)).end
        if end is None or end <= start:
            raise ValueError
        return Period(start, end, "day" if (end - start).days == 1 else "interval")

    year = _year(slots, frame)
    if year is not None:
        return made(year)
    return frame.pick(made, range(-8, 9), near=True)


def iso_day(slots: Slots, _: Frame) -> Period:
    """2024-03-02."""
    return day_of(date.fromisoformat(slots.word("iso")))


def named_day(slots: Slots, frame: Frame) -> Period:
    """Christmas, with or without its year."""
    days = {name.lower(): day for name, day in date_facts()["days"].items()}
    month, day = days[slots.word("named")]
    year = _year(slots, frame)
    if year is not None:
        return day_of(date(year, month, day))
    if rel := slots.word("rel"):
        frame = Frame(frame.published, "future" if rel in _AHEAD else "past")
    return frame.pick(lambda y: day_of(date(y, month, day)), (-1, 0, 1), near=False)


def weekday(slots: Slots, frame: Frame) -> Period:
    """Monday; last Friday; Monday last week; the following Tuesday."""
    names = [name.lower() for name in date_facts()["weekdays"]]
    wanted = names.index(slots.word("weekday"))
    today = frame.today
    if week := slots.word("week"):
        shift = 7 if "next" in week else -7 if "last" in week else 0
        return day_of(today + timedelta(days=wanted - today.weekday() + shift))
    rel, back = slots.word("rel"), (today.weekday() - wanted) % 7
    if rel.endswith("following") and frame.anchor is not None:
        ahead = (wanted - frame.anchor.weekday() - 1) % 7 + 1
        return day_of(frame.anchor + timedelta(days=ahead))
    if rel in _AHEAD:
        return day_of(today + timedelta(days=7 - back))
    if rel in _BEHIND:
        return day_of(today - timedelta(days=back or 7))
    if rel == "this" and frame.direction is None:
        return day_of(today - timedelta(days=today.weekday() - wanted))
    if frame.direction == "future":
        return day_of(today + timedelta(days=(7 - back) % 7))
    return day_of(today - timedelta(days=back))


def day_word(slots: Slots, frame: Frame) -> Period:
    """Yesterday, tonight, overnight."""
    said, today = slots.word("word"), frame.today
    if said == "overnight":
        return Period(today - timedelta(days=1), today + timedelta(days=1), "interval")
    shifts = {
        "yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1,
        "the day before yesterday": -2, "the day after tomorrow": 2,
    }  # fmt: skip
    return day_of(today + timedelta(days=shifts.get(said, 0)))


# ------------------------------------------------------------------------- months, seasons, years

_AHEAD = ("next", "the next", "the coming", "this coming", "coming", "the following", "following")
_BEHIND = ("last", "the last", "this past", "past", "the past", "the previous", "previous")


def month(slots: Slots, frame: Frame) -> Period:
    """In June; last September; mid-July; late August 2024; in March this year."""
    month, year, rel = slots.month, _year(slots, frame), slots.word("rel")

    def made(at: int) -> Period:
        whole = month_of(at, month)
        return part_of(whole, slots.part) if slots.part else whole

    if year is not None:
        return made(year)
    if rel == "this":
        return made(frame.today.year)
    if rel in _BEHIND:
        # "last September": the last one that is over; of this very month, last year's
        before = frame.today.replace(day=1) - timedelta(days=1)
        return Frame(before, "past").pick(made, (-1, 0, 1), near=False)
    if rel in _AHEAD:
        after = step(frame.today.replace(day=1), 1, "month")
        return Frame(after, "future").pick(made, (-1, 0, 1, 2), near=False)
    return frame.pick(made, (-1, 0, 1), near=False)


def season(slots: Slots, frame: Frame) -> Period:
    """In spring; last winter; the autumn of 2031; next summer."""
    name = slots.word("season")
    first = date_facts()["seasons"]["autumn" if name == "fall" else name]
    year, rel, today = _year(slots, frame), slots.word("rel"), frame.published

    def made(at: int) -> Period:
        whole = season_of(at, first)
        return part_of(whole, slots.part) if slots.part else whole

    if year is not None:
        return made(year)
    today = frame.today
    if rel == "this":  # in January "this winter" is the one that began last year
        if first == 12 and today.month < 3:
            return made(today.year - 1)
        return made(today.year)
    if rel in _BEHIND:
        over = [p for y in (-2, -1, 0) if (p := made(today.year + y)).end and p.end <= today]
        return over[-1]
    if rel in _AHEAD:
        return next(p for y in (0, 1) if (p := made(today.year + y)).start and p.start > today)
    return frame.pick(made, (-2, -1, 0, 1), near=False)


def whole_year(slots: Slots, _: Frame) -> Period:
    """2014; early 2023; 1980-88; 2023/24."""
    first = year_of(int(slots.word("year")))
    if said := slots.word("year2"):
        last = int(slots.word("year")[: 4 - len(said)] + said)
        if last < first.start.year if first.start else True:
            raise Open(NO_SUCH_DAY)
        return Period(first.start, date(last + 1, 1, 1), "interval")
    if slots.word("fiscal"):
        raise Open(FISCAL)
    if slots.at_end or (slots.part == "early" and slots.word("part").startswith("the")):
        # "at the end of 2032" is its December, "late 2032" its last third
        return month_of(first.start.year, 12 if slots.at_end else 1) if first.start else first
    return part_of(first, slots.part) if slots.part else first


def decade(slots: Slots, _: Frame) -> Period:
    """The 1990s; the early 1600s (a decade too, unless it ends in 00 before 1900)."""
    first = int(slots.word("decade"))
    whole = years_of(first, 100 if first % 100 == 0 and first < 2000 else 10)
    return part_of(whole, slots.part) if slots.part else whole


def century(slots: Slots, _: Frame) -> Period:
    """The 19th century: 1800 to 1899, as most people count."""
    said = slots.word("nth")
    nth = int(said) if said.isdigit() else date_facts()["ordinals"][said]
    whole = years_of(max((nth - 1) * 100, 1), 100)
    return part_of(whole, slots.part) if slots.part else whole


def share(slots: Slots, frame: Frame) -> Period:
    """The first quarter of 2024; Q3 2025; the second half of next year, of October."""
    nth = slots.word("nth")
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}.get(nth)
    index = int(nth) - 1 if index is None else index
    half = slots.word("share") in ("half", "h")
    if index < 0:
        index = 1 if half else 3
    if slots.found.get("month"):
        period = month(Slots({k: v for k, v in slots.found.items() if k != "rel"}), frame)
        middle = cast(date, period.start) + timedelta(days=15)
        if index == 0:
            return Period(period.start, middle, "interval")
        return Period(middle, period.end, "interval")
    months = 6 if half else 3
    year = _year(slots, frame)
    if year is not None:
        return share_of(year_of(year), index, months)
    return frame.pick(lambda y: share_of(year_of(y), index, months), (-1, 0, 1), near=False)


# ---------------------------------------------------------------------- counted from publication


def unit(slots: Slots, frame: Frame) -> Period:
    """Last week; this month; next year; the end of the year; the week after next."""
    unit, rel = slots.word("unit"), slots.word("rel")
    if rel.endswith(("that", "same", "following", "previous")):
        return from_anchor(slots, frame)
    shift = 1 if rel in _AHEAD else -1 if rel in _BEHIND else 0
    if rel == "after next":
        shift = 2
    if rel == "before last":
        shift = -2
    today = frame.today
    if unit == "weekend":
        return _weekend(rel, frame)
    if rel == "the coming" and unit in ("year", "month"):  # rolling: "in the coming year"
        return Period(today, step(today, 1, cast(Unit, unit)), "interval")
    period = unit_around(step(today.replace(day=1), shift, slots.unit), slots.unit)
    if unit in ("week", "fortnight"):
        period = week_of(today + timedelta(days=7 * shift))
    return part_of(period, slots.part) if slots.part else period


def from_anchor(slots: Slots, frame: Frame) -> Period:
    """The same day, the following month: of the day told of just before, if any."""
    if frame.anchor is None:
        raise Open(NO_ANCHOR)
    rel = slots.word("rel")
    shift = 1 if rel.endswith("following") else -1 if rel.endswith("previous") else 0
    return unit_around(step(frame.anchor, shift, slots.unit), slots.unit)


def _weekend(rel: str, frame: Frame) -> Period:
    """Without more words the last one that has begun, or the next if the deed is to come."""
    today = frame.today
    here = weekend_of(today)
    if rel == "this" or (rel == "" and frame.direction == "future"):
        return here
    if rel == "last" and today.weekday() < 5:
        return weekend_of(today - timedelta(days=7))
    if rel in _AHEAD:
        return weekend_of(today + timedelta(days=7 if today.weekday() >= 5 else 0))
    return here if today.weekday() >= 5 else weekend_of(today - timedelta(days=7))


def ago(slots: Slots, frame: Frame) -> Period:
    """Two weeks ago; a year earlier; three days later: as exact as the unit."""
    way, count = slots.word("way"), slots.number
    ago = way == "ago" or way.startswith("back")
    # "on Wednesday, a day after India moved": the move was the day before
    behind = ago or way in ("earlier", "previously", "prior", "after")
    base = frame.published if ago or way in ("from now", "hence") else frame.anchor
    if base is None and way == "earlier":
        base = frame.published
    if base is None:
        raise Open(NO_DAY if ago or way in ("earlier", "from now", "hence") else NO_ANCHOR)
    if count is None:  # "several years ago"
        raise Open(NO_NUMBER)
    unit: Unit = "day" if slots.unit == "fortnight" else slots.unit
    return unit_around(step(base, -count if behind else count, slots.unit), unit)


def day_beside(slots: Slots, frame: Frame) -> Period:
    """The day before, the next day."""
    if frame.anchor is None:
        raise Open(NO_ANCHOR)
    shifts = {"before": -1, "earlier": -1, "previous": -1, "same": 0}
    return day_of(frame.anchor + timedelta(days=shifts.get(slots.word("way"), 1)))


def past_units(slots: Slots, frame: Frame) -> Period:
    """Over the past two years; in recent months: up to publication."""
    today = frame.today
    tomorrow = today + timedelta(days=1)
    if not slots.word("n") and not slots.word("unit").endswith("s"):  # "over the past year"
        return Period(step(today, -1, slots.unit), tomorrow, "interval")
    count = slots.number
    return Period(step(today, -count, slots.unit) if count else None, tomorrow, "interval")


def coming_units(slots: Slots, frame: Frame) -> Period:
    """Over the coming months (from publication); in the coming days (from the day after)."""
    today = frame.today
    tomorrow = today + timedelta(days=1)
    if count := slots.number:
        return Period(today, step(today, count, slots.unit) + timedelta(days=1), "interval")
    if slots.word("lead") == "over" and slots.unit != "day":
        return Period(today, None, "interval")
    return Period(tomorrow, None, "interval")


def within(slots: Slots, frame: Frame) -> Period:
    """Within three months; within weeks; in two to three months (its far edge)."""
    today, count = frame.today, slots.number
    if frame.direction == "past" and frame.leads:  # "Within months, they drew up two agreements"
        raise Open(NO_ANCHOR)
    if count is None:
        return Period(today, None, "interval")
    return Period(today, step(today, count, slots.unit) + timedelta(days=1), "interval")


def in_units(slots: Slots, frame: Frame) -> Period:
    """In two weeks, of what is to come: as exact as the unit; else it is a length."""
    count = slots.number
    if frame.direction != "future" or count is None:
        raise Open(NO_BEGINNING)
    far = number_of(slots.word("n2"))
    if far:
        end = step(frame.today, far, slots.unit) + timedelta(days=1)
        return Period(None, end, "interval")
    return unit_around(step(frame.today, count, slots.unit), slots.unit)


def for_units(slots: Slots, frame: Frame) -> Period:
    """For five years, for months: up to publication, where the words tell of what still lasts."""
    count = slots.number
    if not frame.perfect and (count is not None or frame.direction == "future"):
        raise Open(NO_BEGINNING)
    today = frame.today
    start = step(today, -count, slots.unit) if count else None
    return Period(start, today + timedelta(days=1), "interval")


def soon(_: Slots, frame: Frame) -> Period:
    """Soon, of what is to come: from publication on."""
    if frame.direction != "future":
        raise Open(NO_ANCHOR)
    return Period(frame.today, None, "interval")


def since_then(slots: Slots, frame: Frame) -> Period:
    """Since then, ever since, has since: from what was told before it."""
    if frame.told is None or frame.told.start is None:
        raise Open(NO_ANCHOR)
    if slots.word("since") == "since" and frame.published:  # "has since refused": up to now
        return Period(frame.told.start, frame.published + timedelta(days=1), "interval")
    return Period(frame.told.start, None, "interval")


def further_notice(_: Slots, frame: Frame) -> Period:
    """Until further notice: from publication on."""
    return Period(frame.today, None, "interval")
