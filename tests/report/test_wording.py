"""Days, periods and counts are said as people say them."""

from __future__ import annotations

import pytest

from firsthand.model.document import Span
from firsthand.model.reading import When
from firsthand.model.vocabulary import Precision
from firsthand.report.wording import counted, day, listed, period, time_of


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2031-03-04", "4 March 2031"), ("2031-03-04T23:30:00+01:00", "4 March 2031"),
     (None, "undated"), ("", "undated"), ("soon", "undated"), ("0001-01-01", "1 January 1")],
)  # fmt: skip
def test_a_day(iso: str | None, said: str) -> None:
    assert day(iso) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2031-03-04", "2031-03-04", "4 March 2031"),
        ("2031-03-04", "2031-03-09", "4 to 9 March 2031"),
        ("2031-03-04", "2031-04-09", "4 March to 9 April 2031"),
        ("2030-12-30", "2031-01-02", "30 December 2030 to 2 January 2031"),
        ("2031-03-04", None, "4 March 2031"),
        (None, "2031-03-04", "4 March 2031"),
        (None, None, "undated"),
    ],
)
def test_a_period(first: str | None, last: str | None, said: str) -> None:
    assert period(first, last) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2031-03-04", "2031-03-05", "day", "4 March 2031"),
        ("2031-03-01", "2031-04-01", "month", "March 2031"),
        ("2031-01-01", "2032-01-01", "year", "2031"),
        ("2031-03-03", "2031-03-10", "week", "3 to 9 March 2031"),
        ("2031-03-01", "2031-06-01", "season", "1 March to 31 May 2031"),
        ("2030-01-01", None, "span", "since 1 January 2030"),
        (None, "2030-01-01", "span", "until 31 December 2029"),
        (None, None, "month", ""),
        ("--06-01", None, "month", ""),
        (None, "0001-01-01", "day", ""),
    ],
)
def test_the_time_of_a_deed_ends_with_its_last_day(
    start: str | None, end: str | None, precision: Precision, said: str
) -> None:
    assert time_of(When(start, end, precision, Span(0, 1))) == said


def test_a_number_says_what_it_counts() -> None:
    assert counted(1, "report") == "1 report"
    assert counted(0, "story", "stories") == "0 stories"
    assert counted(1200, "claim") == "1,200 claims"


def test_a_list_reads_as_a_sentence() -> None:
    assert listed(["1"]) == "1"
    assert listed(["1", "2"]) == "1 and 2"
    assert listed(("1", "2", "4")) == "1, 2 and 4"
    assert listed([]) == ""
