"""PolNeAR: news articles with attributions, each a source, a cue and a content.

Newell, Margolin and Ruths, LREC 2018. Spans are places in the text, so the words are the reader's
own. Contents in several pieces are several spans that point at the same cue.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import Any

from firsthand.reading.linking import REACHES
from firsthand.reading.words import AFTER_BLANK, AFTER_BREAK, Word, split_words
from training.documents import IGNORE, Document
from training.labels import SPANS
from training.lines import data_file, records

_TERMINAL = frozenset('.!?…"”’)]')

Chars = tuple[int, int]


def read_articles(data: Path, part: str) -> list[dict[str, Any]]:
    """Read a part's articles, one annotator each."""
    return records(data_file(data / "polnear", f"{part}.jsonl"))


def layer_spans(attribution: dict[str, Any], layer: str, text: str) -> list[Chars]:
    """Give an attribution's spans of a layer `[start, end)`, without blanks at their ends."""
    spans = []
    for start, end in attribution[f"{layer}s"]:
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def attribution_document(article: dict[str, Any]) -> Document:
    """Make a document of an article."""
    text = article["text"]
    words = split_words(text, [(0, len(text))])
    layers: dict[str, list[int] | list[float]] = {layer: [0] * len(words) for layer in SPANS}
    link: list[int] = [IGNORE] * len(words)
    reaches = {layer: [IGNORE] * len(words) for layer in REACHES}
    firsts = [word.start for word in words]
    for attribution in article["attributions"]:
        inside: dict[str, list[list[int]]] = {
            layer: [_covered(words, firsts, span) for span in layer_spans(attribution, layer, text)]
            for layer in SPANS
        }
        cue_words = [at for span in inside["cue"] for at in span]
        anchor = min(cue_words) + 1 if cue_words else 0
        for layer, spans in inside.items():
            for span in spans:
                for n, at in enumerate(span):
                    layers[layer][at] = 1 if n == 0 else 2
                    link[at] = anchor
        if cue_words:
            for layer in ("source", "content"):
                covered = [at + 1 for span in inside[layer] for at in span]
                reaches[f"{layer}_begin"][anchor - 1] = min(covered, default=0)
                reaches[f"{layer}_end"][anchor - 1] = max(covered, default=0)
    layers["link"] = link
    layers.update(reaches)
    return Document(
        [word.text for word in words],
        [word.gap for word in words],
        layers,
        _units(words),
        whole=False,
        origin="polnear",
    )


def _covered(words: list[Word], firsts: list[int], span: Chars) -> list[int]:
    """Words of a span; one that sticks out by a character (a mark glued to it) still counts."""
    numbers = range(bisect_left(firsts, span[0]), bisect_left(firsts, span[1]))
    return [at for at in numbers if words[at].end <= span[1] + 1]


def _units(words: list[Word]) -> list[int]:
    """Where windows may begin: as when reading, at line breaks and likely sentence starts."""
    return [
        at
        for at, word in enumerate(words)
        if at == 0
        or word.gap == AFTER_BREAK
        or (
            word.gap == AFTER_BLANK
            and word.text[0].isupper()
            and words[at - 1].text[-1] in _TERMINAL
        )
    ]
