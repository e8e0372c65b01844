"""The watch shows claims and alerts as they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program
from tests.watch.newsroom import LIMITS, Answer, Newsroom, newsroom

TODAY = datetime.now(UTC).date()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setattr("firsthand.ingest.fetch.FetchLimits", lambda: LIMITS)  # nobody is hurt
    with newsroom() as made:
        yield made


def watch_file(folder: Path, room: Newsroom, *feeds: str, more: str = "") -> Path:
    path = folder / "watch.toml"
    addresses = json.dumps([room.base + feed for feed in feeds])
    path.write_text(
        f'[watch]\nname = "Ice"\nactors = ["Norway"]\nfeeds = {addresses}\n{more}', "utf-8"
    )
    return path


def put_up(room: Newsroom, number: int) -> None:
    room.feed("/feed", *(f"/{n}" for n in range(number)), etag='"1"')
    for n in range(number):
        room.page(
            f"/{n}", f"Norway sold gas number {n} to Poland, minister Ada Lund said on Monday."
        )


def given(store: Path, file: Path) -> tuple[str | Path, ...]:
    return ("watch", file, "--store", store, "--allow-private")


def test_a_round_shows_watched_claims_and_says_what_was_done(
    room: Newsroom, firsthand: Program, tmp_path: Path
) -> None:
    put_up(room, 1)
    room.page("/other", "Peru sold sea buoys to Japan, minister Ana Quispe said on Monday.")
    room.feed("/others", "/other")
    file, store = watch_file(tmp_path, room, "/feed", "/others", "/gone"), tmp_path / "news.db"
    ended = firsthand(*given(store, file), "--once")
    assert ended.code == 0
    assert "Norway → Poland: supply (energy, trade)" in ended.out
    assert "← Ada Lund" in ended.out
    assert "Peru" not in ended.out
    assert f"note: {room.base}/gone: 127.0.0.1 answered with status 404" in ended.err
    assert "3 feeds asked, 1 failed; 2 added, 0 revised, 0 unchanged; 1 watched claim" in ended.last
    health = firsthand("health", "--store", store, "--json").values[0]
    assert [feed["state"] for feed in health["feeds"]] == ["well", "well", "failing"]
    shown = firsthand("health", "--store", store)
    assert "2 articles came, 2 of them were read" in shown.out


def test_where_no_feed_can_be_had_nothing_is_usable(
    room: Newsroom, firsthand: Program, tmp_path: Path
) -> None:
    ended = firsthand(*given(tmp_path / "n.db", watch_file(tmp_path, room, "/gone")), "--once")
    assert ended.code == 1
    assert ended.last.startswith("firsthand: the feeds: no document to read")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--once", "--every", "5m"), "--every: it stands beside --once"),
        (("--every", "soon"), "--every: 'soon' is no period"),
    ],
)
def test_periods_that_make_no_sense_are_refused(
    room: Newsroom, firsthand: Program, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    file = watch_file(tmp_path, room, "/feed")
    ended = firsthand(*given(tmp_path / "n.db", file), *options)
    assert (ended.code, said in ended.last) == (2, True)


def test_a_watch_without_feeds_or_secret_is_refused(
    room: Newsroom, firsthand: Program, tmp_path: Path
) -> None:
    store = tmp_path / "n.db"
    none = firsthand(*given(store, watch_file(tmp_path, room)), "--once")
    assert (none.code, "the watch names no feeds" in none.last) == (2, True)
    more = '[watch.deliver]\nwebhooks = ["https://desk.example/x"]\nsecret = "NO_SUCH_SECRET"\n'
    file = watch_file(tmp_path, room, "/feed", more=more)
    unset = firsthand(*given(store, file), "--once")
    assert unset.code == 2
    assert "NO_SUCH_SECRET: the environment has no such variable" in unset.last
    assert not store.exists()


def put_up_a_month(room: Newsroom) -> None:
    """A page on every other day for a month, and five of today that share no source."""
    pages = [(n, f"Norway supplied ice of lot {n} to Chile, the Norwegian ministry said.")
             for n in range(2, 30, 2)]  # fmt: skip
    pages += [
        (0, words)
        for words in (
            "Norway sold gas to Chile last week, Chile’s energy ministry said on Monday.",
            "Chilean minister Juan Rojas said that Norway will send two icebreakers to Chile.",
            "Japan’s trade ministry said that Norway bought copper from Chile.",
            "Norway opened its fish market to Chile, the European Commission said in Brussels.",
            "Norway and Chile signed an agreement on sea charts, minister Ada Lund said in Oslo.",
        )
    ]
    entries = ""
    for at, (days, words) in enumerate(pages):
        room.page(f"/p{at}", words)
        day = TODAY - timedelta(days=days)
        entries += (
            f"<item><title>Ice</title><link>{room.base}/p{at}</link>"
            f"<pubDate>{day:%a, %d %b %Y} 00:00:00 GMT</pubDate></item>"
        )
    body = f"<rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>"
    room.answers["/feed"] = Answer(body.encode(), "application/rss+xml")


def test_an_alert_is_shown_listed_and_delivered_once(
    room: Newsroom, firsthand: Program, tmp_path: Path
) -> None:
    put_up_a_month(room)
    more = '[watch.deliver]\nlines = "alerts.jsonl"\natom = "alerts.xml"\n'
    file, store = watch_file(tmp_path, room, "/feed", more=more), tmp_path / "news.db"
    first = firsthand(*given(store, file), "--once")
    again = firsthand(*given(store, file), "--once")
    assert "ALERT surge: Chile–Norway: " in first.out
    assert "independent origins on" in first.out
    assert "ALERT" not in again.out
    listed: list[Any] = firsthand("alerts", "--store", store, "--json").values
    lines = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == listed[::-1]
    surge = next(one["alert"] for one in listed if one["alert"]["kind"] == "surge")
    assert surge["figures"]["origins"] >= 3
    assert surge["claims"][0]["reports"][0]["url"].startswith(room.base)
    assert b"Norway sold gas to Chile" in (tmp_path / "alerts.xml").read_bytes()
    assert "surge" in firsthand("alerts", "--store", store).out


def test_tail_shows_claims_that_another_program_adds(
    firsthand: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, file = tmp_path / "news.db", tmp_path / "a.txt"
    file.write_text("Norway sold gas to Poland, minister Ada Lund said on Monday.", "utf-8")
    firsthand("add", file, "--store", store)

    pauses: list[float] = []

    def meanwhile(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 1:
            raise KeyboardInterrupt
        file.write_text("Chile sold copper to Peru, minister Juan Rojas said on Monday.", "utf-8")
        firsthand("add", file, "--store", store)

    monkeypatch.setattr("time.sleep", meanwhile)
    ended = firsthand("tail", "--store", store)
    assert ended.code == 130
    assert "Chile → Peru: supply (trade)" in ended.out
