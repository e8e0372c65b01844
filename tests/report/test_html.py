"""The page holds everything, asks nobody for anything, and takes nothing for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from tests.report.invented import (
    DOCUMENTS,
    READ,
    brief,
    document,
    ice_story,
    quoted,
    report,
    shared_claim,
)

from firsthand.model.story import Brief, Story
from firsthand.report import render_html, render_markdown

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"}
HOSTILE = "</bdi></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{7*7}}\u202e"
SHOWN = "</bdi></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{7*7}}"


class Page(HTMLParser):
    """The elements and the text of a page; fails where tags do not balance."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.text += data

    def values(self, attribute: str) -> Iterator[str]:
        return (value for _, at in self.elements if (value := at.get(attribute)) is not None)


def page(of: Brief) -> Page:
    return Page(render_html(of))


def words_of(page: Page) -> str:
    return " ".join(page.text.split())


@pytest.fixture(scope="module")
def invented() -> Page:
    return page(brief())


def hostile_story() -> Story:
    """A story in which every text that comes from outside is an attack."""
    story = ice_story()
    told = replace(report("d1", HOSTILE, "NO/ada-lund"), outlet=HOSTILE)
    attacked = shared_claim("k1", "NO", "meet", "CL", HOSTILE, (told, told))
    return replace(
        story,
        id=HOSTILE,
        title=HOSTILE,
        documents=tuple(
            document(id, outlet=HOSTILE, title=HOSTILE, url=url, published=HOSTILE)
            for id, url in zip(DOCUMENTS, ("javascript:alert(1)", HOSTILE, None), strict=False)
        ),
        actors=tuple(
            replace(actor, name=HOSTILE, office=HOSTILE, key=actor.key) for actor in story.actors
        ),
        claims=(
            replace(attacked, ties=story.claims[2].ties[:1], place=None),
            replace(
                story.claims[2],
                differences=(replace(story.claims[2].differences[0], note=HOSTILE),),
                ties=tuple(replace(t, words=(quoted(HOSTILE),)) for t in story.claims[2].ties),
            ),
        ),
        quotes=tuple(replace(quote, words=HOSTILE) for quote in story.quotes),
        reuse=tuple(replace(reuse, spans=(quoted(HOSTILE),) * 2) for reuse in story.reuse),
    )


def test_its_tags_balance_and_it_is_whole(invented: Page) -> None:
    tags = [tag for tag, _ in invented.elements]
    assert tags.count("article") == 2
    assert tags.count("main") == tags.count("h1") == tags.count("title") - 4 == 1


def test_it_asks_for_nothing_from_outside(invented: Page) -> None:
    html = render_html(brief())
    assert not re.search(r"<(script|link|img|iframe|object|embed|video|audio|source|base)\b", html)
    assert not re.search(r"url\(|@import|@font-face|src=|srcset=|\son\w+=", html)
    links = {tag for tag, at in invented.elements if any("http" in (v or "") for v in at.values())}
    assert links == {"a"}


def test_it_forbids_itself_to_fetch_or_run_anything(invented: Page) -> None:
    (policy,) = [
        at["content"] or ""
        for _, at in invented.elements
        if at.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_every_link_out_tells_nothing_of_where_it_was_followed(invented: Page) -> None:
    out = [at for _, at in invented.elements if (at.get("href") or "").startswith("http")]
    assert len(out) > 4
    assert all("noreferrer" in (at["rel"] or "") for at in out)


def test_every_link_inside_leads_somewhere_and_every_id_is_one(invented: Page) -> None:
    ids = list(invented.values("id"))
    assert len(ids) == len(set(ids))
    inner = [href for href in invented.values("href") if href.startswith("#")]
    assert len(inner) > 5
    assert {href[1:] for href in inner} <= set(ids)
    labelled = [id for value in invented.values("aria-labelledby") for id in value.split()]
    assert set(labelled) <= set(ids)


def test_every_line_and_every_word_of_evidence_stands_in_it(invented: Page) -> None:
    text = words_of(invented)
    for story in brief().stories:
        assert story.title in text
        for claim in story.claims:
            assert claim.line in text
            for told in claim.reports:
                assert all(piece.words in text for piece in told.evidence)


def test_it_says_what_was_read_and_what_was_not(invented: Page) -> None:
    text = words_of(invented)
    assert "6 reports from 4 outlets, published 4 to 9 March 2031" in text
    assert "2 stories with 5 claims, 1 of them background" in text
    assert "2 inputs not read" in text
    for skipped in READ.skipped:
        assert skipped.what in text
        assert skipped.detail in text


def test_counts_stand_with_what_they_count_and_what_they_cannot_know(invented: Page) -> None:
    text = words_of(invented)
    assert "4 reports → 2 origins" in text
    assert "4 reports, 2 origins (1 to 2, as unsure ties are counted or not)" in text
    assert text.count("no proof that two reports are independent") == 1
    assert text.index("no proof") < text.index("Story 1 of 2")


def test_the_chain_is_drawn_from_the_outlet_to_the_farthest_source(invented: Page) -> None:
    text = words_of(invented)
    assert "The Harbour Gazette, Polar Wire ← Ada Lund marine minister, Norway" in text
    assert (
        "Santiago Ledger, 5 March 2031 ← National Ice Survey Chile "
        "← two officials familiar with the talks" in text
    )
    assert "Polar Wire, 7 March 2031 in its own voice" in text


def test_ties_differences_and_denials_are_told_in_words(invented: Page) -> None:
    text = words_of(invented)
    for said in (
        "1 and 2: same speaker: Ada Lund",
        "1 and 2: same quotation: “ice is nobody’s secret any more”",
        "1 and 3: no source named, so counted with the earliest report",
        "unnamed sources of like description: “officials close to the talks” / "
        "“two officials familiar with the talks”; not counted",
        "Numbers differ: “twelve ships” (2), “eleven ships” (4)",
        "Certainty differs: 1 and 4; planned in one, asserted in the others",
        "Chile → Norway: supply (trade, transport), denied, by Chilean Foreign Ministry",
        "Chile → Norway: supply (trade, transport), told by officials close to the talks",
    ):
        assert said in text


def test_a_report_that_is_surer_or_less_sure_than_the_claim_says_so(invented: Page) -> None:
    assert "planned here" in words_of(invented)


def test_words_that_bring_their_own_marks_get_no_others(invented: Page) -> None:
    assert "“No ship of ours will be lent to anybody”" in words_of(invented)
    assert "““" not in words_of(invented)


def test_background_stands_apart_and_is_collapsed(invented: Page) -> None:
    (background,) = [at for _, at in invented.elements if at.get("class") == "background"]
    assert "open" not in background
    text = words_of(invented)
    assert "Background 1 claim older than the matter itself" in text
    assert text.index("older than the matter") < text.index("joint station since 2019")


def test_shared_quotations_and_reused_passages_are_listed(invented: Page) -> None:
    text = words_of(invented)
    assert "“ice is nobody’s secret any more” Ada Lund. In The Harbour Gazette, 4 March" in text
    assert "the same words, lightly edited, 57 words: “The accord, signed on a pier,”" in text


def test_what_is_unknown_is_called_so(invented: Page) -> None:
    assert "unnamed outlet untitled (d6) undated" in words_of(invented)


def test_hostile_texts_stand_there_as_texts() -> None:
    attacked = replace(
        brief(hostile_story()),
        watch=HOSTILE,
        read=replace(
            READ,
            skipped=tuple(replace(one, what=HOSTILE, detail=HOSTILE) for one in READ.skipped),
        ),
    )
    made = page(attacked)
    harmless = page(brief())
    assert {tag for tag, _ in made.elements} <= {tag for tag, _ in harmless.elements}
    assert {name for _, at in made.elements for name in at} <= {
        name for _, at in harmless.elements for name in at
    }
    assert not [href for href in made.values("href") if not href.startswith("#")]
    assert words_of(made).count(SHOWN) > 15
    assert "\u202e" not in made.text


def test_every_stranger_s_text_is_isolated_from_the_direction_of_ours() -> None:
    made = render_html(brief(replace(ice_story(), title="שלום ice")))
    assert made.count("<bdi>שלום ice</bdi>") == 2
    assert all(re.search(rf"<bdi>{outlet}</bdi>", made) for outlet in ("Polar Wire", "Ada Lund"))


def test_a_title_of_a_hundred_thousand_letters_is_shortened_visibly() -> None:
    made = page(brief(replace(ice_story(), title="ice " * 25_000)))
    assert "ice ice…" in made.text
    assert len(made.text) < 20_000


def test_an_empty_brief_says_that_nothing_was_found() -> None:
    empty = replace(brief(), stories=())
    assert "Nothing was read that tells of two parties." in page(empty).text
    assert "Nothing that was read fits this watch." in page(replace(empty, watch="Peru")).text


def test_the_same_brief_gives_the_same_page() -> None:
    assert render_html(brief()) == render_html(brief())


def test_markdown_holds_the_same_lines(invented: Page) -> None:
    text = render_markdown(brief())
    assert all(claim.line in text for story in brief().stories for claim in story.claims)


# ---- colours


def _colours() -> list[dict[str, str]]:
    """The page's colours: in light, dark and print."""
    css = files("firsthand.report").joinpath("templates/brief.css").read_text(encoding="utf-8")
    found = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]+);", rules))
        for rules in re.findall(r":root \{(.*?)\n? *\}", css, re.DOTALL)
    ]
    return [colours for colours in found if colours]


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_has_enough_contrast_in_light_dark_and_print() -> None:
    dresses = _colours()
    assert len(dresses) == 3
    for colours in dresses:
        for text in ("ink", "muted", "accent", "alert"):
            assert _contrast(colours[text], colours["paper"]) >= 4.5, (text, colours)
