"""The Markdown carries what the page carries, and no stranger's sign is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.report.invented import READ, brief, document, ice_story, quoted

from firsthand.report import render_markdown
from firsthand.report.markdown import escaped
from firsthand.report.shown import shown

HOSTILE = "# <b>x</b> [y](javascript:z) ![i](http://e) *a* _b_ `c` | d ~~e~~ &lt; \\ > $m$ 1. - "


def parsed(markdown: str) -> tuple[str, set[str], list[str]]:
    """The text, the kinds of markup and the addresses of a Markdown text."""
    text, kinds, links = "", set(), []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            text += child.content
            if child.type == "link_open":
                links.append(str(child.attrs["href"]))
        text += "\n"
    return text, kinds, links


@pytest.fixture(scope="module")
def invented() -> str:
    return parsed(render_markdown(brief()))[0]


def test_every_line_and_every_word_of_evidence_stands_in_it(invented: str) -> None:
    for story in brief().stories:
        for claim in story.claims:
            assert claim.line in invented
            for told in claim.reports:
                assert all(piece.words in invented for piece in told.evidence)


@pytest.mark.parametrize(
    "said",
    [
        "6 reports from 4 outlets, published 4 to 9 March 2031",
        "reports/broken.jsonl:7: line 7 is no JSON; take it out",
        "4 reports → 2 origins",
        "no proof that two reports are independent",
        "4 reports, 2 origins (1 to 2, as unsure ties are counted or not)",
        "The Harbour Gazette, Polar Wire ← Ada Lund (marine minister, Norway)",
        "Tied: 1 and 2: same speaker: Ada Lund",
        "Perhaps tied: 1 and 4: unnamed sources of like description",
        "Numbers differ: “twelve ships” (2), “eleven ships” (4)",
        "Denied: Chile → Norway: supply (trade, transport), denied, by Chilean Foreign Ministry",
        "1 claim older than the matter itself",
        "the same words, lightly edited, 57 words: “The accord, signed on a pier,”",
        "unnamed outlet, undated: untitled (d6)",
        "“No ship of ours will be lent to anybody” Northern Post, 9 March 2031",
    ],
)
def test_it_carries_what_the_page_carries(invented: str, said: str) -> None:
    assert said in invented


def test_figures_become_tables() -> None:
    made = render_markdown(brief())
    assert "| Ada Lund | Chile ↔ Norway | 1 | share |" in made
    assert "| Aspect | 4 Mar | 7 Mar | 9 Mar | All |" in made


def test_hostile_texts_stand_there_as_texts() -> None:
    story = ice_story()
    attacked = replace(
        story,
        title=HOSTILE,
        documents=tuple(
            document(id, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
            for id in ("d1", "d2", "d3", "d4")
        ),
        claims=tuple(replace(claim, line=HOSTILE) for claim in story.claims),
        quotes=tuple(replace(quote, words=HOSTILE) for quote in story.quotes),
        reuse=tuple(replace(reuse, spans=(quoted(HOSTILE),) * 2) for reuse in story.reuse),
    )
    skipped = tuple(replace(one, what=HOSTILE, detail=HOSTILE) for one in READ.skipped)
    made = replace(brief(attacked), watch=HOSTILE, read=replace(READ, skipped=skipped))
    text, kinds, links = parsed(render_markdown(made))
    assert not kinds & {"html_inline", "html_block", "image", "code_inline", "fence", "s_open"}
    assert links == []
    assert text.count(HOSTILE.strip()) > 15


def test_only_web_addresses_are_links_and_they_end_where_they_should() -> None:
    bad = "https://news.example/a>b<c\\d(e)"
    story = replace(ice_story(), documents=(document("d1", url=bad), document("d2", url="x:y")))
    _, _, links = parsed(render_markdown(brief(story)))
    assert set(links) == {"https://news.example/a%3Eb%3Cc%5Cd(e)"}


@given(st.text(max_size=80))
def test_whatever_comes_reads_as_itself(text: str) -> None:
    line = shown(text)
    read, kinds, _ = parsed(f"- x: {escaped(line)}")
    assert read.strip().replace("\u2068", "").replace("\u2069", "") == f"x: {line}".strip()
    assert kinds <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "text",
        "paragraph_close", "list_item_close", "bullet_list_close", "text_special",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", "12) a", "= a", "# a", "> a", ": a"])
def test_a_text_that_begins_like_a_list_is_none(text: str) -> None:
    read, kinds, _ = parsed(escaped(text))
    assert read.strip() == text
    assert kinds == {"paragraph_open", "inline", "text", "paragraph_close"}
