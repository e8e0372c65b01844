"""Who may ask, and what a browser may do with the answer.

The program has no accounts. On loopback whoever sits at the machine may read; everything that
writes, and everything asked over a network, needs the token. Host is checked, so that no page of
another site can reach us under a name of its own (DNS rebinding), and so is Origin where something
is written, so that no such page can write with the reader's cookie.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from firsthand.model.errors import UsageError

COOKIE = "firsthand"
SHORTEST = 16
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not no-referrer, under which a browser gives the Origin of our own forms as null.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether a name or address is of this machine alone."""
    if host.casefold() in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Door:
    """Where the pages are served, and the token, if there is one."""

    host: str
    port: int
    token: str | None = None
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def open(self) -> bool:
        """Whether reading needs no token."""
        return is_loopback(self.host)

    def knows_host(self, header: str) -> bool:
        """Whether a Host header names us; the port must be ours, or be left out."""
        parts = _parts(f"//{header}")
        if parts is None or parts[1] not in (None, self.port):
            return False
        name = parts[0]
        if self.open:
            return is_loopback(name)
        # Over a network we are asked by our address, or by the name that we were told.
        return name == self.host.casefold() or is_loopback(name) or _is_address(name)

    def is_own(self, origin: str, header: str) -> bool:
        """Whether an Origin is that of our own pages, asked for under the Host `header`."""
        scheme, _, rest = origin.partition("://")
        return scheme in ("http", "https") and rest.casefold() == header.casefold()

    def fits(self, given: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and hmac.compare_digest(
            given.encode("utf-8", "replace"), self.token.encode()
        )

    def pass_of(self) -> str:
        """What the cookie of somebody who gave the token holds; good until the program ends."""
        return hmac.new(self._key, (self.token or "").encode(), hashlib.sha256).hexdigest()

    def admits(self, request: Request) -> bool:
        """Whether a request brings the token, or the cookie that it was given for."""
        if self.token is None:
            return False
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self.fits(given.strip()):
            return True
        shown = request.cookies.get(COOKIE, "")
        return hmac.compare_digest(shown.encode("utf-8", "replace"), self.pass_of().encode())


def check_write(request: Request) -> None:
    """A dependency of every route that writes.

    Raises:
        HTTPException: 403 without a token to ask for or from another origin, 401 without the token.
    """
    door: Door = request.app.state.door
    if door.token is None:
        raise HTTPException(403, "nothing can be written: start with FIRSTHAND_TOKEN")
    if not door.admits(request):
        raise HTTPException(401, "the token is needed to write", {"www-authenticate": "Bearer"})
    check_origin(request)


def check_origin(request: Request) -> None:
    """Refuse what another site's page sends.

    Raises:
        HTTPException: 403, the Origin is another's, or a cookie comes without one.
    """
    door: Door = request.app.state.door
    origin = request.headers.get("origin")
    bearer = request.headers.get("authorization", "").casefold().startswith("bearer ")
    own = origin is not None and door.is_own(origin, request.headers.get("host", ""))
    # A program that sends the token itself names no origin; a browser's form always does.
    if not own and not (origin is None and bearer):
        raise HTTPException(403, "this was sent from another site's page")


def token_from(file: Path | None) -> str | None:
    """The token, from a file or else from FIRSTHAND_TOKEN.

    Raises:
        UsageError: the file cannot be read, or the token is too short to be safe.
    """
    name = str(file) if file else "FIRSTHAND_TOKEN"
    try:
        token = (file.read_text("utf-8") if file else os.environ.get(name, "")).strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(name, "the token cannot be read from it", "name a file of text") from fault
    if not token and file is None:
        return None
    if len(token) < SHORTEST or not token.isprintable() or " " in token:
        raise UsageError(
            name,
            f"a token of {len(token)} characters",
            f"{SHORTEST} at least, without blanks: openssl rand -hex 24",
        )
    return token


def _parts(address: str) -> tuple[str, int | None] | None:
    try:
        parts = urlsplit(address)
        return ((parts.hostname or "").casefold(), parts.port) if not parts.path else None
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
