"""PLOVER-style events and Web Annotations."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from firsthand.export import export
from firsthand.export.states import alpha3
from firsthand.model.story import Story
from tests.export.samples import HOSTILE, STORIES, hostile_story, private_story

SOUND = HOSTILE.replace("\ud800", "\ufffd")


def plover(*stories: Story) -> dict[str, dict[str, Any]]:
    lines = export(stories, "plover")[""].decode().split("\n")
    assert lines.pop() == ""
    events = [json.loads(line) for line in lines]
    return {event["id"].rpartition(":")[2]: event for event in events}


def noted(*stories: Story) -> list[dict[str, Any]]:
    made = json.loads(export(stories, "webannotation")[""])
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    page = made["first"]
    assert (page["type"], page["partOf"]) == ("AnnotationPage", made["id"])
    assert made["total"] == len(page["items"])
    items: list[dict[str, Any]] = page["items"]
    return items


# ---- PLOVER


def test_an_event_is_a_claim_with_all_its_reports() -> None:
    event = plover(*STORIES)["k1"]

    assert event["event_type"] == "COOPERATE"
    assert event["quad"] == "MATERIAL COOPERATION"
    assert event["event_mode"] is None
    assert (event["actor"]["country"], event["recipient"]["country"]) == ("NOR", "CHL")
    assert (event["place"], event["place_country"]) == ("Punta Arenas", "CHL")
    assert event["text"] == "the two states had agreed to share ice data"
    assert (event["source"], event["url"]) == ("The Harbour Gazette", "https://news.example/d1")
    assert len(event["reports"]) == 4
    assert (event["origins"], event["origins_range"]) == (2, [1, 2])


def test_the_date_is_that_of_the_words_else_of_the_first_report() -> None:
    events = plover(*STORIES)

    keys = ("date", "date_last", "date_precision")
    assert [events["k1"][key] for key in keys] == ["2031-03-01", "2031-03-31", "month"]
    assert [events["k4"][key] for key in keys] == ["2019-01-01", None, "year"]
    assert [events["k9"][key] for key in keys] == ["2031-03-07", "2031-03-07", "publication"]


def test_what_plover_does_not_know_has_no_quad() -> None:
    event = plover(hostile_story())["h1"]

    assert (event["event_type"], event["quad"]) == ("OTHER", None)
    assert event["date"] == "2031-03-04"
    assert event["url"] is None
    assert event["text"] == SOUND


def test_a_private_actor_has_no_name() -> None:
    event = plover(private_story())["p2"]

    assert event["actor"] == {
        "key": "-/person-1", "name": None, "country": None, "kind": "person", "office": None,
    }  # fmt: skip


def test_every_state_of_the_lexicon_has_a_three_letter_code() -> None:
    folder = files("firsthand.data") / "en"
    states = {
        code
        for name in ("states.toml", "states_cldr.toml")
        for code in tomllib.loads((folder / name).read_text("utf-8"))
        if re.fullmatch("[A-Z]{2}", code)
    }
    codes = {state: alpha3(state) for state in states}

    assert len(states) > 240
    assert all(code and re.fullmatch("[A-Z]{3}", code) for code in codes.values())
    assert len(set(codes.values())) == len(states)
    assert (codes["XK"], codes["DE"], codes["CD"]) == ("XKX", "DEU", "COD")
    assert alpha3(None) is None
    assert alpha3("EU") is None


# ---- Web Annotation


def test_an_annotation_is_a_piece_of_evidence() -> None:
    (item,) = noted(STORIES[1])

    assert item["type"] == "Annotation"
    assert item["id"] == "urn:firsthand:evidence:s-2031-03-07-buoys:k9:0:0"
    describing, *tags = item["body"]
    assert describing["value"] == "Peru → Japan: buy (science, trade)"
    assert [tag["value"] for tag in tags] == ["buy", "science", "trade", "asserted"]
    assert item["target"] == {
        "type": "SpecificResource",
        "source": "https://news.example/d5",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "Peru has bought forty sea buoys from Japan"},
            {"type": "TextPositionSelector", "start": 0, "end": 42},
        ],
    }


def test_each_annotation_has_an_id_of_its_own() -> None:
    items = noted(*STORIES, private_story(), hostile_story())

    assert len({item["id"] for item in items}) == len(items) > 8


def test_a_document_without_a_safe_address_has_a_name() -> None:
    bad, good = noted(hostile_story())

    assert bad["target"]["source"] == "urn:firsthand:document:d1"
    assert good["target"]["source"] == "https://news.example/a?b=%22c%22&d=%3Ce%3E"
    assert bad["target"]["selector"][0]["exact"] == SOUND


@pytest.mark.parametrize("form", ["plover", "followthemoney"])
def test_a_line_is_one_object_whatever_the_texts_hold(form: str) -> None:
    text = export([hostile_story()], form)[""].decode()

    assert text.endswith("}\n")
    assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    assert len(text.splitlines()) == text.count("\n") >= 1
