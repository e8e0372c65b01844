"""Whatever a report holds, the files can be read, and hold it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.export import export
from firsthand.export.days import day_of, last_day, moment_of
from firsthand.export.strict_text import sound, urn, web_address
from firsthand.model.story import Quoted, Story
from tests.export.samples import STORIES
from tests.report.invented import document

anything = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)


def told(words: str) -> Story:
    """A story whose one report, its outlet and its title are the same words."""
    story = STORIES[1]
    (claim,) = story.claims
    (report,) = claim.reports
    evidence = (Quoted(0, len(words), words),)
    claim = replace(claim, reports=(replace(report, evidence=evidence, outlet=words),))
    return replace(story, title=words, claims=(claim,))


@given(anything)
def test_tables_hold_the_exact_words(words: str) -> None:
    plain, typed = export([told(words)], "csv"), export([told(words)], "parquet")

    _, row = csv.reader(io.StringIO(plain["evidence.csv"].decode(), newline=""), strict=True)
    assert row[-1].removeprefix("'") == sound(words).removeprefix("'")
    (cell,) = pq.read_table(io.BytesIO(typed["evidence.parquet"]))["words"].to_pylist()
    assert cell == sound(words)


@given(anything)
def test_json_holds_the_exact_words(words: str) -> None:
    (event,) = export([told(words)], "plover")[""].decode().splitlines()
    assert json.loads(event)["text"] == sound(words)
    note = json.loads(export([told(words)], "webannotation")[""])["first"]["items"][0]
    assert note["target"]["selector"][0]["exact"] == sound(words)
    for line in export([told(words)], "followthemoney")[""].decode().splitlines():
        assert json.loads(line)["schema"]


@given(anything)
def test_the_feed_is_always_xml(words: str) -> None:
    assert fromstring(export([told(words)], "atom")[""]).tag.endswith("feed")


@given(st.text() | st.dates().map(str) | st.datetimes(timezones=st.timezones()).map(str))
def test_any_text_is_a_day_or_none(text: str) -> None:
    moment = moment_of(text)
    assert moment is None or moment.tzinfo is not None
    day_of(text)
    last_day(text)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2025-12-09", "2025-12-09T00:00:00+00:00"),
        ("2025-12-09T01:30:00+02:00", "2025-12-08T23:30:00+00:00"),
        ("2025-12-09T01:30", "2025-12-09T01:30:00+00:00"),
    ],
)
def test_a_moment_is_in_utc(text: str, stamp: str) -> None:
    moment = moment_of(text)
    assert moment
    assert moment.isoformat() == stamp


def test_the_last_day_is_the_one_before_the_end() -> None:
    assert last_day("2025-03-01") == "2025-02-28"
    assert last_day(None) is None
    assert last_day("0001-01-01") is None


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//news.example", "http://", "http://[", "x", "",
     "https://news.example/a b", "https://news.example/\u202e", "file:///etc/passwd", None],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    assert web_address(document("d1", url=url)) is None


@given(anything)
def test_a_name_holds_nothing_but_letters_of_names(part: str) -> None:
    assert all(" " < letter < "\x7f" and letter not in '<>"' for letter in urn(part))
