"""One request to one network address, and its answer within bounds."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from firsthand.ingest.fetch_addresses import Target
from firsthand.ingest.fetch_results import FetchError, FetchLimits

_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and the unpacked body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    target: Target,
    addresses: list[str],
    headers: Mapping[str, str],
    limits: FetchLimits,
    posted: bytes | None = None,
) -> Answer:
    """GET a target from the first of its addresses that takes the connection, or POST to it.

    Raises:
        FetchError: why there is no answer.
    """
    deadline = time.monotonic() + limits.whole
    try:
        connection = _connected(target, addresses, limits, deadline)
        with _cut_at(connection, deadline) as cut:
            try:
                return _answer(connection, target, headers, limits, posted)
            except Exception as error:
                if cut.is_set():
                    raise FetchError(
                        "timeout", f"{target.host}: not done after {limits.whole:g} seconds"
                    ) from error
                raise
    except (TimeoutError, urllib3.exceptions.TimeoutError) as error:
        raise FetchError("timeout", f"{target.host}: no answer in time") from error
    except (ssl.SSLError, urllib3.exceptions.SSLError) as error:
        raise FetchError("tls", f"{target.host}: no safe connection ({_line(error)})") from error
    except (
        OSError,
        urllib3.exceptions.NewConnectionError,
        http.client.RemoteDisconnected,
    ) as error:
        raise FetchError("connection", f"{target.host}: connection lost or refused") from error
    except urllib3.exceptions.ProtocolError as error:
        raise FetchError("connection", f"{target.host}: the connection broke off") from error
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
        raise FetchError(
            "bad_response", f"{target.host}: the answer is not HTTP ({_line(error)})"
        ) from error


def _connected(
    target: Target, addresses: list[str], limits: FetchLimits, deadline: float
) -> HTTPConnection:
    last: Exception | None = None
    for address in addresses:
        timeout = min(limits.connect, deadline - time.monotonic())
        if timeout <= 0:
            break
        connection = _connection(target, address, timeout)
        try:
            connection.connect()
        except (OSError, urllib3.exceptions.HTTPError) as error:
            connection.close()
            last = error
            continue
        connection.sock.settimeout(limits.read)
        connection.timeout = limits.read
        return connection
    raise last or TimeoutError


def _connection(target: Target, address: str, timeout: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout)
    # The name, not the number, is what the certificate must be for.
    return HTTPSConnection(
        address,
        target.port,
        timeout=timeout,
        server_hostname=target.host,
        ssl_context=ssl.create_default_context(),
    )


@contextmanager
def _cut_at(connection: HTTPConnection, deadline: float) -> Iterator[threading.Event]:
    """Shut the connection at the deadline: a server that drips bytes never hits a read timeout."""
    cut = threading.Event()
    line: socket.socket = connection.sock

    def shut() -> None:
        cut.set()
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # It is closed already.

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()
        connection.close()


def _answer(
    connection: HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limits: FetchLimits,
    posted: bytes | None,
) -> Answer:
    sent = {"Host": target.host_header, "Accept-Encoding": "gzip, deflate", **headers}
    connection.request(
        "GET" if posted is None else "POST",
        target.path,
        body=posted,
        headers=sent,
        preload_content=False,
        decode_content=False,
    )
    response = connection.getresponse()
    try:
        given = {name.lower(): value for name, value in response.headers.items()}
        if response.status != 200:
            # Of a redirect or an error only the head counts.
            return Answer(response.status, given, b"")
        length = given.get("content-length", "")
        if length.isdigit() and int(length) > limits.packed_bytes:
            raise _too_large(target, limits.packed_bytes)
        coding = given.get("content-encoding", "").strip().lower()
        unpack = _unpacker(coding, target)
        body = bytearray()
        packed = 0
        while piece := response.read(_PIECE, decode_content=False):
            packed += len(piece)
            if packed > limits.packed_bytes:
                raise _too_large(target, limits.packed_bytes)
            body += unpack.unpack(piece, limits.unpacked_bytes - len(body) + 1)
            if len(body) > limits.unpacked_bytes:
                raise _too_large(target, limits.unpacked_bytes)
        unpack.finish()
        return Answer(response.status, given, bytes(body))
    finally:
        response.close()


class _Unpacker:
    """Unpacks pieces, never more at once than it is allowed; without a coding it hands through."""

    def __init__(self, coding: str, host: str) -> None:
        self._coding, self._host = coding, host
        self._machine = None if coding in {"", "identity"} else zlib.decompressobj(47)
        self._begun = False

    def unpack(self, piece: bytes, most: int) -> bytes:
        if self._machine is None:
            return piece
        try:
            return self._pieces(self._machine, piece, most)
        except zlib.error as error:
            if self._coding == "deflate" and not self._begun:
                # Some servers send deflate without its wrapping.
                self._machine, self._begun = zlib.decompressobj(-15), True
                return self.unpack(piece, most)
            raise FetchError("bad_response", f"{self._host}: the packed body is broken") from error

    def finish(self) -> None:
        if self._machine is not None and self._begun and not self._machine.eof:
            raise FetchError("connection", f"{self._host}: the packed body breaks off")

    def _pieces(self, machine: zlib._Decompress, piece: bytes, most: int) -> bytes:
        body = machine.decompress(piece, most)
        self._begun = True
        # A gzip body may be several members, one behind another.
        while len(body) < most and machine.eof and machine.unused_data[:2] == b"\x1f\x8b":
            rest = machine.unused_data
            self._machine = machine = zlib.decompressobj(47)
            body += machine.decompress(rest, most - len(body))
        return body


def _unpacker(coding: str, target: Target) -> _Unpacker:
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError("bad_response", f"{target.host}: packed as {coding[:40]!r}, not asked for")
    return _Unpacker(coding, target.host)


def _too_large(target: Target, most: int) -> FetchError:
    return FetchError("too_large", f"{target.host}: more than {most} bytes")


def _line(error: object) -> str:
    return " ".join(str(error).split())[:160]
