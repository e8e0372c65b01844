"""An alert says what happened and why it is told, with words, sources and links of its claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from firsthand.grouping import group
from firsthand.model.alert import Alert
from firsthand.model.document import Document
from firsthand.model.reading import Actor, Reading
from firsthand.model.story import Story
from firsthand.watch.alerting import alerts_of, before_of
from firsthand.watch.counting import told_in
from tests.watch.newsroom import NAMES, a_watch
from tests.watch.quick import quick_reading

TODAY = date(2031, 3, 5)
READ = {TODAY - timedelta(days=n): 20 for n in range(40)}


def report(days_ago: int, number: int, words: str) -> Reading:
    day = TODAY - timedelta(days=days_ago)
    return quick_reading(
        Document.of(
            f"{words} Lot {days_ago} of pier {number}.",
            url=f"https://news.example/{days_ago}/{number}",
            outlet=f"Outlet {number}",
            published=day.isoformat(),
            language="en",
        )
    )


def name_of(code: str) -> str:
    return NAMES.get(code, code)


def quiet_month() -> list[Reading]:
    return [report(n, 0, "In Oslo NO supply CL, says NO") for n in range(2, 30, 3)]


def raised(*readings: Reading, **changes: object) -> list[Alert]:
    watch = a_watch(**changes)
    stories: list[Story] = [s for one in (*quiet_month(), *readings) for s in group([one])]
    by_id = {story.id: story for story in stories}
    told = list(told_in(stories, watch))
    return list(alerts_of(told, watch, READ, [TODAY], {}, by_id.get, name_of))


SURGE = [
    report(0, n, f"In Oslo NO meet CL, says {who}")
    for n, who in enumerate(("NO", "CL", "PE", "JP"))
]


def test_a_surge_carries_figures_claims_words_sources_and_links() -> None:
    surge, first = raised(*SURGE)
    assert surge.line.startswith("Chile–Norway: 4 independent origins on 2031-03-05, where 0.")
    assert "would be no surprise" in surge.reason
    assert surge.figures
    assert surge.claim_count == 4
    told = surge.claims[0].reports[0]
    assert told.words == ("NO meet CL, says NO",)
    assert (told.sources, told.url) == (("NO",), "https://news.example/0/0")
    assert (first.kind, first.line) == ("new_claim", "Chile–Norway: first “meet”")


def test_the_same_day_gives_the_same_alerts_with_the_same_ids() -> None:
    assert raised(*SURGE) == raised(*SURGE)
    assert len({alert.id for alert in raised(*SURGE)}) == 2


def test_only_the_kinds_that_are_wished_for_are_told() -> None:
    assert [one.kind for one in raised(*SURGE, alerts=frozenset({"surge"}))] == ["surge"]
    assert raised(*SURGE, alerts=frozenset({"lull"})) == []


def test_an_alert_knows_what_it_was_about() -> None:
    surge, _ = raised(*SURGE)
    before = before_of({("surge", "CL NO"): [surge]})
    assert before["surge", "CL NO"][0].day == TODAY
    assert before["surge", "CL NO"][0].origins == 4


@pytest.mark.parametrize(("office", "alerts"), [(None, 0), ("harbour master", 1)])
def test_private_persons_get_no_alert(office: str | None, alerts: int) -> None:
    readings = []
    for n in range(2):
        made = report(0, n, f"In Lima PE meet JP, says {('PE', 'JP')[n]}")
        one = made.actors[0]
        person = Actor(one.id, "Ana Quispe", "person", None, office, True, one.mentions)
        readings.append(replace(made, actors=(person, *made.actors[1:])))
    assert len(raised(*readings)) == alerts


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    bad = [replace(one, document=replace(one.document, url="javascript:alert(1)")) for one in SURGE]
    assert {r.url for alert in raised(*bad) for c in alert.claims for r in c.reports} == {None}
