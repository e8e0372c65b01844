"""Which documents belong together, and what `group` promises whatever the input."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.grouping import group
from firsthand.model.contract import to_json
from firsthand.model.document import Skipped
from firsthand.model.reading import Reading
from tests.grouping.invented import Deed, actor, reading

LUND = actor("lund", "Ada Lund", state="NO", office="marine minister")
BUOYS = (
    "Norway has delivered forty ice buoys to Chile, marine minister Ada Lund said in Tromso.\n"
    "The buoys will drift off Punta Arenas and measure the thickness of the ice."
)
BUOYS_AGAIN = (
    "Forty ice buoys from Norway have reached Chile, according to Ada Lund in Tromso.\n"
    "They will measure the ice off Punta Arenas, the marine minister said."
)
SALMON = (
    "Chile has bought salmon eggs from a hatchery in Norway after a plague of lice.\n"
    "Farmers on Chiloe hope for a better harvest in the spring."
)


def buoys() -> list[Reading]:
    """Two reports of one delivery and one of another matter between the same states."""
    return [
        reading(
            "a",
            BUOYS,
            Deed("Norway has delivered forty ice buoys to Chile", chain=("lund",)),
            actors=[LUND],
            outlet="The Fjord Post",
        ),
        reading(
            "b",
            BUOYS_AGAIN,
            Deed("Forty ice buoys from Norway have reached Chile", chain=("lund",)),
            actors=[LUND],
            outlet="Andes Daily",
            published="2031-03-05",
        ),
        reading(
            "c",
            SALMON,
            Deed(
                "Chile has bought salmon eggs from a hatchery in Norway",
                actor="chile",
                recipient="norway",
                action="buy",
            ),
            outlet="Andes Daily",
            published="2031-03-05",
        ),
    ]


def documents(readings: list[Reading]) -> list[list[str]]:
    return [[document.id for document in story.documents] for story in group(readings)]


def test_reports_of_one_matter_are_one_story_and_another_matter_stays_apart() -> None:
    assert documents(buoys()) == [["a", "b"], ["c"]]


def test_the_same_stories_come_out_in_whatever_order_readings_come_in() -> None:
    wanted = [to_json(story) for story in group(buoys())]
    for seed in range(6):
        shuffled = buoys()
        random.Random(seed).shuffle(shuffled)
        assert [to_json(story) for story in group(shuffled)] == wanted


def test_reports_weeks_apart_are_two_stories() -> None:
    early, late, _ = buoys()
    late = reading("b", BUOYS_AGAIN, published="2031-05-05")
    assert documents([early, late]) == [["a"], ["b"]]


def test_undated_reports_count_as_just_arrived() -> None:
    early = buoys()[0]
    undated = reading("b", BUOYS_AGAIN, published=None)
    assert documents([undated, early]) == [["a", "b"]]


def test_texts_without_any_claims_are_grouped_by_their_words() -> None:
    bare = [reading("a", BUOYS), reading("b", BUOYS_AGAIN), reading("c", SALMON)]
    assert documents(bare) == [["a", "b"], ["c"]]


def test_a_story_keeps_its_id_while_documents_join() -> None:
    first, second, _ = buoys()
    assert group([first])[0].id == group([first, second])[0].id


def test_a_story_is_named_after_its_earliest_document() -> None:
    first, second, _ = buoys()
    story = group([second, first])[0]
    assert story.title.startswith("Norway has delivered forty ice buoys to Chile")
    assert story.id.startswith("s-2031-03-04-norway-has-delivered-forty-ice-buoys-")
    assert (story.first, story.last) == ("2031-03-04", "2031-03-05")


def test_skipped_readings_take_no_part() -> None:
    skipped = reading("d", BUOYS, skipped=Skipped("no_reader", "no reader for xx"))
    assert documents([skipped]) == []


def test_nothing_gives_no_stories() -> None:
    assert group([]) == []


def test_the_same_boilerplate_makes_no_story() -> None:
    plea = (
        "Follow our newsroom on every channel, subscribe to the harbour letter and send us "
        "photographs of boats, birds, lighthouses and fishermen whenever you meet any of them."
    )
    pair = [
        reading("a", f"{BUOYS}\n{plea}", boilerplate=plea),
        reading("c", f"{SALMON}\n{plea}", boilerplate=plea),
    ]
    assert documents(pair) == [["a"], ["c"]]


@pytest.mark.parametrize("published", ["2031-03-04T23:30:00-03:00", "2031-03-05T02:30:00Z"])
def test_a_moment_is_the_same_in_every_time_zone(published: str) -> None:
    noon = reading("a", BUOYS, published="2031-03-05T02:00:00Z")
    other = reading("b", BUOYS_AGAIN, published=published)
    assert documents([other, noon]) == [["a", "b"]]


PIECES = ["ice", "buoy", "Norway", "Chile", '"the', 'gull"', "40", "—", "strait"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=40)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=80), WORDS.map(" ".join)), max_size=6))
def test_any_texts_are_grouped_and_every_document_is_in_one_story(texts: list[str]) -> None:
    given_ids = [f"d{n}" for n in range(len(texts))]
    found = group(reading(id, text) for id, text in zip(given_ids, texts, strict=True))
    assert sorted(doc.id for story in found for doc in story.documents) == given_ids
