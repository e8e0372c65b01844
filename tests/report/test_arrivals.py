"""Claims, alerts and health in the terminal, moved by no stranger's text."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console, RenderableType
from tests.report.invented import ice_story

from firsthand.model.alert import Alert, AlertClaim, AlertReport
from firsthand.model.health import FeedHealth, Health, Share
from firsthand.report.arrivals import alert_view, alerts_table, claims_as_they_come, health_view

HOSTILE = "[red]a\x1b[2J\u202eb"


def shown(*views: RenderableType) -> str:
    out = StringIO()
    console = Console(file=out, width=100, color_system=None, legacy_windows=False)
    for one in views:
        console.print(one)
    return out.getvalue()


def an_alert(words: str) -> Alert:
    report = AlertReport("d", words, "https://news.example/1", "2031-03-04", (words,), (words,))
    claim = AlertClaim("s", "c", words, "asserted", 2, 1, (report,))
    return Alert("a", "w", "surge", "CL NO", "2031-03-04", words, words, None, (claim,), 3)


def health(words: str) -> Health:
    feed = FeedHealth(words, "dead", None, None, None, 3, "timeout", words, 0)
    return Health(
        "2031-02-05", "2031-03-04", (feed,), 10, 8, (Share("no_article", 2, 0.2),),
        (Share("zh", 1, 0.1),), ("2031-02-07",), 4, 1, 2, 1,
    )  # fmt: skip


def test_a_claim_comes_with_its_place_its_source_and_its_words() -> None:
    lines = shown(*claims_as_they_come([ice_story()]))
    assert "The Harbour Gazette, 4 March 2031 ← " in lines
    assert "“" in lines


def test_an_alert_says_what_why_and_how_much_more_there_is() -> None:
    lines = shown(alert_view(an_alert("ice")))
    assert lines.startswith("ALERT surge: ice\n")
    assert "ice, 2 independent origins" in lines
    assert "https://news.example/1" in lines
    assert "and 2 claims more" in lines


def test_health_says_what_may_be_missed() -> None:
    lines = shown(health_view(health("https://news.example/rss")))
    assert "dead" in lines
    assert "10 articles came, 8 of them were read" in lines
    assert "2 no article (20.0%)" in lines
    assert "1 day without a document, the last 7 February 2031" in lines
    assert "4 claims, 1 of them (25%) by somebody" in lines
    assert "deliveries of alerts: 2 waiting, 1 given up" in lines


@pytest.mark.parametrize(
    "view",
    [
        alert_view(an_alert(HOSTILE)),
        alerts_table([an_alert(HOSTILE)]),
        health_view(health(HOSTILE)),
    ],
)
def test_nothing_in_a_strangers_text_moves_the_cursor(view: RenderableType) -> None:
    lines = shown(view)
    assert "\x1b" not in lines
    assert "\u202e" not in lines
    assert "[red]a" in lines


def test_a_headline_and_the_same_sentence_are_shown_once() -> None:
    story = ice_story()
    claim = story.claims[0]
    words = claim.reports[0].evidence[0]
    longer = replace(words, words=f"{words.words} and more")
    report = replace(claim.reports[0], evidence=(words, longer))
    once = replace(story, claims=(replace(claim, reports=(report,)),))
    assert shown(*claims_as_they_come([once])).count("“") == 1
