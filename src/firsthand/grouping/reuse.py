"""Passages that stand in two documents: copies, light edits, excerpts; exact places on both sides.

Documents that share rows of five words are aligned word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.grouping.texts import SEED, Text
from firsthand.model.document import Span
from firsthand.model.story import Quoted, Reuse, ReuseKind

GRAM = 8  # words in a row that are no chance
_LEAST_EDITED = 9  # equal words of a passage without eight in a row
_DENSE = 0.6  # share of its words that must then be the same
_GAP = 4  # words changed, left out or put in between two parts of one passage
_COPY_SHARE = 0.5  # of the shorter document, from which a passage is a copy of it
_MOST_DOCUMENTS = 12  # sharing one fingerprint, compared each with each; beyond, with the first


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `[first, last)` of both sides, how many are the same, and how many of them in a row."""

    a: tuple[int, int]
    b: tuple[int, int]
    same: int
    row: int

    @property
    def exact(self) -> bool:
        """Whether every word is the same."""
        return self.same == self.a[1] - self.a[0] == self.b[1] - self.b[0]


def passages(a: Text, b: Text) -> list[Passage]:
    """What two documents share, word for word or lightly edited: eight words or more.

    Rows of three equal words are joined over small changes; what is left must hold eight words in
    a row, or so many of one passage's words that chance is out.
    """
    places = a.seed_places
    found: list[Passage] = []
    done = 0
    for at, code in enumerate(b.seeds):
        if at < done or code not in places:
            continue
        ahead = found[-1].a[1] if found and at - found[-1].b[1] <= _GAP else None
        first, size = _longest(a.norms, b.norms, places[code], at, ahead)
        if size >= SEED:
            found.append(Passage((first, first + size), (at, at + size), size, size))
            done = at + size
    return [passage for passage in _joined(found) if _telling(passage)]


def _telling(passage: Passage) -> bool:
    """Whether a passage is long and dense enough not to be chance."""
    length = max(passage.a[1] - passage.a[0], passage.b[1] - passage.b[0])
    return passage.row >= GRAM or (
        passage.same >= _LEAST_EDITED and passage.same >= _DENSE * length
    )


def _longest(
    a: Sequence[str], b: Sequence[str], starts: Sequence[int], at: int, ahead: int | None
) -> tuple[int, int]:
    """The longest row of equal words from one of the starts in `a` and from `at` in `b`.

    A row that goes on right behind word `ahead` of `a`, after a small change, is preferred.
    """
    best = (0, 0)
    for start in starts:
        size = 0
        while start + size < len(a) and at + size < len(b) and a[start + size] == b[at + size]:
            size += 1
        if ahead is not None and 0 <= start - ahead <= _GAP:
            return start, size
        if size > best[1]:
            best = (start, size)
    return best


def _joined(found: list[Passage]) -> list[Passage]:
    """Neighbouring passages with a small change between them are one, edited."""
    made: list[Passage] = []
    for passage in found:
        before = made[-1] if made else None
        if (
            before
            and 0 <= passage.a[0] - before.a[1] <= _GAP
            and 0 <= passage.b[0] - before.b[1] <= _GAP
        ):
            made[-1] = Passage(
                (before.a[0], passage.a[1]),
                (before.b[0], passage.b[1]),
                before.same + passage.same,
                max(before.row, passage.row),
            )
        else:
            made.append(passage)
    return made


def near_pairs(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs of documents, by place, that share five words in a row.

    Denser than the fingerprints that lead to candidates: a story's documents are few.
    """
    if not texts:
        return []
    rows = np.concatenate([text.near for text in texts])
    holders = np.repeat(np.arange(len(texts)), [len(text.near) for text in texts])
    order = np.argsort(rows, kind="stable")  # so the holders of a row stand in their order
    rows, holders = rows[order], holders[order]
    begins = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
    groups = {tuple(group.tolist()) for group in np.split(holders, begins[1:]) if len(group) > 1}
    return sorted({pair for group in groups for pair in _pairs(group)})


def _pairs(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a few; of many, each with the first."""
    firsts = group if len(group) <= _MOST_DOCUMENTS else group[:1]
    for at, a in enumerate(firsts):
        for b in group[at + 1 :]:
            yield a, b


class Passages:
    """The passages of pairs of documents, each found once."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._found: dict[tuple[str, str], list[Passage]] = {}

    def of(self, a: Text, b: Text) -> list[Passage]:
        """What two documents share, as `passages` finds it."""
        found = self._found.get((a.id, b.id))
        if found is None:
            found = self._found[a.id, b.id] = passages(a, b)
        return found

    def drop(self, ids: Iterable[str]) -> None:
        """Forget what was found in some documents."""
        gone = set(ids)
        self._found = {p: found for p, found in self._found.items() if gone.isdisjoint(p)}


def shared_passages(
    texts: Sequence[Text], known: Passages | None = None
) -> dict[tuple[int, int], list[Passage]]:
    """The passages of every two documents that share some; what is `known` is not looked for."""
    known = known or Passages()
    found = {(a, b): known.of(texts[a], texts[b]) for a, b in near_pairs(texts)}
    return {pair: shared for pair, shared in found.items() if shared}


def reuse_of(
    texts: Sequence[Text], shared: dict[tuple[int, int], list[Passage]]
) -> tuple[Reuse, ...]:
    """The passages as the story shows them, the longest of each two documents first."""
    made = []
    for (n, m), found in sorted(shared.items()):
        a, b = texts[n], texts[m]
        for passage in sorted(found, key=lambda p: (-p.same, p.a)):
            spans = (_quoted(a, passage.a), _quoted(b, passage.b))
            made.append(Reuse((a.id, b.id), spans, _kind(a, b, passage), passage.same))
    return tuple(made)


def _kind(a: Text, b: Text, passage: Passage) -> ReuseKind:
    """`edited` with changed words, `copy` of half a document or more, else `excerpt`."""
    if not passage.exact:
        return "edited"
    shorter = min(len(a.words), len(b.words))
    return "copy" if passage.same >= _COPY_SHARE * shorter else "excerpt"


def _quoted(text: Text, words: tuple[int, int]) -> Quoted:
    span: Span = text.span_of(*words)
    return Quoted(span.start, span.end, span.of(text.reading.document.text))
