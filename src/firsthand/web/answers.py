"""Answers with an ETag, so that what a reader has already is not sent again."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from fastapi import Request, Response


def page(request: Request, body: str, status: int = 200) -> Response:
    """A page."""
    # Lone surrogates can come from a store, and UTF-8 cannot write them.
    return _answer(request, body.encode("utf-8", "replace"), "text/html; charset=utf-8", status)


def json(request: Request, value: Any, status: int = 200) -> Response:
    """JSON of the contract's objects."""
    return _answer(request, msgspec.json.encode(value), "application/json", status)


def asset(request: Request, body: bytes, kind: str) -> Response:
    """A file of the program's own."""
    return _answer(request, body, kind, 200)


def _answer(request: Request, body: bytes, kind: str, status: int) -> Response:
    # What is stored changes, so a browser asks each time; often the answer is "as before".
    headers = {"cache-control": "private, no-cache", "vary": "Cookie, Authorization"}
    if status == 200:
        tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
        headers["etag"] = tag
        if _has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
    return Response(body, status, headers, kind)


def _has(held: str, tag: str) -> bool:
    """Whether an If-None-Match names the tag (RFC 9110, compared weakly)."""
    tags = (one.strip().removeprefix("W/") for one in held.split(","))
    return held.strip() == "*" or tag in tags
