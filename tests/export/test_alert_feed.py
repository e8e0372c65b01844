"""Alerts as an Atom feed: well formed whatever strangers wrote, stable, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import fromstring

from firsthand.export.alert_feed import alert_feed
from tests.watch.test_delivery import an_alert

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
_ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_entry_has_what_happened_why_and_the_words_with_their_link() -> None:
    feed = fromstring(alert_feed([(an_alert(), NOW)], "Ice"))
    (entry,) = feed.findall(f"{_ATOM}entry")
    assert entry.findtext(f"{_ATOM}title") == "it is denied"
    assert entry.findtext(f"{_ATOM}id") == "urn:firsthand:alert:a-1"
    link = entry.find(f"{_ATOM}link")
    assert link is not None
    assert link.get("href") == "https://news.example/1"
    assert "ice data" in "".join(entry.itertext())


def test_the_newest_comes_first_and_gives_the_feed_its_time() -> None:
    alerts = [(an_alert("a-1"), NOW), (an_alert("a-2"), NOW + timedelta(hours=1))]
    feed = fromstring(alert_feed(alerts, "Ice"))
    ids = [one.text for one in feed.iter(f"{_ATOM}id")]
    assert ids[1:] == ["urn:firsthand:alert:a-2", "urn:firsthand:alert:a-1"]
    assert feed.findtext(f"{_ATOM}updated") == "2031-03-04T13:00:00Z"


def test_what_strangers_write_stays_text() -> None:
    hostile = replace(an_alert(), line="<script>\x00\x1b\ud800 & \u202e</title>")
    feed = fromstring(alert_feed([(hostile, NOW)], "Ice & <b>"))
    assert "<script>" in (feed.findtext(f".//{_ATOM}entry/{_ATOM}title") or "")
    assert not list(feed.iter("script"))


def test_without_alerts_there_is_a_feed_all_the_same() -> None:
    assert fromstring(alert_feed([], "Ice")).findall(f"{_ATOM}entry") == []
