"""Words as they are compared: case, accents, marks and spelling set aside, places kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.grouping.numbers import numbers_in
from firsthand.grouping.words import longest_run, norms, stem, words_of
from firsthand.model.document import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de-sovereignisation", "desovereignization"),
        ("Favour", "favor"),
        ("Zelenskyy’s", "Zelenskyy's"),
        ("Quisbért", "quisbert"),
        ("defence", "defense"),
        ("sea-bed survey", "sea bed survey"),
    ],
)
def test_spellings_of_one_word_compare_equal(one: str, other: str) -> None:
    assert norms(one) == norms(other)


def test_inflections_share_a_stem_and_numbers_stay_whole() -> None:
    assert stem("signed") == stem("signing") == stem("signs")
    assert stem("1998") == "1998"
    assert stem("ships") != stem("shores")


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    found = words_of(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_longest_row_of_equal_words_is_found() -> None:
    assert longest_run(list("abcde"), list("xbcdy")) == (1, 1, 3)
    assert longest_run(["a"], ["b"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("30 million euros", [30_000_000]),
        ("three hundred ships", [300]),
        ("twenty-one men and 4,100 tonnes", [21, 4100]),
        ("3.8 terawatt hours", [3.8]),
        ("a dozen trawlers", [12]),
        ("no number at all", []),
    ],
)
def test_numbers_in_words_and_figures(text: str, values: list[float]) -> None:
    assert [one.value for one in numbers_in(text, Span(0, len(text)))] == values
