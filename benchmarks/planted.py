"""Passages of one document planted in others, changed a little: how many are found, and where.

A host takes one stretch of a source between two of its paragraphs. Long stretches have 20 to 60
words: verbatim, with one word in ten changed, or with a few words cut out. Short ones have 5 to 10
words and stand in quotation marks on both sides; without them, fewer than eight words in a row are
no passage, which "short, not quoted" shows. In all of them case, quotation marks, hyphens and
British spellings differ as they do between papers. What two documents shared before is taken out of
the count. A passage is found where what we report covers half of it or more on the host's side; a
report is right that meets it on both sides.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clusterings import Scores
from benchmarks.peers import copy_pairs
from benchmarks.story_scores import rows
from firsthand.grouping.actors import Cast
from firsthand.grouping.quotes import shared_quotes
from firsthand.grouping.reuse import shared_passages
from firsthand.grouping.texts import Text
from firsthand.model.document import Document, Span
from firsthand.model.reading import SCHEMA, MadeBy, Reading

_EACH = 150  # plantings of each kind
_LONG_KINDS = ("verbatim", "edited", "cut")
_SHORT_KINDS = ("quotation", "quotation edited")
_KINDS = (*_LONG_KINDS, *_SHORT_KINDS, "short, not quoted")
_LONG, _SHORT = (20, 60), (5, 10)
_LEAST_WORDS = 150  # of a document that takes part
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"))
_SPELLINGS = (("organiz", "organis"), ("center", "centre"), ("defense", "defence"),
              ("labor", "labour"), ("program ", "programme "), ("honor", "honour"))  # fmt: skip
# Words that take the place of others; of no matter, so that they are no other passage.
_OTHERS = ("meanwhile", "almost", "certain", "further", "several", "mainly", "formal", "recent")


@dataclass(frozen=True, slots=True)
class Planting:
    """Two texts with one passage in common, and where it stands in both."""

    kind: str
    source: str
    host: str
    at: Span  # in the source
    planted: Span  # in the host


def reuse_scores(path: Path) -> Scores:
    """Share found, and share of what is reported that was planted, by kind; MinHash beside it."""
    draw = random.Random(20310304)
    texts = [row["text"] for row in rows(path)]
    texts = [text for text in texts if len(text.split()) >= _LEAST_WORDS and "\n" in text]
    found: Scores = {}
    counts: dict[str, tuple[int, int, int, int]] = {}
    for kind in _KINDS:
        plantings = [one for _ in range(_EACH) if (one := _planted(kind, texts, draw))]
        counts[kind] = (len(plantings), *_counts(plantings))
        copies = sum(bool(copy_pairs([one.source, one.host], 0.5)) for one in plantings)
        found |= _figures(kind, [counts[kind]])
        found[f"{kind}: found as a copy by MinHash"] = copies / len(plantings)
    found |= _figures("20 words and more", [counts[kind] for kind in _LONG_KINDS])
    found |= _figures("5 to 10 words, quoted", [counts[kind] for kind in _SHORT_KINDS])
    return found


def _figures(name: str, counts: Sequence[tuple[int, int, int, int]]) -> Scores:
    planted, hits, right, reported = (sum(column) for column in zip(*counts, strict=True))
    return {
        f"{name}: planted": planted,
        f"{name}: found": hits / planted,
        f"{name}: precision": right / reported if reported else 1.0,
    }


def _counts(plantings: Sequence[Planting]) -> tuple[int, int, int]:
    """Plantings that are found; of the passages reported, those that are planted; all reported."""
    hits = right = reported = 0
    for one in plantings:
        # What does not touch the planted words the two had in common before.
        places = [(src, host) for src, host in _reported(one) if host.meets(one.planted)]
        good = [host for source, host in places if source.meets(one.at)]
        hits += 2 * _covered(one.planted, good) >= one.planted.end - one.planted.start
        right += len(good)
        reported += len(places)
    return hits, right, reported


def _covered(span: Span, by: Sequence[Span]) -> int:
    """How many characters of a span lie in others."""
    return len(
        {at for one in by for at in range(max(span.start, one.start), min(span.end, one.end))}
    )


def _reported(one: Planting) -> Iterator[tuple[Span, Span]]:
    """What we find in common, as places in source and host."""
    texts = [Text(_bare("source", one.source)), Text(_bare("host", one.host))]
    for passage in shared_passages(texts).get((0, 1), []):
        yield texts[0].span_of(*passage.a), texts[1].span_of(*passage.b)
    for quote in shared_quotes(texts, Cast([text.reading for text in texts])):
        places = {report.document: Span(report.start, report.end) for report in quote.reports}
        yield places["source"], places["host"]


def _bare(id: str, text: str) -> Reading:
    document = Document(id, None, None, None, 0, text, None, "en")
    return Reading(SCHEMA, MadeBy("benchmark", "none", "none"), document, None)


def _planted(kind: str, texts: Sequence[str], draw: random.Random) -> Planting | None:
    """One planting; None where the drawn source has no stretch that will do."""
    source, host = draw.sample(texts, 2)
    quoted = kind.startswith("quotation")
    words = list(re.finditer(r"\S+", source))
    size = draw.randint(*(_LONG if kind in _LONG_KINDS else _SHORT))
    if len(words) <= size + 2:
        return None
    at = draw.randrange(1, len(words) - size)
    span = Span(words[at].start(), words[at + size - 1].end())
    stretch = span.of(source).split()
    if not quoted and shared_passages(
        [Text(_bare("s", " ".join(stretch))), Text(_bare("h", host))]
    ):
        return None  # a formula that the host has already
    if quoted:
        bare = [word.strip('“”"‘’«»,.;:!?()—–-') for word in stretch]
        if not all(re.fullmatch(r"[\w’'-]+", word) for word in bare):
            return None
        opening, closing = draw.choice(_MARKS)
        marked = f"{opening}{' '.join(bare)}{closing}"
        source = source[: span.start] + marked + source[span.end :]
        span = Span(span.start + 1, span.start + len(marked) - 1)
        stretch = bare
    changed = _changed(kind, stretch, draw)
    body = " ".join(changed)
    for here, there in _SPELLINGS:
        body = body.replace(here, there)
    if quoted:
        opening, closing = draw.choice(_MARKS)
        begin, passage, end = f"He said: {opening}", body, f"{closing}."
    else:
        begin, end = "", ""
        passage = body.translate(str.maketrans("“”’", '""\''))
    breaks = [match.end() for match in re.finditer(r"\n+", host)]
    place = draw.choice(breaks)
    whole = host[:place] + begin + passage + end + "\n\n" + host[place:]
    start = place + len(begin)
    return Planting(kind, source, whole, span, Span(start, start + len(passage)))


def _changed(kind: str, words: list[str], draw: random.Random) -> list[str]:
    """Words of a passage as another paper prints them."""
    made = list(words)
    if kind in ("edited", "quotation edited"):
        for n in draw.sample(range(len(made)), round(len(made) / 10)):
            made[n] = draw.choice(_OTHERS)
    elif kind == "cut":
        size = draw.randint(1, 4)
        at = draw.randrange(5, len(made) - size - 5)
        del made[at : at + size]
    return made
