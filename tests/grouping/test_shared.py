"""Claims of different documents that say the same, and those that do not."""

from __future__ import annotations

import pytest

from firsthand.grouping import group
from firsthand.model.reading import Reading
from firsthand.model.story import SharedClaim, Story
from tests.grouping.invented import Deed, actor, reading

LUND = actor("lund", "Ada Lund", state="NO", office="marine minister")
ROJAS = actor("rojas", "Inés Rojas", state="CL", office="harbour master")
SETTING = "The forty ice buoys for the strait off Punta Arenas are the matter of which all speak.\n"


def story(*readings: Reading) -> Story:
    (found,) = group(readings)
    return found


def report(id: str, sentence: str, deed: Deed | None = None, day: int = 4) -> Reading:
    deeds = [deed or Deed(sentence.rstrip("."))]
    return reading(
        id, SETTING + sentence, *deeds, actors=[LUND, ROJAS], published=f"2031-03-0{day}"
    )


def only_shared(found: Story) -> SharedClaim:
    (claim,) = [claim for claim in found.claims if len(claim.reports) > 1]
    return claim


def test_one_deed_in_other_words_is_one_claim() -> None:
    found = story(
        report("a", "Norway has delivered forty ice buoys to Chile."),
        report("b", "Forty ice buoys were handed over to Chile by Norway.", day=5),
    )
    assert [len(claim.reports) for claim in found.claims] == [2]


def test_what_one_sells_the_other_buys() -> None:
    bought = Deed("Chile has bought forty ice buoys from Norway", "chile", "norway", "buy")
    found = story(
        report("a", "Norway has sold forty ice buoys to Chile."),
        report("b", f"{bought.evidence}.", bought, day=5),
    )
    (claim,) = found.claims
    assert (claim.actor, claim.recipient, claim.action) == ("NO", "CL", "supply")
    assert [len(claim.reports), len(claim.differences)] == [2, 0]


@pytest.mark.parametrize(
    "other",
    [
        Deed("Chile has bought herring from Norway", "chile", "norway", "buy"),
        Deed("Norway accuses Chile of slow work", action="accuse", aspects=("diplomacy",)),
        Deed("Chile has delivered copper wire to Norway", "chile", "norway"),
    ],
)
def test_other_deeds_of_the_same_states_stay_apart(other: Deed) -> None:
    found = story(
        report("a", "Norway has delivered forty ice buoys to Chile."),
        report("b", f"{other.evidence}.", other, day=5),
    )
    assert [len(claim.reports) for claim in found.claims] == [1, 1]


def test_a_reciprocal_deed_is_the_same_whoever_is_named_first() -> None:
    one = Deed("Norway and Chile met in Oslo", action="meet", reciprocal=True)
    other = Deed("Chile and Norway met in Oslo", "chile", "norway", "meet", reciprocal=True)
    found = story(report("a", f"{one.evidence}.", one), report("b", f"{other.evidence}.", other))
    assert only_shared(found).line == "Norway ↔ Chile: meet (trade)"


def test_the_strongest_modality_counts_and_each_report_keeps_its_own() -> None:
    doubtful = Deed("Norway may have delivered forty ice buoys to Chile", modality="alleged")
    claim = only_shared(
        story(
            report("a", f"{doubtful.evidence}.", doubtful),
            report("b", "Norway has delivered forty ice buoys to Chile."),
        )
    )
    assert claim.modality == "asserted"
    assert [one.modality for one in claim.reports] == ["alleged", "asserted"]
    assert [one.kind for one in claim.differences] == ["modality"]


def test_a_denial_is_no_report_but_is_listed_with_what_it_denies() -> None:
    denial = Deed(
        "Norway has delivered any ice buoys to Chile", modality="denied", chain=("rojas",)
    )
    found = story(
        report("a", "Norway has delivered forty ice buoys to Chile."),
        report("b", "Inés Rojas denied that Norway has delivered any ice buoys to Chile.", denial),
    )
    said, denied = found.claims
    assert (said.modality, denied.modality) == ("asserted", "denied")
    assert said.denials == (denied.id,)
    assert denied.denials == ()
    assert len(said.reports) == len(denied.reports) == 1


def test_a_denial_of_another_matter_is_not_listed() -> None:
    denial = Deed("Chile has sold copper", "chile", "norway", modality="denied", chain=("rojas",))
    found = story(
        report("a", "Norway has delivered forty ice buoys to Chile."),
        report("b", "Inés Rojas denied that Chile has sold copper to anyone.", denial),
    )
    assert all(not claim.denials for claim in found.claims)


def test_one_document_with_two_chains_is_listed_twice() -> None:
    text = (
        f"{SETTING}Ada Lund said that Norway has delivered forty ice buoys to Chile. "
        "Inés Rojas confirmed that Norway delivered forty ice buoys to Chile."
    )
    deeds = [
        Deed("Norway has delivered forty ice buoys to Chile", chain=("lund",)),
        Deed("Norway delivered forty ice buoys to Chile", chain=("rojas",)),
    ]
    (claim,) = story(reading("a", text, *deeds, actors=[LUND, ROJAS])).claims
    assert [one.document for one in claim.reports] == ["a", "a"]
    assert claim.origin_count == 2


def test_two_deeds_of_one_chain_in_one_document_stay_two() -> None:
    text = (
        f"{SETTING}Norway has delivered forty ice buoys to Chile. "
        "Norway has also delivered forty ice drills to Chile."
    )
    deeds = [
        Deed("Norway has delivered forty ice buoys to Chile"),
        Deed("Norway has also delivered forty ice drills to Chile"),
    ]
    assert len(story(reading("a", text, *deeds)).claims) == 2


def test_a_claim_is_background_only_where_all_reports_have_it_so() -> None:
    old = Deed("Norway has delivered forty ice buoys to Chile", background=True)
    new = Deed("Norway has delivered forty ice buoys to Chile")
    first, second = (report(id, f"{old.evidence}.", old) for id in ("a", "b"))
    mixed = only_shared(story(first, report("c", f"{new.evidence}.", new)))
    both = only_shared(story(first, second))
    assert not mixed.background
    assert both.background


def test_a_line_gives_parties_deed_aspects_trend_and_modality() -> None:
    deed = Deed(
        "Norway will deliver more and more buoys to Chile",
        aspects=("science", "trade"),
        trend="intensifies",
        modality="planned",
    )
    (claim,) = story(report("a", f"{deed.evidence}.", deed)).claims
    assert claim.line == "Norway → Chile: supply (science, trade), intensifies, planned"


def test_evidence_is_quoted_exactly() -> None:
    source = report("a", "Norway has delivered forty ice buoys to Chile.")
    for claim in story(source).claims:
        for one in claim.reports:
            for words in one.evidence:
                assert source.document.text[words.start : words.end] == words.words
