"""A cursor holds its place, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.web.cursors import cursor_of, place_of


@given(st.dates(), st.integers(-(2**63) + 1, 2**63 - 1), st.text())
def test_a_cursor_gives_back_its_place(day: date, number: int, id: str) -> None:
    cursor = cursor_of((day, number, id))
    assert place_of(cursor, (date, int, str)) == (day, number, id)
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?# ")


@given(st.text(max_size=60))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place in the list"):
        place_of(text, (date, int, str))


@pytest.mark.parametrize(
    "place", [(1, date(2030, 1, 1), "x"), (date(2030, 1, 1), 1), (date(2030, 1, 1), 2**70, "x"),
              (date(2030, 1, 1), "1", "x"), (None, 1, "x")],
)  # fmt: skip
def test_a_cursor_of_another_list_is_refused(place: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="no place in the list"):
        place_of(cursor_of(place), (date, int, str))
