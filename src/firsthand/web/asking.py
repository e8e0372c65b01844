"""What a request asks of the store: its parameters, read, and the lists that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args

from fastapi import HTTPException, Request

from firsthand.model.vocabulary import Action, Aspect, Modality
from firsthand.store import Store
from firsthand.store.asked import Asked
from firsthand.web.places import Value

LONGEST = 300
"""Characters of one parameter."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page is made from: the store, and what time it is, with zone."""

    store: Store
    now: Callable[[], datetime]

    def today(self) -> date:
        """Which day it is, in UTC."""
        return self.now().astimezone(UTC).date()


def desk_of(request: Request) -> Desk:
    """The desk that a request is asked at."""
    desk: Desk = request.app.state.desk
    return desk


def text_in(given: Mapping[str, str], name: str) -> str:
    """A parameter's text.

    Raises:
        HTTPException: 422, it is too long or holds what no name and no word holds.
    """
    value = given.get(name, "")
    if len(value) > LONGEST or "\0" in value:
        raise HTTPException(422, f"{name}: more than {LONGEST} characters, or a NUL among them")
    return value


def day_in(given: Mapping[str, str], name: str) -> date | None:
    """A parameter's day; None where it is left empty.

    Raises:
        HTTPException: 422, it is no day.
    """
    value = text_in(given, name).strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise HTTPException(422, f"{name}: no day; write it as 2025-12-09") from None


def word_in(given: Mapping[str, str], name: str, words: Any) -> Any:
    """A parameter that is one word of a closed list; None where it is left empty.

    Raises:
        HTTPException: 422, it is none of them.
    """
    value = text_in(given, name)
    if value and value not in get_args(words):
        raise HTTPException(422, f"{name}: none of {', '.join(get_args(words))}")
    return value or None


def asked_in(given: Mapping[str, str]) -> Asked:
    """What the parameters of a search ask for.

    Raises:
        HTTPException: 422, one of them is wrong.
    """
    return Asked(
        text=text_in(given, "q").strip(),
        actor=text_in(given, "actor"),
        partner=text_in(given, "partner"),
        action=word_in(given, "action", Action),
        aspect=word_in(given, "aspect", Aspect),
        modality=word_in(given, "modality", Modality),
        outlet=text_in(given, "outlet"),
        since=day_in(given, "since"),
        until=day_in(given, "until"),
        new=day_in(given, "new"),
        old=day_in(given, "old"),
        declared=_flag(given, "declared"),
        background=_flag(given, "background"),
    )


def parameters(asked: Asked, **changed: Value) -> dict[str, Value]:
    """The parameters that ask for this, some of them changed."""
    return {
        "q": asked.text,
        "actor": asked.actor,
        "partner": asked.partner,
        "action": asked.action,
        "aspect": asked.aspect,
        "modality": asked.modality,
        "outlet": asked.outlet,
        "since": asked.since,
        "until": asked.until,
        "new": asked.new,
        "old": asked.old,
        "declared": asked.declared,
        "background": asked.background,
    } | changed


def _flag(given: Mapping[str, str], name: str) -> bool | None:
    value = text_in(given, name)
    if value not in ("", "0", "1"):
        raise HTTPException(422, f"{name}: neither 0 nor 1")
    return None if not value else value == "1"
