"""Where two reports of one claim do not say the same."""

from __future__ import annotations

from firsthand.grouping import group
from firsthand.model.reading import Reading
from firsthand.model.story import Difference
from tests.grouping.invented import Deed, actor, reading

SETTING = "The ice buoys for the strait off Punta Arenas are what all speak of.\n"
BANK = actor("bank", "Bank of the Fjords", "company", "NO")


def report(id: str, sentence: str, deed: Deed | None = None) -> Reading:
    made = deed or Deed(sentence.rstrip("."))
    return reading(id, SETTING + sentence, made, actors=[BANK])


def differences(*readings: Reading) -> list[Difference]:
    (story,) = group(readings)
    (claim,) = story.claims
    assert len(claim.reports) == len(readings)
    return list(claim.differences)


def words(found: list[Difference], kind: str) -> list[tuple[str, ...]]:
    return [tuple(one.words for one in each.words) for each in found if each.kind == kind]


def test_other_numbers_of_the_same_things_are_told() -> None:
    found = differences(
        report("a", "Norway delivered forty ice buoys to Chile."),
        report("b", "Norway delivered 38 ice buoys to Chile."),
    )
    assert words(found, "number") == [("forty ice buoys", "38 ice buoys")]


def test_numbers_in_words_and_figures_are_the_same() -> None:
    found = differences(
        report("a", "Norway delivered forty-two ice buoys to Chile."),
        report("b", "Norway delivered 42 ice buoys to Chile."),
    )
    assert words(found, "number") == []


def test_other_days_are_told() -> None:
    early = Deed("Norway delivered ice buoys to Chile on Monday",
                 when=("2031-03-03", "2031-03-04", "on Monday"))  # fmt: skip
    late = Deed("Norway delivered ice buoys to Chile on Tuesday",
                when=("2031-03-04", "2031-03-05", "on Tuesday"))  # fmt: skip
    found = differences(
        report("a", f"{early.evidence}.", early), report("b", f"{late.evidence}.", late)
    )
    assert words(found, "date") == [("on Monday", "on Tuesday")]


def test_the_same_day_in_other_words_is_no_difference() -> None:
    one = Deed("Norway delivered ice buoys to Chile on Monday",
               when=("2031-03-03", "2031-03-04", "on Monday"))  # fmt: skip
    other = Deed("Norway delivered ice buoys to Chile yesterday",
                 when=("2031-03-03", "2031-03-04", "yesterday"))  # fmt: skip
    found = differences(
        report("a", f"{one.evidence}.", one), report("b", f"{other.evidence}.", other)
    )
    assert words(found, "date") == []


def test_other_places_and_actors_are_told() -> None:
    one = Deed("Norway delivered ice buoys to Chile at Arica", place="Arica")
    other = Deed("Bank of the Fjords delivered ice buoys to Chile at Iquique", "bank",
                 place="Iquique")  # fmt: skip
    found = differences(
        report("a", f"{one.evidence}.", one), report("b", f"{other.evidence}.", other)
    )
    assert words(found, "place") == [("Arica", "Iquique")]
    assert words(found, "actor") == [("Norway", "Bank of the Fjords")]


def test_more_and_less_certain_reports_are_told() -> None:
    sure = Deed("Norway delivered ice buoys to Chile")
    plan = Deed("Norway will deliver ice buoys to Chile", modality="planned")
    found = differences(
        report("a", f"{plan.evidence}.", plan), report("b", f"{sure.evidence}.", sure)
    )
    assert words(found, "modality") == [(plan.evidence, sure.evidence)]


def test_a_number_that_one_report_alone_has_is_told_with_that_report_only() -> None:
    found = differences(
        report("a", "Norway delivered ice buoys to Chile."),
        report("b", "Norway delivered ice buoys worth nine million crowns to Chile."),
    )
    (only,) = [one for one in found if one.kind == "only"]
    assert only.reports == (1,)
    assert "nine million crowns" in only.words[0].words


def test_a_value_that_many_reports_repeat_is_told_once() -> None:
    found = differences(
        report("a", "Norway delivered forty ice buoys to Chile."),
        report("b", "Norway delivered 38 ice buoys to Chile."),
        report("c", "Norway delivered 38 ice buoys to Chile today."),
    )
    assert len(words(found, "number")) == 1


def test_one_report_alone_differs_from_nothing() -> None:
    assert differences(report("a", "Norway delivered forty ice buoys to Chile.")) == []
