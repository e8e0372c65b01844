"""Dates: what words say when, as intervals of days seen from the day of publication."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.document import Span
from firsthand.reading.dates import TimeExpression, find_times

TUESDAY = date(2025, 12, 9)


def times(text: str, published: date | None = TUESDAY) -> tuple[TimeExpression, ...]:
    return find_times(text, Span(0, len(text)), published)


def said(text: str, published: date | None = TUESDAY) -> list[tuple[str, str | None, str | None]]:
    """Words, start and end of every expression whose days are known."""
    return [
        (text[found.words.start : found.words.end], found.when.start, found.when.end)
        for found in times(text, published)
        if found.when is not None
    ]


CASES = [
    # days
    ("They met on 12 June 2025.", "on 12 June 2025", "2025-06-12", "2025-06-13"),
    ("They met on June 12.", "on June 12", "2025-06-12", "2025-06-13"),
    ("They met on Thursday, June 12, 2025.", "on Thursday, June 12, 2025", "2025-06-12",
     "2025-06-13"),
    ("OSLO, Oct 15 (Centralwire) - Norway paid.", "Oct 15", "2025-10-15", "2025-10-16"),
    ("OSLO, 8 SEPTEMBER 2023", "8 SEPTEMBER 2023", "2023-09-08", "2023-09-09"),
    ("They met on Nov. 20.", "on Nov. 20", "2025-11-20", "2025-11-21"),
    ("They met on December 7-9.", "on December 7-9", "2025-12-07", "2025-12-10"),
    ("They met on 17 and 18 November.", "on 17 and 18 November", "2025-11-17", "2025-11-19"),
    ("They met on 2024-03-02.", "on 2024-03-02", "2024-03-02", "2024-03-03"),
    ("They met on Tuesday.", "on Tuesday", "2025-12-09", "2025-12-10"),
    ("Ministers met Monday in Oslo.", "Monday", "2025-12-08", "2025-12-09"),
    ("They met late on Wednesday.", "late on Wednesday", "2025-12-03", "2025-12-04"),
    ("They met last Tuesday.", "last Tuesday", "2025-12-02", "2025-12-03"),
    ("They met on Tuesday night.", "on Tuesday night", "2025-12-09", "2025-12-10"),
    ("They met on Monday last week.", "on Monday last week", "2025-12-01", "2025-12-02"),
    ("They met yesterday.", "yesterday", "2025-12-08", "2025-12-09"),
    ("They met today.", "today", "2025-12-09", "2025-12-10"),
    ("They meet tomorrow.", "tomorrow", "2025-12-10", "2025-12-11"),
    ("They met this morning.", "this morning", "2025-12-09", "2025-12-10"),
    ("The border was shelled overnight.", "overnight", "2025-12-08", "2025-12-10"),
    # what is to come, told by the words around
    ("They will meet on Thursday.", "on Thursday", "2025-12-11", "2025-12-12"),
    ("The sides are to meet again on Feb. 3.", "on Feb. 3", "2026-02-03", "2026-02-04"),
    ("They meet next Tuesday.", "next Tuesday", "2025-12-16", "2025-12-17"),
    ("Talks are planned for Friday.", "planned for Friday", "2025-12-12", "2025-12-13"),
    ("The minister said on Monday that they will meet.", "on Monday", "2025-12-08", "2025-12-09"),
    ("They will meet, the minister said on Monday.", "on Monday", "2025-12-08", "2025-12-09"),
    ("On Monday, the ministers agreed to send ships.", "On Monday", "2025-12-08", "2025-12-09"),
    ("Norway will close the port in June.", "in June", "2026-06-01", "2026-07-01"),
    ("They agreed to begin talks in July.", "in July", "2026-07-01", "2026-08-01"),
    ("Norway may have closed the port in June.", "in June", "2025-06-01", "2025-07-01"),
    ("The launch of the group on December 20 was discussed.", "on December 20", "2025-12-20",
     "2025-12-21"),
    ("The first round is Saturday.", "Saturday", "2025-12-13", "2025-12-14"),
    # weeks, months, seasons, years
    ("They met this week.", "this week", "2025-12-08", "2025-12-15"),
    ("They met last week.", "last week", "2025-12-01", "2025-12-08"),
    ("They meet the week after next.", "the week after next", "2025-12-22", "2025-12-29"),
    ("They met over the weekend.", "over the weekend", "2025-12-06", "2025-12-08"),
    ("They met last month.", "last month", "2025-11-01", "2025-12-01"),
    ("They meet next month.", "next month", "2026-01-01", "2026-02-01"),
    ("They meet late next month.", "late next month", "2026-01-21", "2026-02-01"),
    ("They met last year.", "last year", "2024-01-01", "2025-01-01"),
    ("They met in June.", "in June", "2025-06-01", "2025-07-01"),
    ("They met last September.", "last September", "2025-09-01", "2025-10-01"),
    ("They met last December.", "last December", "2024-12-01", "2025-01-01"),
    ("They met in late August.", "in late August", "2025-08-21", "2025-09-01"),
    ("They met in mid-July.", "in mid-July", "2025-07-11", "2025-07-21"),
    ("They met in March this year.", "in March this year", "2025-03-01", "2025-04-01"),
    ("They met in May 2024.", "in May 2024", "2024-05-01", "2024-06-01"),
    ("They met in spring.", "in spring", "2025-03-01", "2025-06-01"),
    ("They met in autumn.", "in autumn", "2025-09-01", "2025-12-01"),
    ("They met last winter.", "last winter", "2024-12-01", "2025-03-01"),
    ("They met in the summer of 2023.", "in the summer of 2023", "2023-06-01", "2023-09-01"),
    ("They met in 2014.", "in 2014", "2014-01-01", "2015-01-01"),
    ("They met in early 2023.", "in early 2023", "2023-01-01", "2023-05-01"),
    ("They met in the 1990s.", "in the 1990s", "1990-01-01", "2000-01-01"),
    ("They met in the first quarter of 2024.", "in the first quarter of 2024", "2024-01-01",
     "2024-04-01"),
    ("They met in Q3 2025.", "in Q3 2025", "2025-07-01", "2025-10-01"),
    ("They met in the first half of October.", "in the first half of October", "2025-10-01",
     "2025-10-16"),
    # counted from publication
    ("They met ten days ago.", "ten days ago", "2025-11-29", "2025-11-30"),
    ("They met two weeks ago.", "two weeks ago", "2025-11-24", "2025-12-01"),
    ("They met two weeks earlier.", "two weeks earlier", "2025-11-24", "2025-12-01"),
    ("They met four years ago.", "four years ago", "2021-01-01", "2022-01-01"),
    ("It will decide within three months.", "within three months", "2025-12-09", "2026-03-10"),
    ("It will decide within four years.", "within four years", "2025-12-09", "2029-12-10"),
    ("Norway has paid for five years.", "for five years", "2020-12-09", "2025-12-10"),
    ("Norway has lobbied for months.", "for months", None, "2025-12-10"),
    ("Ships called over the past two years.", "over the past two years", "2023-12-09",
     "2025-12-10"),
    ("It will decide over the coming months.", "over the coming months", "2025-12-09", None),
    ("Ships will leave in the coming days.", "in the coming days", "2025-12-10", None),
    # edges and ranges
    ("Norway has paid since 2014.", "since 2014", "2014-01-01", None),
    ("Norway has paid high tolls since May.", "since May", "2025-05-01", None),
    ("Norway has paid since last month.", "since last month", "2025-11-01", None),
    ("It will be built by the end of the year.", "by the end of the year", None, "2026-01-01"),
    ("It will be built by 2030.", "by 2030", None, "2030-01-01"),
    ("It will be built by Friday.", "by Friday", None, "2025-12-13"),
    ("It was built before June.", "before June", None, "2025-06-01"),
    ("It has been lent until the end of January.", "until the end of January", None, "2026-02-01"),
    ("Norway will close the port from Saturday.", "from Saturday", "2025-12-13", None),
    ("Norway paid from 2019 to 2021.", "from 2019 to 2021", "2019-01-01", "2022-01-01"),
    ("They met between March and May 2024.", "between March and May 2024", "2024-03-01",
     "2024-06-01"),
    ("They met between October and January.", "between October and January", "2024-10-01",
     "2025-02-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start", "end"), CASES)
def test_expressions_are_resolved_from_the_day_of_publication(
    text: str, words: str, start: str | None, end: str | None
) -> None:
    assert said(text) == [(words, start, end)]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("They met on Tuesday.", "day"),
        ("They met last week.", "week"),
        ("They met in June.", "month"),
        ("They met in spring.", "interval"),
        ("They met in 2014.", "year"),
        ("They have met since 2014.", "open"),
        ("They met in late August.", "interval"),
    ],
)
def test_the_precision_is_that_of_the_words(text: str, precision: str) -> None:
    assert [found.when.precision for found in times(text) if found.when] == [precision]


@pytest.mark.parametrize(
    "text",
    [
        "Norway may send ships and might march its men home.",
        "Theresa May met the minister; the plan was proposed by May herself.",
        "The Long March ended and the Women's March began.",
        "A second ship and a third one followed.",
        "Prices fall and rise; they spring back.",
        "The minister spoke after the fall of the government.",
        "Security Council Resolution 2231 was cited.",
        "Norway sent 2000 troops and 1,950 tonnes of wheat.",
        "The Sunday Times and Good Friday Agreement were named.",
        "Ships left at 10:30 and came back at 22:15.",
        "April Ryan asked a question.",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Three days later they met.", "counts from another day that these words do not name"),
        ("They met on the same day.", "counts from another day that these words do not name"),
        ("They met that year.", "counts from another day that these words do not name"),
        ("They were jailed for five years.", "says how long, not when"),
        ("They met several years ago.", "does not say how many"),
        ("They met in fiscal year 2024.", "a fiscal year, whose days differ from state to state"),
        ("They met on February 30, 2024.", "the calendar has no such day"),
        ("They met for the first time since 2014.",
         "says since when nothing like it had been, not when it was"),
    ],
)  # fmt: skip
def test_what_cannot_be_known_stays_open_with_the_reason(text: str, why: str) -> None:
    assert [(found.when, found.why_open) for found in times(text)] == [(None, why)]


@pytest.mark.parametrize("words", ["in June", "on Tuesday", "last September", "two weeks ago"])
def test_without_a_day_of_publication_relative_words_are_kept_and_left_open(words: str) -> None:
    text = f"They met {words}."
    (found,) = times(text, None)
    assert text[found.words.start : found.words.end] == words
    assert (found.when, found.why_open) == (None, "no day of publication")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They met on 12 June 2025.", "2025-06-12", "2025-06-13"),
        ("They met in 2014.", "2014-01-01", "2015-01-01"),
        ("Norway has paid since May 2024.", "2024-05-01", None),
    ],
)
def test_without_a_day_of_publication_full_dates_are_known(
    text: str, start: str, end: str | None
) -> None:
    assert [found[1:] for found in said(text, None)] == [(start, end)]


def test_a_later_expression_counts_from_the_day_told_before_it() -> None:
    assert said("On 3 February they met, and three days later they signed.") == [
        ("On 3 February", "2025-02-03", "2025-02-04"),
        ("three days later", "2025-02-06", "2025-02-07"),
    ]


def test_an_event_that_another_follows_by_a_day_is_the_day_before_it() -> None:
    assert said("Norway tested a missile on Wednesday, a day after Chile moved troops.") == [
        ("on Wednesday", "2025-12-03", "2025-12-04"),
        ("a day after", "2025-12-02", "2025-12-03"),
    ]


def test_since_with_a_clause_gives_the_clause_its_day_and_what_lasts_its_start() -> None:
    assert said("Trade has shrunk since Norway imposed a duty in the autumn of 2024.") == [
        ("since Norway imposed a duty in the autumn of 2024", "2024-09-01", None),
        ("in the autumn of 2024", "2024-09-01", "2024-12-01"),
    ]


def test_only_the_span_is_looked_at_and_places_are_those_of_the_text() -> None:
    text = "They met on Monday. They met in 2014. They met on Friday."
    (found,) = find_times(text, Span(20, 37), TUESDAY)
    assert text[found.words.start : found.words.end] == "in 2014"
    assert found.when is not None
    assert found.when.words == found.words


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_leave_expressions_open(published: date) -> None:
    assert all(
        found.when is not None or found.why_open
        for found in times("Last year, next week, for five decades, two centuries ago.", published)
    )


WORDS = [
    "since", "by", "from", "until", "for", "in", "on", "the", "last", "next", "first", "end", "of",
    "and", "to", "-", "3", "31", "2014", "30", "May", "March", "Feb.", "Monday", "weeks", "year",
    "month", "ago", "later", "few", "two", "quarter", "half", "1990s", ",", ".", "Q3", "spring",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.one_of(st.none(), st.dates()))
def test_any_words_give_expressions_in_order_that_quote_exactly(
    words: list[str], published: date | None
) -> None:
    text = " ".join(words)
    last = 0
    for found in times(text, published):
        assert 0 <= found.words.start < found.words.end <= len(text)
        assert found.words.start >= last
        last = found.words.start
        assert (found.when is None) == (found.why_open is not None)
        if found.when and found.when.start and found.when.end:
            assert found.when.start < found.when.end


@pytest.mark.parametrize("piece", ["since ", "in 2014 to ", "for two ", "a few ", "May ", "1 "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = perf_counter()
    times(text)
    assert perf_counter() - start < 5
