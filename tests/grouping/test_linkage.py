"""Groups of like things."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from firsthand.grouping.linkage import APART, average_linkage

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
)


def test_like_things_join_and_others_stay_alone() -> None:
    assert average_linkage(4, {(0, 1): 0.9, (2, 3): 0.1}, 0.5) == [[0, 1], [2], [3]]


def test_a_chain_of_likenesses_does_not_join_its_ends() -> None:
    assert average_linkage(3, {(0, 1): 0.9, (1, 2): 0.6}, 0.5) == [[0, 1], [2]]


def test_things_that_must_be_apart_never_join_by_a_third() -> None:
    pairs = {(0, 1): APART, (0, 2): 1.0, (1, 2): 1.0}
    assert average_linkage(3, pairs, 0.1) == [[0, 2], [1]]


@given(PAIRS, st.floats(0.05, 1))
def test_everything_is_in_one_group_whatever_the_order_of_pairs(
    pairs: dict[tuple[int, int], float], least: float
) -> None:
    shuffled = list(pairs.items())
    random.Random(1).shuffle(shuffled)
    groups = average_linkage(8, pairs, least)
    assert sorted(n for group in groups for n in group) == list(range(8))
    assert groups == average_linkage(8, dict(shuffled), least)
