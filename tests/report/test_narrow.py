"""A watch keeps the claims between its two sides and lets the others fall."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.report.invented import ACTORS, buoy_story, ice_story, report, shared_claim

from firsthand.model.story import Story, StoryActor
from firsthand.model.watch import Side, Watch
from firsthand.report.narrow import narrow

ANYBODY = Side(frozenset(), frozenset())


def states(*codes: str) -> Side:
    return Side(frozenset(codes), frozenset())


def names(*known: str) -> Side:
    return Side(frozenset(), frozenset(known))


def watch(actors: Side = ANYBODY, partners: Side = ANYBODY, **changes: Any) -> Watch:
    empty: dict[str, Any] = {key: frozenset() for key in ("aspects", "actions", "modality")}
    return Watch(name="followed", actors=actors, partners=partners, **{**empty, **changes})


def kept(followed: Watch, *stories: Story) -> list[str]:
    narrowed = narrow(stories or (ice_story(), buoy_story()), followed)
    return [claim.id for story in narrowed for claim in story.claims]


def told(actor: str, recipient: str | None, *, reciprocal: bool = False) -> Story:
    """A story of one claim."""
    claim = shared_claim(
        "only", actor, "meet", recipient, "…", (report("d1", "x"),), reciprocal=reciprocal
    )
    return replace(ice_story(), actors=ACTORS, claims=(claim,), quotes=())


def test_an_empty_watch_keeps_everything() -> None:
    assert kept(watch()) == ["k4", "k2", "k1", "k3", "k9"]


def test_both_directions_of_a_relation_are_kept() -> None:
    assert kept(watch(states("CL"), states("NO"))) == kept(watch(states("NO"), states("CL")))
    assert kept(watch(states("NO"), states("CL"))) == ["k4", "k2", "k1", "k3"]


def test_without_partners_either_party_may_be_of_the_actors() -> None:
    assert kept(watch(states("JP"))) == ["k9"]
    assert kept(watch(partners=states("JP"))) == ["k9"]


def test_a_relation_needs_one_party_of_each_side() -> None:
    assert kept(watch(states("NO"), states("PE"))) == []
    assert kept(watch(states("NO", "CL"), states("NO"))) == ["k4", "k2", "k1", "k3"]
    assert kept(watch(states("NO"), states("NO"))) == []


def test_a_person_or_body_is_of_the_state_it_acts_for() -> None:
    assert kept(watch(states("NO"), states("PE")), told("NO/ada-lund", "PE")) == ["only"]


def test_nobody_is_of_no_named_side() -> None:
    assert kept(watch(states("NO"), states("CL")), told("NO", None)) == []
    assert kept(watch(states("NO")), told("NO", None)) == ["only"]


@pytest.mark.parametrize("name", ["ada lund", "lund", "ADA LUND", "ádá lund"])
def test_a_person_is_found_by_name_or_surname_whatever_its_accents(name: str) -> None:
    assert kept(watch(names(name)), told("NO/ada-lund", "PE")) == ["only"]


@pytest.mark.parametrize("name", ["lun", "a", "adalund", "minister"])
def test_a_part_of_a_word_is_no_name(name: str) -> None:
    assert kept(watch(names(name)), told("NO/ada-lund", "PE")) == []


def test_a_name_finds_the_body_that_bears_it_in_its_own() -> None:
    assert kept(watch(names("foreign ministry")), told("CL/foreign-ministry", "PE")) == ["only"]


def test_a_bloc_acts_for_itself() -> None:
    union = Side(frozenset({"NO"}), frozenset({"arctic circle union"}))
    assert kept(watch(union, states("PE")), told("-/arctic-circle-union", "PE")) == ["only"]
    assert kept(watch(states("NO"), states("PE")), told("-/arctic-circle-union", "PE")) == []


def test_aspects_actions_and_modality_narrow_further() -> None:
    assert kept(watch(aspects=frozenset({"technology"}))) == ["k1"]
    assert kept(watch(actions=frozenset({"buy", "cooperate"}))) == ["k4", "k9"]
    assert kept(watch(modality=frozenset({"denied"}))) == ["k3"]


def test_the_denials_of_a_kept_claim_stay() -> None:
    assert kept(watch(modality=frozenset({"planned"}))) == ["k2", "k3"]


def test_a_story_without_a_kept_claim_falls_out() -> None:
    assert [story.id for story in narrow([ice_story(), buoy_story()], watch(states("PE")))] == [
        "s-2031-03-07-buoys"
    ]


def test_only_actors_whom_the_kept_claims_or_quotations_name_stay() -> None:
    (story,) = narrow([ice_story()], watch(modality=frozenset({"denied"})))
    assert {actor.key for actor in story.actors} == {
        "CL", "NO", "CL/foreign-ministry", "NO/ada-lund",
    }  # fmt: skip


def test_an_actor_that_the_story_does_not_list_is_known_by_its_key() -> None:
    story = replace(
        told("XK/ola-berg", "PE"), actors=(StoryActor("PE", "Peru", "state", "PE", ""),)
    )
    assert kept(watch(names("ola berg")), story) == ["only"]
