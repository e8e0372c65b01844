"""Annotated documents as words with layers, and the windows cut from them.

Every reader of a corpus makes `Document`s; a window is a stretch of one, small enough for the
network. Windows are cut anew for each pass over the data, at other places and in other sizes, so
that nothing is learnt about where an edge stands.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from firsthand.reading.words import AFTER_BREAK
from training.labels import POINTERS
from training.pieces import Pieces

IGNORE = -100  # no gold here
UNSCORED = math.nan  # the same in a layer of numbers
_SMALLEST = 4  # windows in training are a quarter of the limit at least
LARGEST_UNIT = 500  # pieces; the encoder has 512 positions


@dataclass(frozen=True, slots=True)
class Deed:
    """What one party of a sentence does to another.

    Attributes:
        actor: The words that mean who may have done something.
        recipient: The words that mean to whom.
        actions: Numbers of the actions that it may be; none where nothing is done.
        told_by: Words that may tell it; none where any of the sentence may.
        given: Whether it is known that something is done.
        weight: How much it counts.
    """

    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    actions: tuple[int, ...]
    told_by: tuple[int, ...] = ()
    given: bool = False
    weight: float = 1.0

    @property
    def words(self) -> tuple[int, ...]:
        """The words of both parties."""
        return (*self.actor, *self.recipient)


@dataclass(frozen=True, slots=True)
class Document:
    """Words of one document with the layers that its data set has.

    Attributes:
        words: The words.
        gaps: What stands before each: `AFTER_BLANK`, `AFTER_NOTHING`, `AFTER_BREAK`.
        layers: A value a word. `POINTERS` are numbers of words plus one, 0 the root or none;
            others are numbers of labels, or `IGNORE`; `factuality` is a number or `UNSCORED`.
        units: Where the stretches begin that should stay whole: sentences or paragraphs.
        whole: Whether units must stay whole (trees would be torn).
        origin: The data set.
        unmarked: Kinds of names that the data set does not mark, so "outside" may hide them.
        deeds: Pairs of parties, each within one unit.
        tells: Words that may tell a deed.
    """

    words: list[str]
    gaps: list[int]
    layers: dict[str, list[int] | list[float]]
    units: list[int]
    whole: bool
    origin: str
    unmarked: frozenset[str] = frozenset()
    deeds: tuple[Deed, ...] = ()
    tells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[begin, end)` of a document, as the network takes them."""

    document: Document
    begin: int
    end: int
    ids: list[int] = field(repr=False)
    shapes: list[int] = field(repr=False)
    starts: list[int] = field(repr=False)

    def layer(self, name: str) -> list[int] | list[float]:
        """Give the window's part of a layer, pointers counted from its first word; maybe empty."""
        row = self.document.layers.get(name)
        if not row:
            return []
        part = row[self.begin : self.end]
        if name not in POINTERS:
            return part
        # A cue outside the window: there is none here.
        return [at - self.begin if self.begin < at <= self.end else min(int(at), 0) for at in part]

    def deeds(self) -> list[Deed]:
        """Give the deeds of the window, words counted from its first."""
        return [
            replace(
                deed,
                actor=tuple(at - self.begin for at in deed.actor),
                recipient=tuple(at - self.begin for at in deed.recipient),
                told_by=tuple(at - self.begin for at in deed.told_by),
            )
            for deed in self.document.deeds
            if self.begin <= min(deed.words) and max(deed.words) < self.end
        ]

    def tells(self, words: Sequence[int]) -> tuple[int, ...]:
        """Give the words that may tell a deed in the unit of some words, from the first word."""
        first, last = self.unit_of(words)
        found = (at - self.begin for at in self.document.tells)
        return tuple(at for at in found if first <= at < last and at not in words)

    def unit_of(self, words: Sequence[int]) -> tuple[int, int]:
        """Give the unit `[begin, end)` that some words stand in, counted from the first word."""
        edges = [at - self.begin for at in self.document.units if self.begin <= at < self.end]
        edges.append(self.end - self.begin)
        first = max((at for at in edges if at <= min(words)), default=0)
        return first, min(at for at in edges if at > max(words))


def windows(
    document: Document, pieces: Pieces, limit: int, rng: random.Random | None = None
) -> Iterator[Window]:
    """Cut a document.

    Args:
        document: What to cut.
        pieces: The tokenizer.
        limit: The most pieces of a window; a sentence that must stay whole may be longer.
        rng: With it windows are of varied sizes, a quarter of the limit or more; without it they
            are as large as they can be.
    """
    sizes = [len(pieces.of(word)) for word in document.words]
    edges = [*document.units, len(sizes)]
    begin, end, used, cap = 0, 0, 2, _cap(limit, rng)
    for first, last in itertools.pairwise(edges):
        size = sum(sizes[first:last])
        if end > begin and (used + size > cap or _break_after(document, first, rng)):
            yield _window(document, pieces, begin, end)
            begin, used, cap = first, 2, _cap(limit, rng)
        if used + size > (LARGEST_UNIT if document.whole else limit):
            if document.whole:  # no encoder of this size can read it
                begin = end = last
                continue
            for at in range(first, last):
                if used + sizes[at] > limit:
                    yield _window(document, pieces, begin, at)
                    begin, used = at, 2
                used += sizes[at]
            end = last
            continue
        end = last
        used += size
    if end > begin:
        yield _window(document, pieces, begin, end)


def _cap(limit: int, rng: random.Random | None) -> int:
    return limit if rng is None else rng.randint(limit // _SMALLEST, limit)


def _break_after(document: Document, first: int, rng: random.Random | None) -> bool:
    """Whether a window ends early at a line break, as short texts and headlines make it do."""
    return rng is not None and document.gaps[first] == AFTER_BREAK and rng.random() < 0.05


def _window(document: Document, pieces: Pieces, begin: int, end: int) -> Window:
    ids, shapes, starts = pieces.window(document.words[begin:end], document.gaps[begin:end])
    return Window(document, begin, end, ids, shapes, starts)
