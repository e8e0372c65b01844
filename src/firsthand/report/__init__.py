"""From stories to pages: the brief, its HTML and Markdown, and what the terminal shows.

What a name needs is loaded when it is first used: the pages of `firsthand serve` use parts of this
room without the terminal's tables or the grouping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.report.brief import make_brief
    from firsthand.report.html import render_html
    from firsthand.report.markdown import render_markdown
    from firsthand.report.terminal import claims_table, reading_tree, stories_table

__all__ = [
    "claims_table",
    "make_brief",
    "reading_tree",
    "render_html",
    "render_markdown",
    "stories_table",
]

_HOMES = {
    "claims_table": "terminal",
    "make_brief": "brief",
    "reading_tree": "terminal",
    "render_html": "html",
    "render_markdown": "markdown",
    "stories_table": "terminal",
}


def __getattr__(name: str) -> Any:
    """The names above, taken from their homes when first used (PEP 562)."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'firsthand.report' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"firsthand.report.{_HOMES[name]}"), name)
    return value
