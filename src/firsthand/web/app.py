"""The app: pages for people, an API for programs, over one store, read-only."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteError

from firsthand.model.errors import FirsthandError
from firsthand.model.version import VERSION
from firsthand.store import Store
from firsthand.web import answers, api
from firsthand.web.asking import Desk
from firsthand.web.pages import alerts, article, overview, pair, search, state, story, who
from firsthand.web.pages import door as sign_in
from firsthand.web.rendering import render
from firsthand.web.safety import HEADERS, Door

_log = logging.getLogger("firsthand.web")

THREADS = 12
"""So many requests are answered at once; more would only wait for each other and the database."""

_ASSETS = {
    "pages.css": ("firsthand.web", "assets", "text/css; charset=utf-8"),
    "brief.css": ("firsthand.report", "templates", "text/css; charset=utf-8"),
    "keys.js": ("firsthand.web", "assets", "text/javascript; charset=utf-8"),
    "htmx.min.js": ("firsthand.web", "assets", "text/javascript; charset=utf-8"),
    "mark.svg": ("firsthand.web", "assets", "image/svg+xml"),
}


def make_app(
    store: Store, door: Door, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> FastAPI:
    """The app over a store.

    Args:
        store: what is shown; threads share it.
        door: where it is served, and who may ask.
        now: the clock, with zone, so that reports dated in the future are not the newest.
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        yield

    app = FastAPI(
        title="firsthand",
        version=VERSION,
        summary="Who says who did what to whom, and how many independent origins it has.",
        docs_url=None,  # its page asks foreign hosts for scripts
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
    )
    app.state.desk, app.state.door = Desk(store, now), door
    for pages in (overview, search, story, article, pair, who, alerts, state, sign_in):
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router)
    app.add_api_route("/assets/{name}", _asset, include_in_schema=False)
    app.middleware("http")(_guarded)
    app.add_exception_handler(StarletteError, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(FirsthandError, _failed)
    return app


async def _guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Check who asks before anything is done, and tell the browser what it may do."""
    door: Door = request.app.state.door
    path = request.url.path
    if not door.knows_host(request.headers.get("host", "")):
        answer = Response("This name is not ours.\n", 421, media_type="text/plain")
    elif not door.open and not _free(path) and not door.admits(request):
        if path.startswith("/api/"):
            answer = answers.json(request, {"detail": "the token is needed"}, 401)
            answer.headers["www-authenticate"] = "Bearer"
        else:
            answer = Response(status_code=303, headers={"location": "/sign-in"})
    else:
        answer = await _answered(request, go_on)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


async def _answered(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer, also where the program has a fault: one line, and no traceback for strangers."""
    try:
        return await go_on(request)
    except Exception as fault:
        _log.warning("%s failed: %s: %s", request.url.path, type(fault).__name__, fault)
        _log.debug("where", exc_info=True)
        return _said(request, 500, "The program failed on this; its terminal says why.")


def _free(path: str) -> bool:
    """What whoever has yet to give the token needs."""
    return path == "/sign-in" or path.startswith("/assets/")


def _asset(request: Request, name: str) -> Response:
    if name not in _ASSETS:
        raise HTTPException(404, "no such file")
    return answers.asset(request, *_file(name))


@cache
def _file(name: str) -> tuple[bytes, str]:
    package, folder, kind = _ASSETS[name]
    return (files(package) / folder / name).read_bytes(), kind


def _refused(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, StarletteError) else 500
    detail = str(fault.detail) if isinstance(fault, StarletteError) else ""
    answer = _said(request, status, detail)
    if isinstance(fault, StarletteError) and fault.headers:
        answer.headers.update(fault.headers)
    return answer


def _not_understood(request: Request, fault: Exception) -> Response:
    found = fault.errors() if isinstance(fault, RequestValidationError) else []
    told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in found[:5])
    return _said(request, 422, told)


def _failed(request: Request, fault: Exception) -> Response:
    return _said(request, 503, str(fault))


_TITLES = {
    404: "Not found",
    405: "Not possible",
    422: "Not understood",
    500: "The program failed",
    503: "The store failed",
}


def _said(request: Request, status: int, detail: str) -> Response:
    """What went wrong, in the form that was asked for."""
    if request.url.path.startswith("/api/"):
        return answers.json(request, {"detail": detail}, status)
    title = _TITLES.get(status, "Refused")
    return render(request, "refused.html", status, title=title, detail=detail)
