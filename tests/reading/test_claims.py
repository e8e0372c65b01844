"""Sentences, each for one kind of construction, and the claims that an analyst takes from them.

A row: the sentence, and its claims as "doer -> other action modality [trend]", "<->" where both
do it together. Published on 4 March 2031.
"""

from __future__ import annotations

import pytest

from firsthand.model.document import Document
from firsthand.model.reading import Claim, Reading
from firsthand.reading.pipeline import Reader

CASES: list[tuple[str, list[str]]] = [
    # control: who plans, takes steps, threatens to do it does it
    (
        "China is taking steps to intensify cooperation with Russia, the president said.",
        ["CN -> RU cooperate asserted intensifies"],
    ),
    (
        "Iceland threatened to close its ports to Norwegian boats.",
        ["IS -> NO threaten asserted", "IS -> NO sanction planned"],
    ),
    # the other party stands elsewhere in the sentence
    ("Peru demands that Chile hand back the boats.", ["PE -> CL request asserted"]),
    (
        "Norway would send six divers to a port in Kenya to help to clear the wreck.",
        ["NO -> KE supply planned", "NO -> KE aid planned"],
    ),
    (
        "After the storm Iceland promised to let Norwegian crews in without a fee.",
        ["IS -> NO agree asserted"],
    ),
    ("Kenya supplied pumps for a harbour that Norway built.", []),
    # firms, forces and officials act for their state
    (
        "Norwegian companies are supplying pumps and cables to Chile.",
        ["NO -> CL supply asserted"],
    ),
    ("Ghana's foreign minister met her Kenyan counterpart in Accra.", ["GH -> KE meet asserted"]),
    # a passive without an agent: whose goods are moved moves them
    ("Peruvian engines are being shipped to Kenya in crates.", ["PE -> KE supply asserted"]),
    # nouns that tell deeds
    ("The sale of Norwegian gas to Poland grew.", ["NO -> PL supply asserted"]),
    ("Talks between Norway and Chile will resume in March.", ["NO <-> CL meet planned"]),
    (
        "Egypt resumed exports of gas to Jordan in May 2030.",
        ["EG -> JO supply asserted begins"],
    ),
    # two who do it together
    ("Kenya and Uganda signed an agreement on a railway.", ["KE <-> UG agree asserted"]),
    ("Norwegian and Chilean ministers held talks in Lima.", ["NO <-> CL meet asserted"]),
    (
        "Norway and Chile will hold joint naval exercises in June.",
        ["NO <-> CL exercise planned"],
    ),
    # how it is told
    ("Norway may have sold radars to Peru.", ["NO -> PE supply alleged"]),
    ("Chile has not imposed sanctions on Peru.", ["CL -> PE sanction denied"]),
    ("The minister denied that Norway had sold arms to Mali.", ["NO -> ML supply denied"]),
    ("Kenya will buy 40 tractors from Japan if the house agrees.", ["KE -> JP buy conditional"]),
    ("Mali expelled two French diplomats last week.", ["ML -> FR sanction asserted"]),
    ("Norway expressed readiness to supply Chile with pumps.", ["NO -> CL supply planned"]),
    ("Norway is determined to reach an agreement with Chile.", ["NO -> CL agree planned"]),
    ("Norway wants to increase aid to Kenya.", ["NO -> KE aid planned intensifies"]),
    ("Norway wants Kenya to increase aid to Chile.", ["KE -> CL aid demanded intensifies"]),
    (
        "Any Norwegian attack on Chile would bring war to the region.",
        ["NO -> CL assault conditional"],
    ),
    # what begins after the day of publication is no fact yet
    ("The Norwegian president's visit to Kenya, 14 to 19 May 2031", ["NO -> KE meet planned"]),
    # a declared position needs nobody on the other side
    (
        "Japan officially remains neutral in the dispute between Peru and Chile.",
        ["JP -> None position asserted continues"],
    ),
    ("The Norwegian minister criticised her president's handling of Chile.", []),
    ("Chile-backed rebels attacked Kenya.", []),
    # a private person's doings are no deed between states
    ("A passenger from Tampere should be able to buy a ticket to Tartu.", []),
    # nothing where no deed between states is told
    ("Will Norway sell gas to Poland?", []),
    ("The ministry ordered its own service to watch trade between Peru and Chile.", []),
    ("Botswana beat Zambia in the cup final.", []),
    ("The French minister met the French president.", []),
    ("Relations between Norway and Chile are old.", []),
    ("Norway agreed with Chile that there was room for trade.", []),
]


def line(reading: Reading, claim: Claim) -> str:
    def state(id: str | None) -> str | None:
        actor = reading.actor(id)
        return actor.state if actor else None

    arrow = "<->" if claim.reciprocal else "->"
    parts = [state(claim.actor), arrow, state(claim.recipient), claim.action, claim.modality]
    return " ".join(str(part) for part in [*parts, *([claim.trend] if claim.trend else [])])


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Document.of(text, published="2031-03-04", language="en"))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_sentence_gives_its_claims(reader: Reader, text: str, expected: list[str]) -> None:
    reading = read(reader, text)
    assert [line(reading, claim) for claim in reading.claims] == expected


def test_evidence_is_the_clause_without_who_says_so(reader: Reader) -> None:
    reading = read(reader, "Norway sold gas to Poland, the minister told reporters on Monday.")
    (claim,) = reading.claims
    assert [reading.words(span) for span in claim.evidence] == ["Norway sold gas to Poland"]


def test_goods_keep_their_words_and_what_and_joins_is_one_piece(reader: Reader) -> None:
    reading = read(reader, "Norway is selling dual-use goods and oil to Poland.")
    (claim,) = reading.claims
    assert [reading.words(span) for span in claim.things] == ["dual-use goods and oil"]
    assert claim.aspects == ("energy", "military", "trade")


def test_an_event_told_twice_is_one_claim_with_two_pieces_of_evidence(reader: Reader) -> None:
    reading = read(
        reader,
        "Norway sold gas to Poland on Monday.\n\nThe price is secret.\n\n"
        "It is the first time that Norway sold gas to Poland.",
    )
    (claim,) = reading.claims
    assert len(claim.evidence) == 2


def test_told_by_two_who_share_no_speaker_it_is_two_claims(reader: Reader) -> None:
    reading = read(
        reader,
        "Ada Lund said Norway had sold gas to Poland.\n\n"
        "The Polish railway said Norway had sold gas to Poland.",
    )
    chains = [[reading.actor(id) for id in claim.chain] for claim in reading.claims]
    names = [[actor.name for actor in chain if actor] for chain in chains]
    assert names == [["Ada Lund"], ["Polish railway"]]


def test_a_deed_that_ended_long_before_is_background(reader: Reader) -> None:
    reading = read(
        reader,
        "Norway sold two ships to Chile on Monday. In 2024 Norway sold gas to Poland.",
    )
    assert [claim.background for claim in reading.claims] == [False, True]


def test_a_time_of_another_verb_is_not_the_deed_s(reader: Reader) -> None:
    reading = read(reader, "Norway, which elected a new king last week, sold gas to Poland.")
    assert [claim.when for claim in reading.claims] == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Polish and Chilean experts will meet in Lisbon next week.", ("Lisbon", "PT")),
        ("Norway sold gas to Poland.", None),
        ("Norway accused Poland of a theft in the spring.", None),
    ],
)
def test_a_place_beside_the_deed_is_told(
    reader: Reader, text: str, place: tuple[str, str] | None
) -> None:
    found = [claim.place for claim in read(reader, text).claims]
    assert [(p.name, p.state) if p else None for p in found] == [place]


def test_a_headline_and_the_text_below_it_tell_one_deed(reader: Reader) -> None:
    reading = reader.read(
        Document.of(
            "Kenya's water agency bought 40 pumps from Norway on Monday, a clerk said.",
            title="Kenya buys Norwegian pumps", published="2031-03-04", language="en",
        )
    )  # fmt: skip
    (claim,) = reading.claims
    assert line(reading, claim) == "KE -> NO buy asserted"
    assert len(claim.evidence) == 2
    assert claim.when is not None


def test_the_two_countries_are_the_states_of_those_told_of_before(reader: Reader) -> None:
    reading = read(
        reader,
        "The Norwegian minister Ada Lund met the Chilean minister Rosa Vidal in Lima. The two "
        "countries signed a treaty on ports.",
    )
    meet, agree = reading.claims
    assert reading.actor(meet.actor).name == "Ada Lund"  # type: ignore[union-attr]
    assert reading.actor(agree.actor).kind == "state"  # type: ignore[union-attr]


def test_what_stands_before_a_colon_is_not_what_is_done_behind_it(reader: Reader) -> None:
    reading = reader.read(
        Document.of(
            "The images will come every hour, a clerk said on Monday.",
            title="Storm warnings from orbit: Japan to send weather images to Mongolia",
            published="2031-03-04",
            language="en",
        )
    )
    assert "threaten" not in [claim.action for claim in reading.claims]
