"""A brief as one HTML file that asks nobody for anything: no script, no request, own styles."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from firsthand.model.story import Brief
from firsthand.report.drawing import NARROW, WIDE
from firsthand.report.figures import aspects_over_time, who_says_what
from firsthand.report.paper import paper_of
from firsthand.report.pieces import in_marks
from firsthand.report.tallies import aspect_times_of, flows_note, flows_of, times_note


def render_html(brief: Brief) -> str:
    """The brief as a self-contained HTML page.

    It opens from disk, reads on a phone and on paper, in light and dark, and needs no script. All
    texts of the brief are strangers' and are escaped; only http and https addresses become links.
    """
    flows, times = flows_of(brief.stories), aspect_times_of(brief.stories)
    # The figures' module escapes every text that it sets into its own markup.
    frames = (WIDE, NARROW)
    return _template().render(
        paper=paper_of(brief),
        says=[Markup(who_says_what(flows, frame)) for frame in frames if flows.flows],  # noqa: S704
        says_note=flows_note(flows),
        aspects=[Markup(aspects_over_time(times, frame)) for frame in frames if times.rows],  # noqa: S704
        aspects_note=times_note(times),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("firsthand.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["in_marks"] = in_marks
    return environment.get_template("brief.html")
