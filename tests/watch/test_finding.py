"""Out of the ordinary is what the days before do not lead to expect; each is told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from firsthand.model.alert import AlertKind
from firsthand.watch.counting import Told
from firsthand.watch.finding import Before, Finding, findings

TODAY = date(2031, 3, 5)
Raised = Mapping[tuple[AlertKind, str], Sequence[Before]]
DOCUMENTS = {TODAY - timedelta(days=n): 20 for n in range(40)}


def told(days_ago: int, n: int = 0, **changes: Any) -> Told:
    """One origin of a claim between Norway and Chile; `n` tells origins of one day apart."""
    id = f"{days_ago}-{n}"
    fixed: dict[str, Any] = {
        "day": TODAY - timedelta(days=days_ago), "pair": "CL NO", "party": "NO", "other": "CL",
        "action": "supply", "quad": "material_cooperation", "denied": False, "declared": False,
        "story": "s", "claim": f"c{id}", "source": None, "documents": frozenset({f"d{id}"}),
    }  # fmt: skip
    return Told(**(fixed | changes))


QUIET = [told(n) for n in range(2, 30, 4)]
BUSY = [told(day, n) for day in range(36) for n in range(3)]


def found(*more: Told, past: list[Told] = QUIET, **given: Any) -> list[Finding]:
    documents = given.get("documents", DOCUMENTS)
    raised: Raised = given.get("raised", {})
    return list(findings([*past, *more], documents, given.get("day", TODAY), 28, raised))


def kinds(findings: list[Finding]) -> list[str]:
    return [one.kind for one in findings]


def test_an_ordinary_day_tells_nothing() -> None:
    assert found() == found(told(0)) == []


def test_many_origins_are_a_surge_with_its_figures() -> None:
    (surge,) = found(*(told(0, n) for n in range(5)))
    assert (surge.kind, surge.subject) == ("surge", "CL NO")
    figures = surge.figures
    assert figures
    assert (figures.origins, figures.days, figures.baseline_days) == (5, 1, 28)
    assert 0.2 < figures.expected < 0.4
    assert figures.chance < 0.001
    assert figures.most < 5
    assert len(surge.told) == 5


def test_one_source_in_five_reports_is_no_surge() -> None:
    assert found(*(told(0, n, source="NO/ada-lund") for n in range(5))) == []


def test_without_two_weeks_of_documents_nothing_is_told() -> None:
    short = {TODAY - timedelta(days=n): 20 for n in range(14)}
    assert found(*(told(0, n) for n in range(9)), documents=short) == []


def test_a_surge_is_told_once_a_week_unless_it_grows_by_half() -> None:
    surge = [told(0, n) for n in range(6)]
    yesterday = TODAY - timedelta(days=1)
    for origins, day, again in ((6, yesterday, 0), (4, yesterday, 1), (4, TODAY, 0)):
        raised: Raised = {("surge", "CL NO"): [Before(day, origins)]}
        assert len(found(*surge, raised=raised)) == again
    long_ago: Raised = {("surge", "CL NO"): [Before(TODAY - timedelta(days=8), 6)]}
    assert kinds(found(*surge, raised=long_ago)) == ["surge"]


def test_a_week_of_silence_in_a_busy_relation_is_a_lull() -> None:
    silent = [one for one in BUSY if one.day < TODAY - timedelta(days=7)]
    (lull,) = found(past=silent)
    assert (lull.kind, lull.figures and lull.figures.origins) == ("lull", 0)
    assert found(past=BUSY) == []


def test_where_less_was_read_of_everything_there_is_no_lull() -> None:
    silent = [one for one in BUSY if one.day < TODAY - timedelta(days=7)]
    few = DOCUMENTS | {TODAY - timedelta(days=n): 5 for n in range(1, 8)}
    assert found(past=silent, documents=few) == []


def test_a_relation_that_the_baseline_lacks_is_new_from_two_origins_on() -> None:
    new = {"pair": "JP PE", "party": "JP", "other": "PE"}
    assert found(told(0, 1, **new)) == []
    assert kinds(found(told(0, 1, **new), told(0, 2, **new))) == ["novelty"]


def test_a_new_party_of_a_known_relation_is_told_from_two_origins_on() -> None:
    service = {"party": "NO/ice-service"}
    assert found(told(0, 1, **service)) == []
    (new,) = found(told(0, 1, **service), told(0, 2, **service))
    assert (new.kind, new.subject) == ("new_actor", "NO/ice-service")
    known = told(9, 1, **service)
    assert found(known, told(0, 1, **service), told(0, 2, **service)) == []


def test_an_action_that_a_relation_had_none_of_is_new() -> None:
    sanction = {"action": "sanction", "quad": "material_conflict"}
    (new,) = found(told(0, 1, **sanction), told(0, 2, **sanction))
    assert (new.kind, new.subject) == ("new_claim", "CL NO sanction")
    raised: Raised = {("new_claim", "CL NO sanction"): [Before(TODAY - timedelta(days=2), 0)]}
    assert found(told(0, 1, **sanction), told(0, 2, **sanction), raised=raised) == []


def test_the_first_denial_of_what_was_claimed_is_told_and_the_second_not() -> None:
    (denial,) = found(told(0, 1, denied=True))
    assert (denial.kind, denial.subject) == ("first_denial", "CL NO supply")
    assert found(told(5, 1, denied=True), told(0, 1, denied=True)) == []
    assert found(told(0, 1, denied=True, action="sanction")) == []


def test_who_declares_another_position_has_changed_it() -> None:
    neutral = {"declared": True, "action": "position", "quad": "neutral"}
    against = {"declared": True, "action": "reject", "quad": "verbal_conflict"}
    (changed,) = found(told(10, 1, **neutral), told(0, 1, **against))
    assert changed.kind == "changed_position"
    assert [one.day for one in changed.told] == [TODAY - timedelta(days=10), TODAY]
    assert found(told(10, 1, **neutral), told(0, 1, **neutral)) == []


def test_what_was_told_later_does_not_change_what_is_found_of_a_day() -> None:
    day = TODAY - timedelta(days=1)
    surge = [told(1, n) for n in range(5)]
    assert found(*surge, day=day) == found(*surge, *(told(0, n) for n in range(9)), day=day)
