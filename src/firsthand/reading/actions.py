"""Words that tell of a deed, with those who do it and those to whom it is done, in tokens.

The lexicon gives the senses of verbs, nouns and adjectives and says where their parties stand;
the tree is walked for them: passives, coordination, control ("plans to sell"), relative and
participle clauses, light verbs ("takes steps to intensify cooperation"), possessives and
adjectives of states. Accepted gap: a party that only the sentence before names is found for
pronouns alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.reading.lexicon import Lexicon, Predicate
from firsthand.reading.mentions import Mentions
from firsthand.reading.syntax import Tree

_THROUGH = ("xcomp", "conj", "advcl", "acl")
_BARE_PARTS = frozenset({"obj", "iobj", "subj", "poss", "amod", "between", "compound"})
_OF_THE_OWNER = frozenset({"supply", "aid", "share"})
_DEEPEST = 4  # nouns that a phrase may hang below
_HIGHEST = 6  # verbs that a deed may be governed through


@dataclass(frozen=True, slots=True)
class Frame:
    """A deed: token `at` tells it, `actors` do it; `top` is the verb of its clause.

    Places are tokens, heads of noun phrases. `recipients` are the places where the one may stand
    to whom it is done, the likeliest first; the first that holds a party counts. `together`: the
    parties do it with each other.
    """

    at: int
    top: int
    predicate: Predicate
    actors: tuple[int, ...]
    recipients: tuple[tuple[int, ...], ...]
    things: tuple[int, ...]
    together: bool


@dataclass(frozen=True)
class Actions:
    """Finds the deeds of one document."""

    tree: Tree
    lexicon: Lexicon
    mentions: Mentions

    def frames(self) -> Iterator[Frame]:
        """All deeds of the text, in order."""
        consumed: set[int] = set()
        found: list[Frame] = []
        for n, token in enumerate(self.tree.tokens):
            if token.upos not in ("VERB", "ADJ"):
                continue
            pos = "verb" if token.upos == "VERB" else "adjective"
            predicate = self._sense(n, pos)
            if predicate is None:
                continue
            consumed.update(self._carried(n, predicate))
            found.append(self._frame_of_verb(n, predicate))
        for n, token in enumerate(self.tree.tokens):
            if token.upos in ("NOUN", "PROPN") and n not in consumed and not self._in_a_name(n):
                predicate = self._sense(n, "noun")
                if predicate is not None:
                    found.append(self._frame_of_noun(n, predicate))
        yield from sorted(found, key=lambda frame: frame.at)

    def _in_a_name(self, n: int) -> bool:
        """Whether a noun ends a name ("the Paris Agreement"), which tells of no new deed."""
        tokens = self.tree.tokens
        if not n or not tokens[n].text[0].isupper() or not tokens[n - 1].text[0].isupper():
            return False
        if tokens[n - 1].upos not in ("PROPN", "NOUN") or tokens[n].text.isupper():
            return False
        begin, end = self.tree.encoded.sentences[self.tree.sentence_of[n]]
        plain = [t.text for t in tokens[begin + 1 : end] if t.upos in ("VERB", "ADV", "ADJ")]
        return any(word[0].islower() for word in plain)  # else a headline in capitals

    # ---- senses

    def _sense(self, n: int, pos: str) -> Predicate | None:
        """The first sense whose conditions hold."""
        for sense in self.lexicon.predicates.get((pos, self.tree.lemmas[n]), ()):
            if self._holds(n, pos, sense):
                return sense
        return None

    def _holds(self, n: int, pos: str, sense: Predicate) -> bool:
        tree = self.tree
        if sense.particle is not None:
            after = tree.below(n, "compound:prt", "advmod")
            beside = [tree.low(c) for c in after]
            beside += [tree.case(c) or "" for c in tree.below(n, "obl")]
            if sense.particle not in beside:
                return False
        elif pos == "verb" and tree.below(n, "compound:prt"):
            return False  # "carry out" is no "carry"
        if sense.object and not self._objects(n, pos, sense) & sense.object:
            return False
        if sense.not_object and self._objects(n, pos, sense) & sense.not_object:
            return False
        if sense.with_prep:
            cases = {self._prep(c) for c in self._obliques(n)}
            if not cases & sense.with_prep:
                return False
        return True

    def _objects(self, n: int, pos: str, sense: Predicate) -> set[str]:
        """Lemmas of a verb's object and what belongs to it, or of a noun's complements.

        The object may also stand behind the sense's preposition ("withdrew from the agreement").
        """
        tree = self.tree
        relations = ("obj", "nsubj:pass") if pos == "verb" else ("nmod", "compound", "amod")
        made: set[str] = set()
        preps = {*sense.with_prep, sense.particle}
        behind = [c for c in tree.below(n, "obl") if tree.case(c) in preps]
        for child in (*tree.below(n, *relations), *behind):
            for at in tree.conjuncts(child):
                made.add(tree.lemmas[at])
                made |= {tree.lemmas[c] for c in tree.below(at, "compound", "amod")}
        if pos == "verb" and tree.relation(n) in ("acl", "acl:relcl") and tree.head(n) >= 0:
            made.add(tree.lemmas[tree.head(n)])
        return made

    def _carried(self, n: int, sense: Predicate) -> Iterator[int]:
        """Nouns that a light verb's sense has already told ("hold talks")."""
        if sense.object and sense.deed != "obj":
            for child in self.tree.below(n, "obj", "nsubj:pass"):
                yield from self.tree.conjuncts(child)

    # ---- verbs

    def _frame_of_verb(self, n: int, sense: Predicate) -> Frame:
        actors, top = self._parties_of_verb(n, sense.actor)
        recipients = self._places(n, sense, actors)
        things = [t for option in sense.things for t in self._argument(n, option)]
        together = False
        if not recipients and (sense.reciprocal or sense.between):
            pair = actors if len(actors) > 1 else self._pair_of(actors)
            if len(pair) > 1:
                together = True
                actors, recipients = pair[:1], [tuple(pair[1:])]
        return Frame(n, top, sense, tuple(actors), tuple(recipients), tuple(things), together)

    def _places(self, n: int, sense: Predicate, actors: Sequence[int]) -> list[tuple[int, ...]]:
        """Where a recipient may stand, in the order of the sense's options."""
        made = []
        for option in sense.recipient:
            found = tuple(t for t in self._argument(n, option) if t not in actors)
            if found:
                made.append(found)
        if not made and {"to", "for"} & set(sense.recipient):  # "sold Chile two ships"
            given = [t for o in self.tree.below(n, "iobj") for t in self.tree.conjuncts(o)]
            made = [tuple(t for t in given if t not in actors)] if given else []
        return made

    def _parties_of_verb(self, n: int, options: Sequence[str]) -> tuple[list[int], int]:
        for option in options:
            if option == "subj":
                found, top = self.subjects(n)
                if found:
                    return found, top
            else:
                found = self._argument(n, option)
                if found:
                    return found, n
        return [], n

    def subjects(self, n: int, depth: int = 0) -> tuple[list[int], int]:
        """Who does what a verb tells, and the highest verb through which that was found."""
        tree = self.tree
        passive = bool(tree.below(n, "nsubj:pass", "aux:pass")) or self._bare_passive(n)
        if passive:
            agent = tree.agents(n) or self._owner_of_done(n)
            return ([t for a in agent for t in tree.conjuncts(a)], n)
        own = tree.below(n, "nsubj")
        if own:
            subject = self.mentions.whole_of(own[-1])
            if tree.low(subject) in ("who", "which", "that"):
                for up in (n, *tree.ancestors(n)):
                    if tree.relation(up) == "acl:relcl":
                        return [tree.head(up)], n
                    if tree.sentence_of[up] != tree.sentence_of[n]:
                        break
                return self._noun_before(subject), n
            return tree.conjuncts(subject), n
        beside = self._named_before(n)
        if beside:
            return beside, n
        head, relation = tree.head(n), tree.relation(n)
        if head < 0 or depth > _HIGHEST:
            return [], n
        infinitive = self._is_infinitive(n)
        if infinitive and tree.head(head) < 0 and tree.tokens[head].upos in ("NOUN", "PROPN"):
            return tree.conjuncts(head), n  # a headline's "Norway to sell gas"
        if relation == "acl" or relation == "acl:relcl":
            return self._of_clause_on_noun(n, head, depth)
        if relation == "conj" and tree.tokens[head].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            found, _ = self.subjects(head, depth + 1)
            return found, n
        if relation in ("xcomp", "advcl") or (infinitive and self._is_verb(head)):
            return self._controlled(n, head, depth)
        return [], n

    def _owner_of_done(self, n: int) -> list[int]:
        """Without an agent, whose thing it is that is moved ("Chinese engines are shipped")."""
        tree = self.tree
        senses = self.lexicon.predicates.get(("verb", tree.lemmas[n]), ())
        if not any(sense.action in _OF_THE_OWNER for sense in senses):
            return []
        things = tree.below(n, "nsubj:pass") or ([tree.head(n)] if self._bare_passive(n) else [])
        return self._owners(things)

    def _owners(self, things: Sequence[int]) -> list[int]:
        """The states that possessives and adjectives of some things name."""
        return [
            c
            for thing in things
            for c in self.tree.below(thing, "amod", "nmod:poss", "compound")
            if c in self.mentions.hit_at
        ]

    def _noun_before(self, n: int) -> list[int]:
        """The noun right before a relative pronoun, where the tree does not lead to it."""
        for t in range(n - 1, max(-1, n - 4), -1):
            if self.tree.tokens[t].upos in ("NOUN", "PROPN"):
                name = self.tree.name_at.get(t)
                return [self.mentions.top(name) if name is not None else t]
        return []

    def _named_before(self, n: int) -> list[int]:
        """The name right before a finite verb, where the tree hangs it on something else."""
        tree = self.tree
        t = n - 1
        while t >= 0 and tree.tokens[t].upos in ("AUX", "ADV"):
            t -= 1
        if t < 0 or tree.sentence_of[t] != tree.sentence_of[n] or self._is_infinitive(n):
            return []
        if tree.low(n).endswith("ing") and t == n - 1:
            return []
        name = tree.name_at.get(t)
        if name is None and t not in self.mentions.hit_at:
            return []
        if tree.tokens[t].upos != "PROPN" or (name is not None and name.kind == "DATE"):
            return []
        top = self.mentions.top(name) if name is not None else t
        if tree.below(top, "case"):
            return []
        return tree.conjuncts(self.mentions.whole_of(top))

    def _bare_passive(self, n: int) -> bool:
        """A participle on a noun that is done to it ("arms supplied by Iran")."""
        tree, low = self.tree, self.tree.low(n)
        return (
            tree.relation(n) == "acl"
            and not tree.below(n, "nsubj", "obj", "mark", "aux")
            and low != tree.lemmas[n]
            and not low.endswith(("ing", "s"))
        )

    def _is_infinitive(self, n: int) -> bool:
        return "to" in self.tree.marks(n)

    def _of_clause_on_noun(self, n: int, head: int, depth: int) -> tuple[list[int], int]:
        """The noun of "companies supplying X"; of "steps to sell X" who takes the steps."""
        tree = self.tree
        if not self._is_infinitive(n) and tree.relation(n) == "acl":
            return [head], n
        if tree.relation(n) == "acl:relcl":
            return [], n
        owner = tree.first(head, "nmod:poss")
        if owner is not None:
            return [owner], head
        verb = tree.head(head)
        if verb >= 0 and tree.relation(head) in ("obj", "obl", "nsubj:pass", "conj"):
            return self.subjects(verb, depth + 1)
        return [], n

    def _controlled(self, n: int, head: int, depth: int) -> tuple[list[int], int]:
        """The subject of a clause without one: the object of the verb above it, or its subject."""
        tree = self.tree
        senses = self.lexicon.predicates.get(("verb", tree.lemmas[head]), ())
        by_object = tree.relation(n) != "advcl" or any(sense.deed for sense in senses)
        objects = tree.below(head, "obj", "iobj", "nsubj:pass")[:1]
        if by_object and objects and self._is_infinitive(n):
            return [t for o in objects for t in tree.conjuncts(o)], n
        if any(sense.deed for sense in senses) and objects:
            return [t for o in objects for t in tree.conjuncts(o)], n
        if by_object and self._is_infinitive(n):
            called = [c for c in tree.below(head, "obl") if tree.case(c) in ("on", "upon", "for")]
            if called and tree.lemmas[head] in ("call", "appeal", "prevail"):
                return called, n
        kept_from = "from" in tree.marks(n)
        if objects and kept_from:  # "blocked Ukraine from joining"
            return [t for o in objects for t in tree.conjuncts(o)], n
        return self.subjects(head, depth + 1)

    # ---- nouns

    def _frame_of_noun(self, n: int, sense: Predicate) -> Frame:
        actors = self._likeliest(n, sense.actor)
        recipients = self._places(n, sense, actors)
        together = False
        pairs = self._argument(n, "between") if (sense.between or sense.reciprocal) else []
        if not pairs and sense.reciprocal and len(actors) > 1 and not recipients:
            pairs = actors
        if len(pairs) > 1:
            actors, recipients, together = pairs[:1], [tuple(pairs[1:])], True
        top = n
        if not any(self._acts(t) for t in actors) and not together:
            owners = self._owners(self._argument(n, "of"))
            if owners and sense.action in _OF_THE_OWNER:
                actors = owners
            else:
                actors, top = self._carrier(n)
        elif sense.reciprocal and len(actors) == 1 and not recipients:
            other, top = self._carrier(n)
            recipients = [tuple(t for t in other if t not in actors)]
        things = [t for option in sense.things for t in self._argument(n, option)]
        return Frame(n, top, sense, tuple(actors), tuple(recipients), tuple(things), together)

    def _likeliest(self, n: int, options: Sequence[str]) -> list[int]:
        """Of the places where who does it may stand the first that holds somebody of a state."""
        found = [part for part in (self._argument(n, option) for option in options) if part]
        for part in found:
            if any(self._acts(t) for t in part):
                return part
        return found[0] if found else []

    def _acts(self, n: int) -> bool:
        """Whether a phrase can mean somebody who acts for a state, as far as its own words tell."""
        mention = self.mentions.describe(n)
        return mention.state is not None or mention.form in ("pronoun", "name")

    def _carrier(self, n: int) -> tuple[list[int], int]:
        """Who does a deed that a noun tells, by the verb that carries it ("intensify X")."""
        tree = self.tree
        relation, verb = tree.relation(n), tree.head(n)
        if relation == "conj" and verb >= 0:
            return self._carrier(verb)
        if verb < 0 or relation not in ("obj", "obl"):
            return [], n
        return self.subjects(verb) if self._is_carried(n) else ([], n)

    def _is_carried(self, n: int) -> bool:
        """Whether a noun's deed is told by a verb that only carries it ("resume", "take")."""
        verb = self.tree.head(n)
        if verb < 0 or self.tree.relation(n) not in ("obj", "obl"):
            return False
        lemma = self.tree.lemmas[verb]
        return lemma in self.lexicon.trends["verbs"] or lemma in self.lexicon.light

    # ---- arguments

    def _obliques(self, n: int) -> Iterator[int]:
        """Prepositional phrases of a word, then those that hang on nouns below it.

        A phrase may hang on the noun before it: "the visit of the president to Cyprus", "lease a
        berth at the port of Y to X". The nearer to the word the earlier.
        """
        tree = self.tree
        level = [n]
        if self._is_carried(n):  # "resumed exports | to Jordan"
            level.append(tree.head(n))
        for depth in range(_DEEPEST):
            below = []
            for at in level:
                phrases = tree.below(at, "obl", "nmod", "advcl", "obl:agent", "acl")
                yield from (c for c in phrases if depth == 0 or tree.below(c, "case"))
                nouns = tree.below(at, "obj", "nsubj:pass", "obl", "nmod")
                below += nouns + (tree.below(at, "xcomp") if depth == 0 else [])
            level = below

    def _prep(self, n: int) -> str:
        words = self.tree.case(n)
        if words is None:
            marks = self.tree.below(n, "mark")
            return self.tree.low(marks[0]) if marks else ""
        return words

    def _argument(self, n: int, option: str) -> list[int]:
        """The heads of the phrases at one place of a word's frame."""
        tree = self.tree
        if option in _BARE_PARTS:
            found = self._bare_argument(n, option)
        else:
            found = [c for c in self._obliques(n) if tree.case(c) == option]
        joined = [t for f in found for t in tree.conjuncts(f)]
        return [t for t in joined if not self._is_verb(t) and not self._is_time(t)]

    def _is_time(self, n: int) -> bool:
        name = self.tree.name_at.get(n)
        return name is not None and name.kind == "DATE"

    def _is_verb(self, n: int) -> bool:
        return self.tree.tokens[n].upos in ("VERB", "AUX")

    def _bare_argument(self, n: int, option: str) -> list[int]:
        tree = self.tree
        if option == "obj":
            relative = tree.relation(n) == "acl:relcl" and not tree.below(n, "obj")
            if self._bare_passive(n):
                return [tree.head(n)]
            found = tree.below(n, "obj", "nsubj:pass") or tree.below(n, "iobj")
            if not found and relative and tree.below(n, "nsubj") and tree.head(n) >= 0:
                return [tree.head(n)]
            return found
        if option == "iobj":
            return tree.below(n, "iobj")
        if option == "subj":
            return self.subjects(n)[0] or tree.below(n, "nsubj:pass")
        hosts = [n]
        if self._is_verb(n):  # "rejected Iran's offer"
            hosts = [t for o in tree.below(n, "obj", "nsubj:pass") for t in tree.conjuncts(o)]
        if option == "poss":
            owners = [c for host in hosts for c in tree.below(host, "nmod:poss")]
            return [c for c in owners if not self._is_verb(n) or tree.tokens[c].upos != "PRON"]
        if option == "amod":
            return [
                c
                for host in hosts
                for c in tree.below(host, "amod", "compound", "nmod")
                if c in self.mentions.hit_at and c < host and not tree.below(c, "case")
                if not self._only_there(c, host)
            ]
        if option == "compound":
            return [c for c in tree.below(n, "compound") if c not in self.mentions.hit_at]
        pairs = [c for c in self._obliques(n) if tree.case(c) in ("between", "among")]
        if pairs:
            return pairs
        return self._joined_adjectives(n)

    def _only_there(self, name: int, noun: int) -> bool:
        """Whether a name before a noun says where it happened ("the Lahore bombing")."""
        known = self.mentions.hit_at[name].known
        return (
            known.form in ("name", "capital", "city")
            and self.tree.lemmas[noun] in self.lexicon.plain_nouns["happens"]
        )

    def _pair_of(self, actors: Sequence[int]) -> list[int]:
        """The two states of "Norwegian and Chilean ministers"."""
        pair = self._joined_adjectives(actors[0]) if len(actors) == 1 else []
        states = {self.mentions.hit_at[t].known.state for t in pair}
        return pair if len(states) > 1 else []

    def _joined_adjectives(self, n: int) -> list[int]:
        """The two of "Russian-Chinese cooperation"."""
        tree = self.tree
        found = [
            t
            for c in tree.below(n, "amod", "compound")
            if c < n
            for t in tree.subtree(c)
            if t in self.mentions.hit_at
        ]
        return found if len(found) > 1 else []


_LEADS_IN = frozenset({"where", "when", "which", "who", "that", "whether", "while", "as"})


def evidence_tokens(
    tree: Tree, frame: Frame, allowed: Iterable[tuple[int, int]] | None
) -> list[int]:
    """The tokens of the smallest clause that bears a deed, in one stretch.

    Args:
        tree: the tree of the text.
        frame: the deed.
        allowed: stretches that the words must lie in (the content of an attribution), or None.
    """
    without: set[int] = set()
    for at in (frame.top, frame.at):
        for child in tree.children[at]:
            relation = tree.relation(child)
            if relation in ("parataxis", "discourse", "punct", "cc", "mark", "case") or (
                relation in ("conj", "advcl") and child > at and child != frame.at
                and frame.at not in tree.subtree(child)
            ):  # fmt: skip
                without.add(child)
    inside = set(tree.subtree(frame.top, without))
    if frame.at not in inside:
        inside |= set(tree.subtree(frame.at, without))
    for part in (*frame.actors, *frame.things, *(t for place in frame.recipients for t in place)):
        if tree.sentence_of[part] == tree.sentence_of[frame.at] and part not in inside:
            first, last = tree.phrase(part)
            inside |= set(range(first, last))
    begin, end = min(inside), max(inside) + 1
    if allowed is not None:
        for first, last in allowed:
            if first <= frame.at < last:
                begin, end = max(begin, first), min(end, last)
    while begin < end - 1 and (
        tree.tokens[begin].upos in ("PUNCT", "CCONJ") or tree.low(begin) in _LEADS_IN
    ):
        begin += 1
    while end - 1 > begin and tree.tokens[end - 1].upos in ("PUNCT", "ADP", "CCONJ"):
        end -= 1
    return list(range(begin, end))
