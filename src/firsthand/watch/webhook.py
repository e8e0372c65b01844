"""Signed messages to a web address, after the Standard Webhooks specification (1.0).

The signature is HMAC-SHA256 of `id.timestamp.body`, so that a receiver can tell that a message is
ours, unchanged and fresh. A message may come twice; the id tells.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from firsthand.ingest.fetch_addresses import Resolve, addresses_of, resolve, target_of
from firsthand.ingest.fetch_exchange import exchange
from firsthand.ingest.fetch_results import FetchError, FetchLimits
from firsthand.model.errors import UsageError
from firsthand.model.version import VERSION

SHORTEST_SECRET = 24
"""Bytes of a secret, at least."""

_LIMITS = FetchLimits(connect=10, read=10, whole=20, packed_bytes=1_000_000)


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that was not taken; `final` where it is no use to try again."""

    detail: str
    final: bool = False


def secret_of(given: str, name: str) -> bytes:
    """The bytes of a secret: those behind `whsec_` in Base64, else the text's own.

    Raises:
        UsageError: it is too short, or no Base64. `name` is the variable that holds it.
    """
    try:
        secret = (
            base64.b64decode(given.removeprefix("whsec_"), validate=True)
            if given.startswith("whsec_")
            else given.encode()
        )
    except binascii.Error as fault:
        found = "what stands behind whsec_ is no Base64"
        raise UsageError(name, found, "take the secret as it was given") from fault
    if len(secret) < SHORTEST_SECRET:
        raise UsageError(
            name,
            f"the secret has {len(secret)} bytes, and needs {SHORTEST_SECRET}",
            "make one with: openssl rand -hex 32",
        )
    return secret


def signature(secret: bytes, id: str, timestamp: int, body: bytes) -> str:
    """The value of the header `webhook-signature`."""
    signed = f"{id}.{timestamp}.".encode() + body
    made = hmac.new(secret, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode("ascii")


def send(
    url: str,
    id: str,
    body: bytes,
    secret: bytes,
    now: datetime,
    *,
    allow_private: bool,
    resolve: Resolve = resolve,
) -> Refused | None:
    """POST a message once; None where it was taken. Redirects are not followed.

    Args:
        url: where to.
        id: the message's own; the same whenever it is sent again.
        body: JSON.
        secret: what signs it.
        now: the time that is signed with it; receivers refuse old ones.
        allow_private: whether it may go to this machine or to an inner network.
        resolve: host and port → network addresses.
    """
    timestamp = int(now.timestamp())
    headers = {
        "User-Agent": f"firsthand/{VERSION}",
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, id, timestamp, body),
    }
    try:
        target = target_of(url)
        addresses = addresses_of(target, resolve, allow_private=allow_private)
        answer = exchange(target, addresses, headers, _LIMITS, posted=body)
    except FetchError as fault:
        return Refused(fault.detail)
    if 200 <= answer.status < 300:
        return None
    # 410: the receiver wants no more.
    return Refused(f"{target.host} answered with status {answer.status}", answer.status == 410)
