"""A baseline raises few false alarms where nothing happens, and sees what does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from firsthand.watch.baseline import RARE, RARE_LULL, Baseline, Expected

FIRST = date(2030, 1, 7)  # a Monday
DAYS = [FIRST + timedelta(days=n) for n in range(28)]
RATES = (0.1, 0.3, 1.0, 3.0, 8.0)
WORKING_WEEK = np.array([1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5])

Draw = Callable[[np.random.Generator, np.ndarray], np.ndarray]


def chance_alone(draw: np.random.Generator, means: np.ndarray) -> np.ndarray:
    return np.asarray(draw.poisson(means))


def bursts(draw: np.random.Generator, means: np.ndarray) -> np.ndarray:
    """Days of much and days of little: a negative binomial of size 1."""
    return np.asarray(draw.poisson(draw.gamma(1.0, 1.0, means.shape) * means))


def drifting(draw: np.random.Generator, means: np.ndarray) -> np.ndarray:
    """Slow ups and downs: the logarithm follows the day before by seven tenths."""
    level, levels = 0.0, []
    for _ in means:
        level = 0.7 * level + 0.4 * draw.normal()
        levels.append(level)
    return np.asarray(draw.poisson(means * np.exp(np.array(levels) - 0.16)))


def false_alarms(drawn: Draw, weeks: int = 30) -> tuple[float, float]:
    """The share of days with a surge, and with a lull in the week before, where nothing happens."""
    draw = np.random.default_rng(11)
    days = [FIRST + timedelta(days=n) for n in range(35 + 7 * weeks)]
    week = np.array([WORKING_WEEK[day.weekday()] for day in days])
    relations = [
        {day: int(n) for day, n in zip(days, drawn(draw, rate * week), strict=True) if n}
        for rate in RATES * 3
    ]
    surges = lulls = looked = 0
    for at in range(35, len(days)):
        baseline = Baseline(relations, days[at - 28 : at])
        before = Baseline(relations, days[at - 35 : at - 7])
        for counts in relations:
            looked += 1
            origins = counts.get(days[at], 0)
            surges += origins > 2 and baseline.expect(counts, [days[at]]).at_least(origins) < RARE
            week_of = days[at - 7 : at]
            few = sum(counts.get(day, 0) for day in week_of)
            lulls += before.expect(counts, week_of).at_most(few) < RARE_LULL
    return surges / looked, lulls / looked


@pytest.mark.parametrize(
    ("drawn", "of_a_thousand"), [(chance_alone, 1), (bursts, 4), (drifting, 15)]
)
def test_few_of_a_thousand_days_on_which_nothing_happens_raise_an_alarm(
    drawn: Draw, of_a_thousand: int
) -> None:
    surges, lulls = false_alarms(drawn)
    assert surges * 1000 < of_a_thousand
    assert lulls * 1000 < of_a_thousand


def test_a_surge_of_a_quiet_relation_is_seen_and_that_of_a_loud_one_needs_more() -> None:
    quiet = {DAYS[3]: 1, DAYS[17]: 1}
    loud = dict.fromkeys(DAYS, 5)
    baseline = Baseline([quiet, loud], DAYS)
    today = [FIRST + timedelta(days=28)]
    assert baseline.expect(quiet, today).at_least(4) < RARE
    assert baseline.expect(loud, today).at_least(6) > RARE
    assert baseline.expect(loud, today).at_least(15) < RARE


def test_weekends_are_expected_to_be_quiet() -> None:
    counts = {day: 6 for day in DAYS if day.weekday() < 5}
    baseline = Baseline([counts], DAYS)
    monday, sunday = FIRST + timedelta(days=28), FIRST + timedelta(days=34)
    assert baseline.expect(counts, [monday]).mean > 3 * baseline.expect(counts, [sunday]).mean


def test_a_day_without_documents_is_no_day_without_news() -> None:
    counts = dict.fromkeys(DAYS[:14], 4)
    known, all_days = Baseline([counts], DAYS[:14]), Baseline([counts], DAYS)
    today = [FIRST + timedelta(days=28)]
    assert known.expect(counts, today).mean == pytest.approx(4.0, rel=0.1)
    assert all_days.expect(counts, today).mean == pytest.approx(2.0, rel=0.1)


def test_bursts_in_the_past_widen_what_is_expected() -> None:
    even, uneven = dict.fromkeys(DAYS, 3), {day: 21 for day in DAYS if day.weekday() == 2}
    today = [FIRST + timedelta(days=28)]
    spread_out = Baseline([even], DAYS).expect(even, today)
    in_bursts = Baseline([even, uneven], DAYS).expect(even, today)
    assert in_bursts.variance > spread_out.variance


def test_chances_of_more_and_fewer_make_a_whole() -> None:
    expected = Expected(3.0, 7.5)
    for count in range(20):
        assert expected.at_least(count + 1) + expected.at_most(count) == pytest.approx(1.0)
    least, most = expected.span()
    assert least == 0
    assert expected.at_least(most + 1) < RARE <= expected.at_least(most)
