"""Small readings made by hand, and the gold readings where they are at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from firsthand.model.contract import reading_from_builtins
from firsthand.model.document import Document, Skipped, Span
from firsthand.model.reading import (
    SCHEMA,
    Actor,
    Attribution,
    Block,
    Claim,
    MadeBy,
    Place,
    Reading,
    Tagged,
    When,
)

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "chains"
MADE_BY = MadeBy("0.1.0", "sha256:aa", "sha256:bb")
LATER_MADE_BY = MadeBy("0.1.0", "sha256:cc", "sha256:bb")

TEXT = "Norway ships grain to Malta, the Oslo harbour office said on Telegram."


class Clock:
    """A clock that goes on by a minute whenever it is looked at."""

    def __init__(self, start: datetime = datetime(2030, 5, 1, 12, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def a_document(id: str = "d1", text: str = TEXT, **particulars: Any) -> Document:
    return Document.of(text, id=id, language="en", **particulars)


def a_reading(
    id: str = "d1", text: str = TEXT, *, made_by: MadeBy = MADE_BY, **particulars: Any
) -> Reading:
    """One claim with its source, of any text."""
    document = a_document(id, text, **particulars)
    whole = Span(0, len(document.text))
    return Reading(
        schema=SCHEMA,
        made_by=made_by,
        document=document,
        skipped=None,
        blocks=(Block("body", whole.start, whole.end),),
        sentences=(whole,),
        tagged=(Tagged("cue", 0, 1, 0.75),),
        actors=(
            Actor("a1", "Norway", "state", "NO", None, True, (Span(0, 1),)),
            Actor("a2", "Malta", "state", "MT", None, True, ()),
            Actor("a3", "Oslo harbour office", "body", "NO", None, True, ()),
        ),
        attributions=(
            Attribution(
                "t1", "a3", (Span(0, 1),), (), (whole,), None, "neutral", False, "Telegram",
                When("2030-04-01", None, "month", Span(0, 1)), 0.5,
            ),
        ),
        claims=(
            Claim(
                "c1", "a1", "a2", False, "supply", "COOPERATE", "material_cooperation",
                ("humanitarian", "trade"), "asserted", "begins", False, True,
                When("2030-04-01", "2030-05-01", "month", Span(0, 1)), Place("Valletta", "MT"),
                (Span(0, 1),), ("a3",), "t1", (whole, Span(0, 1)), 0.25,
            ),
        ),
    )  # fmt: skip


def an_unread(id: str, reason: str = "no_reader", **particulars: Any) -> Reading:
    """A document in a language without a reader."""
    document = Document.of("挪威向马耳他运送粮食。", id=id, language="zh", **particulars)
    return Reading(SCHEMA, MADE_BY, document, Skipped(reason, "not read: no reader for zh"))


def gold_readings() -> list[Reading]:
    """The readings of the gold chains, with what they lack filled in; ids made distinct."""
    readings = []
    for path in sorted(GOLD.glob("*/gold.json")):
        for told in json.loads(path.read_text("utf-8"))["documents"]:
            document = told["document"]
            document["id"] = f"{path.parent.name}/{document['id']}"
            whole = {"start": 0, "end": len(document["text"])}
            for scored in (*told["attributions"], *told["claims"]):
                scored.setdefault("score", 0.5)
            readings.append(
                reading_from_builtins(
                    {
                        "schema": SCHEMA,
                        "made_by": {"firsthand": "0.1.0", "reader": "gold", "lexicon": "gold"},
                        "skipped": None,
                        "blocks": [{"kind": "body", **whole}],
                        "sentences": [whole],
                        "tagged": [],
                        **told,
                    }
                )
            )
    return readings
