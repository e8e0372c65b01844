"""Addresses that a page may turn into links."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 2000


def safe_url(url: str | None) -> str | None:
    """An address that a reader may follow: absolute, http or https; None for any other."""
    if not url or len(url) > LONGEST or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if usable else None
