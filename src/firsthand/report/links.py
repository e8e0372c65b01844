"""Addresses that a page may turn into links."""

from __future__ import annotations

from firsthand.model.addresses import is_web_address

LONGEST = 2000


def safe_url(url: str | None) -> str | None:
    """An address that a reader may follow: absolute, http or https; None for any other."""
    if not url or len(url) > LONGEST or not url.isprintable() or " " in url:
        return None
    return url if is_web_address(url) else None
