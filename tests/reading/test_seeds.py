"""What a careful analyst takes from two real reports of one event must come out.

The reports are other people's texts: they are read where they lie and nothing of them stands
here but the few words that a row of the list names.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.grouping import group
from firsthand.model.document import Document, Span
from firsthand.model.reading import Actor, Attribution, Claim, Reading
from firsthand.model.story import SharedClaim, Story
from firsthand.reading.pipeline import Reader

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
S0, S2 = SEEDS / "000_a95f2fcdc7858b22.txt", SEEDS / "002_8a09b8e49e7531b6.txt"
pytestmark = pytest.mark.skipif(not S0.exists(), reason="the two seed articles are not here")


def read(reader: Reader, path: Path) -> Reading:
    text = path.read_text("utf-8")
    return reader.read(Document.of(text, id=path.stem, published="2025-12-09", language="en"))


@pytest.fixture(scope="module")
def s0(reader: Reader) -> Reading:
    return read(reader, S0)


@pytest.fixture(scope="module")
def s2(reader: Reader) -> Reading:
    return read(reader, S2)


@pytest.fixture(scope="module")
def stories(s0: Reading, s2: Reading) -> list[Story]:
    return group([s0, s2])


def words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(reading.document.text) for span in spans)


def actor(reading: Reading, id: str | None) -> Actor:
    found = reading.actor(id)
    assert found is not None
    return found


def blocks(reading: Reading, kind: str) -> list[str]:
    text = reading.document.text
    return [text[block.start : block.end] for block in reading.blocks if block.kind == kind]


def between(reading: Reading, doer: str, other: str, action: str) -> list[Claim]:
    """Claims of an action between two states, by the codes that their parties act for."""
    return [
        claim
        for claim in reading.claims
        if claim.action == action
        and claim.recipient is not None
        and (actor(reading, claim.actor).state, actor(reading, claim.recipient).state)
        == (doer, other)
    ]


def chain(reading: Reading, claim: Claim) -> list[str]:
    return [actor(reading, id).name for id in claim.chain]


def told(reading: Reading, part: str) -> list[Attribution]:
    return [a for a in reading.attributions if part in words(reading, a.content)]


def test_row_1_both_are_one_story(stories: list[Story]) -> None:
    assert [len(story.documents) for story in stories] == [2]


def test_row_2_blocks_are_told_apart(s0: Reading, s2: Reading) -> None:
    assert blocks(s0, "headline") == [s0.document.text.split("\n")[0]]
    assert [block.startswith("Photo:") for block in blocks(s0, "caption")] == [True]
    assert blocks(s0, "subheading") == ["Russia and China's cooperation"]
    first, last = blocks(s2, "boilerplate")[0], blocks(s2, "boilerplate")[-1]
    assert first == "Share."
    assert last.startswith("Hello, I'm")


def test_row_2_the_headline_is_told_by_the_name_behind_its_dash(s0: Reading) -> None:
    (headline,) = [a for a in s0.attributions if words(s0, a.cue) == "—"]
    assert actor(s0, headline.speaker).name == "Volodymyr Zelenskyy"


def test_row_2_nothing_is_told_in_boilerplate(s2: Reading) -> None:
    start = s2.document.text.index("Share.")
    for claim in s2.claims:
        assert all(span.end <= start for span in claim.evidence)
    for attribution in s2.attributions:
        assert all(span.end <= start for span in attribution.content)
    for someone in s2.actors:
        assert all(span.end <= start for span in someone.mentions)


def test_row_3_one_shared_claim_of_two_reports_and_one_origin(stories: list[Story]) -> None:
    (claim,) = [
        claim
        for claim in stories[0].claims
        if claim.action == "cooperate" and len(claim.reports) == 2
    ]
    assert {claim.actor, claim.recipient} == {"CN", "RU"}
    assert claim.aspects == ("military",)
    assert claim.trend == "intensifies"
    assert claim.origin_count == 1
    assert all(report.chain == ("UA/volodymyr-zelenskyy",) for report in claim.reports)
    assert "same_speaker" in {tie.reason for tie in claim.ties}


def test_row_6_one_quotation_in_both_whatever_its_marks(
    stories: list[Story], s0: Reading, s2: Reading
) -> None:
    (quote,) = [q for q in stories[0].quotes if "Global security" in q.words]
    assert {place.document for place in quote.reports} == {s0.document.id, s2.document.id}
    assert quote.speaker == "UA/volodymyr-zelenskyy"
    for reading in (s0, s2):
        (attribution,) = told(reading, "Global security must not be undermined")
        assert attribution.direct
        assert actor(reading, attribution.speaker).name == "Volodymyr Zelenskyy"


def test_row_8_the_order_to_the_service_is_an_attribution_that_orders(s0: Reading) -> None:
    (order,) = told(s0, "to monitor cooperation between Moscow and Beijing")
    assert order.stance == "orders"
    assert actor(s0, order.speaker).name == "Volodymyr Zelenskyy"


def test_row_8_the_order_is_found_where_it_is_told_by_the_way(s2: Reading) -> None:
    orders = [a for a in s2.attributions if a.stance == "orders"]
    assert [words(s2, a.cue) for a in orders] == ["instruct"]
    assert actor(s2, orders[0].speaker).name == "Volodymyr Zelenskyy"


def test_row_9_companies_supply_dual_use_goods_as_background(s0: Reading) -> None:
    (claim,) = [
        claim
        for claim in between(s0, "CN", "RU", "supply")
        if words(s0, claim.things) == "dual-use goods"
    ]
    assert claim.background
    assert claim.chain == ()
    assert claim.aspects == ("military", "trade")


def test_row_10_china_buys_oil_and_gas_as_background(s0: Reading) -> None:
    (claim,) = between(s0, "CN", "RU", "buy")
    assert words(s0, claim.things) == "oil and gas"
    assert claim.aspects == ("energy", "trade")
    assert claim.background
    assert claim.chain == ()


def test_row_11_the_weekly_tells_of_the_main_supplier_in_june(s0: Reading) -> None:
    (claim,) = [c for c in between(s0, "CN", "RU", "supply") if chain(s0, c) == ["The Economist"]]
    assert "military" in claim.aspects
    (attribution,) = told(s0, "the main supplier")
    assert attribution.said_on is not None
    assert (attribution.said_on.start, attribution.said_on.end) == ("2025-06-01", "2025-07-01")


def test_row_18_no_claim_where_nobody_does_anything_to_another(s0: Reading, s2: Reading) -> None:
    for reading in (s0, s2):
        evidence = " ".join(words(reading, claim.evidence) for claim in reading.claims)
        for part in ("monitor", "Global security must not", "security guarantees", "elections"):
            assert part not in evidence


def test_row_18_kherson_is_no_claim_between_china_and_russia(stories: list[Story]) -> None:
    def parties(claim: SharedClaim) -> set[str | None]:
        return {claim.actor, claim.recipient}

    for claim in stories[0].claims:
        shown = " ".join(e.words for report in claim.reports for e in report.evidence)
        assert "Kherson" not in shown or parties(claim) != {"CN", "RU"}
