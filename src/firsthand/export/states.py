"""Three-letter codes of states."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def alpha3(state: str | None) -> str | None:
    """The ISO 3166-1 alpha-3 code of an alpha-2 code (XKX for Kosovo); None for any other text."""
    return _codes().get(state or "")


@cache
def _codes() -> dict[str, str]:
    text = (files("firsthand.data") / "en" / "iso3.toml").read_text("utf-8")
    codes: dict[str, str] = tomllib.loads(text)["alpha3"]
    return codes
