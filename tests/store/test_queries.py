"""Lists of a store are in order, bounded, and go on where they left off."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql

from firsthand.store import document_lists, overview, queries
from firsthand.store.asked import Asked, claims_asked, documents_asked, fts_query, is_state
from firsthand.store.features import facets, features, names_of
from tests.report.invented import buoy_story, ice_story
from tests.web.desk import stocked


@pytest.mark.parametrize(
    ("text", "asked"),
    [("ice charts", '"ice" "charts"*'), ('"ice charts" late', '"ice charts" "late"*'),
     ("“ice charts”", '"ice charts"'), ("it", '"it"'), ("", ""), ('"', ""),
     ("NEAR(a b)", '"NEAR a" "b"'),
     ("title:ice", '"title ice"*'), ("ice*", '"ice"*'), ("-ice ^x", '"ice" "x"'),
     ("l'été", '"l été"*')],
)  # fmt: skip
def test_words_are_asked_for_as_words_whatever_stands_between(text: str, asked: str) -> None:
    assert fts_query(text) == asked


@given(st.text(max_size=60))
def test_no_text_is_more_than_words_to_the_index(text: str) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE w USING fts5(a, b)")
        if asked := fts_query(text):
            connection.exec_driver_sql("SELECT * FROM w WHERE w MATCH ?", (asked,)).all()
    engine.dispose()


@pytest.mark.parametrize("order", ["newest", "origins"])
@pytest.mark.parametrize("asked", [Asked(), Asked(actor="NO"), Asked(actor="NO", partner="CL")])
def test_pages_of_any_size_make_the_whole_list(order: Any, asked: Asked) -> None:
    with stocked() as store, store.asking() as connection:
        whole = queries.claims(connection, asked, order=order, most=100)
        assert len({(claim.story, claim.id) for claim in whole}) == len(whole) >= 4
        for size in (1, 2, 3):
            seen: list[queries.KeptClaim] = []
            after = None
            while part := queries.claims(connection, asked, order=order, most=size, after=after):
                seen += part
                after = queries.place_of_claim(part[-1], order)
            assert seen == whole


def test_a_state_on_both_sides_is_listed_once() -> None:
    with stocked() as store, store.asking() as connection:
        found = queries.claims(connection, Asked(actor="NO"), order="newest", most=100)
        assert len(found) == len({claim.id for claim in found}) == 4
        assert queries.number_of_claims(connection, Asked(actor="NO")) == 4


def test_a_list_longer_than_is_counted_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "COUNTED", 2)
    with stocked() as store, store.asking() as connection:
        assert queries.number_of_claims(connection, Asked()) == 3
        assert document_lists.number_of_documents(connection, Asked()) == 3


def test_the_weightiest_claims_of_stories_come_news_first() -> None:
    with stocked() as store, store.asking() as connection:
        numbers = [story.number for story in queries.stories(connection, most=10)]
        found = queries.weightiest(connection, numbers, 3)
        lines = sorted([claim.id for claim in claims] for claims in found.values())
        assert lines[0][0] == "k1"
        assert "k4" not in lines[0]  # the background comes last
        assert lines[1] == ["k9"]
        whole = queries.whole_stories(connection, numbers)
        assert {story.id for story in whole.values()} == {ice_story().id, buoy_story().id}


def test_names_are_those_of_the_newest_story_and_unknown_keys_have_none() -> None:
    with stocked() as store, store.asking() as connection:
        assert names_of(connection, ["NO/ada-lund", "NO", "XX"]) == {
            "NO/ada-lund": "Ada Lund", "NO": "Norway",
        }  # fmt: skip
        assert names_of(connection, []) == {}


def test_facets_of_nothing_are_empty() -> None:
    with stocked() as store, store.asking() as connection:
        none = features(connection, Asked(actor="XX"))
        assert facets(connection, none).states == ()


def test_the_newest_day_is_not_after_today() -> None:
    with stocked() as store, store.asking() as connection:
        assert overview.newest_day(connection, date(2031, 3, 8)) == date(2031, 3, 7)
        assert overview.newest_day(connection, date(2000, 1, 1)) is None


def test_what_came_counts_from_the_day_on() -> None:
    with stocked() as store, store.asking() as connection:
        came = overview.came(connection, date(2031, 3, 9))
        assert (came.stories, came.claims, came.told_again, came.denials) == (0, 1, 1, 1)


@pytest.mark.parametrize("key", ["NO", "XK"])
def test_two_capital_letters_are_a_state(key: str) -> None:
    assert is_state(key)
    assert not is_state(f"{key}/x")
    assert not is_state(key.lower())
    assert not is_state(f"{key}\n")


def test_postgresql_is_asked_in_its_own_words() -> None:
    asked = Asked(
        text='ice "in the bay"', actor="NO", action="supply", aspect="trade", modality="denied",
        outlet="Polar Wire", since=date(2031, 3, 4), until=date(2031, 3, 9), declared=False,
        background=False, new=date(2031, 3, 5), old=date(2031, 3, 8), corroborated=True,
    )  # fmt: skip

    class Connection:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    connection: Any = Connection()
    statement = queries.fitting_claims(
        connection, asked, (queries._claims.c.story, queries._claims.c.id), (), 10
    )
    said = str(statement.compile(dialect=connection.dialect))
    assert "websearch_to_tsquery('english'" in said
    assert "MATCH" not in said
    for conditions in (claims_asked(asked, connection), documents_asked(asked, connection)):
        for condition in conditions:
            assert str(condition.compile(dialect=connection.dialect))
