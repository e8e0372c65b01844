"""Fetching, against a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

from firsthand.ingest.fetch import (
    Fetched,
    Fetcher,
    FetchFailed,
    FetchLimits,
    NotModified,
    Validators,
)
from firsthand.ingest.fetch_addresses import is_public
from firsthand.model.version import VERSION
from tests.served import served


@dataclass
class Site:
    """What the server was asked, and how often it is to fail first."""

    base: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


class Handler(BaseHTTPRequestHandler):
    site: Site

    def log_message(self, format: str, *args: object) -> None:
        return

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        try:
            self.reply()
        except OSError:
            self.close_connection = True

    def reply(self) -> None:
        match self.path:
            case "/robots.txt":
                self.answer(200, b"User-agent: *\nDisallow: /closed\n")
            case "/good":
                if self.headers.get("If-None-Match") == '"1"':
                    self.answer(304)
                else:
                    self.answer(200, b"hello", ETag='"1"', Last_Modified="yesterday")
            case "/packed":
                self.answer(
                    200, gzip.compress(b"he") + gzip.compress(b"llo"), Content_Encoding="gzip"
                )
            case "/bomb":
                self.answer(200, gzip.compress(b"0" * 3_000_000), Content_Encoding="gzip")
            case "/huge":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    self.wfile.write(b"0" * 100_000)
            case "/slow":
                time.sleep(1.5)
            case "/drip":
                for _ in range(40):
                    self.wfile.write(b"H")
                    time.sleep(0.05)
            case "/vanish":
                self.connection.shutdown(socket.SHUT_RDWR)
            case "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.write(b"half")
            case "/odd":
                self.wfile.write(b"\x00\x01 not http at all\r\n\r\n")
            case "/loop":
                self.answer(302, Location="/loop")
            case "/moved":
                self.answer(301, Location="good")
            case "/inside":
                self.answer(302, Location="http://10.0.0.1/")
            case "/to_file":
                self.answer(302, Location="file:///etc/passwd")
            case "/to_closed":
                self.answer(302, Location="/closed")
            case "/busy" if self.site.busy > 0:
                self.site.busy -= 1
                self.answer(429, Retry_After="7")
            case "/busy":
                self.answer(200, b"at last")
            case "/far":
                self.answer(503, Retry_After="9999")
            case _:
                self.answer(404)


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    handler = type("Own", (Handler,), {"site": site})
    with served(handler) as site.base:
        yield site


LIMITS = FetchLimits(read=5, whole=10, packed_bytes=100_000, unpacked_bytes=200_000, tries=1)


def fetcher(limits: FetchLimits = LIMITS, clock: Clock | None = None) -> Fetcher:
    clock = clock or Clock()
    return Fetcher(
        limits, about="https://tool.example", allow_private=True, clock=clock, sleep=clock.sleep
    )


def reason(result: object) -> str:
    assert isinstance(result, FetchFailed), result
    assert "\n" not in result.detail
    return result.reason


def test_a_page_comes_with_what_is_needed_to_ask_again(site: Site) -> None:
    ours = fetcher()
    first = ours.fetch(site.base + "/good")
    assert isinstance(first, Fetched)
    assert (first.body, first.validators) == (b"hello", Validators('"1"', "yesterday"))
    assert site.asked[-1][1]["User-Agent"] == f"firsthand/{VERSION} (+https://tool.example)"
    again = ours.fetch(site.base + "/good", first.validators)
    assert isinstance(again, NotModified)
    assert again.validators == first.validators


def test_packed_pages_are_unpacked_and_redirects_followed(site: Site) -> None:
    packed, moved = (fetcher().fetch(site.base + path) for path in ("/packed", "/moved"))
    assert isinstance(packed, Fetched)
    assert isinstance(moved, Fetched)
    assert (packed.body, moved.body) == (b"hello", b"hello")
    assert moved.final_url == site.base + "/good"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/bomb", "too_large"),
        ("/huge", "too_large"),
        ("/vanish", "connection"),
        ("/cut", "connection"),
        ("/loop", "redirects"),
        ("/to_file", "bad_address"),
        ("/closed", "robots"),
        ("/to_closed", "robots"),
        ("/nothing", "http_status"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_word(site: Site, path: str, expected: str) -> None:
    assert reason(fetcher().fetch(site.base + path)) == expected
    assert site.count("/closed") == 0


def test_an_answer_that_is_not_http_is_a_failure(site: Site) -> None:
    assert reason(fetcher().fetch(site.base + "/odd")) in {"bad_response", "connection"}


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_slow_and_dripping_servers_are_cut_off(site: Site, path: str) -> None:
    limits = FetchLimits(read=0.4, whole=0.6, tries=1)
    assert reason(fetcher(limits).fetch(site.base + path)) == "timeout"


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(site: Site) -> None:
    site.busy, clock = 1, Clock()
    result = fetcher(FetchLimits(tries=3), clock).fetch(site.base + "/busy")
    assert isinstance(result, Fetched)
    assert 7.0 in clock.waits


def test_a_wait_beyond_the_bound_is_not_waited(site: Site) -> None:
    assert reason(fetcher(FetchLimits(tries=3)).fetch(site.base + "/far")) == "http_status"
    assert site.count("/far") == 1


def test_a_host_rests_between_two_requests_and_robots_is_asked_once_a_day(site: Site) -> None:
    clock = Clock()
    ours = fetcher(FetchLimits(host_interval=3), clock)
    ours.fetch(site.base + "/good")
    ours.fetch(site.base + "/good")
    assert clock.waits == [3, 3]
    assert site.count("/robots.txt") == 1
    clock.now += 90_000
    ours.fetch(site.base + "/good")
    assert site.count("/robots.txt") == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0177.0.0.1", "[::1]", "localhost"])
def test_this_machine_is_not_connected_to_however_it_is_written(site: Site, host: str) -> None:
    port = site.base.rpartition(":")[2]
    assert reason(Fetcher(LIMITS).fetch(f"http://{host}:{port}/good")) == "not_public"
    assert site.asked == []


def test_a_name_is_resolved_once_and_that_address_connected_to(site: Site) -> None:
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    ours = Fetcher(
        LIMITS, allow_private=True, sleep=lambda _: None, resolve=lambda *_: answers.pop(0)
    )
    port = site.base.rpartition(":")[2]
    assert isinstance(ours.fetch(f"http://post.example:{port}/good"), Fetched)
    assert site.asked[-1][1]["Host"] == f"post.example:{port}"
    assert answers == [["10.0.0.1"]]  # one question for robots.txt, one for the page


def test_a_redirect_inwards_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    own = "127.0.0.1"
    monkeypatch.setattr(
        "firsthand.ingest.fetch_addresses.is_public", lambda ip: ip == own or is_public(ip)
    )
    ours = Fetcher(LIMITS, sleep=lambda _: None)
    assert reason(ours.fetch(site.base + "/inside")) == "not_public"
    assert site.count("/inside") == 1


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "169.254.169.254", "224.0.0.1", "240.0.0.1", "0.0.0.0", "100.64.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "::", "fec0::1", "nonsense",
    ],
)  # fmt: skip
def test_inner_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_outer_addresses_are_public() -> None:
    outer = ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"]
    assert [address for address in outer if not is_public(address)] == []


@pytest.mark.parametrize(
    "url", ["ftp://p.example/", "http://", "http://u:p@p.example/", "http://a\r\nb/", "http://p:x/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert reason(Fetcher(LIMITS, resolve=lambda *_: ["10.0.0.1"]).fetch(url)) in {
        "bad_address", "not_public",
    }  # fmt: skip


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert isinstance(fetcher().fetch(site.base + "/good"), Fetched)
