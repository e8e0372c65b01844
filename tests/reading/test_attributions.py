"""Who says so, in which words: one sentence or two for each kind of construction."""

from __future__ import annotations

import pytest

from firsthand.model.document import Document
from firsthand.model.reading import Attribution, Reading
from firsthand.reading.pipeline import Reader


def read(reader: Reader, text: str, title: str | None = None) -> Reading:
    return reader.read(Document.of(text, title=title, published="2031-03-04", language="en"))


def words(reading: Reading, attribution: Attribution, part: str) -> str:
    return " … ".join(reading.words(span) for span in getattr(attribution, part))


def speaker(reading: Reading, attribution: Attribution) -> tuple[str, str | None] | None:
    actor = reading.actor(attribution.speaker)
    return (actor.name, actor.state) if actor else None


CASES = [
    (
        "Norwegian Foreign Minister Ada Lund said on Monday that the talks had failed.",
        ("Ada Lund", "NO"),
        "the talks had failed",
        "neutral",
    ),
    (
        "According to Kenya's Strategic Resources Service, the mine was closed in May.",
        ("Strategic Resources Service", "KE"),
        "the mine was closed in May",
        "neutral",
    ),
    (
        "“We will not sign,” the Kremlin spokesman, Oleg Stern, said.",
        ("Oleg Stern", "RU"),
        "We will not sign",
        "neutral",
    ),
    (
        "The Chilean ministry denied that its ships had entered the strait.",
        ("Chilean ministry", "CL"),
        "its ships had entered the strait",
        "denies",
    ),
    (
        "Peru's president ordered the navy to watch the strait.",
        ("Peru's president", "PE"),
        "the navy to watch the strait",
        "orders",
    ),
    (
        "Ghana urged Kenya to open the port.",
        ("Ghana", "GH"),
        "Kenya to open the port",
        "demands",
    ),
    (
        "Reuters reported that the two states would meet in June.",
        ("Reuters", None),
        "the two states would meet in June",
        "neutral",
    ),
    (
        "Two officials familiar with the talks said the deal was close.",
        ("Two officials familiar with the talks", None),
        "the deal was close",
        "neutral",
    ),
    (
        "The White House warned that the ceasefire could collapse.",
        ("White House", "US"),
        "the ceasefire could collapse",
        "warns",
    ),
]


@pytest.mark.parametrize(
    ("text", "who", "content", "stance"), CASES, ids=[c[0][:40] for c in CASES]
)
def test_a_sentence_gives_its_attribution(
    reader: Reader, text: str, who: tuple[str, str | None], content: str, stance: str
) -> None:
    reading = read(reader, text)
    (attribution,) = reading.attributions
    assert speaker(reading, attribution) == who
    assert words(reading, attribution, "content") == content
    assert attribution.stance == stance


def test_a_content_wholly_in_quotation_marks_is_direct(reader: Reader) -> None:
    for quoted, direct in (("“We will sign,” he said.", True), ("He said they will sign.", False)):
        reading = read(reader, f"Ada Lund spoke in Oslo. {quoted}")
        assert [attribution.direct for attribution in reading.attributions] == [direct]


def test_he_and_a_bare_office_lead_to_the_person_told_of_before(reader: Reader) -> None:
    reading = read(
        reader,
        "Kenyan Prime Minister Daniel Otieno arrived on Monday.\n\n"
        "He said the port was ready.\n\nThe prime minister added that the road was not.",
    )
    assert {speaker(reading, a) for a in reading.attributions} == {("Daniel Otieno", "KE")}
    assert len(reading.attributions) == 2


def test_a_surname_alone_is_the_person_of_the_full_name(reader: Reader) -> None:
    reading = read(
        reader,
        "Lund said the talks had failed. Norwegian minister Ada Lund left the hall.",
    )
    (attribution,) = reading.attributions
    assert speaker(reading, attribution) == ("Ada Lund", "NO")


def test_a_headline_can_end_or_begin_with_who_says_it(reader: Reader) -> None:
    for title in ("Norway to sell gas to Poland — Lund", "Lund: Norway to sell gas to Poland"):
        reading = read(reader, "Norwegian minister Ada Lund spoke in Oslo.", title)
        assert ("Ada Lund", "NO") in [speaker(reading, a) for a in reading.attributions]


def test_what_is_told_inside_of_what(reader: Reader) -> None:
    reading = read(reader, "The minister said that the service had found that Chile sold the ore.")
    outer, inner = reading.attributions
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert words(reading, inner, "content") == "Chile sold the ore"


def test_according_to_one_the_findings_of_another_show(reader: Reader) -> None:
    reading = read(
        reader, "According to her, intelligence reports indicate a growing use of the land."
    )
    outer, inner = reading.attributions
    assert inner.parent == outer.id
    assert words(reading, outer, "content").startswith("intelligence reports indicate")
    assert words(reading, inner, "content") == "a growing use of the land"


def test_a_statement_by_somebody_is_his_words(reader: Reader) -> None:
    reading = read(
        reader,
        "Norway sold gas to Poland last year. We welcome the contract.",
        "Statement by Foreign Minister Ada Lund on Gas for Poland",
    )
    title = reading.attributions[0]
    assert words(reading, title, "cue") == "Statement by"
    assert words(reading, title, "content") == "Gas for Poland"
    (claim,) = [c for c in reading.claims if c.action == "supply"]
    assert claim.chain == (title.speaker,)
    assert claim.attribution is None


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed the contract.",
        "They discussed the price of gas.",
        "The officials asked not to be named.",
        "China, seeking to benefit itself, is buying gas.",
        "Norway will buy gas worth $17 billion per year.",
        "Chile's invasion threatens Peru's capacity to grow crops.",
    ],
)
def test_what_attributes_nothing(reader: Reader, text: str) -> None:
    assert read(reader, text).attributions == ()


def test_the_day_of_saying_and_the_medium_stand_with_the_cue(reader: Reader) -> None:
    reading = read(reader, "Ada Lund wrote on Telegram on Monday that the talks had failed.")
    (attribution,) = reading.attributions
    assert attribution.medium == "Telegram"
    assert attribution.said_on is not None
    assert (attribution.said_on.start, attribution.said_on.end) == ("2031-03-03", "2031-03-04")


def test_a_state_s_name_that_can_mean_another_is_a_person_where_it_is_one(reader: Reader) -> None:
    reading = read(reader, "Michael Jordan said that he would visit the hall.")
    (attribution,) = reading.attributions
    assert speaker(reading, attribution) == ("Michael Jordan", None)


RELAYED = [
    ("Chile had sold the ore to Peru, the minister said, according to Reuters.", "Reuters"),
    ("Reuters, citing two officials, reported that Chile had sold the ore to Peru.", "Reuters"),
    ("Kenya bought ships from Japan, the Daily Nation reported, quoting a navy officer.", "Nation"),
    ("Bloomberg reported, citing two traders, that China would buy gas from Qatar.", "Bloomberg"),
    ("The paper quoted an official as saying that Ghana would buy drones.", "paper"),
    ("Ada Lund said that Norway would sell gas to Poland, TASS reported.", "TASS"),
]


@pytest.mark.parametrize(("text", "outer"), RELAYED, ids=[case[1] for case in RELAYED])
def test_the_same_words_reach_us_through_another(reader: Reader, text: str, outer: str) -> None:
    reading = read(reader, text)
    through = [a for a in reading.attributions if a.parent is None]
    inner = [a for a in reading.attributions if a.parent is not None]
    assert [outer in speaker_name(reading, a) for a in through] == [True]
    assert [a.parent for a in inner] == [through[0].id]
    assert words(reading, inner[0], "content") == words(reading, through[0], "content")


def test_what_a_person_says_that_his_service_found_is_told_inside(reader: Reader) -> None:
    reading = read(reader, "Partner services had seen the lists in May, the minister added.")
    assert words(reading, reading.attributions[0], "content").startswith("Partner services")


def speaker_name(reading: Reading, attribution: Attribution) -> str:
    found = speaker(reading, attribution)
    return found[0] if found else ""


# Who tells through whom: each source with that of the attribution that it is told inside of.
THROUGH = [
    (
        "Bolivia had heard from two traders that the port would close.",
        {"Bolivia": None, "two traders": "Bolivia"},
    ),
    (
        "He dismissed a claim by the broadcaster Radio Sol that Chilean ships had rammed a ferry.",
        {"He": None, "the broadcaster Radio Sol": "He"},
    ),
    (
        "“The border is quiet,” General Tomas Vega said, the state news agency Andina reported.",
        {
            "the state news agency Andina": None,
            "General Tomas Vega": "the state news agency Andina",
        },
    ),
    (
        "The Daily Star, citing two officials, said that the ministry denied the radar's sale.",
        {
            "The Daily Star": None,
            "two officials": "The Daily Star",
            "the ministry": "two officials",
        },
    ),
    (
        "Peru will buy eleven tanks, the Daily Star reported, citing a defence ministry memo.",
        {"the Daily Star": None, "a defence ministry memo": "the Daily Star"},
    ),
    (
        "Peru will buy eleven tanks, according to a memo quoted by the Daily Star.",
        {"the Daily Star": None, "a memo": "the Daily Star"},
    ),
    (
        "The minister said that Kenya had warned Uganda that it would close the lake.",
        {"The minister": None, "Kenya": "The minister"},
    ),
    (
        "Reuters reported that Chile's navy said the fleet had left the strait.",
        {"Reuters": None, "Chile's navy": "Reuters"},
    ),
    (
        "Peru has called on Chile to release nine men, the daily Andina reports.",
        {"the daily Andina": None, "Peru": "the daily Andina"},
    ),
    (
        "The agency said Lund also threatened to shut down a factory.",
        {"The agency": None, "Lund": "The agency"},
    ),
    (
        "The Herald said Chile's envoy had called Peru “a coast without a country”.",
        {"The Herald": None, "Chile's envoy": "The Herald"},
    ),
    (
        "The Herald reported that Chile denies buying radars.",
        {"The Herald": None, "Chile": "The Herald"},
    ),
    (
        "Kenya suspects that Ugandan officers have trained rebels, two officials in Nairobi said.",
        {"two officials in Nairobi": None, "Kenya": "two officials in Nairobi"},
    ),
    (
        "Finnish planners are worried that Peru could jam the radar, the station reported.",
        {"the station": None, "Finnish planners": "the station"},
    ),
    (
        "Norway has seen indications that Chile bought radars, according to a senior official.",
        {"a senior official": None, "Norway": "a senior official"},
    ),
]


@pytest.mark.parametrize(("text", "through"), THROUGH, ids=[text[:40] for text, _ in THROUGH])
def test_who_tells_through_whom(reader: Reader, text: str, through: dict[str, str | None]) -> None:
    reading = read(reader, text)
    sources = {a.id: words(reading, a, "source") for a in reading.attributions}
    found = {
        words(reading, a, "source"): sources[a.parent] if a.parent else None
        for a in reading.attributions
    }
    assert found == through


def test_a_speakers_own_thoughts_are_no_telling_of_their_own(reader: Reader) -> None:
    reading = read(reader, "The Chilean minister said he believes the port will open.")
    assert [words(reading, a, "cue") for a in reading.attributions] == ["said"]


def test_whom_something_is_asked_of_is_part_of_what_is_asked(reader: Reader) -> None:
    reading = read(reader, "Ghana has urged Kenya to open the port.")
    (attribution,) = reading.attributions
    assert words(reading, attribution, "content") == "Kenya to open the port"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The magazine, Savunma Ufku, wrote that Turkey sold drones.", ("Savunma Ufku", None)),
        ("The daily Kystavisen reported that Norway sold a ship.", ("Kystavisen", None)),
        (
            "A statement signed by General Koffi Amouzou said the army fired.",
            ("Koffi Amouzou", None),
        ),
        (
            "Washington fears that the leak will help Beijing to close the gap.",
            ("Washington", "US"),
        ),
        (
            "Kenya is ready. Its transport minister, Ida Mutua, said the road is open.",
            ("Ida Mutua", "KE"),
        ),
    ],
)
def test_who_stands_behind_a_source(reader: Reader, text: str, who: tuple[str, str | None]) -> None:
    reading = read(reader, text)
    assert who in [speaker(reading, attribution) for attribution in reading.attributions]


def test_denzel_washington_is_no_state(reader: Reader) -> None:
    reading = read(
        reader, "Denzel Washington visited Chad. Washington said that the film was made in Chad."
    )
    assert {speaker(reading, a) for a in reading.attributions} == {("Denzel Washington", None)}


@pytest.mark.parametrize(
    ("text", "who", "state"),
    [
        ("Rep. Mike Lund said the deal was good.", "Mike Lund", "US"),
        ("Senate Majority Whip John Vale said the deal was good.", "John Vale", "US"),
        ("Chairman Dan Orr (R-Calif.) said that Peru lied.", "Dan Orr", "US"),
        ("Philippine Senator Ana Cruz said Chile must leave.", "Ana Cruz", "PH"),
        ("Senator Ana Cruz said Chile must leave.", "Ana Cruz", None),
    ],
)
def test_a_title_or_party_of_one_state_alone_gives_the_state(
    reader: Reader, text: str, who: str, state: str | None
) -> None:
    reading = read(reader, text)
    assert [speaker(reading, a) for a in reading.attributions] == [(who, state)]


def test_a_senator_beside_one_with_a_states_own_title_is_of_that_state(reader: Reader) -> None:
    reading = read(reader, "Senator Ana Orr said Peru lied. Sen. Ted Vale, R-Texas, said so too.")
    assert speaker(reading, reading.attributions[0]) == ("Ana Orr", "US")


def test_what_a_state_did_is_no_mention_of_it(reader: Reader) -> None:
    reading = read(reader, "The minister said Chile's invasion of Peru began in May.")
    (chile,) = [actor for actor in reading.actors if actor.state == "CL"]
    assert [reading.words(place) for place in chile.mentions] == ["Chile"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Norwegian President Ola Lund met miners. The Lund administration said Iran cheated.",
            ("Lund administration", "NO"),
        ),
        ("Norway's president, Ola Lund, left. Lund's spokesman said it was late.", (None, "NO")),
        ("Col. Ivar Moe, a Pentagon spokesman, said Chile was told.", ("Ivar Moe", "US")),
        ("North Korea fired at a buoy. The North said it was a test.", ("North Korea", "KP")),
        (
            "Siri Berg, a Norwegian minister, left Chile. Her office said it was late.",
            ("Her office", "NO"),
        ),
        ("Reuters said Iran had cheated.", ("Reuters", None)),
        ("KCNA said Iran had cheated.", ("KCNA", "KP")),
    ],
)
def test_a_body_or_aide_is_of_the_state_of_whose_it_is(
    reader: Reader, text: str, who: tuple[str | None, str | None]
) -> None:
    reading = read(reader, text)
    found = speaker(reading, reading.attributions[-1])
    assert found is not None
    assert found == (who[0] or found[0], who[1])


def test_any_leader_is_not_the_one_told_of_before(reader: Reader) -> None:
    reading = read(
        reader,
        "Majority leader Ted Vale praised the trip. The minister is not to meet with any Chilean "
        "leader, Vale said.",
    )
    (vale,) = [actor for actor in reading.actors if actor.name == "Ted Vale"]
    assert vale.state != "CL"


def test_the_official_is_the_one_told_of_before(reader: Reader) -> None:
    reading = read(reader, "A US official said Iran lied. The official said Chile knew of it.")
    assert len({a.speaker for a in reading.attributions}) == 1


def test_a_minister_on_his_ministrys_own_page_is_of_its_state(reader: Reader) -> None:
    document = Document.of(
        "The Minister said that the road to the border is open.",
        outlet="Ministry of Transport of Kenya", published="2031-03-04", language="en",
    )  # fmt: skip
    reading = reader.read(document)
    assert [(speaker(reading, a) or ("", ""))[1] for a in reading.attributions] == ["KE"]
