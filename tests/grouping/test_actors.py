"""Who is who across documents, and whom two names both speak for."""

from __future__ import annotations

import pytest

from firsthand.grouping.actors import Cast, Party
from firsthand.model.reading import Actor
from tests.grouping.invented import NORWAY, actor, reading


def parties(*actors: Actor) -> list[Party]:
    """The parties of actors that stand in one document each."""
    readings = [reading(f"d{n}", "Text.", actors=[one]) for n, one in enumerate(actors)]
    cast = Cast(readings)
    found = [cast.party(f"d{n}", one.id) for n, one in enumerate(actors)]
    return [party for party in found if party]


def test_a_state_is_its_code_and_others_are_state_and_name() -> None:
    state, person, outlet = parties(
        NORWAY,
        actor("zelenskyy", "Volodymyr Zelenskyy", state="UA", office="president"),
        actor("economist", "The Economist", "outlet"),
    )
    assert [p.key for p in (state, person, outlet)] == [
        "NO",
        "UA/volodymyr-zelenskyy",
        "-/the-economist",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelenskyy", "Zelensky"),
        ("Volodymyr Zelenskyy", "Vladimir Zelenskiy"),
        ("Yerlan Zhaksybekov", "Erlan Jaqsybekov"),
        ("Ignacio Larrondo Vial", "Ignacio Larrondo"),
        ("Lucía Ferreiro Olmedo", "Lucia Ferreiro"),
        ("Han Seo-jun", "Han"),
        ("Marisol Quisbert", "President Quisbert"),
    ],
)
def test_spellings_of_one_person_have_one_key(one: str, other: str) -> None:
    a, b = parties(actor("x", one, state="BO", office="President"), actor("y", other, state="BO"))
    assert a.key == b.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lund", "Ada Berg"),
        ("Ada Lund", "Nils Lund"),
        ("Li Na", "Lu Na"),
        ("Juan Castro", "Pedro Castro"),
    ],
)
def test_other_persons_have_other_keys(one: str, other: str) -> None:
    a, b = parties(actor("x", one, state="NO"), actor("y", other, state="NO"))
    assert a.key != b.key


def test_the_same_name_in_two_states_is_two_persons() -> None:
    a, b = parties(actor("x", "Ada Lund", state="NO"), actor("y", "Ada Lund", state="SE"))
    assert a.key != b.key


def test_a_last_name_that_two_persons_share_stays_by_itself() -> None:
    a, b, alone = parties(
        actor("x", "Ada Lund", state="NO"),
        actor("y", "Nils Lund", state="NO"),
        actor("z", "Lund", state="NO"),
    )
    assert len({a.key, b.key, alone.key}) == 3


def test_a_state_its_ministry_its_minister_and_its_spokesman_are_one_voice() -> None:
    found = parties(
        NORWAY,
        actor("m", "Marine Ministry", "body", "NO"),
        actor("l", "Ada Lund", state="NO", office="marine minister"),
        actor("s", "Nils Berg", state="NO", office="spokesman for the foreign ministry"),
        actor("u", "the minister in Oslo", state="NO", office="minister", named=False),
    )
    assert all("NO" in party.voices for party in found)


def test_a_company_a_mayor_and_an_opposition_leader_do_not_speak_for_the_state() -> None:
    found = parties(
        actor("c", "Fjordgas", "company", "NO"),
        actor("m", "Ola Vik", state="NO", office="mayor of Tromso"),
        actor("o", "Liv Dahl", state="NO", office="leader of the opposition"),
        actor("f", "Per Moe", state="NO", office="former prime minister"),
    )
    assert not any("NO" in party.voices for party in found)


def test_the_head_of_a_body_speaks_for_that_body() -> None:
    body, head = parties(
        actor("b", "Ice Service", "body", "NO"),
        actor("h", "Kari Nes", state="NO", office="head of the Ice Service"),
    )
    assert body.voices & head.voices


def test_unnamed_officials_are_nobodys_voice() -> None:
    (officials,) = parties(actor("o", "two officials in Oslo", "group", "NO", named=False))
    assert officials.unnamed
