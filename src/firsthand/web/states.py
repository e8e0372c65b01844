"""Names of states, where no report need be asked for them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from firsthand.store.asked import is_state
from firsthand.store.features import names_of


@cache
def _names() -> dict[str, str]:
    """The usual English names, by code."""
    found: dict[str, str] = {}
    for file in ("states_cldr.toml", "states.toml"):
        rows = tomllib.loads((files("firsthand.data") / "en" / file).read_text("utf-8"))
        for code, row in rows.items():
            if is_state(code) and row.get("names"):
                found.setdefault(code, row["names"][0])
    return found


def names(connection: Connection, keys: list[str]) -> dict[str, str]:
    """The names of states by the lexicon, and of other actors by the newest story of each."""
    known = {key: name for key in keys if is_state(key) and (name := _names().get(key))}
    return known | names_of(connection, [key for key in keys if key not in known])
