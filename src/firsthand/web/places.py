"""Addresses of pages. What comes from outside stands in queries, quoted; never in paths alone."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

Value = str | int | bool | date | None


def address(path: str, fragment: str = "", /, **asked: Value) -> str:
    """A path with what is asked of it; what is empty or unknown is left out."""
    given = {
        name: _text(value) for name, value in asked.items() if value is not None and value != ""
    }
    query = f"?{urlencode(given, errors='replace')}" if given else ""
    return path + query + (f"#{quote(fragment)}" if fragment else "")


def story(id: str, fragment: str = "", /, **asked: Value) -> str:
    """A story's page."""
    return address(f"/stories/{_part(id)}", fragment, **asked)


def claim(story_id: str, id: str) -> str:
    """A claim's page."""
    return f"/stories/{_part(story_id)}/claims/{_part(id)}"


def document(id: str, at: int | None = None) -> str:
    """An article's page, at a place of its text."""
    return address("/document", "" if at is None else f"w-{at}", id=id, at=at or None)


def actor(key: str) -> str:
    """An actor's page."""
    return address("/actor", key=key)


def pair(one: str, other: str) -> str:
    """The page of two actors."""
    return address("/pair", one=one, other=other)


def outlet(name: str) -> str:
    """An outlet's page."""
    return address("/outlet", name=name)


def search(**asked: Value) -> str:
    """The search for claims or reports."""
    return address("/search", "", **asked)


def _part(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")


def _text(value: Value) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
