"""Where a list goes on: an opaque word that holds the last line's place in the list's order."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

Kind = type[str] | type[int] | type[date]

# What SQLite and PostgreSQL can hold in a whole number.
_MOST = 2**63 - 1


def cursor_of(place: Sequence[Any]) -> str:
    """The word for a place."""
    return base64.urlsafe_b64encode(msgspec.json.encode(list(place))).decode().rstrip("=")


def place_of(cursor: str, kinds: Sequence[Kind]) -> tuple[Any, ...]:
    """The place that a word stands for; `kinds` says of what.

    Raises:
        ValueError: it was not made by `cursor_of` for such a list.
    """
    try:
        values = msgspec.json.decode(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", True)
        )
        made = msgspec.convert(values, tuple[tuple(kinds)])  # type: ignore[misc]
    except (binascii.Error, msgspec.MsgspecError, ValueError) as fault:
        raise ValueError("this is no place in the list") from fault
    if any(isinstance(one, int) and abs(one) > _MOST for one in made):
        raise ValueError("this is no place in the list")
    return tuple(made)
