"""Invented stories for the report's tests: two matters, told by four invented outlets."""

from __future__ import annotations

from typing import Any

from firsthand.model.document import Span
from firsthand.model.reading import MadeBy, Place, When
from firsthand.model.story import (
    Brief,
    Difference,
    Origin,
    Quoted,
    QuotePlace,
    ReadSummary,
    Report,
    Reuse,
    SharedClaim,
    SharedQuote,
    SkippedInput,
    Story,
    StoryActor,
    StoryDocument,
    Tie,
)
from firsthand.model.vocabulary import PLOVER, QUAD, Action, Modality
from firsthand.report import make_brief

MADE_BY = MadeBy("0.1.0", "sha256:" + "a1" * 32, "sha256:" + "b2" * 32)
READ = ReadSummary(
    documents=6,
    outlets=4,
    first="2031-03-04",
    last="2031-03-09",
    skipped=(
        SkippedInput("reports/broken.jsonl:7", "bad_line", "line 7 is no JSON; take it out"),
        SkippedInput("reports/zh.txt", "no_reader", "no reader for zh (Chinese)"),
    ),
)

DOCUMENTS = {
    "d1": ("The Harbour Gazette", "2031-03-04", "Norway and Chile agree to share ice data"),
    "d2": ("Polar Wire", "2031-03-04T09:30:00+01:00", "Ice data to be shared, minister says"),
    "d3": ("Santiago Ledger", "2031-03-05", "Chile’s ice survey confirms the accord"),
    "d4": ("Northern Post", "2031-03-09", "Chile denies that ships will be lent"),
    "d5": ("Polar Wire", "2031-03-07", "Peru buys sea buoys from Japan"),
    "d6": (None, None, None),
}
ACTORS = (
    StoryActor("NO", "Norway", "state", "NO", None),
    StoryActor("CL", "Chile", "state", "CL", None),
    StoryActor("NO/ada-lund", "Ada Lund", "person", "NO", "marine minister"),
    StoryActor("CL/ice-survey", "National Ice Survey", "body", "CL", None),
    StoryActor("CL/foreign-ministry", "Chilean Foreign Ministry", "body", "CL", None),
    StoryActor("-/officials-1", "two officials familiar with the talks", "group", None, None),
    StoryActor("-/officials-2", "officials close to the talks", "group", None, None),
    StoryActor("-/arctic-circle-union", "Arctic Circle Union", "bloc", None, None),
    StoryActor("PE", "Peru", "state", "PE", None),
    StoryActor("JP", "Japan", "state", "JP", None),
)


def quoted(words: str, start: int = 0) -> Quoted:
    return Quoted(start, start + len(words), words)


def document(id: str, **changes: Any) -> StoryDocument:
    outlet, published, title = DOCUMENTS[id]
    url = f"https://news.example/{id}" if outlet else None
    given = {"url": url, "outlet": outlet, "title": title, "published": published}
    return StoryDocument(**{"id": id, "language": "en", **given, **changes})


def report(
    document: str, words: str, *chain: str, modality: Modality = "asserted", claim: str = "c1"
) -> Report:
    outlet, published, _ = DOCUMENTS[document]
    return Report(document, claim, outlet, published, modality, chain, (quoted(words),))


def shared_claim(
    id: str,
    actor: str,
    action: Action,
    recipient: str | None,
    line: str,
    reports: tuple[Report, ...],
    **changes: Any,
) -> SharedClaim:
    """A claim whose reports are one origin each, unless `changes` says otherwise."""
    origins = tuple(
        Origin(f"o{n}", report.chain[-1] if report.chain else None, (n,))
        for n, report in enumerate(reports)
    )
    given: dict[str, Any] = {
        "id": id, "actor": actor, "recipient": recipient, "reciprocal": False, "action": action,
        "plover": PLOVER[action], "quad": QUAD[action], "aspects": (), "trend": None,
        "declared": False, "background": False, "when": None, "place": None,
        "modality": "asserted", "line": line, "reports": reports, "origins": origins,
        "origin_count": len(origins), "origin_range": (len(origins), len(origins)), "ties": (),
        "denials": (), "differences": (),
    }  # fmt: skip
    return SharedClaim(**{**given, **changes})


def ice_story() -> Story:
    """Norway and Chile share ice data: two origins of four reports, a denial, background."""
    agreed = shared_claim(
        "k1",
        "NO",
        "share",
        "CL",
        "Norway ↔ Chile: share (science, technology), begins",
        (
            report("d1", "the two states had agreed to share ice data", "NO/ada-lund"),
            report("d2", "Norway and Chile will share what twelve ships measure", "NO/ada-lund"),
            report(
                "d3",
                "the data of eleven ships is to be exchanged with Norway",
                "CL/ice-survey",
                "-/officials-1",
                modality="planned",
            ),
            report("d4", "Norway and Chile exchange ice data"),
        ),
        reciprocal=True,
        aspects=("science", "technology"),
        trend="begins",
        when=When("2031-03-01", "2031-04-01", "month", Span(0, 8)),
        place=Place("Punta Arenas", "CL"),
        origins=(
            Origin("o1", "NO/ada-lund", (0, 1, 3)),
            Origin("o2", "-/officials-1", (2,)),
        ),
        origin_count=2,
        origin_range=(1, 2),
        ties=(
            Tie((0, 1), "same_speaker", 0.99, True, (quoted("Ada Lund"), quoted("Lund"))),
            Tie((0, 1), "same_quote", 0.97, True, (quoted("ice is nobody’s secret any more"),) * 2),
            Tie((0, 3), "no_source", 0.9, True, ()),
            Tie(
                (0, 2),
                "unnamed",
                0.4,
                False,
                (
                    quoted("officials close to the talks"),
                    quoted("two officials familiar with the talks"),
                ),
            ),
        ),
        differences=(
            Difference("number", (1, 2), (quoted("twelve ships"), quoted("eleven ships")), ""),
            Difference("modality", (0, 2), (), "planned in one, asserted in the others"),
        ),
    )
    lent = shared_claim(
        "k2",
        "CL",
        "supply",
        "NO",
        "Chile → Norway: supply (trade, transport)",
        (report("d2", "Chile is to lend two survey ships", "-/officials-2", modality="planned"),),
        aspects=("trade", "transport"),
        modality="planned",
        denials=("k3",),
    )
    denial = shared_claim(
        "k3",
        "CL",
        "supply",
        "NO",
        "Chile → Norway: supply (trade, transport), denied",
        (
            report(
                "d4",
                "“No ship of ours will be lent to anybody”",
                "CL/foreign-ministry",
                modality="denied",
            ),
        ),
        aspects=("trade", "transport"),
        modality="denied",
    )
    old = shared_claim(
        "k4",
        "NO",
        "cooperate",
        "CL",
        "Norway ↔ Chile: cooperate (science), continues",
        (report("d1", "the two have run a joint station since 2019"),),
        aspects=("science",),
        trend="continues",
        background=True,
        reciprocal=True,
        when=When("2019-01-01", None, "year", Span(0, 4)),
    )
    return Story(
        id="s-2031-03-04-ice",
        title="Norway and Chile agree to share ice data",
        first="2031-03-04",
        last="2031-03-09",
        documents=tuple(document(id) for id in ("d1", "d2", "d3", "d4")),
        actors=tuple(actor for actor in ACTORS if actor.key not in ("PE", "JP")),
        claims=(old, lent, agreed, denial),
        quotes=(
            SharedQuote(
                "ice is nobody’s secret any more",
                "NO/ada-lund",
                (QuotePlace("d1", 10, 40), QuotePlace("d2", 80, 110)),
            ),
        ),
        reuse=(
            Reuse(
                ("d1", "d2"),
                (quoted("The accord, signed on a pier,"), quoted("The accord signed on a pier")),
                "edited",
                57,
            ),
        ),
    )


def buoy_story() -> Story:
    """Peru buys buoys from Japan: one report, and one of which nothing is known."""
    bought = shared_claim(
        "k9",
        "PE",
        "buy",
        "JP",
        "Peru → Japan: buy (science, trade)",
        (report("d5", "Peru has bought forty sea buoys from Japan"),),
        aspects=("science", "trade"),
    )
    return Story(
        id="s-2031-03-07-buoys",
        title="Peru buys sea buoys from Japan",
        first="2031-03-07",
        last="2031-03-07",
        documents=(document("d5"), document("d6")),
        actors=tuple(actor for actor in ACTORS if actor.key in ("PE", "JP")),
        claims=(bought,),
        quotes=(),
        reuse=(),
    )


def brief(*stories: Story) -> Brief:
    """A brief of the invented stories, or of those given."""
    return make_brief(stories or (buoy_story(), ice_story()), READ, made_by=MADE_BY)
