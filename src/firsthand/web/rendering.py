"""Views to HTML, by templates that share the brief's parts."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from firsthand.model.version import VERSION
from firsthand.report.pieces import in_marks
from firsthand.web import answers, places
from firsthand.web.article import name_of_sign


def render(request: Request, template: str, status: int = 200, **view: Any) -> Response:
    """The page of a view."""
    body = (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            asked=request.query_params,
            guarded=request.app.state.door.token is not None,
            version=VERSION,
            **view,
        )
    )
    return answers.page(request, body, status)


@cache
def environment() -> Environment:
    """The templates, with what they all use."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("firsthand.web", "templates"),
                PackageLoader("firsthand.report", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["in_marks"] = in_marks
    made.globals["places"] = places
    made.filters["name_of_sign"] = name_of_sign
    return made
