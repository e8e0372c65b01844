"""Whether the words around an expression of time put it behind or ahead of the report.

"On Monday" alone is the Monday before publication; "will meet on Monday" is the one after. Read
from words only: the nearest verb form or word of plan before the expression decides, else the
first one after it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Direction = Literal["past", "future"]

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])|\n")
_REACH = 160  # characters on either side: longer than nearly every clause, and keeps it linear


@cache
def date_facts() -> dict[str, Any]:
    """The content of `data/en/dates.toml`."""
    return _toml("dates")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("firsthand.data") / "en" / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class _TenseWords:
    future: frozenset[str]
    future_before_to: frozenset[str]
    not_future_before_to: frozenset[str]
    infinitives: frozenset[str]
    past: frozenset[str]
    not_past_after: frozenset[str]
    auxiliaries: frozenset[str]


@cache
def _tense_words() -> _TenseWords:
    facts = date_facts()["tense"]
    verbs: dict[str, list[str]] = _toml("irregular")["verbs"]
    past = {
        form
        for lemma, forms in verbs.items()
        for form in forms
        if form != lemma and not form.endswith(("s", "ing")) and "'" not in form
    } - {"am", "are"}
    return _TenseWords(
        frozenset(facts["future"]),
        frozenset(facts["future_before_to"]),
        frozenset(facts["not_future_before_to"]),
        frozenset({*verbs, *facts["infinitives"]}),
        frozenset(past | {"was", "has", *facts["past"]}),
        frozenset(facts["not_past_after"]),
        frozenset(facts["auxiliaries"]),
    )


def direction_at(
    text: str, start: int, end: int, *, ahead_first: bool = False, ahead: bool = True
) -> tuple[Direction | None, str]:
    """Where the expression `[start, end)` lies, seen from the words of its sentence around it.

    Args:
        text: the words around, at least the sentence.
        start: where the expression begins.
        end: where it ends.
        ahead_first: whether it begins a clause, so that the words after it decide.
        ahead: whether the words after it count at all.

    Returns:
        The direction, or None where no word tells, and the word that told.
    """
    before = text[max(0, start - _REACH) : start]
    cut = max((found.end() for found in _SENTENCE_END.finditer(before)), default=0)
    behind = _TOKEN.findall(before[cut:])
    after = text[end : end + _REACH] if ahead else ""
    stop = _SENTENCE_END.search(after)
    following = _TOKEN.findall(after[: stop.start()] if stop else after)
    places = [(behind, at, False) for at in range(len(behind) - 1, -1, -1)]
    places_ahead = [(following, at, True) for at in range(len(following))]
    for tokens, at, is_ahead in places_ahead + places if ahead_first else places + places_ahead:
        if told := _told_by(tokens, at, is_ahead):
            return told, tokens[at].lower()
    return None, ""


def _told_by(tokens: list[str], at: int, is_ahead: bool) -> Direction | None:
    """What the token there says, if anything; `is_ahead` if it stands after the expression."""
    words = _tense_words()
    word = tokens[at].lower()
    last = tokens[at - 1].lower() if at else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word in ("is", "are") and not is_ahead and not following:  # "the first round is Saturday"
        return "future"
    # "agreed to send them on Monday" is to come; "on Monday they agreed to send them" is over
    if (
        following == "to"
        and word in words.future_before_to
        and not (is_ahead and word.endswith("ed"))
    ):
        return "future"
    if (
        not is_ahead
        and word == "to"
        and following in words.infinitives
        and last not in words.not_future_before_to
    ):
        return "future"  # "agreed to begin negotiations in July"
    if word in words.future and (tokens[at].islower() or word in ("will", "would")):
        # "may have transferred", "would have been": told of the past
        return "past" if following == "have" and word != "will" else "future"
    if not tokens[at].islower():
        return None
    if word in words.past or (len(word) > 4 and word.endswith("ed")):
        # "to be held", "its detained citizens": no tense of their own
        if last in words.not_past_after and word not in words.auxiliaries:
            return None
        return "past"
    return None
