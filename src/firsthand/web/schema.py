"""The API's OpenAPI: the contract's objects as schemas, taken from their own types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from firsthand.model.alert import Alert
from firsthand.model.health import Health
from firsthand.model.reading import Reading
from firsthand.model.story import SharedClaim, Story
from firsthand.store.features import Facets
from firsthand.store.who import KeptActor

_REFERENCE = "#/components/schemas/{name}"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document without its text; `skipped` says why it was not read, `story` what holds it."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    skipped: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet, and how many documents of it are kept."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """What a store holds. `skipped` counts what was not read, by reason; `lately` is of 28 days."""

    firsthand: str
    documents: int
    outlets: int
    stories: int
    claims: int
    first: str | None
    last: str | None
    skipped: dict[str, int]
    lately: Health


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer."""

    detail: str


_OBJECTS = (
    Reading,
    Story,
    SharedClaim,
    KeptActor,
    Facets,
    DocumentLine,
    OutletLine,
    StoreHealth,
    Alert,
    Refusal,
)


def gives(name: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that gives one object of that name."""
    refusal = _json({"$ref": _REFERENCE.format(name="Refusal")})
    return {
        200: {"description": "The object.", **_json({"$ref": _REFERENCE.format(name=name)})},
        304: {"description": "As before: the ETag that was sent still holds."},
        401: {"description": "The token is needed.", **refusal},
        404: {"description": "There is no such object.", **refusal},
        422: {"description": "A parameter is wrong.", **refusal},
    }


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes
        )
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        _, own = msgspec.json.schema_components(_OBJECTS, ref_template=_REFERENCE)
        schemas.clear()
        schemas |= own
        schemas["StoryClaim"] = {
            "description": "A shared claim with the id of its story.",
            "allOf": [
                {"$ref": _REFERENCE.format(name="SharedClaim")},
                {
                    "type": "object",
                    "properties": {"story": {"type": "string"}},
                    "required": ["story"],
                },
            ],
        }
        schemas["KeptAlert"] = {
            "description": "An alert, and when it was kept.",
            "allOf": [
                {"$ref": _REFERENCE.format(name="Alert")},
                {
                    "type": "object",
                    "properties": {"made_at": {"type": "string", "format": "date-time"}},
                    "required": ["made_at"],
                },
            ],
        }
        for name in ("DocumentLine", "Story", "StoryClaim", "KeptActor", "OutletLine", "KeptAlert"):
            schemas[f"{name}Page"] = _page(name)
        found = schemas["StoryClaimPage"]
        schemas["Found"] = {
            **found,
            "description": "The claims that fit, how many of them there are, and their facets.",
            "properties": {
                **found["properties"],
                "claims": {"type": "integer"},
                "facets": {"$ref": _REFERENCE.format(name="Facets")},
            },
            "required": [*found["required"], "claims", "facets"],
        }
        app.openapi_schema = made
    return app.openapi_schema


def _page(name: str) -> dict[str, Any]:
    return {
        "description": "A page of a list; `next` is the cursor of the one after it.",
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"$ref": _REFERENCE.format(name=name)}},
            "next": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
        "required": ["items", "next"],
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}
