"""Statements told otherwise, which should be one claim, and with one thing changed.

Each pair is two short invented reports, read and grouped. Only pairs of which both statements were
read as claims count. One claim that tells a difference of the changed kind, or that is denied by
the other, is no wrong join: the reader is told.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from benchmarks.clusterings import Scores
from firsthand.grouping import group
from firsthand.model.document import Document
from firsthand.model.story import SharedClaim
from firsthand.reading.pipeline import Reader

_TOLD_AS = {"number": "number", "date": "date", "place": "place", "actor": "actor"}
_ENOUGH = 0.5  # of a statement's characters that a claim's evidence covers


def pair_scores(path: Path) -> Scores:
    """Shares of paraphrases joined and of distortions joined, silently or with the difference."""
    pairs, reader = tomllib.loads(path.read_text("utf-8"))["pair"], Reader()
    counts: Counter[str] = Counter()
    for pair in pairs:
        for other in ("paraphrase", "distorted"):
            kind = pair["changed"] if other == "distorted" else "paraphrase"
            state = _state(reader, pair["statement"], pair[other], pair["context"], kind)
            counts[f"{other} {state}"] += 1
            if other == "distorted":
                counts[f"{kind} {state}"] += 1
    found: Scores = {"pairs": len(pairs)}
    for name in ("paraphrase", "distorted", *sorted({pair["changed"] for pair in pairs})):
        read = sum(counts[f"{name} {state}"] for state in ("joined", "told", "apart"))
        found[f"{name}: both read"] = read
        found[f"{name}: one claim"] = (counts[f"{name} joined"] + counts[f"{name} told"]) / max(
            read, 1
        )
        found[f"{name}: one claim, nothing told"] = counts[f"{name} joined"] / max(read, 1)
    return found


def _state(reader: Reader, statement: str, other: str, context: str, kind: str) -> str:
    """Whether two reports make one claim: joined, told (with the difference), apart, or unread."""
    documents = [
        Document.of(
            f"{words} {context}", id=id, outlet=outlet, published="2031-03-05", language="en"
        )
        for id, outlet, words in (("a", "The Ledger", statement), ("b", "The Post", other))
    ]
    stories = group(reader.read(document) for document in documents)
    sizes = {"a": len(statement), "b": len(other)}
    claims = [claim for story in stories for claim in story.claims]
    held = {id: [c for c in claims if _tells(c, id, size)] for id, size in sizes.items()}
    if not held["a"] or not held["b"]:
        return "unread"
    both = [claim for claim in held["a"] if claim in held["b"]]
    if not both:
        return "apart"
    told = {difference.kind for claim in both for difference in claim.differences}
    return "told" if _TOLD_AS.get(kind, "modality") in told else "joined"


def _tells(claim: SharedClaim, document: str, size: int) -> bool:
    """Whether a claim is told by a document's statement, which stands first in it."""
    return any(
        sum(max(0, min(piece.end, size) - piece.start) for piece in report.evidence)
        >= _ENOUGH * size
        for report in claim.reports
        if report.document == document
    )
