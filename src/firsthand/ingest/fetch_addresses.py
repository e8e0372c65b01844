"""Web addresses taken apart, and the network addresses that may be connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from firsthand.ingest.fetch_results import FetchError

Resolve = Callable[[str, int], list[str]]
"""Host and port → network addresses; raises OSError where there are none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_URL_MARKS = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address in its parts; `path` with the query, `origin` without either."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """The host as the Host header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.scheme == "https" else 80
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host_header}"


def target_of(url: str) -> Target:
    """Take an address apart.

    Raises:
        FetchError: it is not http or https, has no host, or carries a name and password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise FetchError("bad_address", f"{url[:200]!r} is no web address") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchError("bad_address", f"{url[:200]!r} is neither http nor https")
    # A host goes into a header: nothing but what a name or an address is made of.
    if not host or not all(mark.isalnum() or mark in ".-_:" for mark in host) or port == 0:
        raise FetchError("bad_address", f"{url[:200]!r} names no host")
    if "@" in parts.netloc:
        raise FetchError("bad_address", f"{parts.hostname}: an address with a password in it")
    path = quote(parts.path or "/", safe=_URL_MARKS)
    path += "?" + quote(parts.query, safe=_URL_MARKS) if parts.query else ""
    usual = 443 if parts.scheme == "https" else 80
    target = Target("", parts.scheme, host.lower(), port or usual, path)
    return Target(target.origin + path, target.scheme, target.host, target.port, path)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system; decimal and octal hosts come back as the addresses that they are."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IPv4 or IPv6 address belongs to the open internet, wrapped forms included."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
        if ip.ipv4_mapped is not None:
            return True
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def addresses_of(target: Target, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """The network addresses to connect to; asked for once, so that no second answer differs.

    Raises:
        FetchError: the name is unknown, or one of its addresses is not of the open internet.
    """
    try:
        found = resolve(target.host, target.port)
    except (OSError, UnicodeError) as error:
        raise FetchError("no_such_host", f"{target.host}: no such host is known") from error
    if not found:
        raise FetchError("no_such_host", f"{target.host}: no such host is known")
    inside = [] if allow_private else [address for address in found if not is_public(address)]
    if inside:
        raise FetchError(
            "not_public", f"{target.host} leads to {inside[0]}, which is not of the open internet"
        )
    return found
