"""An attribution in tokens, and what its readers share: whose words they are, where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.vocabulary import Stance
from firsthand.reading.lexicon import Lexicon, ReportingWord
from firsthand.reading.mentions import Mentions
from firsthand.reading.syntax import Tree

Run = tuple[int, int]  # tokens [begin, end)
SHORTEST = 2  # words of a content
_OPENERS = frozenset(["that", ",", ":", "-", "—", "–", "“", '"', "”", "‘", "’", "'", "whether"])
_CLOSERS = frozenset([",", ".", ":", ";", "-", "—", "–", "“", '"', "”", "‘", "’", "'", "!", "?"])
QUOTES = frozenset(["“", '"', "”", "«", "»"])


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution in tokens: `at` is its cue's head, `who` its source's."""

    at: int
    who: int | None
    cue: tuple[Run, ...]
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    stance: Stance
    direct: bool
    score: float
    rule: str
    inside: int | None = None  # the head of the cue by which the same words reach us

    def holds(self, token: int) -> bool:
        """Whether a token lies in its content."""
        return any(begin <= token < end for begin, end in self.content)

    @property
    def tokens(self) -> set[int]:
        """The tokens of its content."""
        return {t for run in self.content for t in range(*run)}

    @property
    def size(self) -> int:
        """Tokens of its content."""
        return sum(end - begin for begin, end in self.content)


@dataclass(frozen=True)
class Clues:
    """A text whose attributions are looked for, with the questions that every reader asks."""

    tree: Tree
    mentions: Mentions
    lexicon: Lexicon

    def use_of(self, at: int) -> ReportingWord | None:
        """The use of a reporting verb that its particle, preposition and object call for."""
        tree = self.tree
        uses = self.lexicon.verbs.get(tree.lemmas[at])
        if uses is None:
            return None
        particles = {tree.low(c) for c in tree.below(at, "compound:prt", "advmod")}
        cases = {tree.case(c) for c in tree.below(at, "obl", "advcl", "obl:agent")}
        marks = {mark for c in tree.below(at, "advcl", "ccomp") for mark in tree.marks(c)}
        objects = {tree.lemmas[c] for c in tree.below(at, "obj", "nsubj:pass")}
        for use in uses:
            if use.particle is not None and use.particle not in particles:
                continue
            if use.prep and not use.prep & ({case for case in cases if case} | marks):
                continue
            if use.object and not use.object & objects:
                continue
            return use
        return None

    def is_deed(self, who: int) -> bool:
        """Whether a source is no speaker but something that was done."""
        known = self.tree.tokens[who].upos == "NOUN" and self.mentions.describe(who).form == "thing"
        return known and ("noun", self.tree.lemmas[who]) in self.lexicon.predicates

    def subject(self, n: int) -> int | None:
        """Who does what a verb tells: its own subject, or that of the verb that it goes with."""
        tree = self.tree
        found = tree.first(n, "nsubj")
        if found is not None:
            if tree.low(found) in ("who", "which", "that") and tree.relation(n) == "acl:relcl":
                return tree.head(n)
            return found
        if tree.relation(n) in ("conj", "xcomp", "advcl") and tree.head(n) >= 0:
            head = tree.head(n)
            told = tree.below(head, "obj", "iobj")
            if tree.relation(n) == "xcomp" and told and told[0] < n:
                return told[0]  # "prompting him to instruct"
            marks = tree.marks(n)
            if tree.relation(n) == "advcl" and "as" in marks and told and told[0] < n:
                return told[0]  # "quoted an official as saying"
            if tree.relation(n) == "advcl" and (
                marks - {"while", "after", "before", "in", "when", "by"}
                or not tree.low(n).endswith("ing")
            ):
                return None
            return self.subject(head)
        if tree.relation(n) == "acl" and tree.low(n).endswith("ing") and tree.head(n) >= 0:
            return tree.head(n)
        if n and tree.tokens[n - 1].upos in ("NOUN", "PROPN") and tree.head(n - 1) > n:
            return n - 1  # a subject that the tree hangs on a verb farther on
        return None

    def top(self, run: Run) -> int:
        """The token of a stretch that the rest of it hangs on; the first such."""
        begin, end = run
        tops = [t for t in range(begin, end) if not begin <= self.tree.head(t) < end]
        for t in tops:
            if self.tree.tokens[t].upos not in ("PUNCT", "DET", "ADP", "PART", "CCONJ"):
                return t
        return next((t for t in range(end - 1, begin, -1) if t in self.tree.name_at), begin)

    def short_source(self, who: int, whole: Run | None) -> Run:
        """The shortest words that name a speaker: without descriptions after a comma."""
        tree = self.tree
        begin, end = tree.phrase(who)
        if whole is not None:
            begin, end = whole
            end = self._described(begin, end, who)
        else:
            for child in tree.below(who, "nmod", "flat", "acl", "appos", "conj"):
                stays = tree.relation(child) != "appos" or self._name_beside(who, child)
                if child >= end and stays and not self._is_relative(child):
                    end = max(end, tree.subtree(child)[-1] + 1)
            end = self._described(begin, end, who)
        while end - 1 > begin and tree.tokens[end - 1].text in (",", "'s", "’s", "(", "-"):
            end -= 1
        return begin, max(end, begin + 1)

    def _is_relative(self, child: int) -> bool:
        """Whether a part of a phrase begins with "who", "which" or "that"."""
        first = self.tree.subtree(child)[0]
        return first > 0 and self.tree.low(first) in ("who", "which", "that")

    def _name_beside(self, who: int, child: int) -> bool:
        name = self.tree.name_at.get(child)
        return name is not None and name.kind == "PER" and self.mentions.office_at(
            who, *self.tree.phrase(who)
        ) is not None  # fmt: skip

    def _described(self, begin: int, end: int, who: int) -> int:
        """Where a description begins that a source can do without."""
        tree = self.tree
        for t in range(begin + 1, end):
            low = tree.low(t)
            if low in ("who", "which", "whose") or (low == "that" and tree.tokens[t].upos != "DET"):
                return t
            if low == "," and t + 1 < end:
                name = tree.name_at.get(t + 1)
                titled = (
                    name is not None
                    and name.kind == "PER"
                    and not any(
                        tree.name_at[k].kind == "PER" for k in range(begin, t) if k in tree.name_at
                    )
                )
                if not titled and not begin <= who < t:
                    continue
                if not titled:
                    return t
        return end

    def content(self, runs: Sequence[Run], cues: Sequence[Run]) -> tuple[Run, ...]:
        """Content without what opens and closes it, pieces that only marks part joined."""
        tokens = self.tree.tokens
        joined: list[list[int]] = []
        for begin, end in sorted(cut_out(runs, cues)):
            if joined and all(tokens[t].upos == "PUNCT" for t in range(joined[-1][1], begin)):
                joined[-1][1] = max(end, joined[-1][1])
            else:
                joined.append([begin, end])
        made: list[Run] = []
        for begin, end in joined:
            while begin < end and tokens[begin].text.lower() in _OPENERS:
                begin += 1
            while end > begin and self._closes(end - 1, begin):
                end -= 1
            if end - begin >= SHORTEST or (end > begin and not made and len(joined) == 1):
                made.append((begin, end))
        return tuple(made)

    def _closes(self, at: int, begin: int) -> bool:
        """Whether a last mark is no part of the words; a quote that closes one inside is."""
        text = self.tree.tokens[at].text
        if text not in _CLOSERS:
            return False
        if text in QUOTES or text in ("’", "'"):
            opened = any(
                self.tree.tokens[t].text in ("“", '"', "‘", "'", "«") for t in range(begin, at)
            )
            return not opened
        return True

    def direct(self, content: Sequence[Run]) -> bool:
        """Whether all words of a content stand inside quotation marks."""
        quoted = self.tree.quoted
        words = [
            t for run in content for t in range(*run) if self.tree.tokens[t].upos != "PUNCT"
        ]  # fmt: skip
        return bool(words) and all(quoted[t] >= 0 for t in words)


def gap(a: Run, b: Run) -> int:
    """How many tokens part two stretches; 0 where they touch or overlap."""
    return max(a[0] - b[1], b[0] - a[1], 0)


def stretches(tokens: Sequence[int]) -> list[Run]:
    """Token numbers as stretches without gaps."""
    made: list[list[int]] = []
    for t in tokens:
        if made and made[-1][1] == t:
            made[-1][1] = t + 1
        else:
            made.append([t, t + 1])
    return [(begin, end) for begin, end in made]


def cut_out(runs: Sequence[Run], holes: Sequence[Run]) -> tuple[Run, ...]:
    """Stretches with others cut out of them."""
    made: list[Run] = list(runs)
    for first, last in holes:
        cut: list[Run] = []
        for begin, end in made:
            if last <= begin or end <= first:
                cut.append((begin, end))
                continue
            if begin < first:
                cut.append((begin, first))
            if last < end:
                cut.append((last, end))
        made = cut
    return tuple(made)
