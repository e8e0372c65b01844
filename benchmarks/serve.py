"""How fast pages and API answer from a large store: cold start, one reader, fifty at once.

    python -m benchmarks.serve                      # 50,000 claims
    python -m benchmarks.serve --claims 1000000 --keep /tmp/large.db

The store is invented, its rows written directly. With --keep it stays, and is used again.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from sqlalchemy import create_engine, insert

from firsthand.model.reading import SCHEMA
from firsthand.model.story import mark_of
from firsthand.model.vocabulary import ACTIONS, ASPECTS, MODALITIES, PLOVER, QUAD
from firsthand.store import open_store, tables
from firsthand.web import places

SEED, LAST, DAYS = 20250304, date(2025, 3, 4), 365
STATES = [
    "NO",
    "CL",
    "PE",
    "JP",
    "FI",
    "EE",
    "SE",
    "DK",
    "IS",
    "CA",
    "BR",
    "AR",
    "UY",
    "NZ",
    "AU",
    "KE",
    "UG",
    "TZ",
    "GH",
    "SN",
    "MA",
    "PT",
    "ES",
    "FR",
    "DE",
    "PL",
    "CZ",
    "AT",
    "CH",
    "IT",
    "GR",
    "TR",
    "GE",
    "KZ",
    "MN",
    "KR",
    "VN",
    "TH",
    "MY",
    "ID",
]
OUTLETS = [
    f"The {name} {kind}"
    for name in [
        "Harbour",
        "Polar",
        "Lakeshore",
        "Steppe",
        "Quay",
        "Northern",
        "Santiago",
        "Coastal",
    ]
    for kind in ("Gazette", "Wire", "Post", "Ledger")
]
WORDS = [
    "ice",
    "charts",
    "ferry",
    "timetable",
    "harbour",
    "pilots",
    "buoys",
    "grain",
    "vaccines",
    "quota",
    "herring",
    "rail",
    "sleepers",
    "minister",
    "announced",
    "agreed",
    "denied",
    "report",
    "service",
    "survey",
    "station",
    "accord",
    "signed",
    "pier",
    "envoy",
    "talks",
    "weeks",
    "shipping",
    "winter",
    "spring",
    "storm",
    "cable",
    "lighthouse",
    "customs",
    "forms",
    "trucks",
    "stock",
    "accounts",
]
_BATCH = 500  # stories written at a time
_ROUNDS, _READERS, _EACH = 40, 50, 12


def main() -> int:
    """Make the store, ask the pages, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="where the store stays")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "large.db"
        if not path.exists():
            began = time.perf_counter()
            claims = write_store(path, given.claims)
            print(f"wrote {claims:,} claims in {time.perf_counter() - began:.0f} s")
        print(f"store: {path.stat().st_size / 1e6:,.0f} MB\n")
        measure(path)
    return 0


def measure(path: Path) -> None:
    """Ask a server on the store, and print what it took."""
    colds = []
    for _ in range(3):
        with served(path) as (_, cold):
            colds.append(cold)
    told = ", ".join(f"{cold:.2f}" for cold in sorted(colds))
    print(f"cold start to the first page, three times: {told} s\n")
    with served(path) as (port, _):
        ways = asked_of(path)
        print(f"{'one reader':28} {'median':>8} {'p95':>8}   ms, of {_ROUNDS}")
        for name, addresses in ways.items():
            took = [ask(port, addresses[n % len(addresses)])[1] for n in range(_ROUNDS)]
            print(f"{name:28} {statistics.median(took):8.1f} {p95(took):8.1f}")
        mixed = [address for addresses in ways.values() for address in addresses]
        random.Random(SEED).shuffle(mixed)

        def read(reader: int) -> list[tuple[int, float]]:
            return [ask(port, mixed[(reader * 7 + n) % len(mixed)]) for n in range(_EACH)]

        began = time.perf_counter()
        with ThreadPoolExecutor(_READERS) as pool:
            answers = [one for some in pool.map(read, range(_READERS)) for one in some]
        took = [milliseconds for _, milliseconds in answers]
        rate = len(answers) / (time.perf_counter() - began)
        errors = sum(status != 200 for status, _ in answers)
        print(f"\n{_READERS} readers at once, {len(answers)} requests: {errors} errors, "
              f"median {statistics.median(took):,.0f} ms, p95 {p95(took):,.0f} ms, "
              f"{rate:,.0f} requests/s")  # fmt: skip


def asked_of(path: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, taken at random from what the store holds."""
    pick = random.Random(SEED)
    with open_store(path, create=False) as store, store.asking() as connection:
        newest = connection.exec_driver_sql("SELECT max(number) FROM stories").scalar_one()
        some = tuple(pick.randint(1, newest) for _ in range(_ROUNDS))
        listed = ",".join(map(str, some))
        claims = connection.exec_driver_sql(
            "SELECT s.id, c.id FROM story_claims c JOIN stories s ON s.number = c.story "
            f"WHERE c.story IN ({listed}) GROUP BY s.id"
        ).all()
        documents = list(connection.exec_driver_sql(
            f"SELECT document FROM story_documents WHERE story IN ({listed}) AND place = 0"
        ).scalars())  # fmt: skip
    pairs = [pick.sample(STATES[:12], 2) for _ in range(_ROUNDS)]
    search = [
        {"q": pick.choice(WORDS)}, {"q": f"{pick.choice(WORDS)} {pick.choice(WORDS)}"},
        {"aspect": "humanitarian"}, {"modality": "denied", "actor": "NO"}, {"outlet": OUTLETS[0]},
        {"actor": "NO", "partner": "CL", "sort": "origins"},
        {"action": "cede", "aspect": "science"},
        {"q": "ice", "actor": "MY", "aspect": "trade"}, {"view": "reports", "q": "herring quota"},
        {"q": '"ice charts"', "sort": "origins"}, {"actor": "NO/minister-3"}, {"sort": "origins"},
        {"since": "2024-06-01", "until": "2024-06-08", "aspect": "energy"}, {"declared": "1"},
    ]  # fmt: skip
    return {
        "overview": ["/", *(places.address("/", since=LAST - timedelta(days=n)) for n in (7, 30))],
        "stories": ["/stories", places.address("/stories", new=LAST - timedelta(days=90))],
        "story": [places.story(story) for story, _ in claims],
        "claim": [places.claim(story, claim) for story, claim in claims],
        "article": [places.document(id) for id in documents],
        "pair": [places.pair(*pair) for pair in pairs],
        "actor": [places.actor(state) for state in STATES]
        + [places.actor(f"{state}/minister-{n}") for n, state in enumerate(STATES[:20])],
        "outlet": [places.outlet(name) for name in OUTLETS],
        "search": [places.search(**one) for one in search],
        "outlets and health": ["/outlets", "/health", "/alerts"],
        "API: search": [f"/api/v1{places.search(**one)}" for one in search if "view" not in one],
        "API: stories": ["/api/v1/stories", "/api/v1/claims?sort=origins"],
        "API: document": [f"/api/v1/documents/{id}" for id in documents],
    }


def ask(port: int, address: str) -> tuple[int, float]:
    """The status of an answer, and the milliseconds until it was there whole."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        print(f"{answer.status} {address}", file=sys.stderr)
    return answer.status, 1000 * (time.perf_counter() - began)


def p95(took: list[float]) -> float:
    """What 95 of 100 stay under."""
    return sorted(took)[int(0.95 * (len(took) - 1))]


@contextmanager
def served(path: Path) -> Iterator[tuple[int, float]]:
    """A server's port, and the seconds from its start to the first page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "firsthand", "serve", "--store", str(path), "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                if ask(port, "/")[0] == 200:
                    break
            except OSError:
                time.sleep(0.01)
        yield port, time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=20)


def write_store(path: Path, claims: int) -> int:
    """Write a store of so many claims; how many it became."""
    open_store(path).close()
    engine = create_engine(f"sqlite:///{path}")
    pick, written, number = random.Random(SEED), 0, 0
    while written < claims:
        rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in _TABLES}
        for _ in range(_BATCH):
            number += 1
            written += _story(rows, number, pick)
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
            for table in _TABLES:
                connection.execute(insert(table), rows[table])
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return written


_TABLES = (
    tables.documents, tables.readings, tables.stories, tables.story_documents,
    tables.story_claims, tables.story_actors,
)  # fmt: skip


def _story(rows: dict[Any, list[dict[str, Any]]], number: int, pick: random.Random) -> int:
    """Add the rows of one story; how many claims it has."""
    first = LAST - timedelta(days=int(DAYS * pick.random()))
    # Few states are in most of the news.
    states = [STATES[int(len(STATES) * pick.random() ** 2)] for _ in range(3)]
    persons = [f"{state}/minister-{pick.randrange(20)}" for state in states]
    documents = [
        _document(rows, number, n, first, pick) for n in range(pick.choice((1, 1, 2, 3, 5)))
    ]
    told = [_claim(n, pick, persons + states, documents) for n in range(pick.randint(1, 9))]
    days = [date.fromisoformat(one["published"]) for one in documents]
    actors = [
        {"key": key, "name": f"Name of {key}", "kind": "person" if "/" in key else "state",
         "state": key[:2], "office": "minister" if "/" in key else None}
        for key in dict.fromkeys((*states, *persons))
    ]  # fmt: skip
    id = f"s-{first}-story-{mark_of(documents[0]['id'])}"
    story = {
        "id": id, "title": f"Story {number}: {_words(pick, 7)}", "first": str(min(days)),
        "last": str(max(days)), "documents": documents, "actors": actors, "claims": told,
        "quotes": [], "reuse": [],
    }  # fmt: skip
    rows[tables.stories].append({
        "number": number, "id": id, "title": story["title"], "first": min(days), "last": max(days),
        "documents": len(documents), "claims": len(told),
        "origins": max(claim["origin_count"] for claim in told), "body": _packed(story),
    })  # fmt: skip
    rows[tables.story_documents] += [
        {"story": number, "document": one["id"], "place": n, "mark": mark_of(one["id"])}
        for n, one in enumerate(documents)
    ]
    rows[tables.story_actors] += [{"story": number, **actor} for actor in actors]
    for claim in told:
        reported = [date.fromisoformat(report["published"]) for report in claim["reports"]]
        rows[tables.story_claims].append({
            **{key: claim[key] for key in ("id", "line", "actor", "recipient", "reciprocal",
               "action", "quad", "modality", "trend", "declared", "background")},
            "story": number, "actor_state": claim["actor"][:2],
            "recipient_state": claim["recipient"][:2], "aspects": ",".join(claim["aspects"]),
            "first": min(reported), "last": max(reported), "reports": len(reported),
            "origins": claim["origin_count"],
        })  # fmt: skip
    return len(told)


def _document(
    rows: dict[Any, list[dict[str, Any]]], story: int, n: int, first: date, pick: random.Random
) -> dict[str, Any]:
    id, day = f"d-{story}-{n}", min(LAST, first + timedelta(days=n * pick.randrange(2)))
    title = _words(pick, 8)
    text = f"{title}\n\n" + "\n\n".join(_words(pick, 30) + "." for _ in range(5))
    line = {"id": id, "url": f"https://news.example/{id}", "outlet": pick.choice(OUTLETS),
            "title": title, "published": str(day), "language": "en"}  # fmt: skip
    number = 10 * story + n
    rows[tables.documents].append({
        **line, "number": number, "title_end": len(title), "text": text,
        "published_at": datetime.combine(day, datetime.min.time()), "day": day,
        "added_at": datetime.now(UTC).replace(tzinfo=None), "made_by_firsthand": "0.1.0",
        "made_by_reader": "sha256:aa", "made_by_lexicon": "sha256:bb", "skipped_reason": None,
        "skipped_detail": None,
    })  # fmt: skip
    blank = {"id": id, "url": None, "outlet": None, "title": None, "title_end": 0, "text": "",
             "published": None, "language": None}  # fmt: skip
    body = {
        "schema": SCHEMA, "document": blank, "skipped": None,
        "made_by": {"firsthand": "0.1.0", "reader": "sha256:aa", "lexicon": "sha256:bb"},
    }  # fmt: skip
    rows[tables.readings].append({"document": number, "body": _packed(body)})
    return line


def _claim(
    n: int, pick: random.Random, parties: list[str], documents: list[dict[str, Any]]
) -> dict[str, Any]:
    actor, recipient = pick.sample(parties, 2)
    action = pick.choice(ACTIONS)
    aspects = sorted(pick.sample(ASPECTS, pick.randrange(3)))
    modality = pick.choices(MODALITIES, (60, 5, 4, 15, 5, 8, 3))[0]
    reports = [
        {"document": one["id"], "claim": f"c{n}", "outlet": one["outlet"],
         "published": one["published"], "modality": modality, "chain": [parties[0]],
         "evidence": [{"start": 20, "end": 60, "words": "the words as they stand in the report"}]}
        for one in documents[: pick.randint(1, len(documents))]
    ]  # fmt: skip
    count = pick.randint(1, len(reports))
    origins = [{"id": f"o{at}", "first_source": parties[0], "reports": [
        r for r in range(len(reports)) if r % count == at]} for at in range(count)]  # fmt: skip
    return {
        "id": f"c-{n:02}", "actor": actor, "recipient": recipient, "reciprocal": False,
        "action": action, "plover": PLOVER[action], "quad": QUAD[action], "aspects": aspects,
        "trend": None, "declared": pick.random() < 0.03, "background": pick.random() < 0.2,
        "when": None, "place": None, "modality": modality,
        "line": f"Name of {actor} → Name of {recipient}: {action}", "reports": reports,
        "origins": origins, "origin_count": count, "origin_range": [count, count], "ties": [],
        "denials": [], "differences": [],
    }  # fmt: skip


def _words(pick: random.Random, many: int) -> str:
    return " ".join(pick.choices(WORDS, k=many))


def _packed(value: Any) -> bytes:
    return zstandard.compress(msgspec.json.encode(value))


if __name__ == "__main__":
    sys.exit(main())
