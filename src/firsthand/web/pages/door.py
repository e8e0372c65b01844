"""Signing in with the token, where there is one, and out again."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from firsthand.web.rendering import render
from firsthand.web.safety import COOKIE, Door, check_origin

router = APIRouter()

_LONGEST = 2_000
"""Bytes of the form."""


@router.get("/sign-in")
def show_door(request: Request) -> Response:
    """The form that asks for the token."""
    door: Door = request.app.state.door
    return render(
        request, "sign-in.html", title="Sign in", inside=door.admits(request), wrong=False
    )


@router.post("/sign-in", dependencies=[Depends(check_origin)])
async def come_in(request: Request) -> Response:
    """Give whoever has the token a cookie that stands for it."""
    door: Door = request.app.state.door
    if not door.fits(await _token(request)):
        return render(request, "sign-in.html", 401, title="Sign in", inside=False, wrong=True)
    answer = Response(status_code=303, headers={"location": "/", "cache-control": "no-store"})
    answer.set_cookie(COOKIE, door.pass_of(), httponly=True, samesite="strict", path="/")
    return answer


@router.post("/sign-out", dependencies=[Depends(check_origin)])
def go_out(request: Request) -> Response:
    """Take the cookie back."""
    del request
    answer = Response(
        status_code=303, headers={"location": "/sign-in", "cache-control": "no-store"}
    )
    answer.delete_cookie(COOKIE, path="/")
    return answer


async def _token(request: Request) -> str:
    """The token in a form, as browsers send forms."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise HTTPException(413, "the form is too large")
    try:
        fields = parse_qs(body.decode(), max_num_fields=5)
    except ValueError as fault:
        raise HTTPException(422, "this is no form") from fault
    return fields.get("token", [""])[0].strip()
