"""Sources and contents hung on their cues, their borders settled.

The network says it in three ways: each word of a source or content points at the first word of its
cue; each cue's first word points at where its source and content begin and end; and the tags of the
words bound the stretches. Words pointing at a cue hang a stretch on it. A cue that nothing hangs on
takes the stretch that it points at itself; and where it is surer of a border than the tags are, the
border moves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.reading.decoding import Floats, WordSpan, log_softmax

REACHES = ("source_begin", "source_end", "content_begin", "content_end")
_SURE = 0.5  # how likely both ends of what a cue points at must be
_LOG_SURE = math.log(_SURE)
_SURER = 2.0  # by how much, in log likelihood, a cue's border must beat the tags'
_FARTHEST = 60  # words that a border may move


@dataclass(frozen=True, slots=True)
class CueLinks:
    """A cue with the source and content spans that the network hangs on it."""

    cue: WordSpan
    sources: tuple[WordSpan, ...]
    contents: tuple[WordSpan, ...]


def linked(
    spans: Sequence[Sequence[WordSpan]], link: Floats, reaches: Mapping[str, Floats]
) -> tuple[list[list[WordSpan]], list[CueLinks]]:
    """Hang a window's sources and contents on its cues.

    Args:
        spans: its sources, cues and contents, by tags.
        link: scores (words, 1 + words) from each word to its cue's first; place 0 is none.
        reaches: scores (words, 1 + words) for each of `REACHES`; empty where there are none.

    Returns:
        The spans with the borders that were moved, and what hangs on each cue.
    """
    cues = spans[1]
    hung = _by_words(spans, log_softmax(link))
    if not reaches:
        return [list(part) for part in spans], hung
    logp = {name: log_softmax(scores) for name, scores in reaches.items()}
    moved: dict[tuple[str, WordSpan], WordSpan] = {}
    made = []
    for links in hung:
        at = links.cue.begin
        sides = {}
        for name, own, every in (
            ("source", links.sources, spans[0]),
            ("content", links.contents, spans[2]),
        ):
            begin, end = logp[f"{name}_begin"][at], logp[f"{name}_end"][at]
            if not own:
                sides[name] = _pointed_at(begin, end, every)
            elif len(own) == 1:
                best = _bounded(own[0], begin, end)
                moved[name, own[0]] = best
                sides[name] = (best,)
            else:
                sides[name] = own
        made.append(CueLinks(links.cue, sides["source"], sides["content"]))
    sources = _distinct(moved.get(("source", span), span) for span in spans[0])
    contents = _distinct(moved.get(("content", span), span) for span in spans[2])
    return [sources, list(cues), contents], made


def _by_words(spans: Sequence[Sequence[WordSpan]], logp: Floats) -> list[CueLinks]:
    """Hang each source and content on the cue that its words point at, or on none."""
    sources, cues, contents = spans
    anchors = [cue.begin for cue in cues]
    hung: dict[int, tuple[list[WordSpan], list[WordSpan]]] = {a: ([], []) for a in anchors}
    for layer, found in enumerate((sources, contents)):
        for span in found if anchors else ():
            rows = logp[span.begin : span.end]
            score = rows[:, [anchor + 1 for anchor in anchors]].mean(0)
            best = int(score.argmax())
            if score[best] > rows[:, 0].mean():
                hung[anchors[best]][layer].append(span)
    return [CueLinks(cue, *(tuple(part) for part in hung[cue.begin])) for cue in cues]


def _pointed_at(begin: Floats, end: Floats, spans: Sequence[WordSpan]) -> tuple[WordSpan, ...]:
    """The tagged stretches that a cue points at, if it is sure of both ends."""
    first, last = int(begin.argmax()), int(end.argmax())
    sure = min(begin[first], end[last]) > _LOG_SURE
    if not (first and last and sure):
        return ()
    return tuple(span for span in spans if span.begin < last and first - 1 < span.end)


def _bounded(span: WordSpan, begin: Floats, end: Floats) -> WordSpan:
    """A stretch with the borders that its cue is surer of than the tags."""
    first, last = int(begin.argmax()) - 1, int(end.argmax())
    low, high = span.begin, span.end
    if first >= 0 and begin[first + 1] - begin[low + 1] > _SURER and abs(first - low) < _FARTHEST:
        low = first
    if last and end[last] - end[high] > _SURER and abs(last - high) < _FARTHEST:
        high = last
    return replace(span, begin=low, end=high) if low < high else span


def _distinct(spans: Iterable[WordSpan]) -> list[WordSpan]:
    """Stretches in order, each once."""
    return sorted(dict.fromkeys(spans), key=lambda span: (span.begin, span.end))
