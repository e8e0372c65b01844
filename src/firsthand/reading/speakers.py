"""The actor behind each source, with medium and day of saying.

Sources are resolved in the order of the text, so that "he" can mean who spoke last. Where a source
stands inside another's words, "we" means that other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.model.document import Span
from firsthand.model.reading import Attribution, When
from firsthand.reading.cast import Cast
from firsthand.reading.chains import Nested
from firsthand.reading.dates import find_times
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.syntax import Tree
from firsthand.reading.telling import Run, Told
from firsthand.reading.told_by_headline import TITLE


@dataclass(frozen=True, slots=True)
class Speakers:
    """For each attribution of `nested` the actor who speaks, or None where it stays open."""

    nested: Nested
    actors: tuple[str | None, ...]
    voice: str | None = None  # whose own statement the whole document is

    def who_says(self, token: int) -> str | None:
        """The actor whose words a token stands in, the nearest one known; None for the outlet's."""
        return self.nearest(self.nested.innermost(token))

    def nearest(self, inner: int | None) -> str | None:
        """Who speaks in an attribution, or in the nearest one around it where that is known."""
        for n in reversed(self.nested.path(inner)):
            if self.actors[n] is not None:
                return self.actors[n]
        return self.voice

    def attributions(
        self, tree: Tree, lexicon: Lexicon, published: date | None
    ) -> tuple[Attribution, ...]:
        """The contract's objects."""
        return tuple(
            self._attribution(n, tree, lexicon, published) for n in range(len(self.actors))
        )

    def _attribution(
        self, n: int, tree: Tree, lexicon: Lexicon, published: date | None
    ) -> Attribution:
        told, parent = self.nested.told[n], self.nested.parents[n]
        around = _around(tree, told)
        return Attribution(
            id=f"t{n + 1}",
            speaker=self.actors[n],
            source=_spans(tree, told.source),
            cue=_spans(tree, told.cue),
            content=_spans(tree, told.content),
            parent=f"t{parent + 1}" if parent is not None else None,
            stance=told.stance,
            direct=told.direct,
            medium=_medium(tree, lexicon, around),
            said_on=_said_on(tree, around, published),
            score=round(told.score, 2),
        )


def resolve_speakers(nested: Nested, cast: Cast) -> Speakers:
    """Lead every source to an actor."""
    actors: list[str | None] = [None] * len(nested.told)
    order = sorted(range(len(nested.told)), key=lambda n: (len(nested.path(n)), n))
    by_text = sorted(order, key=lambda n: nested.told[n].at)
    voice: str | None = None
    for n in by_text:
        told = nested.told[n]
        outer = nested.parents[n]
        within = actors[outer] if outer is not None else voice
        if told.who is not None:
            found = _speaker(told, cast, within)
            if found is not None:
                actors[n] = found
                cast.heard(told.who, found)
                voice = found if told.rule == TITLE else voice
    _speak_for_states(nested, actors, cast)
    return Speakers(nested, tuple(actors), voice)


def _speak_for_states(nested: Nested, actors: Sequence[str | None], cast: Cast) -> None:
    """Give ministers whom no words give a state the one whose plans they tell.

    "Estonia will ask for an explanation, the minister said": he speaks for Estonia, if he tells
    the plans of no other state.
    """
    plans: dict[str, set[str]] = {}
    for told, actor in zip(nested.told, actors, strict=True):
        if actor is not None:
            plans.setdefault(actor, set()).update(_planning_states(told, cast))
    for actor, states in plans.items():
        if len(states) == 1:
            cast.speaks_as(actor, next(iter(states)))


def _planning_states(told: Told, cast: Cast) -> Iterator[str]:
    """The states that the main clauses of some words say will do something."""
    tree = cast.tree
    for run in told.content:
        for n in range(*run):
            subject = tree.first(n, "nsubj")
            main = tree.head(n) < 0 or not told.holds(tree.head(n))
            if subject is None or not main or not told.holds(subject):
                continue
            modal = {tree.low(c) for c in tree.below(n, "aux")} & {"will", "would", "'ll", "wo"}
            hit = cast.mentions.hit_at.get(subject)
            if modal and hit is not None and hit.known.kind == "state" and hit.known.state:
                yield hit.known.state


def _speaker(told: Told, cast: Cast, within: str | None) -> str | None:
    """Whom the words of a source mean: one, several together, or somebody without a name."""
    tree, who = cast.tree, told.who
    if who is None:
        return None
    if told.source:
        begin, end = told.source[0]
        heads = [t for t in tree.conjuncts(who) if begin <= t < end]
        if len(heads) > 1 and tree.tokens[who].upos != "PRON":
            return cast.resolve_joint(heads, (begin, end))
        found = cast.person_within(who, (begin, end))
        if found is not None:
            return found
        if cast.mentions.describe(who).form == "thing":
            return cast.add_unnamed(who, told.source[0])
    found = cast.resolve(who, within)
    if found is None and told.source:
        return cast.add_unnamed(who, told.source[0])
    return found


def _spans(tree: Tree, runs: Sequence[Run]) -> tuple[Span, ...]:
    return tuple(tree.span(begin, end) for begin, end in runs)


def _around(tree: Tree, told: Told) -> list[int]:
    """The tokens of the cue's own clause that are neither told nor the source."""
    taken = {t for run in (*told.source, *told.content) for t in range(*run)}
    at = told.at
    without = {
        c
        for c in tree.children[at]
        if c in taken or any(t in taken for t in (c,)) or tree.relation(c) in ("conj", "parataxis")
    }
    return [t for t in tree.subtree(at, without) if t not in taken]


def _medium(tree: Tree, lexicon: Lexicon, around: Sequence[int]) -> str | None:
    """Where something is said, if words beside the cue name it."""
    for n, t in enumerate(around):
        for size in (3, 2, 1):
            words = tuple(tree.low(k) for k in around[n : n + size])
            name = lexicon.media.get(words)
            if name is not None and tree.tokens[t].upos in ("NOUN", "PROPN", "ADJ"):
                return name
    return None


def _said_on(tree: Tree, around: Sequence[int], published: date | None) -> When | None:
    """The day of saying, if words beside the cue name it."""
    if not around:
        return None
    places = {tree.tokens[t].start for t in around}
    begin, end = tree.encoded.sentences[tree.sentence_of[around[0]]]
    for time in find_times(tree.text, tree.span(begin, end), published):
        if time.when is not None and any(
            time.words.start <= place < time.words.end for place in places
        ):
            return time.when
    return None
