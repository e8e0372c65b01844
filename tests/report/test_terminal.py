"""The terminal shows who says what, fits eighty columns, and is moved by no stranger's text."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console, RenderableType
from tests.report.invented import MADE_BY, buoy_story, ice_story

from firsthand.model.document import Document, Skipped, Span
from firsthand.model.reading import SCHEMA, Actor, Attribution, Claim, Reading, When
from firsthand.report import claims_table, reading_tree, stories_table

TITLE = "Norway and Chile agree to share ice data"
BODY = (
    "According to the marine minister, a leaked memo shows that Norway shares ice data with "
    "Chile. “Ice is nobody’s secret,” she said on television."
)


def shown(of: RenderableType, width: int = 80) -> str:
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(of)
    return out.getvalue()


def flat(of: RenderableType) -> str:
    """The text on a wide screen, without the tree's lines."""
    return " ".join(shown(of, 400).translate(dict.fromkeys(map(ord, "│├└─"), " ")).split())


def reading(**changes: Any) -> Reading:
    document = Document.of(
        BODY, title=TITLE, outlet="The Harbour Gazette", published="2031-03-04", language="en"
    )

    def span(words: str) -> Span:
        start = document.text.index(words)
        return Span(start, start + len(words))

    def attribution(id: str, speaker: str | None, *words: str, **more: Any) -> Attribution:
        source, cue, content = words
        given: dict[str, Any] = {
            "parent": None, "stance": "neutral", "direct": False, "medium": None, "said_on": None,
        }  # fmt: skip
        parts = ((span(source),), (span(cue),), (span(content),))
        return Attribution(id, speaker, *parts, **{**given, **more}, score=0.9)

    told = "a leaked memo shows that Norway shares ice data with Chile"
    made = Reading(
        schema=SCHEMA,
        made_by=MADE_BY,
        document=document,
        skipped=None,
        actors=(
            Actor("a1", "Ada Lund", "person", "NO", "marine minister", True, ()),
            Actor("a2", "a leaked memo", "document", None, None, False, ()),
            Actor("a3", "Norway", "state", "NO", None, True, ()),
            Actor("a4", "Chile", "state", "CL", None, True, ()),
        ),
        attributions=(
            attribution("t1", "a1", "the marine minister", "According to", told),
            attribution(
                "t2", "a2", "a leaked memo", "shows", "Norway shares ice data with Chile",
                parent="t1",
            ),
            attribution(
                "t3", None, "she", "said", "Ice is nobody’s secret",
                direct=True, medium="television", stance="claims",
                said_on=When("2031-03-04", "2031-03-05", "day", Span(0, 1)),
            ),
        ),
        claims=(
            Claim(
                id="c1", actor="a3", recipient="a4", reciprocal=False, action="share",
                plover="COOPERATE", quad="material_cooperation",
                aspects=("science", "technology"), modality="alleged", trend="begins",
                declared=False, background=True,
                when=When("2031-03-01", "2031-04-01", "month", Span(0, 1)), place=None,
                things=(), chain=("a1", "a2"), attribution="t2",
                evidence=(span("Norway shares ice data with Chile"),), score=0.8,
            ),
        ),
    )  # fmt: skip
    return replace(made, **changes)


def test_a_document_is_headed_by_title_outlet_day_and_language() -> None:
    assert flat(reading_tree(reading())).startswith(
        f"{TITLE} The Harbour Gazette, 4 March 2031, en"
    )


def test_an_attribution_names_its_speaker_the_words_for_it_and_what_is_told() -> None:
    assert (
        "Ada Lund ← “the marine minister” According to a leaked memo shows that Norway shares"
        in flat(reading_tree(reading()))
    )


def test_what_is_told_inside_stands_inside() -> None:
    lines = shown(reading_tree(reading())).splitlines()
    (outer,) = [line for line in lines if "the marine minister" in line]
    (inner,) = [line for line in lines if "a leaked memo  shows" in line]
    assert inner.index("a leaked memo") > outer.index("Ada Lund")


def test_an_unknown_speaker_is_called_so_and_stance_medium_and_day_are_told() -> None:
    text = flat(reading_tree(reading()))
    assert "somebody not named ← “she” said claims, in television, 4 March 2031" in text
    assert "“Ice is nobody’s secret”" in text


def test_a_claim_shows_its_line_certainty_time_chain_and_words() -> None:
    text = flat(reading_tree(reading()))
    assert "1 claim Norway → Chile: share (science, technology), begins" in text
    assert "alleged, March 2031, background ← Ada Lund ← a leaked memo" in text
    assert text.endswith("“Norway shares ice data with Chile”")


def test_a_claim_without_a_chain_is_the_outlet_s_own() -> None:
    (claim,) = reading().claims
    assert "in the outlet’s own voice" in flat(
        reading_tree(reading(claims=(replace(claim, chain=()),)))
    )


def test_a_document_that_was_not_read_says_why() -> None:
    skipped = reading(skipped=Skipped("no_reader", "no reader for zh"), attributions=(), claims=())
    assert "not read: no reader for zh" in flat(reading_tree(skipped))


def test_a_document_in_which_nothing_was_found_says_so() -> None:
    assert "no speaker and no claim found" in flat(
        reading_tree(reading(attributions=(), claims=()))
    )


def test_attributions_in_a_circle_do_not_hang_it() -> None:
    one, two, three = reading().attributions
    circle = (replace(one, parent="t2"), two, three)
    assert "somebody not named" in flat(reading_tree(reading(attributions=circle)))


def test_an_attribution_inside_of_one_that_is_not_there_is_still_shown() -> None:
    _, inner, _ = reading().attributions
    assert "a leaked memo shows" in flat(reading_tree(reading(attributions=(inner,))))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_everything_fits_the_width(width: int) -> None:
    stories = [ice_story(), buoy_story()]
    for of in (reading_tree(reading()), stories_table(stories), claims_table(stories)):
        assert max(len(line) for line in shown(of, width).splitlines()) <= width


def test_the_table_of_stories_counts_reports_claims_and_origins() -> None:
    text = flat(stories_table([ice_story()]))
    assert text.startswith("Days Story Reports Claims Most origins")
    assert f"4 to 9 March 2031 {TITLE} 4 4 2" in text


def test_the_table_of_claims_says_who_says_so() -> None:
    text = flat(claims_table([ice_story()]))
    assert (
        "Norway ↔ Chile: share (science, technology), begins "
        "Ada Lund; two officials familiar with the talks 4 2 (1 to 2)" in text
    )
    assert "cooperate (science), continues background no source named 1 1" in text


def test_no_text_of_a_stranger_moves_the_cursor_or_is_markup() -> None:
    hostile = "[bold red]x[/] \x1b]0;owned\x07\x1b[2J\r\x9b31m :smiley: \u202e"
    story = ice_story()
    claims = tuple(replace(claim, line=hostile) for claim in story.claims)
    actors = tuple(replace(actor, name=hostile) for actor in story.actors)
    attacked = replace(story, title=hostile, claims=claims, actors=actors)
    read = reading(
        document=replace(reading().document, title=hostile, outlet=hostile, language=hostile),
        actors=tuple(replace(actor, name=hostile) for actor in reading().actors),
    )
    for of in (stories_table([attacked]), claims_table([attacked]), reading_tree(read)):
        text = shown(of, 400)
        assert "[bold red]x[/]" in text
        assert ":smiley:" in text
        assert not set("\x1b\x07\r\x9b\u202e") & set(text)
