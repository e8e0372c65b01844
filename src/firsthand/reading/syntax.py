"""The tree of a text as the later stages walk it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from firsthand.model.document import Span
from firsthand.reading.encoder import Encoded, NameSpan, Token
from firsthand.reading.lemmas import lemma_of
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.names import with_known_names
from firsthand.reading.words import AFTER_BLANK

_NEAR, _FARTHEST = 15, 40  # tokens
# Relations that open a clause of its own below a word.
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nmod:poss", "nummod", "flat", "fixed", "case", "goeswith"}
)


@dataclass(frozen=True)
class Tree:
    """Tokens with heads, lemmas and children; all places are token numbers."""

    text: str
    encoded: Encoded
    lemmas: tuple[str, ...]

    @classmethod
    def of(cls, text: str, encoded: Encoded, lexicon: Lexicon) -> Tree:
        """The tree of an encoded text, with base forms and the names that the lexicon adds."""
        known = lexicon.lemmas
        tokens = _all_mended(encoded)
        cache: dict[tuple[str, str], str] = {}
        lemmas = []
        for token in tokens:
            key = (token.text, token.upos)
            if key not in cache:
                cache[key] = lemma_of(token.text, token.upos, known)
            lemmas.append(cache[key])
        names = with_known_names(tokens, encoded.names, lexicon)
        return cls(text, replace(encoded, tokens=tokens, names=names), tuple(lemmas))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        return self.encoded.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token those that hang on it, in order."""
        made: list[list[int]] = [[] for _ in self.tokens]
        for n, token in enumerate(self.tokens):
            if token.head >= 0:
                made[token.head].append(n)
        return tuple(tuple(part) for part in made)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the number of its sentence."""
        made: list[int] = []
        for n, (begin, end) in enumerate(self.encoded.sentences):
            made += [n] * (end - begin)
        return tuple(made)

    def sentence_at(self, start: int) -> int:
        """The number of the sentence that the character at a place belongs to."""
        token = bisect_right(self._starts, start) - 1
        return self.sentence_of[max(token, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def name_at(self) -> dict[int, NameSpan]:
        """For each token that is part of a name, the name."""
        return {t: name for name in self.encoded.names for t in range(name.begin, name.end)}

    def relation(self, n: int) -> str:
        """The relation of a token to its head."""
        return self.tokens[n].relation

    def head(self, n: int) -> int:
        """The head of a token, -1 at a root."""
        return self.tokens[n].head

    def low(self, n: int) -> str:
        """A token in lower case."""
        return self.tokens[n].text.lower()

    def below(self, n: int, relation: str, *more: str) -> list[int]:
        """Children of a token that hang on it by one of these relations."""
        return [
            c
            for c in self.children[n]
            if self.tokens[c].relation == relation or self.tokens[c].relation in more
        ]

    def first(self, n: int, relation: str, *more: str) -> int | None:
        """The first such child, or None."""
        found = self.below(n, relation, *more)
        return found[0] if found else None

    def marks(self, n: int) -> frozenset[str]:
        """The words that open a clause ("that", "to", "as"), in lower case."""
        return frozenset(self.low(c) for c in self.below(n, "mark"))

    def agents(self, n: int) -> list[int]:
        """By whom something is done, as a passive tells it."""
        return self.below(n, "obl:agent") or [
            c for c in self.below(n, "obl") if self.case(c) == "by"
        ]

    def subtree(self, n: int, without: Container[int] = ()) -> list[int]:
        """All tokens below and with a token, in order; parts below `without` left out."""
        made, stack = [], [n]
        while stack:
            at = stack.pop()
            made.append(at)
            stack += [c for c in self.children[at] if c not in without]
        return sorted(made)

    def ancestors(self, n: int) -> Iterator[int]:
        """The heads of a token, nearest first."""
        at = self.tokens[n].head
        while at >= 0:
            yield at
            at = self.tokens[at].head

    def case(self, n: int) -> str | None:
        """The preposition of a noun phrase ("of", "according to", "'s"), in lower case."""
        found = self.below(n, "case")
        if not found:
            return None
        words = []
        for at in found:
            words.append(self.low(at))
            words += [self.low(c) for c in self.below(at, "fixed")]
        return " ".join(words)

    def phrase(self, n: int) -> tuple[int, int]:
        """The plain noun phrase of a token, as tokens `[begin, end)`.

        With determiner, adjectives, compounds and possessives before it and names that go on
        after it; without prepositional phrases, clauses, appositions and coordinations.
        """
        inside = {n}
        stack = [n]
        while stack:
            at = stack.pop()
            for child in self.children[at]:
                relation = self.tokens[child].relation
                keeps = relation in _MODIFIERS and not (relation == "case" and at == n)
                if relation == "nmod" and child < at and not self.below(child, "case"):
                    keeps = True  # a title before a name
                before = child < at or relation in ("flat", "fixed", "goeswith")
                if keeps and (before or (relation == "case" and at != n)):
                    inside.add(child)
                    stack.append(child)
        begin = end = n
        while begin - 1 in inside or (begin - 2 in inside and self.low(begin - 1) in "-–"):
            begin -= 1
        while end + 1 in inside or (end + 2 in inside and self.low(end + 1) in "-–"):
            end += 1
        name = self.name_at.get(n)
        if name and name.kind in ("PER", "ORG", "LOC"):
            begin, end = min(begin, name.begin), max(end, name.end - 1)
        return begin, end + 1

    def span(self, begin: int, end: int) -> Span:
        """The characters of tokens `[begin, end)`."""
        return Span(self.tokens[begin].start, self.tokens[end - 1].end)

    def words(self, begin: int, end: int) -> str:
        """The exact words of tokens `[begin, end)`, on one line."""
        return " ".join(self.text[self.tokens[begin].start : self.tokens[end - 1].end].split())

    def conjuncts(self, n: int) -> list[int]:
        """The words that are joined to a token by "and" or a comma, itself first."""
        made = [n]
        for child in self.below(n, "conj"):
            made += self.conjuncts(child)
        return made

    def negated(self, n: int) -> bool:
        """Whether a word is denied by "not", "never", "no" on itself or its auxiliary."""
        for child in self.children[n]:
            low = self.low(child)
            if self.relation(child) in ("advmod", "det", "cc:preconj") and low in (
                "not", "n't", "n’t", "never", "no", "neither", "nor",
            ):  # fmt: skip
                after = self.low(child + 1) if child + 1 < len(self.tokens) else ""
                return after not in ("only", "just", "merely")
        return False

    @cached_property
    def quoted(self) -> tuple[int, ...]:
        """For each token the number of the quotation that it stands in, or -1.

        Marks pair within a paragraph; a paragraph that opens a quotation and does not close it
        goes on in the next one if that opens again.
        """
        made = [-1] * len(self.tokens)
        number, open_at = 0, -1
        for n, token in enumerate(self.tokens):
            if token.gap == 2 and open_at >= 0 and token.text not in ("“", '"', "«"):
                open_at = -1  # a quotation that was never closed stops at the paragraph's end
            opens = token.text in ("“", "«", "``") or (token.text == '"' and open_at < 0)
            closes = token.text in ("”", "»", "''") or (token.text == '"' and open_at >= 0)
            if opens:
                if open_at >= 0:  # a paragraph that opens the quotation again
                    for t in range(open_at + 1, n):
                        made[t] = number
                else:
                    number += 1
                open_at = n
            elif closes and open_at >= 0:
                for t in range(open_at + 1, n):
                    made[t] = number
                open_at = -1
        return tuple(made)


def _all_mended(encoded: Encoded) -> tuple[Token, ...]:
    """All tokens mended, but where that would make a ring or lead out of a sentence."""
    once = _each_mended(encoded.tokens, encoded.sentences, _mended)
    return _each_mended(once, encoded.sentences, _hung_anew)


def _each_mended(
    tokens: tuple[Token, ...],
    sentences: Sequence[tuple[int, int]],
    mended: Callable[[int, Sequence[Token]], Token],
) -> tuple[Token, ...]:
    made = list(tokens)
    for begin, end in sentences:
        for n in range(begin, end):
            token = mended(n, tokens)
            at = token.head
            if at != made[n].head:
                while begin <= at < end and at != n:
                    at = made[at].head
                if at >= 0:
                    continue
            made[n] = token
    return tuple(made)


def _mended(n: int, tokens: Sequence[Token]) -> Token:
    """A token whose relation fits the word class of its head.

    The network labels the best head of each word alone; where the tree gives it another one, a
    verb can hang on a verb as if on a noun, and the other way about.
    """
    token = tokens[n]
    if _is_verb_after_all(n, tokens):
        return replace(token, upos="VERB")  # "Norway | suspects | that Chile sold them"
    if token.relation == "compound" and token.head > n and _is_verb_after_all(token.head, tokens):
        return replace(token, relation="nsubj")
    clause = token.relation in ("acl", "acl:relcl") and 0 <= token.head < n
    if clause and any(t.text == ":" for t in tokens[token.head : n]):
        return replace(token, relation="parataxis")  # "Storm warnings: Japan to | send images"
    if token.relation == "amod" and token.head < n and n + 1 < len(tokens):
        after = tokens[n + 1]
        if after.upos in ("NOUN", "PROPN") and after.gap == AFTER_BLANK:
            noun = after.head if after.relation == "compound" and after.head > n else n + 1
            return replace(token, head=noun)  # "rescued | Tunisian sailors"
    if token.relation == "appos" and token.head > n and tokens[token.head].upos == "VERB":
        return replace(token, relation="nsubj")  # the noun before it explains it: below
    if token.relation == "nmod" and n + 2 < len(tokens) and tokens[n + 1].text == ",":
        cased = any(t.head == n and t.relation == "case" for t in tokens[max(0, n - 8) : n])
        if token.head > n + 1 and not cased:
            return replace(token, relation="appos")  # "the spokesman, | Oleg Stern, | said"
    behind = token.relation == "compound" and 0 <= token.head < n
    if behind and any(t.head == n and t.relation == "case" for t in tokens[max(0, n - 5) : n]):
        return replace(token, relation="nmod")  # "a claim | by the broadcaster X"
    if token.relation == "compound" and token.upos == "PROPN" and n + 1 < token.head:
        verb = tokens[token.head].head
        parted = tokens[n + 1].upos in ("NUM", "DET")
        if parted and 0 <= verb < n and tokens[verb].upos == "VERB":
            return replace(token, head=verb, relation="iobj")  # "sold Estonia | eleven ships"
    if token.head >= 0 and token.relation == "nmod" and tokens[token.head].upos == "VERB":
        return replace(token, relation=_of_a_verb(n, tokens))
    if token.upos in ("SCONJ", "ADP") and token.text.lower().endswith("ing"):
        objects = [t for t in tokens[n + 1 : n + 8] if t.head == n and t.relation == "obj"]
        if objects and token.head >= 0 and tokens[token.head].upos == "VERB":
            return replace(token, upos="VERB", relation="xcomp")  # "denies withholding charts"
    if token.head < 0 or token.upos not in ("VERB", "AUX", "ADJ"):
        return token
    verbal = tokens[token.head].upos in ("VERB", "AUX")
    children = [t for t in tokens[max(0, n - 12) : n] if t.head == n]
    infinitive = any(t.relation == "mark" and t.text.lower() == "to" for t in children)
    relation = token.relation
    if verbal and relation in ("acl", "acl:relcl", "amod", "nmod", "obj") and token.upos == "VERB":
        subject = any(t.relation in ("nsubj", "nsubj:pass") for t in children)
        relation = "xcomp" if infinitive else "ccomp" if subject else "advcl"
    elif not verbal and relation == "xcomp" and tokens[token.head].upos in ("NOUN", "PROPN"):
        relation = "acl"
    return replace(token, relation=relation) if relation != token.relation else token


def _is_verb_after_all(n: int, tokens: Sequence[Token]) -> bool:
    """Whether a noun with a name before it and a clause after it is a verb in the present."""
    noun = tokens[n]
    if noun.upos != "NOUN" or not noun.text.endswith("s") or n == 0:
        return False
    before, after = tokens[n - 1], tokens[n + 1 : n + _NEAR]
    if before.head != n or before.relation not in ("compound", "nsubj"):
        return False
    return any(t.head == n and t.relation == "ccomp" for t in after) and not any(
        t.head == n and t.relation in ("det", "case", "cop", "nmod:poss")
        for t in tokens[max(0, n - 6) : n]
    )


def _hung_anew(n: int, tokens: Sequence[Token]) -> Token:
    """A token that hangs across the edge of a clause, hung on the verb on its own side.

    A subject belongs to the nearest verb that has none; what stands before "that" does not belong
    to the clause that it opens.
    """
    token = tokens[n]
    head = token.head
    if head < 0 or abs(head - n) > _FARTHEST:
        return token
    if token.relation in ("nsubj", "nsubj:pass"):
        if head < n:  # "the navy said | the fleet had left"
            clause = next(
                (
                    t
                    for t in range(n + 1, min(n + _NEAR, len(tokens)))
                    if tokens[t].head == head and tokens[t].relation == "ccomp"
                ),
                None,
            )
            if (
                clause is not None
                and not _has_subject(clause, tokens)
                and _has_subject(head, tokens, n)
            ):
                return replace(token, head=clause)
            return token
        for t in range(n + 1, head):  # "the general said, | the agency reported"
            between = tokens[t].upos == "VERB" and t != head and not _has_subject(t, tokens)
            if between and any(
                tokens[k].head == head and tokens[k].relation.startswith("nsubj")
                for k in range(t + 1, head)
            ):
                return replace(token, head=t)
        return token
    if token.relation == "obl" and n < head and tokens[head].upos == "VERB":
        subject = next(
            (t for t in range(n - 1, max(-1, n - _NEAR), -1) if tokens[t].head == head), None
        )
        if subject is not None and tokens[subject].relation in ("nsubj", "nsubj:pass"):
            return replace(token, head=subject, relation="nmod")  # "the sale to Poland | grew"
    if token.relation in ("obl", "obl:agent", "obj", "iobj") and n < head:
        opener = next(
            (
                t
                for t in range(n + 1, head)
                if tokens[t].head == head and tokens[t].relation == "mark"
            ),
            None,
        )
        above = tokens[head].head
        if opener is not None and 0 <= above < n and tokens[opener].text.lower() == "that":
            return replace(token, head=above)  # "were assured by Ankara | that the gas will flow"
    return token


def _has_subject(verb: int, tokens: Sequence[Token], other_than: int = -1) -> bool:
    first, last = max(0, verb - _NEAR), min(len(tokens), verb + _NEAR)
    return any(
        tokens[t].head == verb and tokens[t].relation.startswith("nsubj") and t != other_than
        for t in range(first, last)
    )


def _of_a_verb(n: int, tokens: Sequence[Token]) -> str:
    """What a noun is to its verb: with a preposition an oblique, else subject or object."""
    near = tokens[max(0, n - 8) : n + 9]
    if any(t.head == n and t.relation == "case" for t in near):
        return "obl"
    verb = tokens[n].head
    around = tokens[max(0, verb - 15) : verb + 15]
    if n < verb and not any(t.head == verb and t.relation.startswith("nsubj") for t in around):
        return "nsubj"
    return "nmod" if n < verb else "obj"


def starts_question(tree: Tree, sentence: tuple[int, int]) -> bool:
    """Whether a sentence asks: it ends in a question mark."""
    begin, end = sentence
    return any(tree.tokens[t].text == "?" for t in range(max(begin, end - 3), end))
