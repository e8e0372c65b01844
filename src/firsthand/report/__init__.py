"""From stories to pages: the brief, its HTML and Markdown, and what the terminal shows."""

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
