"""Invented reports, and what reads them, for the tests of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from firsthand.ingest import Defaults, Unread, ingest
from firsthand.model.document import Document

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

BODY = (
    "The energy minister of Norland said on Monday that the ferry contract would be signed in May."
)

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ferry deal near - The Harbour Post</title>
<link rel="canonical" href="https://post.example/ferry">
<meta property="og:site_name" content="The Harbour Post">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2025-03-04T10:00:00+01:00"}}]}}
</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ferry deal near</h1><p>{BODY}</p><p>“We are glad of it,” she told reporters.</p>
</article><footer>All rights reserved</footer></body></html>"""


def read(
    *inputs: Path | str, defaults: Defaults | None = None, fields: Mapping[str, str] | None = None
) -> list[Document | Unread]:
    """All that the inputs give, as of 25 November 2026."""
    names = [str(name) for name in inputs]
    return list(ingest(names, defaults=defaults or Defaults(), fields=fields or {}, now=NOW))


def document(*inputs: Path | str, defaults: Defaults | None = None) -> Document:
    """The one document that the inputs give."""
    (only,) = read(*inputs, defaults=defaults)
    assert isinstance(only, Document), only
    return only


def refused(*inputs: Path | str, reason: str) -> str:
    """The one line that says why the inputs give no document, for the reason given."""
    (only,) = read(*inputs)
    assert isinstance(only, Unread), only
    assert only.skipped.reason == reason, only
    assert only.skipped.detail.startswith(f"{only.what}: ")
    assert "\n" not in only.skipped.detail
    return only.skipped.detail


def file(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def texts(found: list[Document | Unread]) -> list[str]:
    """The texts of the documents, and the reasons of what was refused in square brackets."""
    return [f.text if isinstance(f, Document) else f"[{f.skipped.reason}]" for f in found]
