"""A small newsroom on this machine: feeds and pages that answer as a test wishes."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler

from firsthand.ingest.fetch import Fetcher, FetchLimits
from firsthand.model.document import Document
from firsthand.model.reading import Reading
from firsthand.model.watch import Delivery, Side, Watch
from firsthand.reading.pipeline import Reader
from firsthand.store import Store
from firsthand.store.regrouping import Regrouping
from firsthand.watch.cycle import Round
from firsthand.watch.delivery import Courier
from tests.served import served
from tests.watch.quick import MADE_BY, quick_reading

NAMES = {"NO": "Norway", "CL": "Chile", "PE": "Peru", "JP": "Japan"}


@dataclass
class Answer:
    """What a path answers: `etag` makes it conditional, `slow` is in seconds."""

    body: bytes = b""
    kind: str = "text/html"
    status: int = 200
    etag: str | None = None
    slow: float = 0.0
    location: str | None = None
    cut: bool = False


@dataclass
class Newsroom:
    """What there is, and what was asked: each path with the validator that came along."""

    base: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    posted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def feed(self, path: str, *items: str, etag: str | None = None, updated: str = "") -> str:
        """Put up an Atom feed of some pages; its address."""
        entries = "".join(
            f"<entry><title>Item {item}</title><id>{self.base}{item}</id>"
            f'<link href="{self.base}{item}"/><published>2031-03-04T08:00:00Z</published>'
            f"<updated>{updated or '2031-03-04T08:00:00Z'}</updated></entry>"
            for item in items
        )
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title>{entries}</feed>"
        self.answers[path] = Answer(body.encode(), "application/atom+xml", etag=etag)
        return self.base + path

    def page(self, path: str, words: str, etag: str | None = None) -> None:
        """Put up the page of an article."""
        text = escape(words)
        body = (
            f"<!doctype html><html lang=en><head><title>{text[:40]}</title></head><body><article>"
            f"<h1>{text[:40]}</h1><p>{text}</p></article></body></html>"
        )
        self.answers[path] = Answer(body.encode(), etag=etag)

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    room = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

        def do_GET(self) -> None:
            given = self.headers.get("If-None-Match")
            if self.path != "/robots.txt":
                room.asked.append((self.path, given))
            answer = room.answers.get(self.path, Answer(status=404))
            if answer.etag and answer.etag == given:
                answer = replace(answer, status=304, body=b"")
            self.reply(answer)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            room.posted.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.reply(room.answers.get(self.path, Answer(status=404)))

        def reply(self, answer: Answer) -> None:
            time.sleep(answer.slow)
            try:
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                if answer.etag:
                    self.send_header("ETag", answer.etag)
                if answer.location:
                    self.send_header("Location", answer.location)
                if not answer.cut:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                self.close_connection = True

    with served(Handler) as room.base:
        yield room


class Clock:
    """Time that stands until it is moved."""

    def __init__(self, start: datetime = datetime(2031, 3, 4, 12, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def on(self, **by: float) -> None:
        self.time += timedelta(**by)


LIMITS = FetchLimits(
    read=0.6, whole=1.0, packed_bytes=300_000, unpacked_bytes=500_000, tries=1, host_interval=0
)


def read_quickly(documents: Iterable[Document]) -> Generator[Reading, None, None]:
    for document in documents:
        yield quick_reading(document)


def map_read(reader: Reader, documents: Iterable[Document]) -> Generator[Reading, None, None]:
    for document in documents:
        yield reader.read(document)


def a_watch(*feeds: str, **changes: object) -> Watch:
    everybody = Side(frozenset(), frozenset())
    none: frozenset[str] = frozenset()
    watch = Watch("Ice", everybody, everybody, none, none, none, feeds=feeds)  # type: ignore[arg-type]
    return replace(watch, **changes)  # type: ignore[arg-type]


def a_round(
    store: Store,
    watch: Watch,
    clock: Clock,
    *,
    to: Delivery | None = None,
    allow_private: bool = True,
    real: bool = False,
) -> Round:
    reader = Reader() if real else None
    return Round(
        watch=watch,
        store=store,
        web=Fetcher(LIMITS, allow_private=allow_private),
        read=(lambda documents: map_read(reader, documents)) if reader else read_quickly,
        made_by=reader.made_by if reader else MADE_BY,
        state_name=lambda code: NAMES.get(code, code),
        courier=Courier(to or Delivery(), b"s" * 24, lambda path, alerts: None, watch.name),
        now=clock,
        regrouping=Regrouping(store),
    )
