"""The table of the forms in which English names a time.

A form is a pattern with slots in braces and the meaning of its filled slots. Written for reading:
a blank is one blank, and `{part}`, `{rel}`,
`{wday}` and the leads carry their own behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from firsthand.reading import date_meanings as means
from firsthand.reading.date_frame import Frame, Slots
from firsthand.reading.periods import Period
from firsthand.reading.tense import date_facts

Meaning = Callable[[Slots, Frame], Period]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming a time."""

    pattern: re.Pattern[str]
    meaning: Meaning


_TABLE: tuple[tuple[str, Meaning], ...] = (
    # days
    (r"{iso}", means.iso_day),
    (r"{wday}{day}{to}{day2} (?:of )?{month}(?:,? {year})?", means.calendar_day),
    (r"{wday}{day} {month}{to}{day2} {month2}(?:,? {year})?", means.calendar_day),
    (r"{wday}{month} {day}{to}{month2} {day2}(?:,? {year})?", means.calendar_day),
    (r"{wday}{month} {day}{to}{day2}(?:,? {year})?", means.calendar_day),
    (r"{wday}{day} (?:of )?{month}(?:,? {year})?", means.calendar_day),
    (r"{wday}{month} {day}(?:,? {year})?", means.calendar_day),
    (r"{rel}?{named}(?: {year})?", means.named_day),
    (r"{rel}?{weekday}(?:,? {hours})?(?:,? {week})?", means.weekday),
    (r"(?P<week>last|next|this) week(?:'s|’s)? {weekday}", means.weekday),
    (r"{dayword}", means.day_word),
    # months, seasons, years
    (r"{part}?{rel}?{month}(?:(?: of| in)?,? {year})?(?! ?\d{1,2}\b)", means.month),
    (r"{part}?{rel}?(?:the )?{season}(?:(?: of|,)? {year}|(?! of\b))", means.season),
    (r"{part}?(?P<fiscal>(?i:(?:fiscal|financial)(?: year)?|FY) )?{number_year}(?:[-–/]{year2})?",
     means.whole_year),
    (r"{part}?(?:the )?{decade}", means.decade),
    (r"{part}?(?:the )?{nth_word}[- ][Cc]entury", means.century),
    (r"{part}?(?:the )?{nth_number}[- ][Cc]entury", means.century),
    (r"(?:the )?{nth} (?P<share>quarter)", means.share),
    (r"(?:the )?{nth} {share} of (?:the )?(?:{year}|(?P<this>year))", means.share),
    (r"(?:the )?{nth} {share} of {month}(?:,? {year})?", means.share),
    (r"(?P<share>[QH])(?P<nth>[1-4])(?: of|,)? ?{number_year}", means.share),
    (r"(?P<share>Q)(?P<nth>[1-4])", means.share),
    # counted from publication, or from another day
    (r"{part}?{rel}{unit}", means.unit),
    (r"{part}the (?P<unit>month|year|week|decade|century)", means.unit),
    (r"(?:the )?(?P<unit>year)(?:['’]s[- ]|-|[ ])(?P<part>end)", means.unit),
    (r"the (?P<unit>year|month|week) (?P<part>ends|is out|runs out)", means.unit),
    (r"the (?P<unit>week|month|year) (?P<rel>after next|before last)", means.unit),
    (r"the (?P<unit>weekend)", means.unit),
    (r"{n} {units} {way}", means.ago),
    (r"(?i:the|that) (?P<way>previous|next|following|same) day", means.day_beside),
    (r"(?i:the day) (?P<way>before|after|earlier)(?! yesterday| tomorrow)", means.day_beside),
    (r"(?:{into_past})?(?i:the )(?:past|last|previous) (?:{n} )?{units}", means.past_units),
    (r"(?i:recent) (?P<unit>days|weeks|months|years|decades)", means.past_units),
    (r"{into_future}(?i:the )?(?:next|coming|following) {n} {units}", means.coming_units),
    (r"{into_future}(?i:the )?coming {plural}", means.coming_units),
    (r"(?i:within|in less than|inside) (?:the next )?(?:{n} {units}|{plural})", means.within),
    (r"(?i:in) (?:about |around )?{n}(?: (?:to|or) {n2})? {units}(?:['’] time)?", means.in_units),
    (r"(?i:for) (?:over |more than |nearly |almost |about |at least )?(?:{n} {units}|{plural})",
     means.for_units),
    (r"(?P<since>(?i:(?:ever )?since then|ever since|(?<=\bhas )since|(?<=\bhave )since))"
     r"(?! [A-Z]| \w*\d)",
     means.since_then),
    (r"(?i:until further notice)", means.further_notice),
    (r"(?i:(?<!as )(?<!too )(?<!so )soon(?! after| as)|shortly(?! after| before))", means.soon),
)  # fmt: skip


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _loud(words: list[str]) -> list[str]:
    """The words, and the words in capitals as headlines and letterheads have them."""
    return [*words, *(word.upper() for word in words)]


@cache
def _slots() -> dict[str, str]:
    """The pattern of every slot."""
    facts = date_facts()
    months = [form for names in facts["months"] for form in names]
    full = _loud([names[0] for names in facts["months"]])
    short = _loud([form for form in months if form not in full])
    month = rf"(?:{_either(full)}|(?:{_either(short)})\b\.?)(?!\w)"
    weekday = _either(_loud(facts["weekdays"]))
    units = "hour|day|week|fortnight|month|quarter|year|decade"
    uncounted = "several|a few|few|many|some"
    number = rf"(?i:{_either(list(facts['numbers']))}|{uncounted})|\d{{1,3}}"
    year = r"(?<![\d.,$€£#/])(?:1[0-9]|20|21)\d\d(?![\d%]|[.,]\d|-\d\d\d|s\b)"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    rel = (
        "this past|this coming|the coming|the past|the following|the previous|the next|the last|"
        "the same|that same|that|last|this|next|coming|past|previous|following"
    )
    return {
        "iso": r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)",
        "wday": rf"(?:(?:{weekday}),? (?:the )?)?",
        "day": rf"(?P<day>{day})(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)",
        "day2": rf"(?P<day2>{day})(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)",
        "to": r"(?: ?[-–—] ?| (?:to|and|until|through) )",
        "month": rf"(?P<month>{month})",
        "month2": rf"(?P<month2>{month})",
        "year": rf"(?P<year>{year}|(?i:this|next|last|that|the same) year)",
        "number_year": rf"(?P<year>{year})",
        "year2": r"(?P<year2>(?:1[5-9]|20|21)?\d\d)(?![\d-])",
        "named": rf"(?P<named>{_either(list(facts['days']))})",
        "weekday": rf"(?P<weekday>{weekday})",
        "hours": r"(?:in the )?(?:early )?(?i:morning|afternoon|evening|night)",
        "week": r"(?:of )?(?P<week>(?:last|next|this) week)",
        "dayword": r"(?i:(?:early |earlier |late |later )?)(?P<word>(?i:the day before yesterday|"
        r"the day after tomorrow|yesterday|today|tomorrow|tonight|last (?:night|evening)|overnight|"
        r"this (?:morning|afternoon|evening)))",
        "part": r"(?P<part>(?i:(?:early|earlier|late|later) (?:in )?|mid[- ]|"
        r"(?:the )?(?:very )?(?:beginning|start|middle|end|turn) of (?:the )?))",
        "rel": rf"(?:(?P<rel>(?i:{rel})) )",
        "season": r"(?P<season>spring|summer|autumn|fall|winter)",
        "decade": r"(?P<decade>(?:1[0-9]|20|21)\d0)(?:['’])?s",
        "nth": r"(?P<nth>(?i:first|second|third|fourth|last|final))",
        "nth_number": r"(?:(?P<nth>\d\d?)(?:st|nd|rd|th))",
        "nth_word": rf"(?P<nth>(?i:{_either(list(facts['ordinals']))}))",
        "share": r"(?P<share>half|quarter)",
        "n": rf"(?P<n>{number})",
        "n2": rf"(?P<n2>{number})",
        "unit": r"(?P<unit>week|weekend|fortnight|month|quarter|year|decade|century)",
        "units": rf"(?P<unit>(?:{units})s?)",
        "plural": r"(?P<unit2>(?:hour|day|week|month|year|decade)s)",
        "way": r"(?P<way>ago|earlier|before|previously|prior|later|after(?:wards)?|from now|hence)",
        "into_past": r"(?P<lead>(?i:over|in|during|throughout|within|across)) ",
        "into_future": r"(?:(?P<lead>(?i:over|in|during|within|for|throughout)) )?",
    }


@cache
def forms() -> tuple[Form, ...]:
    """The table with its slots filled in."""
    slots = _slots()
    made = []
    for written, meaning in _TABLE:
        pattern = re.sub(r"\{([a-z_0-9]*[a-z][a-z_0-9]*)\}", lambda m: slots[m.group(1)], written)
        made.append(Form(re.compile(rf"\b(?:{pattern})(?!\w)"), meaning))
    return tuple(made)
