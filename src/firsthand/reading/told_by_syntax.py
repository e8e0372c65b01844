"""Attributions that the tree shows: reporting verbs and nouns, "according to X", "citing X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.reading.lexicon import ReportingWord
from firsthand.reading.telling import SHORTEST, Clues, Run, Told, cut_out, stretches

_ENOUGH_FOR_WEAK = 4
_NEAR = 3
_QUOTE = frozenset({"quote", "cite"})
_LEARN = frozenset({"hear", "learn", "understand", "know"})
_OWN_DEEDS = frozenset({"admit", "acknowledge", "confess", "confirm"})
# Subjects that tell nothing of their own: "we hope" inside a quotation is what its speaker says.
_NOBODY = frozenset(
    ["i", "we", "you", "it", "there", "that", "this", "which", "anyone", "anybody", "everyone",
     "everybody", "someone", "somebody", "nobody", "those", "who", "what", "people", "many"]
)  # fmt: skip


class SyntaxReader(Clues):
    """Reads what hangs on the words that tell, inside other attributions too."""

    def read(self) -> Iterator[Told]:
        """By verbs and nouns first, then by prepositions."""
        yield from self.by_words()
        yield from self.by_preposition()

    def by_words(self) -> Iterator[Told]:
        """Reporting verbs and nouns with what hangs on them."""
        for n, token in enumerate(self.tree.tokens):
            if token.upos == "VERB":
                use = self.use_of(n)
                told = self._by_carrier(n) or (self._by_verb(n, use) if use else None)
            elif token.upos == "ADJ" and self.tree.lemmas[n] in self.lexicon.adjectives:
                told = self._by_verb(n, self.lexicon.adjectives[self.tree.lemmas[n]][0])
            elif token.upos == "NOUN" and self.tree.lemmas[n] in self.lexicon.nouns:
                told = self._by_noun(n, self.lexicon.nouns[self.tree.lemmas[n]][0])
            else:
                told = None
            if told is not None:
                yield told

    def _by_verb(self, n: int, use: ReportingWord) -> Told | None:
        tree = self.tree
        who = next(iter(tree.agents(n)), None) if tree.below(n, "nsubj:pass") else self.subject(n)
        who = self.mentions.whole_of(who) if who is not None else None
        if use.speaker == "obj":
            return None  # "citing X" is read as a preposition
        roots = self._told_by(n, use) or self._shown_by(n, who)
        if not roots:
            return None
        tokens = sorted({t for root in roots for t in tree.subtree(root, {n})})
        source = (self.short_source(who, None),) if who is not None else ()
        content = self.content(stretches(tokens), ((n, n + 1),))
        content = cut_out(content, source)
        if use.prep and (len(roots) == 1 or use.addressee_at == "prep"):
            content = self._after_case(content, roots[0])
        if not content or (who is None and not use.strong):
            return None
        if who is not None and (tree.low(who) in _NOBODY or self.is_deed(who)):
            return None
        if who is not None and not use.strong and not self._can_speak(who):
            return None  # "the radar could threaten"
        if not use.strong and sum(end - begin for begin, end in content) < _ENOUGH_FOR_WEAK:
            return None
        begin = min((c for c in tree.below(n, "cop") if c < n), default=n)
        cue = (begin, n + 1) if n - begin <= _NEAR else (n, n + 1)  # "are worried"
        return Told(
            n, who, (cue,), source, content, use.stance, self.direct(content),
            0.7 if use.strong else 0.5, f"verb:{use.lemma}",
        )  # fmt: skip

    def _by_carrier(self, n: int) -> Told | None:
        """In "expressed concern over X" and "gave a warning that X" the noun attributes."""
        tree = self.tree
        nouns = self.lexicon.speech_carriers.get(tree.lemmas[n])
        noun = next((c for c in tree.below(n, "obj") if tree.lemmas[c] in (nouns or ())), None)
        if noun is None or tree.lemmas[noun] not in self.lexicon.nouns:
            return None
        use = self.lexicon.nouns[tree.lemmas[noun]][0]
        who = self.subject(n)
        roots = (
            tree.below(noun, "acl", "ccomp")[:1]
            or [
                c
                for c in (*tree.below(noun, "nmod"), *tree.below(n, "obl"))
                if c > noun and (tree.case(c) or "") in (*use.content, "for", "to", "over", "about")
            ][:1]
        )
        if who is None or not roots:
            return None
        content = self.content(stretches(tree.subtree(roots[0])), ((n, noun + 1),))
        content = self._after_case(content, roots[0])
        if not content:
            return None
        source = (self.short_source(who, None),)
        return Told(
            n, who, ((n, noun + 1),), source, content, use.stance, self.direct(content), 0.6,
            f"carrier:{use.lemma}",
        )  # fmt: skip

    def _after_case(self, content: tuple[Run, ...], root: int) -> tuple[Run, ...]:
        """Content without the preposition that leads to it."""
        case = self.tree.below(root, "case")
        if not content or not case or content[0][0] != case[0]:
            return content
        begin = case[-1] + 1
        return ((begin, content[0][1]), *content[1:]) if begin < content[0][1] else ()

    def _told_by(self, n: int, use: ReportingWord) -> list[int]:
        """The roots of what a reporting verb tells."""
        tree = self.tree
        clauses = [c for c in tree.below(n, "ccomp") if tree.tokens[c].upos != "AUX"]
        clauses = clauses or tree.below(n, "ccomp") or self._behind_citing(n)
        if clauses:
            kept = self._addressee(n) if use.keeps_object else []
            return [*kept, *clauses[:1]]
        beside = tree.relation(n) == "parataxis" or (
            tree.relation(n) == "advcl" and "as" in tree.marks(n) and not tree.below(n, "obj")
        )  # "as X reports from Seoul"
        if beside and tree.head(n) >= 0 and use.strong:
            return [tree.head(n)]
        if use.stance == "denies" or use.lemma in _OWN_DEEDS:
            deeds = [c for c in tree.below(n, "xcomp") if tree.low(c).endswith("ing")]
            if deeds:
                return deeds[:1]  # "denies | selling radars"
        if use.stance in ("orders", "demands", "promises", "warns") or use.keeps_object:
            goals = tree.below(n, "xcomp") or [
                c for c in tree.below(n, "advcl") if c > n and "to" in tree.marks(c)
            ]
            asked = self._addressee(n) or self._asked_by_preposition(n, use)
            if use.stance in ("orders", "demands") and not asked:
                goals = []  # "seeking to benefit" asks nobody
            if goals and (use.stance != "neutral" or use.strong):
                return [*(asked if use.stance != "promises" else []), *goals[:1]]
        if use.keeps_object and tree.below(n, "obj"):
            named = [c for c in tree.below(n, "xcomp", "obl") if self._in_marks(c)]
            if named:
                return [tree.below(n, "obj")[0], named[0]]  # "called | it "a thief""
        if use.prep:
            found = [
                c
                for c in tree.below(n, "obl", "advcl")
                if (tree.case(c) or "") in use.prep or tree.marks(c) & use.prep
            ]
            if found and use.addressee_at != "prep":
                return [*(self._addressee(n) if use.keeps_object else []), *found[:1]]
        if use.strong and not use.addressee:
            things = tree.below(n, "obj")
            told = use.keeps_object or use.tells_things or use.object
            if things and (told or use.stance in ("denies", "claims")):
                rest = [c for c in tree.below(n, "obl", "xcomp") if c > things[0]]
                of = [c for c in rest if tree.case(c) in ("of", "for", "as")]
                return [*things[:1], *of[:1]] if use.keeps_object else things[:1]
        return []

    def _asked_by_preposition(self, n: int, use: ReportingWord) -> list[int]:
        """Whom "called on Y to do Z" asks."""
        if use.addressee_at != "prep":
            return []
        tree = self.tree
        return [c for c in tree.below(n, "obl") if (tree.case(c) or "") in use.prep][:1]

    def _in_marks(self, n: int) -> bool:
        """Whether a phrase stands in quotation marks."""
        begin, end = self.tree.phrase(n)
        return all(self.tree.quoted[t] >= 0 for t in range(begin, end))

    def _shown_by(self, n: int, who: int | None) -> list[int]:
        """The object of what a document does: "reports indicate | an increase in trade"."""
        if who is None or self.tree.lemmas[who] not in self.lexicon.document_nouns:
            return []
        return self.tree.below(n, "obj")[:1]

    def _behind_citing(self, n: int) -> list[int]:
        """The clause of "A reported, citing B, that X", which hangs on the nearer verb."""
        tree = self.tree
        return [
            clause
            for child in tree.below(n, "advcl")
            if tree.low(child) in ("citing", "quoting")
            for clause in tree.below(child, "ccomp")
        ]

    def _told_of(self, n: int) -> bool:
        use = self.use_of(n)
        return use is not None and use.strong and bool(self._told_by(n, use))

    def _addressee(self, n: int) -> list[int]:
        return self.tree.below(n, "obj", "iobj", "nsubj:pass")[:1]

    def _by_noun(self, n: int, use: ReportingWord) -> Told | None:
        """A noun that attributes, as in "X's warning that ..."; only with somebody named."""
        tree = self.tree
        clauses = [c for c in tree.below(n, "acl", "ccomp") if "that" in tree.marks(c)]
        if not clauses:
            return None
        who = tree.first(n, "nmod:poss")
        if who is None:
            who = next((c for c in tree.below(n, "nmod") if tree.case(c) in use.prepositions), None)
        if who is None:  # "press reports that"
            who = next(
                (
                    c
                    for c in tree.below(n, "compound")
                    if self.mentions.is_role(c)
                    or tree.lemmas[c] in self.lexicon.plain_nouns["group"]
                ),
                None,
            )
        if who is None:
            return None
        content = self.content(stretches(tree.subtree(clauses[0])), ((n, n + 1),))
        if not content:
            return None
        source = (self.short_source(who, None),)
        return Told(
            n, who, ((n, n + 1),), source, content, use.stance, self.direct(content), 0.6,
            f"noun:{use.lemma}",
        )  # fmt: skip

    def by_preposition(self) -> Iterator[Told]:
        """By "according to X" and "citing X" the clause is told that the phrase hangs on."""
        tree = self.tree
        for n in range(len(tree.tokens)):
            told = None
            if tree.relation(n) in ("obl", "nmod", "parataxis", "root", "conj") or tree.below(
                n, "case"
            ):
                words = tree.case(n)
                if words in self.lexicon.prepositions and self._can_speak(n):
                    told = self._by_case(n, words)
            if told is None and tree.low(n) in ("citing", "quoting"):
                told = self._citing(n)
            if told is None and tree.relation(n) == "obl" and tree.case(n) == "from":
                told = self._learnt_from(n)
            if told is not None:
                yield told

    def _can_speak(self, n: int) -> bool:
        """Whether a noun can be a source: "$17 billion per year" names none."""
        if self.tree.tokens[n].upos not in ("NOUN", "PROPN", "PRON"):
            return False
        mention = self.mentions.describe(n)
        lemma = self.tree.lemmas[n]
        if mention.form != "thing" or mention.state is not None:
            return not self.is_deed(n)
        # "the service" of an "intelligence service"
        return any(words[-1] == lemma for words in self.lexicon.body_nouns)

    def _by_case(self, n: int, words: str) -> Told | None:
        tree = self.tree
        head = tree.head(n)
        if head < 0:
            return None
        at = tree.below(n, "case")[0]
        top = head
        for up in (head, *tree.ancestors(head)):
            top = up
            if tree.relation(up) in ("root", "ccomp", "parataxis", "advcl", "conj", "acl:relcl"):
                break
        tokens = tree.subtree(top, {n})
        content = self.content(stretches(tokens), ((at, at + len(words.split())),))
        source = (self.short_source(n, None),)
        content = cut_out(content, source)
        if not content or sum(e - b for b, e in content) < SHORTEST:
            return None
        stance = self.lexicon.prepositions[words]
        cue = ((at, at + len(words.split())),)
        return Told(at, n, cue, source, content, stance, self.direct(content), 0.8, f"prep:{words}")

    def _citing(self, n: int) -> Told | None:
        """In "A reported X, citing B" B tells the same X, through A."""
        tree = self.tree
        who = tree.first(n, "obj")
        verb = self._reporting_above(n)
        if who is None or verb is None:
            return None
        clauses = tree.below(verb, "ccomp") or tree.below(n, "ccomp")
        if not clauses and tree.relation(verb) == "parataxis" and tree.head(verb) >= 0:
            clauses = [tree.head(verb)]  # "X, the paper reported, citing B"
        if not clauses:
            return None
        content = self.content(stretches(tree.subtree(clauses[0], {n, verb})), ((n, n + 1),))
        if not content:
            return None
        return Told(
            n, who, ((n, n + 1),), (self.short_source(who, None),), content, "neutral",
            self.direct(content), 0.7, "citing", verb,
        )  # fmt: skip

    def _learnt_from(self, n: int) -> Told | None:
        """In "A had learned from B that X" B tells X, inside what A learned."""
        tree = self.tree
        verb = tree.head(n)
        clauses = tree.below(verb, "ccomp") if tree.lemmas[verb] in _LEARN else []
        content = self.content(stretches(tree.subtree(clauses[0])), ()) if clauses else ()
        if not content or not self._can_speak(n):
            return None
        at = tree.below(n, "case")[0]
        return Told(
            at, n, ((at, at + 1),), (self.short_source(n, None),), content, "neutral",
            self.direct(content), 0.7, "learnt from", verb,
        )  # fmt: skip

    def _reporting_above(self, n: int) -> int | None:
        """The verb that a "citing" goes with: the last one before it that tells, else above it."""
        begin, _ = self.tree.encoded.sentences[self.tree.sentence_of[n]]
        for t in range(n - 1, begin, -1):
            if self.tree.tokens[t].upos == "VERB" and self._told_of(t):
                return t
        for up in self.tree.ancestors(n):
            if self.tree.tokens[up].upos == "VERB":
                return up
        return None

    def with_quoters(self, found: Sequence[Told]) -> Iterator[Told]:
        """Attributions, and where a source is "a memo quoted by B" that B tells the same words."""
        tree = self.tree
        for told in found:
            verb = next(
                (
                    c
                    for c in (tree.below(told.who, "acl") if told.who is not None else ())
                    if tree.lemmas[c] in _QUOTE and tree.agents(c)
                ),
                None,
            )
            if verb is None or any(other.at == verb for other in found):
                yield told
                continue
            who = tree.agents(verb)[0]
            cue = (verb, min(tree.phrase(who)[0], tree.subtree(who)[0] + 1))
            yield replace(
                told, at=verb, who=who, cue=(cue,), source=(self.short_source(who, None),),
                score=min(told.score, 0.7), rule="quoted by",
            )  # fmt: skip
            source = tuple((b, min(e, verb)) for b, e in told.source if b < verb)
            yield replace(told, source=source or told.source, inside=verb)
