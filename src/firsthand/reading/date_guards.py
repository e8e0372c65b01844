"""What has the form of a time and is none: "Theresa May", "Resolution 2231", "prices fall".

The words that give it away stand in `data/en/dates.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand.reading.tense import date_facts


@dataclass(frozen=True, slots=True)
class _Guards:
    name_before: re.Pattern[str]
    name_after: re.Pattern[str]
    no_year_after: frozenset[str]
    no_year_before: frozenset[str]
    also_words: frozenset[str]


@cache
def _guards() -> _Guards:
    facts = date_facts()
    before, after = (
        "|".join(map(re.escape, facts[key])) for key in ("names_before", "names_after")
    )
    return _Guards(
        re.compile(rf"\b(?:{before}) $"),
        re.compile(rf" (?:{after})\b"),
        frozenset(facts["not_years_after"]),
        frozenset(facts["not_years_before"]),
        frozenset(facts["months_also_words"]) | {m.upper() for m in facts["months_also_words"]},
    )


def only_looks_like_time(piece: str, start: int, end: int, slots: dict[str, str]) -> bool:
    """Whether `[start, end)` is a name or a number that only has the form of a time.

    Args:
        piece: the text around.
        start: where the form begins.
        end: where it ends.
        slots: the filled slots of the form, by name.
    """
    guards = _guards()
    before, after = piece[max(0, start - 30) : start], piece[end:][:20]
    alone = set(slots) <= {"month"} or set(slots) <= {"weekday"}
    if alone and (guards.name_before.search(before) or guards.name_after.match(after)):
        return True
    if set(slots) <= {"year", "year2"} and "year" in slots and slots["year"].isdigit():
        last = before.rstrip("( ").rpartition(" ")[2].lower().rstrip(".")
        following = re.match(r"[ -]?([\w/]+)", after)
        return (
            before.endswith("-")
            or last in guards.no_year_after
            or (following is not None and following.group(1).lower() in guards.no_year_before)
        )
    if set(slots) <= {"month"} and slots.get("month", "").rstrip(".") in guards.also_words:
        return not _month_by_its_place(piece, before, after, slots["month"])
    if set(slots) == {"season"}:
        # "prices fall", "spring up": a season alone needs a word of time or an article before it
        cue = re.compile(r"(?i)\b(?:in|since|by|until|before|after|during|for|over|from|of|this) $")
        return not (piece[start:end].startswith("the ") or cue.search(before))
    return False


def _month_by_its_place(piece: str, before: str, after: str, month: str) -> bool:
    """Whether "May", "March" or "April" is the month: after a word of time, before a small word."""
    if re.match(r" [A-Z]", after) and not after.startswith((" I ", " U.S.", " UN ")):
        return False
    if re.search(r"(?i)\b(?:in|since|until|till|during|as early as|early|late|late in) $", before):
        return True
    if month.rstrip(".") == "May" and re.search(r"\b(?:Theresa|Mrs\.?) May\b", piece):
        return False
    joined = r"(?i)\b(?:by|from|before|after|between|of|for|to|through|the|and|its|or) $"
    return bool(re.search(joined, before)) or after.startswith(("'s", "’s"))
