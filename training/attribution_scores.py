"""Scores of attributions on PolNeAR: spans, and what hangs together.

Exact spans are compared by their places in the text, each piece of a broken span for itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from firsthand.reading.decoding import WordSpan, best_tags, log_softmax, spans_of
from firsthand.reading.encoder import Encoded, Encoder
from firsthand.reading.linking import REACHES, linked
from training.cofenet import paragraph_documents
from training.counts import Counts
from training.documents import Window, windows
from training.labels import SPANS
from training.polnear import Chars, layer_spans
from training.scorer import Scorer
from training.tags import tagged_spans

_QUOTED = re.compile('“[^“”]*”|"[^"]*"')
_WORDS_OF_A_QUOTATION = 3
_WINDOW = 192

Triple = tuple[set[Chars], set[Chars], set[Chars]]  # source, cue, content


def article_scores(encoder: Encoder, articles: list[dict[str, Any]]) -> dict[str, float]:
    """Score whole articles in PolNeAR's form, read from their text."""
    exact = {layer: Counts() for layer in SPANS}
    by_word = {layer: Counts() for layer in SPANS}
    right, overlapping, quotations = Counts(), Counts(), Counts()
    for article in articles:
        text = article["text"]
        read = encoder.encode(text, [(0, len(text))])
        for layer, spans in zip(SPANS, (read.sources, read.cues, read.contents), strict=True):
            found = {_chars(read, span) for span in spans}
            wanted = {
                span for told in article["attributions"] for span in layer_spans(told, layer, text)
            }
            exact[layer].add(found, wanted)
            by_word[layer].add(_covered(read, found), _covered(read, wanted))
        found_triples = _found_triples(read)
        wanted_triples = _wanted_triples(article)
        _compare(right, found_triples, wanted_triples, exactly=True)
        _compare(overlapping, found_triples, wanted_triples, exactly=False)
        _compare_quotations(quotations, found_triples, wanted_triples, text)
    made = {f"{layer}, exact F1": exact[layer].f1 for layer in SPANS}
    made |= {f"{layer}, F1 by words": by_word[layer].f1 for layer in SPANS}
    made["source and cue exact, content overlapping, F1"] = right.f1
    made["source, cue, content overlapping, F1"] = overlapping.f1
    made["quotations found with their source, recall"] = quotations.recall
    return made


def paragraph_scores(scorer: Scorer, data: Path) -> dict[str, float]:
    """Score the published form: exact spans of given words, paragraph by paragraph."""
    counts = {layer: Counts() for layer in SPANS}
    cut = [
        window
        for document in paragraph_documents(data)
        for window in windows(document, scorer.pieces, _WINDOW)
    ]
    found: dict[tuple[int, str], set[Chars]] = {}
    for window, scores in scorer.scored(cut):
        size = len(window.starts)
        tagged = []
        for layer in SPANS:
            logp = log_softmax(scores[layer])
            tagged.append(spans_of(best_tags(logp[None], [size])[0], logp, size))
        bounded, _ = linked(
            tagged,
            scores["link"][:, : size + 1],
            {name: scores[name][:, : size + 1] for name in REACHES if name in scores},
        )
        for layer, spans in zip(SPANS, bounded, strict=True):
            places = found.setdefault((id(window.document), layer), set())
            places |= {(span.begin + window.begin, span.end + window.begin) for span in spans}
    for document in _documents(cut):
        for layer in SPANS:
            wanted = {
                (begin, end)
                for begin, end, _ in tagged_spans(_whole_numbers(document.layers[layer]))
            }
            counts[layer].add(found.get((id(document), layer), set()), wanted)
    return {f"{layer}, exact F1": counts[layer].f1 for layer in SPANS}


def _documents(cut: list[Window]) -> list[Any]:
    return list({id(window.document): window.document for window in cut}.values())


def _whole_numbers(row: list[int] | list[float]) -> list[int]:
    return [int(tag) for tag in row]


def _chars(read: Encoded, span: WordSpan) -> Chars:
    return read.tokens[span.begin].start, read.tokens[span.end - 1].end


def _covered(read: Encoded, spans: set[Chars]) -> set[int]:
    return {
        at
        for at, token in enumerate(read.tokens)
        if any(start <= token.start < end for start, end in spans)
    }


def _found_triples(read: Encoded) -> list[Triple]:
    return [
        (
            {_chars(read, span) for span in link.sources},
            {_chars(read, link.cue)},
            {_chars(read, span) for span in link.contents},
        )
        for link in read.links
        if link.sources and link.contents
    ]


def _wanted_triples(article: dict[str, Any]) -> list[Triple]:
    made = []
    for told in article["attributions"]:
        source, cue, content = (set(layer_spans(told, layer, article["text"])) for layer in SPANS)
        if source and cue and content:
            made.append((source, cue, content))
    return made


def _compare(counts: Counts, found: list[Triple], wanted: list[Triple], *, exactly: bool) -> None:
    def same(one: Triple, other: Triple) -> bool:
        meets = _share_one if exactly else _touch
        return meets(one[0], other[0]) and meets(one[1], other[1]) and _touch(one[2], other[2])

    counts.add_numbers(
        len(found),
        len(wanted),
        sum(any(same(one, other) for other in wanted) for one in found),
        sum(any(same(one, other) for one in found) for other in wanted),
    )


def _compare_quotations(
    counts: Counts, found: list[Triple], wanted: list[Triple], text: str
) -> None:
    for source, _, content in wanted:
        if any(_quotes(text[start:end]) for start, end in content):
            met = any(_touch(one[0], source) and _touch(one[2], content) for one in found)
            counts.add_numbers(0, 1, 0, int(met))


def _quotes(words: str) -> bool:
    """Whether a quotation of three words or more stands in it."""
    return any(
        len(match.group().split()) >= _WORDS_OF_A_QUOTATION for match in _QUOTED.finditer(words)
    )


def _share_one(one: set[Chars], other: set[Chars]) -> bool:
    return bool(one & other)


def _touch(one: set[Chars], other: set[Chars]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
