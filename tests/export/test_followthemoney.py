"""FollowTheMoney entities, checked with the library where it is there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from firsthand.export import export
from firsthand.model.story import Story
from tests.export.samples import STORIES, hostile_story, private_story

ALL = (*STORIES, private_story(), hostile_story())


def entities(stories: Sequence[Story] = ALL) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(stories, "followthemoney")[""].splitlines()]


def one(schema: str, name: str, stories: Sequence[Story] = ALL) -> dict[str, Any]:
    (found,) = [
        entity["properties"]
        for entity in entities(stories)
        if entity["schema"] == schema and name in entity["properties"].get("name", [])
    ]
    assert isinstance(found, dict)
    return found


def test_an_event_names_its_parties_its_words_and_its_proof() -> None:
    made = {entity["id"]: entity for entity in entities()}
    event = one("Event", "Norway ↔ Chile: share (science, technology), begins")

    involved = {made[id]["properties"]["name"][0]: made[id]["schema"] for id in event["involved"]}
    assert involved == {"Norway": "PublicBody", "Chile": "PublicBody"}
    assert {made[id]["schema"] for id in event["proof"]} == {"Article"}
    assert len(event["proof"]) == len(event["summary"]) == 4
    assert event["date"] == ["2031-03"]
    assert event["location"] == ["Punta Arenas"]
    assert event["notes"] == [
        "modality: asserted",
        "reports: 4; independent origins: 2 (1 to 2)",
    ]


def test_kinds_of_actors_have_their_schemata() -> None:
    assert one("Person", "Ada Lund") == {
        "name": ["Ada Lund"], "country": ["no"], "position": ["marine minister"],
    }  # fmt: skip
    assert one("PublicBody", "National Ice Survey")["country"] == ["cl"]
    assert one("Organization", "Arctic Circle Union")
    assert one("LegalEntity", "two officials familiar with the talks")


def test_a_state_in_two_stories_is_one_entity() -> None:
    found = Counter(
        name
        for entity in entities()
        if entity["schema"] == "PublicBody"
        for name in entity["properties"]["name"]
    )
    assert found["Japan"] == found["Peru"] == 1


def test_ids_are_unique_and_every_reference_leads_somewhere() -> None:
    made = entities()
    ids = [entity["id"] for entity in made]
    names = {"involved", "proof", "document", "resolved"}
    wanted = {
        id
        for entity in made
        for name, values in entity["properties"].items()
        if name in names
        for id in values
    }

    assert len(set(ids)) == len(ids)
    assert wanted
    assert wanted <= set(ids)


def test_a_private_person_is_no_entity_and_no_party() -> None:
    made = entities([private_story()])

    assert [e["properties"]["name"] for e in made if e["schema"] == "Person"] == [["Una Speaker"]]
    event = one("Event", "a person → Japan: support", [private_story()])
    assert len(event["involved"]) == 1


def test_the_library_takes_every_value() -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    made = entities()
    by_id = {entity["id"]: entity for entity in made}
    for entity in made:
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            property = schema.get(name)
            assert property is not None, name
            assert len(proxy.get(name)) == len(values), (name, values)
            for value in values:
                if property.range is None:
                    assert property.type.validate(value), (name, value)
                else:
                    assert ftm.model.get(by_id[value]["schema"]).is_a(property.range)
