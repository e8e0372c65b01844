"""How a deed is told: as a fact, with doubt, as denied, planned, conditional, demanded or feared.

From the words around the deed: conditions, negation, auxiliaries, the verbs and nouns that govern
it, adverbs, and the stance of the attribution that it stands in. Said through a chain, it is the
claim as the farthest source puts it, so what stands outside that source's words does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from firsthand.model.vocabulary import Modality
from firsthand.reading.actions import Frame
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.syntax import Tree
from firsthand.reading.telling import Told

_NAMES = ("NOUN", "PROPN")
_ASKED_FOR = frozenset({"for", "to", "on", "of", "about", "into", "against"})
_NO_CLAUSE = frozenset({"nsubj", "nsubj:pass", "nmod", "obl"})
# Of several that hold, the first in this order.
_ORDER: tuple[Modality, ...] = (
    "conditional", "denied", "demanded", "feared", "planned", "alleged",
)  # fmt: skip
_STANCES: dict[str, Modality] = {"denies": "denied", "demands": "demanded", "orders": "demanded"}


@dataclass(frozen=True)
class Modalities:
    """Tells the modality of deeds of one document."""

    tree: Tree
    lexicon: Lexicon

    def of(self, frame: Frame, told: Told | None) -> Modality:
        """The modality of a deed within the innermost attribution that it stands in."""
        if frame.predicate.modality is not None:
            return frame.predicate.modality
        found = set(self._found(frame, told))
        for modality in _ORDER:
            if modality in found:
                return modality
        return "asserted"

    def _found(self, frame: Frame, told: Told | None) -> Iterator[Modality]:
        path = list(self._path(frame, told))
        for n in path:
            if self._conditional(n):
                yield "conditional"
            yield from self._auxiliaries(n)
            if self.tree.negated(n) and (n == frame.at or self.tree.tokens[n].upos != "NOUN"):
                yield "denied"
        for below, n in pairwise(path):
            yield from self._governed(n, below)
        if path and self.tree.tokens[path[0]].upos == "NOUN":
            yield from self._adjectives(path[0])
            if self._supposed(path[0]):
                yield "conditional"
        if told is not None:
            yield from self._by_stance(frame, told, path)

    def _path(self, frame: Frame, told: Told | None) -> Iterator[int]:
        """The deed's word and those that govern it, up to the border of the source's words."""
        tree = self.tree
        at = frame.at
        yield at
        for _ in range(8):
            relation, head = tree.relation(at), tree.head(at)
            if head < 0 or relation in ("parataxis", "acl:relcl", "appos"):
                return
            if relation == "conj":
                # What is joined shares the auxiliaries of the first only if it has none itself.
                if tree.below(at, "aux", "nsubj", "nsubj:pass"):
                    return
            elif self._stops(at, relation, head):
                return
            if told is not None and not told.holds(head):
                if tree.tokens[head].upos == "NOUN" and self._in_cue(head, told):
                    yield head  # "expressed readiness | to supply it"
                return
            if tree.tokens[at].upos == "NOUN" and not self._carries(at, head):
                return  # what is done to a deed says nothing of how sure the deed is
            at = head
            yield at

    def _in_cue(self, n: int, told: Told) -> bool:
        return any(begin <= n < end for begin, end in told.cue)

    def _stops(self, at: int, relation: str, head: int) -> bool:
        """Whether what stands above a word says nothing of how sure it is."""
        if relation == "advcl":
            aim = "to" in self.tree.marks(at)  # "would send divers to help Kenya"
            return not aim and not self._governs(head)
        return relation in _NO_CLAUSE and self.tree.tokens[at].upos == "VERB"

    def _carries(self, noun: int, head: int) -> bool:
        """Whether a word tells of a noun's deed what it would tell of a verb's."""
        if self.tree.relation(noun) == "root":
            return False
        if self.tree.relation(noun) == "obl" and self.tree.case(noun) not in _ASKED_FOR:
            return False  # "with its invasion, Russia has threatened"
        lemma = self.tree.lemmas[head]
        return (
            lemma in self.lexicon.light
            or lemma in self.lexicon.trends["verbs"]
            or self._governs(head)
            or lemma in ("be", "have", "hold", "make", "carry", "conduct", "take", "happen")
        )

    def _governs(self, n: int) -> bool:
        return any(self.tree.lemmas[n] in words for words in self._governors().values())

    def _governors(self) -> dict[Modality, frozenset[str]]:
        return self.lexicon.modality["governor"]

    def _conditional(self, n: int) -> bool:
        """Whether a clause is an if-clause or has one."""
        tree = self.tree
        marks = [tree.low(m) for m in tree.below(n, "mark", "advmod")]
        if any(mark in self.lexicon.conditions for mark in marks):
            return True
        clauses = tree.below(n, "advcl")
        return any(tree.marks(child) & self.lexicon.conditions for child in clauses)

    def _auxiliaries(self, n: int) -> Iterator[Modality]:
        tree = self.tree
        for child in tree.below(n, "aux", "advmod"):
            low = tree.low(child)
            kind = "modal" if tree.relation(child) == "aux" else "adverb"
            for modality, words in self.lexicon.modality[kind].items():
                if low in words:
                    if modality == "conditional":
                        yield "planned"  # "would" in reported speech is "will"
                    else:
                        yield modality
        if "to" in tree.marks(n) and not tree.below(n, "aux"):
            head = tree.head(n)
            verbless = head >= 0 and tree.head(head) < 0 and tree.tokens[head].upos in _NAMES
            if verbless or (head < 0 and tree.below(n, "nsubj")):
                yield "planned"  # a headline's "Norway to sell gas"
            elif (
                head >= 0
                and tree.relation(n) in ("xcomp", "acl")
                and (tree.lemmas[head] in ("be", "have"))
            ):
                yield "planned"

    def _governed(self, n: int, below: int) -> Iterator[Modality]:
        lemma, low = self.tree.lemmas[n], self.tree.low(n)
        goal = "to" in self.tree.marks(below)  # "is determined to", but "determined that"
        for modality, words in self._governors().items():
            if lemma in words or (goal and low in words):
                yield modality

    def _adjectives(self, n: int) -> Iterator[Modality]:
        """Of a noun's adjectives: "alleged attack", "planned sale", "possible talks"."""
        for child in self.tree.below(n, "amod"):
            low = self.tree.low(child)
            for modality, words in self.lexicon.modality["adjective"].items():
                if low in words:
                    yield modality

    def _supposed(self, noun: int) -> bool:
        """Whether a deed is only supposed, as in "any attack would bring war"."""
        tree = self.tree
        head = tree.head(noun)
        if tree.relation(noun) not in ("nsubj", "nsubj:pass") or head < 0:
            return False
        open_ = {tree.low(c) for c in tree.below(noun, "det")} & {"a", "an", "any", "another"}
        would = {tree.low(c) for c in tree.below(head, "aux")} & {"would", "'d", "’d", "could"}
        return bool(open_) and bool(would)

    def _by_stance(self, frame: Frame, told: Told, path: list[int]) -> Iterator[Modality]:
        """What the cue says of the words: only of their main clause, not of what they mention."""
        tree = self.tree
        top = path[-1]
        main = any(
            not told.holds(tree.head(n)) for n in path if tree.tokens[n].upos != "PUNCT"
        ) and tree.relation(top) not in ("acl:relcl", "advcl")
        if not main:
            return
        goal = "to" in tree.marks(top)
        own = goal and not tree.below(told.at, "obj", "iobj")
        if own and tree.lemmas[told.at] in self._governors()["planned"]:
            yield "planned"  # "wants to increase aid", but "wants Kenya to increase it"
        elif told.stance in _STANCES:
            yield _STANCES[told.stance]
        if told.stance == "promises" or (goal and told.stance in ("warns", "suggests")):
            yield "planned"  # "threatened to close", "proposed to build"
        if told.stance == "warns" and any(
            tree.low(c) in ("could", "may", "might", "would", "will")
            for c in tree.below(frame.at, "aux")
        ):
            yield "feared"
