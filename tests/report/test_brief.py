"""A brief puts the weightiest first and names the watch that narrowed it."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.report.invented import MADE_BY, READ, brief, buoy_story, ice_story

from firsthand.model.contract import to_json
from firsthand.model.watch import Side, Watch
from firsthand.report import make_brief

PERU = Watch(
    name="Peru",
    actors=Side(frozenset({"PE"}), frozenset()),
    partners=Side(frozenset(), frozenset()),
    aspects=frozenset(),
    actions=frozenset(),
    modality=frozenset(),
)


def test_the_story_of_more_news_claims_and_origins_comes_first() -> None:
    made = make_brief([buoy_story(), ice_story()], READ, made_by=MADE_BY)
    assert [story.id for story in made.stories] == ["s-2031-03-04-ice", "s-2031-03-07-buoys"]


def test_of_stories_of_one_weight_the_newest_comes_first() -> None:
    days = ("2031-03-01", "2031-03-09", None, "2031-03-05")
    stories = [replace(buoy_story(), id=f"s{n}", last=day) for n, day in enumerate(days)]
    made = make_brief(stories, READ, made_by=MADE_BY)
    assert [story.last for story in made.stories] == [
        "2031-03-09",
        "2031-03-05",
        "2031-03-01",
        None,
    ]


def test_background_weighs_nothing() -> None:
    ice = ice_story()
    old = replace(ice, claims=tuple(replace(claim, background=True) for claim in ice.claims))
    made = make_brief([old, buoy_story()], READ, made_by=MADE_BY)
    assert [story.id for story in made.stories] == ["s-2031-03-07-buoys", "s-2031-03-04-ice"]


def test_news_comes_before_background_and_more_origins_before_fewer() -> None:
    (ice, _) = brief().stories
    assert [claim.id for claim in ice.claims] == ["k1", "k2", "k3", "k4"]


def test_a_watch_narrows_the_brief_and_gives_it_its_name() -> None:
    made = make_brief([buoy_story(), ice_story()], READ, made_by=MADE_BY, watch=PERU)
    assert made.watch == "Peru"
    assert [story.title for story in made.stories] == ["Peru buys sea buoys from Japan"]


def test_without_a_watch_the_brief_has_no_name() -> None:
    assert brief().watch is None


def test_its_json_follows_the_contract() -> None:
    value = json.loads(to_json(brief()))
    assert list(value) == ["schema", "made_by", "watch", "read", "stories"]
    assert value["schema"] == "firsthand/1"
    assert value["read"]["from"] == "2031-03-04"
    assert value["stories"][0]["claims"][0]["line"].startswith("Norway ↔ Chile: share")
