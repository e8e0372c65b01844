"""From the network's scores to spans, trees and links.

Spans: the best legal row of begin/inside/outside tags (Viterbi), a batch at a time. Trees: the
best head of each word, and where that gives a ring or several roots, the maximum spanning tree
(Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words `[begin, end)`, the number of their kind, and the mean probability of their tags."""

    begin: int
    end: int
    kind: int
    score: float


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    made: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return made


def best_tags(logp: Floats, sizes: list[int]) -> Ints:
    """The best legal tags of several rows, shape (rows, words).

    Args:
        logp: log-probabilities, (rows, words, tags). Tag 0 is outside, 1+2k begins kind k, 2+2k
            goes on with it and may only follow the same kind.
        sizes: how many words of each row are real.
    """
    rows, steps, tags = logp.shape
    inner, begin = np.arange(2, tags, 2), np.arange(1, tags, 2)
    best = logp[:, 0].copy()
    best[:, inner] = _NEVER
    back = np.zeros((steps, rows, tags), np.int16)
    final = [best.argmax(-1)] * 1
    ends: Ints = np.zeros(rows, np.int64)
    last = np.array(sizes) - 1
    ends[last == 0] = final[0][last == 0]
    for t in range(1, steps):
        top = best.argmax(-1)
        new = np.take_along_axis(best, top[:, None], -1) + logp[:, t]
        back[t] = top[:, None]
        goes_on = best[:, inner] >= best[:, begin]
        new[:, inner] = np.where(goes_on, best[:, inner], best[:, begin]) + logp[:, t, inner]
        back[t][:, inner] = np.where(goes_on, inner, begin)
        best = new
        here = last == t
        if here.any():
            ends[here] = best[here].argmax(-1)
    made: Ints = np.zeros((rows, steps), np.int64)
    tag = ends
    each = np.arange(rows)
    for t in range(steps - 1, -1, -1):
        live = last >= t
        made[:, t] = np.where(live, tag, 0)
        tag = np.where(live, back[t][each, tag], tag)
    return made


def spans_of(tags: Ints, logp: Floats, size: int) -> list[WordSpan]:
    """The spans of one row of tags."""
    found: list[WordSpan] = []
    row = tags[:size].tolist()
    at = -1
    for t, tag in enumerate([*row, 0]):
        if at >= 0 and (tag == 0 or tag % 2 == 1):
            steps = np.arange(at, t)
            score = float(np.exp(logp[steps, tags[at:t]]).mean())
            found.append(WordSpan(at, t, (row[at] - 1) // 2, round(score, 4)))
            at = -1
        if tag % 2 == 1:
            at = t
    return found


def best_heads(scores: Floats) -> list[int]:
    """Heads of one sentence's words.

    Args:
        scores: (n, n + 1), column 0 the root.

    Returns:
        n heads, 0 the root, else 1 to n; always one tree with one root.
    """
    n = len(scores)
    full: Floats = np.full((n + 1, n + 1), _NEVER, np.float32)
    full[1:] = scores
    heads = _greedy(full)
    if (heads[1:] == 0).sum() != 1:
        # Keep the root whose score stands out most over its word's next best head.
        other = full[1:, 1:].copy()
        np.fill_diagonal(other, _NEVER)
        gain = full[1:, 0] - (other.max(1) if n > 1 else 0)
        root = int(gain.argmax()) + 1
        kept = full[root, 0]
        full[1:, 0] = _NEVER
        full[root] = _NEVER
        full[root, 0] = kept
        heads = _greedy(full)
    if _ring(heads):
        heads = _spanning_tree(full)
    return [int(head) for head in heads[1:]]


def _greedy(full: Floats) -> Ints:
    scores = full.copy()
    np.fill_diagonal(scores, 2 * _NEVER)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    return heads


def _ring(heads: Ints) -> list[int]:
    """The words of one ring of heads, or nothing; word 0 is the root."""
    seen = [0] * len(heads)
    for first in range(1, len(heads)):
        path, node = [], first
        while node and not seen[node]:
            seen[node] = first
            path.append(node)
            node = int(heads[node])
        if node and seen[node] == first:
            return path[path.index(node) :]
    return []


def _spanning_tree(scores: Floats) -> Ints:
    """Chu-Liu/Edmonds over scores[dependant, head]; row 0 is not used."""
    heads = _greedy(scores)
    ring = _ring(heads)
    if not ring:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[ring] = True
    rest, loop = np.flatnonzero(~inside), np.array(ring)
    size = len(rest) + 1  # the ring becomes the last node
    small: Floats = np.full((size, size), 2 * _NEVER, np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, loop)]
    small[:-1, -1] = out.max(1)
    into = scores[np.ix_(loop, rest)] - scores[loop, heads[loop]][:, None]
    small[-1, :-1] = into.max(0)
    found = _spanning_tree(small)
    made = heads.copy()
    for i, node in enumerate(rest):
        if node:
            made[node] = loop[out[i].argmax()] if found[i] == size - 1 else rest[found[i]]
    enter = int(found[-1])
    made[loop[into[:, enter].argmax()]] = rest[enter]
    return made
