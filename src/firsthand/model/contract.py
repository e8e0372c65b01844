"""Values to and from the JSON of the contract.

Fields of the values are those of the JSON, but for the period of a brief, which JSON calls `from`
and `to`. Reading back is strict: a JSON that does not follow the contract is an error.
"""

from __future__ import annotations

from typing import Any

import msgspec

from firsthand.model.reading import Reading
from firsthand.model.story import Brief, SharedClaim, Story


def to_builtins(value: Reading | Story | SharedClaim | Brief) -> dict[str, Any]:
    """Lists and dictionaries, ready for JSON."""
    made: dict[str, Any] = msgspec.to_builtins(value)
    if isinstance(value, Brief):
        read = made["read"]
        made["read"] = {
            "documents": read["documents"],
            "outlets": read["outlets"],
            "from": read["first"],
            "to": read["last"],
            "skipped": read["skipped"],
        }
    return made


def to_json(value: Reading | Story | SharedClaim | Brief) -> str:
    """One line of JSON, UTF-8 kept as it is."""
    return msgspec.json.encode(to_builtins(value)).decode("utf-8", "surrogatepass")


def reading_from_json(data: str | bytes) -> Reading:
    """A reading from its JSON.

    Raises:
        ValueError: the JSON does not follow the contract.
    """
    try:
        return msgspec.json.decode(data, type=Reading)
    except msgspec.MsgspecError as fault:
        raise ValueError(str(fault)) from fault


def story_from_json(data: str | bytes) -> Story:
    """A story from its JSON.

    Raises:
        ValueError: the JSON does not follow the contract.
    """
    try:
        return msgspec.json.decode(data, type=Story)
    except msgspec.MsgspecError as fault:
        raise ValueError(str(fault)) from fault


def reading_from_builtins(data: Any) -> Reading:
    """A reading from lists and dictionaries as `json.loads` gives them."""
    try:
        return msgspec.convert(data, type=Reading)
    except msgspec.MsgspecError as fault:
        raise ValueError(str(fault)) from fault
