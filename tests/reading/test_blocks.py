"""Blocks: every paragraph is marked for what it is in the article, and nothing is cut."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.document import Document
from firsthand.reading.blocks import find_blocks, load_block_rules

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
BODY = "Norway and Chile agreed on Tuesday to share what they know of the ice, ministers said."
MORE = "The two sides will meet again in Oslo to settle who pays for the ships and the crews."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    document = Document.of(text, title=title)
    blocks = find_blocks(document.text, document.title_end, load_block_rules())
    return [(block.kind, document.text[block.start : block.end]) for block in blocks]


def kind_of(line: str) -> str:
    """The kind of a line that stands alone between two paragraphs of a report."""
    found = kinds(f"{BODY}\n\n{line}\n\n{MORE}", title="Ice data shared")
    return next(kind for kind, words in found if words == line)


def kind_of_last(line: str) -> str:
    """The kind of a line that closes a report."""
    return kinds(f"{BODY}\n\n{MORE}\n\n{line}", title="Ice data shared")[-1][0]


def test_a_title_given_apart_is_the_headline() -> None:
    assert kinds(BODY, title="Ice data shared") == [
        ("headline", "Ice data shared"),
        ("body", BODY),
    ]


def test_without_a_title_a_short_first_line_without_a_full_stop_is_the_headline() -> None:
    assert kinds(f"Norway and Chile to share ice data\n{BODY}")[0] == (
        "headline",
        "Norway and Chile to share ice data",
    )


def test_without_a_title_a_first_line_that_is_a_sentence_is_body() -> None:
    assert kinds(f"{BODY}\n{MORE}") == [("body", BODY), ("body", MORE)]


def test_a_single_line_is_body() -> None:
    assert kinds("Norway supplies ships to Chile") == [("body", "Norway supplies ships to Chile")]


def test_a_first_line_that_repeats_the_title_is_a_headline() -> None:
    found = kinds(f"Ice data shared\n\n{BODY}", title="Ice data shared")
    assert [kind for kind, _ in found] == ["headline", "headline", "body"]


def test_a_short_line_between_paragraphs_without_a_full_stop_is_a_subheading() -> None:
    assert kind_of("Cooperation between Norway and Chile") == "subheading"


@pytest.mark.parametrize(
    "line", ["They disagreed.", "He had one question:", '"We will not pay"', "• Ships from Chile"]
)
def test_other_short_lines_are_body(line: str) -> None:
    assert kind_of(line) == "body"


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("MOSCOW (Reuters) -", "Norway will pay for the ships, it said."),
        ("ASTANA, Oct 15 (Centralwire) -", "Norway will pay for the ships, it said."),
        ("LONDON, November 28. /TASS/.", "Norway will pay for the ships, it said."),
        ("Kyiv, Ukraine —", "Norway will pay for the ships, it said."),
        ("SEOUL, Dec 3 (Yonhap) --", "Norway will pay for the ships, it said."),
        ("QUITO, April 8 -", "Ecuador will stop selling electricity to Peru, it said."),
        ("WASHINGTON —", "“We will pay,” a Norwegian minister said on Monday."),
        ("San Diego, California (CNN) –", "Norway will pay for the ships, it said."),
        ("SAN JOSÉ.", "Two park rangers walked over the bridge, their service said."),
        ("CAIRO/ISTANBUL, Jan 14 (Reuters) -", "Norway will pay for the ships, it said."),
        ("(CNN)", "Norway will pay for the ships, it said."),
    ],
)
def test_a_dateline_is_split_off_the_first_paragraph(opening: str, rest: str) -> None:
    assert kinds(f"{opening} {rest}\n\n{MORE}") == [
        ("dateline", opening),
        ("body", rest),
        ("body", MORE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Moscow - the Russian capital - was quiet, its mayor said.",
        "NATO said that the ships were late.",
        "EXCLUSIVE — Norway will pay for the ships, it said.",
        "Norway (which borders Russia) will pay.",
    ],
)
def test_what_only_looks_like_a_dateline_stays_body(line: str) -> None:
    assert kinds(f"{line}\n\n{MORE}")[0] == ("body", line)


def test_a_byline_before_the_dateline_is_split_off_too() -> None:
    found = kinds(f"By Jane Doe\n\nBy Ola Nord OSLO (Reuters) - {BODY}", title="Ice data shared")
    assert found[1:] == [
        ("byline", "By Jane Doe"),
        ("byline", "By Ola Nord"),
        ("dateline", "OSLO (Reuters) -"),
        ("body", BODY),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: President of Norway and his dog (t.me/norway_official)",
        "FILE PHOTO: A ship leaves the harbour of Bergen, Norway, May 3, 2024.",
        "Image: A ship in Bergen",
        "A ship leaves Bergen, Norway. (Photo by Ola Nord)",
        "A ship leaves Bergen, Norway. REUTERS/Ola Nord",
        "A ship leaves Bergen on May 3. AP Photo/Ola Nord",
        "A ship leaves the harbour of Bergen. Ola Nord/Getty Images",
        "A ship leaves the harbour of Bergen. File photo",
        "A ship leaves the harbour of Bergen [Ola Nord/Al Jazeera]",
    ],
)
def test_captions_are_known_by_their_label_or_credit(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By JANE DOE and Ola Nord, Associated Press",
        "Jane Doe, BBC News",
        "(Reporting by Jane Doe in Oslo; editing by Ola Nord)",
        "Reporting by Jane Doe; Editing by Ola Nord",
        "The Associated Press contributed to this report.",
    ],
)
def test_bylines_stand_at_the_top_or_the_end(line: str) -> None:
    assert kind_of(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Correction: the ships are eleven, not twelve.",
        "This story was corrected on Tuesday to give the number of ships.",
        "An earlier version of this article gave a wrong number of ships.",
        "CLARIFICATION: the ships belong to Chile.",
        "UPDATE: adds the minister's words.",
    ],
)
def test_corrections_are_marked(line: str) -> None:
    assert kind_of(line) == "correction"


@pytest.mark.parametrize(
    "line",
    [
        "Share.",
        "Share this",
        "Tweet",
        "SHARE THIS ARTICLE Share Tweet Post Email",
        "Click to share on Facebook (Opens in new window)",
        "Sign up for our daily letter from the north",
        "Subscribe to The Harbour Gazette",
        "Get the latest news in your inbox",
        "Read more",
        "Read more: Chile's ships are late again",
        "Related: Chile's ships are late again",
        "Related Coverage Chile's ships are late again",
        "ALSO READ: Chile's ships are late again",
        "Follow us on Twitter",
        "Copyright 2031 The Harbour Gazette. All rights reserved.",
        "© 2031 The Harbour Gazette",
        "We use cookies to make this site better.",
        "Advertisement",
        "Story highlights Norway and Chile share ice data",
        "This article was first published by The Harbour Gazette.",
        "Join the conversation",
        "Leave a comment",
        "Download our app",
    ],
)
def test_what_belongs_to_the_page_and_not_to_the_report_is_boilerplate(line: str) -> None:
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Hello, I'm Ada Lund and I'm a writer on ships who loves the sea.",
        "Ada Lund is a reporter at The Harbour Gazette.",
        "Ada Lund covers ships and ice for The Harbour Gazette.",
        "The writer is a former captain.",
        "About the author",
    ],
)
def test_an_author_biography_at_the_end_is_boilerplate(line: str) -> None:
    assert kind_of_last(line) == "boilerplate"


def test_the_same_words_about_a_person_of_the_report_are_body() -> None:
    line = "Ada Lund is a reporter at The Harbour Gazette."
    paragraphs = "\n\n".join([BODY, line, *[MORE] * 12])
    assert ("body", line) in kinds(paragraphs, title="Ice data shared")


@pytest.mark.parametrize(
    "line",
    [
        'The minister told readers to "subscribe to reason" and not to share the data.',
        "Share prices in Oslo fell by a fifth after the two states broke off their talks.",
        "Chile signed up to the pact last year and has sent two ships since, the minister said.",
        "Also on Monday, General Lund spoke by telephone to his Chilean counterpart.",
        "The report also gave the ministers new grounds to doubt the price of the ships.",
        "More than twenty ships left the harbour, and most of them came back without ice.",
        "Ada Lund is leading the talks, which a reporter for the Gazette first wrote about.",
        "Follow the ships, he told his officers, and they did so for eleven days in May.",
        "Reporting from the ice is dangerous, the Norwegian minister warned on Tuesday.",
        "Related companies in Chile bought twelve engines, customs records show.",
        "Updated figures from the port show that eleven ships have left since Friday.",
        "Image is everything in Oslo, an official close to the Norwegian minister said.",
    ],
)
def test_a_report_that_uses_such_words_stays_body(line: str) -> None:
    assert kind_of(line) == "body"
    assert kind_of_last(line) == "body"


def test_short_lines_after_a_biography_at_the_very_end_are_boilerplate() -> None:
    found = kinds(
        f"{BODY}\n\nAbout the author\n\nAda Lund\n\nShe loves the sea.", title="Ice data shared"
    )
    assert [kind for kind, _ in found[2:]] == ["boilerplate"] * 3


def test_a_newsletter_prompt_amid_the_report_leaves_what_follows_body() -> None:
    found = kinds(f"{BODY}\n\nSign up for our newsletter\n\n{MORE}", title="Ice data shared")
    assert found[-1] == ("body", MORE)


def test_highlights_go_on_as_long_as_lines_end_without_a_full_stop() -> None:
    found = kinds(f"Story highlights Ice is shared\nChile pays\n{BODY}", title="Ice data shared")
    assert [kind for kind, _ in found] == ["headline", "boilerplate", "boilerplate", "body"]


@given(st.text(alphabet=st.sampled_from("AB ab.,:—-()\n\t“\"'©/1By Share"), max_size=300))
def test_blocks_cover_every_character_that_is_not_blank_and_never_overlap(text: str) -> None:
    document = Document.of(text)
    at = 0
    for block in find_blocks(document.text, 0, load_block_rules()):
        assert block.start >= at
        assert block.end > block.start
        assert not document.text[at : block.start].strip()
        at = block.end
    assert not document.text[at:].strip()


@pytest.mark.parametrize(
    "piece", ["share ", "A, ", "1,1,1,1.", "By A & B ", "(A/", "is a b ", "\n-"]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = perf_counter()
    find_blocks(text, 0, load_block_rules())
    assert perf_counter() - start < 5


@pytest.mark.skipif(not SEEDS.exists(), reason="the two seed articles are not in this checkout")
def test_the_two_seeds_are_marked_as_a_reader_would() -> None:
    first, second = (path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    found = kinds(first)
    assert found[0] == ("headline", "China moving to deepen ties with Russia — Zelenskyy")
    assert found[1][0] == "caption"
    assert found[1][1].startswith("Photo: President of Ukraine")
    assert ("subheading", "Russia and China's cooperation") in found
    assert {kind for kind, _ in found[2:]} == {"body", "subheading"}
    found = kinds(second)
    assert [kind for kind, _ in found[-2:]] == ["boilerplate", "boilerplate"]
    assert found[-2][1] == "Share."
    assert found[-1][1].startswith("Hello, I'm")
    assert {kind for kind, _ in found[:-2]} == {"body"}
