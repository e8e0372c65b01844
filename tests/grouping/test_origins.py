"""Ties between reports of one claim, and how many origins they leave."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.grouping import group
from firsthand.model.reading import Actor, Reading
from firsthand.model.story import SharedClaim
from tests.grouping.invented import Deed, Speech, actor, reading

LUND = actor("lund", "Ada Lund", state="NO", office="marine minister")
MINISTRY = actor("ministry", "Norway's Marine Ministry", "body", "NO")
ROJAS = actor("rojas", "Inés Rojas", state="CL", office="harbour master")
POST = actor("post", "The Fjord Post", "outlet")
SOUTHWIRE = actor("wire", "Southwire", "outlet")
OFFICIALS = actor("officials", "three officials familiar with the talks", "group", named=False)
SENIOR = actor("senior", "a senior Norwegian official", "person", "NO", named=False)
CHILEAN = actor("chilean", "a Chilean official", "person", "CL", named=False)
SAILORS = actor("sailors", "residents of the port", "group", named=False)
SETTING = "The forty ice buoys for the strait off Punta Arenas are what all speak of.\n"


def report(
    id: str,
    sentence: str,
    evidence: str,
    *chain: Actor,
    outlet: str | None = None,
    day: int = 4,
    speeches: Sequence[Speech] = (),
) -> Reading:
    return reading(
        id,
        SETTING.replace("all", f"those of {id}") + sentence,
        Deed(evidence, chain=tuple(one.id for one in chain)),
        actors=chain,
        outlet=outlet or f"Outlet of {id}",
        published=f"2031-03-0{day}",
        speeches=speeches,
    )


def claim(*readings: Reading) -> SharedClaim:
    (story,) = group(readings)
    (found,) = story.claims
    assert len(found.reports) == len(readings)
    return found


def reasons(found: SharedClaim) -> set[str]:
    return {tie.reason for tie in found.ties}


def test_a_minister_and_her_ministry_are_one_origin() -> None:
    found = claim(
        report("a", "Ada Lund said Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", LUND),
        report("b", "Chile got forty ice buoys from Norway, its ministry wrote.",
               "Chile got forty ice buoys from Norway", MINISTRY),
    )  # fmt: skip
    assert reasons(found) == {"same_speaker"}
    assert (found.origin_count, found.origin_range) == (1, (1, 1))


def test_two_named_speakers_of_two_states_are_two_origins() -> None:
    found = claim(
        report("a", "Ada Lund said Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", LUND),
        report("b", "Chile got forty ice buoys from Norway, Inés Rojas told us.",
               "Chile got forty ice buoys from Norway", ROJAS),
    )  # fmt: skip
    assert found.ties == ()
    assert found.origin_count == 2
    assert [one.first_source for one in found.origins] == ["NO/ada-lund", "CL/ines-rojas"]


def test_a_source_that_reaches_us_through_another_is_no_origin_of_its_own() -> None:
    partners = actor("partners", "Partner Service", "body", "SE")
    found = claim(
        report("a", "Ada Lund said Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", LUND),
        report("b", "Lund said that Sweden's service knows of forty ice buoys for Chile.",
               "forty ice buoys for Chile", LUND, partners),
    )  # fmt: skip
    assert found.origin_count == 1


def test_one_outlet_that_names_the_other_is_credit() -> None:
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile, Inés Rojas said.",
               "Norway delivered forty ice buoys to Chile", ROJAS, outlet="The Fjord Post"),
        report("b", "Chile got forty ice buoys from Norway, the Fjord Post reports.",
               "Chile got forty ice buoys from Norway", POST, day=5),
    )  # fmt: skip
    (tie,) = found.ties
    assert (tie.reason, found.origin_count) == ("credit", 1)
    assert [words.words for words in tie.words][1] == "Fjord Post"


def test_two_outlets_that_name_the_same_third_are_one_origin() -> None:
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile, Southwire wrote.",
               "Norway delivered forty ice buoys to Chile", SOUTHWIRE),
        report("b", "Chile got forty ice buoys from Norway, according to Southwire.",
               "Chile got forty ice buoys from Norway", SOUTHWIRE, day=5),
    )  # fmt: skip
    assert {"credit", "same_speaker"} <= reasons(found)
    assert found.origin_count == 1


def test_an_agency_is_known_by_its_initials() -> None:
    initials = actor("initials", "NWS", "outlet")
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile, Inés Rojas said.",
               "Norway delivered forty ice buoys to Chile", ROJAS, outlet="Nordic Wire Service"),
        report("b", "Chile got forty ice buoys from Norway, NWS reported.",
               "Chile got forty ice buoys from Norway", initials, day=5),
    )  # fmt: skip
    assert reasons(found) == {"credit"}


def test_the_agency_of_a_dateline_is_credited() -> None:
    found = claim(
        report("a", "OSLO, March 4 (Southwire) - Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", outlet="Southwire"),
        report("b", "Chile got forty ice buoys from Norway, Southwire said.",
               "Chile got forty ice buoys from Norway", SOUTHWIRE, day=5),
    )  # fmt: skip
    assert "credit" in reasons(found)


def test_circular_credit_is_one_origin() -> None:
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile, Southwire wrote.",
               "Norway delivered forty ice buoys to Chile", SOUTHWIRE, outlet="The Fjord Post"),
        report("b", "Chile got forty ice buoys from Norway, the Fjord Post wrote.",
               "Chile got forty ice buoys from Norway", POST, outlet="Southwire", day=5),
    )  # fmt: skip
    assert found.origin_count == 1


def test_reports_that_name_nobody_join_the_earliest_one() -> None:
    found = claim(
        report("a", "Ada Lund said Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", LUND),
        report("b", "Chile got forty ice buoys from Norway.",
               "Chile got forty ice buoys from Norway", day=5),
        report("c", "Norway has given forty ice buoys to Chile.",
               "Norway has given forty ice buoys to Chile", day=6),
    )  # fmt: skip
    assert [(tie.reports, tie.reason) for tie in found.ties if tie.reason == "no_source"] == [
        ((0, 1), "no_source"),
        ((0, 2), "no_source"),
    ]
    assert found.origin_count == 1


def test_a_sourced_report_behind_an_unsourced_one_is_its_own_origin() -> None:
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile"),
        report("b", "Inés Rojas said Chile got forty ice buoys from Norway.",
               "Chile got forty ice buoys from Norway", ROJAS, day=5),
    )  # fmt: skip
    assert found.origin_count == 2
    assert found.origins[0].first_source is None


def test_unnamed_sources_that_may_be_the_same_lower_the_range_only() -> None:
    found = claim(
        report("a", "Norway delivered forty ice buoys to Chile, three officials said.",
               "Norway delivered forty ice buoys to Chile", OFFICIALS),
        report("b", "Chile got forty ice buoys from Norway, a senior official said.",
               "Chile got forty ice buoys from Norway", SENIOR, day=5),
    )  # fmt: skip
    (tie,) = found.ties
    assert (tie.reason, tie.joined) == ("unnamed", False)
    assert (found.origin_count, found.origin_range) == (2, (1, 2))


def test_officials_of_two_states_and_people_of_two_kinds_are_not_the_same() -> None:
    for other in (CHILEAN, SAILORS):
        found = claim(
            report("a", "Norway delivered forty ice buoys to Chile, an official said.",
                   "Norway delivered forty ice buoys to Chile", SENIOR),
            report("b", "Chile got forty ice buoys from Norway, others said.",
                   "Chile got forty ice buoys from Norway", other, day=5),
        )  # fmt: skip
        assert found.ties == ()
        assert found.origin_range == (2, 2)


def test_the_same_quotation_with_the_evidence_in_it_is_one_origin() -> None:
    words = "Forty ice buoys have come from Norway to us"
    found = claim(
        report("a", f'"{words}," Inés Rojas said.', words, ROJAS,
               speeches=[Speech("rojas", "Inés Rojas", words, direct=True)]),
        report("b", f"In the port they say: “{words}.”", words, SAILORS, day=5),
    )  # fmt: skip
    assert "same_quote" in reasons(found)
    assert found.origin_count == 1


def test_a_copied_sentence_is_one_origin() -> None:
    words = "Norway delivered forty yellow ice buoys to Chile before the first snow fell"
    found = claim(
        report("a", f"{words}, Inés Rojas said.", words, ROJAS),
        report("b", f"{words}, Ada Lund said.", words, LUND, day=5),
    )
    assert reasons(found) == {"same_text"}
    assert found.origin_count == 1


def test_every_tie_quotes_its_words_on_both_sides() -> None:
    pair = [
        report("a", "Ada Lund said Norway delivered forty ice buoys to Chile.",
               "Norway delivered forty ice buoys to Chile", LUND,
               speeches=[Speech("lund", "Ada Lund", "Norway delivered forty ice buoys to Chile")]),
        report("b", "Chile got forty ice buoys from Norway, its ministry wrote.",
               "Chile got forty ice buoys from Norway", MINISTRY),
    ]  # fmt: skip
    (tie,) = claim(*pair).ties
    for words, source in zip(tie.words, pair, strict=True):
        assert source.document.text[words.start : words.end] == words.words
    assert tie.words[0].words == "Ada Lund"
