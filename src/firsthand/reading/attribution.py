"""Who is given as the source of which words: attributions in tokens, before speakers are resolved.

Two readers find them. The network tags source, cue and content and links them; it knows the
outermost attributions of news. The tree finds the others: a reporting verb with its clause, "X's
warning that ...", "according to X", inside other attributions and in headlines. Where both find
one cue, the network's borders stand. Accepted gap: free indirect speech stays the outlet's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.model.reading import Block
from firsthand.model.vocabulary import Stance
from firsthand.reading.encoder import CueLinks
from firsthand.reading.lexicon import Lexicon, ReportingWord
from firsthand.reading.mentions import Mentions
from firsthand.reading.syntax import Tree

Run = tuple[int, int]  # tokens [begin, end)
_OPENERS = frozenset(["that", ",", ":", "-", "—", "–", "“", '"', "”", "‘", "’", "'", "whether"])
_CLOSERS = frozenset([",", ".", ":", ";", "-", "—", "–", "“", '"', "”", "‘", "’", "'", "!", "?"])
_QUOTES = frozenset(["“", '"', "”", "«", "»"])
_REPORTED = frozenset({"ccomp", "parataxis"})
_TOPIC = frozenset({"on", "about", "regarding", "following", "concerning", "after", "in"})
TITLE = "title"  # the rule of a document that is somebody's own statement
_SHORTEST = 2  # words of a content
_ENOUGH_FOR_WEAK = 4
_SAME = 0.8  # share of words from which two contents are one
_MAY_BE_LEFT = 3  # words of an outer content that the inner attribution does not take up
# Subjects that tell nothing of their own: "we hope" inside a quotation is what its speaker says.
_NOBODY = frozenset(
    ["i", "we", "you", "it", "there", "that", "this", "which", "anyone", "anybody", "everyone",
     "everybody", "someone", "somebody", "nobody", "those", "who", "what", "people", "many"]
)  # fmt: skip


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
    def size(self) -> int:
        """Tokens of its content."""
        return sum(end - begin for begin, end in self.content)


def find_attributions(
    tree: Tree, mentions: Mentions, lexicon: Lexicon, blocks: Sequence[Block]
) -> tuple[Told, ...]:
    """All attributions of a text, in the order of their cues."""
    reader = _Finder(tree, mentions, lexicon)
    found = [*reader.by_network(), *reader.by_tree(), *reader.by_preposition()]
    found += reader.by_headline(blocks)
    told = _relayed(_distinct(found), tree, mentions)
    return tuple(sorted(told, key=lambda told: (told.at, told.content)))


def _relayed(found: Sequence[Told], tree: Tree, mentions: Mentions) -> list[Told]:
    """Two who tell the same words, one through the other: "X, B said, A reported".

    The one told of behind ("A reported") is how the other's words reach us, and tells the same
    words. Where the outer cue stands first ("according to A, B said X"), it tells what B said.
    """
    made = list(found)
    for n, outer in enumerate(made):
        near = [
            (k, inner)
            for k, inner in enumerate(made)
            if k != n
            and inner.inside is None
            and tree.sentence_of[outer.at] == tree.sentence_of[inner.at]
        ]
        cited = next((told for told in made if told.inside == outer.at), None)
        if cited is not None and cited.who is not None and outer.holds(cited.who):
            made[n] = outer = replace(outer, content=cited.content)
        through = [pair for pair in near if _relays(outer, pair[1], tree, mentions)]
        if through:
            k, inner = max(through, key=lambda pair: pair[1].size)
            made[n] = replace(outer, content=inner.content)
            made[k] = replace(inner, inside=outer.at)
            continue
        for k, inner in near:
            if _alike(outer, inner) and _is_relay(outer, mentions) > _is_relay(inner, mentions):
                made[k] = replace(inner, inside=outer.at)
    return made


def _alike(a: Told, b: Told) -> bool:
    """Whether two cues that stand outside each other's words tell the same words."""
    if a.holds(b.at) or b.holds(a.at) or a.inside == b.at:
        return False
    ours = {t for run in a.content for t in range(*run)}
    theirs = {t for run in b.content for t in range(*run)}
    return len(ours & theirs) >= _SAME * len(ours | theirs)


def _is_relay(told: Told, mentions: Mentions) -> int:
    """How likely a source passes on what another says: an outlet, then "according to"."""
    if told.who is None:
        return -1
    if mentions.describe(told.who).kind == "outlet":
        return 2
    tokens = mentions.tree.tokens
    cue = " ".join(tokens[t].text.lower() for run in told.cue for t in range(*run))
    return int(cue in mentions.lexicon.prepositions)


def _relays(outer: Told, inner: Told, tree: Tree, mentions: Mentions) -> bool:
    """Whether all that an outer cue behind them tells is one inner attribution."""
    if not outer.holds(inner.at) or outer.who is None:
        return False
    quotes = tree.lemmas[outer.at] in ("quote", "cite")  # "quoted an official as saying that X"
    if not quotes and (outer.at < inner.at or (inner.source and outer.at < inner.source[0][0])):
        return False
    before = inner.source and inner.source[0][0] < inner.content[0][0]
    if before and not quotes and _is_relay(outer, mentions) < 1:
        return False  # "the service had found that X, he said": he tells what it found
    own = {t for run in (*inner.source, *inner.cue, *inner.content) for t in range(*run)}
    rest = [
        t
        for run in outer.content
        for t in range(*run)
        if t not in own and tree.tokens[t].upos not in ("PUNCT", "ADV", "SCONJ", "DET", "AUX")
    ]
    return len(rest) <= _MAY_BE_LEFT and inner.size >= _SHORTEST


def _distinct(found: Iterable[Told]) -> list[Told]:
    """One for each cue, the first found; none that repeats another's content and source."""
    made: dict[int, Told] = {}
    for told in found:
        if told.at in made:
            known = made[told.at]
            if not known.source and told.source:
                made[told.at] = replace(known, source=told.source, who=told.who)
            continue
        if any(_same(told, other) for other in made.values()):
            continue
        made[told.at] = told
    return list(made.values())


def _same(a: Told, b: Told) -> bool:
    """Whether two cues tell the same words by the same source."""
    if a.who != b.who:
        return False
    ours = {t for run in a.content for t in range(*run)}
    theirs = {t for run in b.content for t in range(*run)}
    return len(ours & theirs) >= 0.8 * min(len(ours), len(theirs))


@dataclass(frozen=True)
class _Finder:
    tree: Tree
    mentions: Mentions
    lexicon: Lexicon

    # ---- the network

    def by_network(self) -> Iterator[Told]:
        """What the network tags and links."""
        for link in self.tree.encoded.links:
            told = self._linked(link)
            if told is None:
                continue
            inner = self._second_source(link, told)
            if inner is None:
                yield told
            else:
                content = ((inner.source[0][0], told.content[0][1]), *told.content[1:])
                yield replace(told, content=content)
                yield inner

    def _second_source(self, link: CueLinks, told: Told) -> Told | None:
        """Of "According to A, B's reports show that X" what B tells inside A's words."""
        tree = self.tree
        if len(link.sources) < 2 or not told.source:
            return None
        for span in link.sources:
            source = (span.begin, span.end)
            if source[1] > told.content[0][0] or source[0] < told.source[0][1]:
                continue
            who = self._top(source)
            verb = tree.head(who)
            if verb < 0 or not told.holds(verb) or tree.tokens[verb].upos != "VERB":
                continue
            content = self._content([(verb + 1, told.content[0][1])], ())
            if not content:
                continue
            return Told(
                verb, who, ((verb, verb + 1),), (source,), content, "neutral",
                self._direct(content), told.score, "second source",
            )  # fmt: skip
        return None

    def _linked(self, link: CueLinks) -> Told | None:
        tree = self.tree
        cue = self._trimmed_cue((link.cue.begin, link.cue.end))
        at = self._top(cue)
        tagged = [(span.begin, span.end) for span in link.contents]
        content = self._content(list(self._near(tagged, cue)), (cue,))
        if not content or self._only_title(cue) or self._for_anonymity(content):
            return None
        if tree.low(at) in ("citing", "quoting"):
            return None  # whom it cites speaks: `by_preposition`
        who, source = None, tuple[Run, ...]()
        if link.sources:
            nearest = min(link.sources, key=lambda span: _gap((span.begin, span.end), cue))
            who, whole = self._noun_of((nearest.begin, nearest.end))
            if self.mentions.whole_of(who) != who:
                who, whole = self.mentions.whole_of(who), None
            source = (self.short_source(who, whole),)
            content = _without(content, source)
        if not content:
            return None
        word = self._word_at(at)
        if word is None and not self._attributes(cue):
            return None
        stance: Stance = word.stance if word else "neutral"
        score = min(link.cue.score, max(span.score for span in link.contents))
        if who is None:
            who = self._subject(at)
            if who is not None and not any(b <= who < e for b, e in content):
                source = (self.short_source(who, None),)
        if not source and not (word is not None and word.strong) and not self._direct(content):
            return None  # "is expected to", "fears that": nobody is named who says it
        return Told(
            at, who if source else None, (cue,), source, content, stance,
            self._direct(content), score, "network",
        )  # fmt: skip

    def _noun_of(self, source: Run) -> tuple[int, Run | None]:
        """The noun that a tagged source is about, where the tag holds an article or "who" alone."""
        tree = self.tree
        who = self._top(source)
        if tree.tokens[who].upos == "DET" and tree.head(who) >= 0:
            return tree.head(who), None
        if tree.low(who) in ("who", "which"):
            for up in tree.ancestors(who):
                if tree.relation(up) == "acl:relcl" and tree.head(up) >= 0:
                    return tree.head(up), None
        return who, source

    def _for_anonymity(self, content: Sequence[Run]) -> bool:
        """Whether what is "asked" is only not to be named."""
        begin, end = content[0]
        lemmas = {self.tree.lemmas[t] for t in range(begin, min(end, begin + 6))}
        return bool(lemmas & self.lexicon.plain_nouns["anonymity"]) and "not" in lemmas

    def _near(self, runs: Sequence[Run], cue: Run) -> Iterator[Run]:
        """What is told in the cue's own sentence; elsewhere only quoted words go on."""
        tree = self.tree
        home = tree.sentence_of[cue[0]]
        for begin, end in runs:
            kept = [
                t
                for t in range(begin, end)
                if tree.sentence_of[t] == home or tree.quoted[t] >= 0 or self._is_quote(t)
            ]
            yield from _runs(kept)

    def _is_quote(self, t: int) -> bool:
        return self.tree.tokens[t].text in _QUOTES

    def _trimmed_cue(self, cue: Run) -> Run:
        """A cue without adverbs before and addressees after its verb."""
        begin, end = cue
        while begin < end - 1 and self.tree.tokens[begin].upos in ("ADV", "AUX", "PUNCT", "PART"):
            begin += 1
        return begin, end

    def _only_title(self, cue: Run) -> bool:
        return all(self.tree.tokens[t].upos == "PUNCT" for t in range(*cue)) and cue[0] == 0

    def _attributes(self, cue: Run) -> bool:
        """Whether words that no reporting word is among can attribute: "according to", a colon."""
        words = " ".join(self.tree.low(t) for t in range(*cue))
        if any(f" {known} " in f" {words} " for known in self.lexicon.prepositions):
            return True
        if all(self.tree.tokens[t].upos == "PUNCT" for t in range(*cue)):
            return True
        return any(
            self.tree.lemmas[t] in self.lexicon.verbs or self.tree.lemmas[t] in self.lexicon.nouns
            for t in range(*cue)
        )

    def _word_at(self, at: int) -> ReportingWord | None:
        tree = self.tree
        if tree.tokens[at].upos in ("VERB", "AUX"):
            return self.use_of(at)
        uses = self.lexicon.nouns.get(tree.lemmas[at])
        return uses[0] if uses else None

    # ---- reporting verbs

    def use_of(self, at: int) -> ReportingWord | None:
        """The use of a reporting verb that its particle, preposition and object call for."""
        tree = self.tree
        uses = self.lexicon.verbs.get(tree.lemmas[at])
        if uses is None:
            return None
        particles = {tree.low(c) for c in tree.below(at, "compound:prt", "advmod")}
        cases = {tree.case(c) for c in tree.below(at, "obl", "advcl", "obl:agent")}
        marks = {
            tree.low(m) for c in tree.below(at, "advcl", "ccomp") for m in tree.below(c, "mark")
        }
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

    def by_tree(self) -> Iterator[Told]:
        """Reporting verbs and nouns with what hangs on them."""
        for n, token in enumerate(self.tree.tokens):
            if token.upos == "VERB":
                use = self.use_of(n)
                told = self._by_carrier(n) or (self._by_verb(n, use) if use else None)
            elif token.upos == "NOUN" and self.tree.lemmas[n] in self.lexicon.nouns:
                told = self._by_noun(n, self.lexicon.nouns[self.tree.lemmas[n]][0])
            else:
                told = None
            if told is not None:
                yield told

    def _by_verb(self, n: int, use: ReportingWord) -> Told | None:
        tree = self.tree
        who = self._agent(n) if tree.below(n, "nsubj:pass") else self._subject(n)
        who = self.mentions.whole_of(who) if who is not None else None
        if use.speaker == "obj":
            return None  # "citing X" is read as a preposition
        roots = self._told_by(n, use)
        if not roots:
            return None
        tokens = sorted({t for root in roots for t in self._below(root, n)})
        source = (self.short_source(who, None),) if who is not None else ()
        content = self._content(_runs(tokens), ((n, n + 1),))
        content = _without(content, source)
        if use.prep and len(roots) == 1:
            content = self._after_case(content, roots[0])
        if not content or (who is None and not use.strong):
            return None
        if who is not None and tree.low(who) in _NOBODY:
            return None
        if not use.strong and sum(end - begin for begin, end in content) < _ENOUGH_FOR_WEAK:
            return None
        return Told(
            n, who, ((n, n + 1),), source, content, use.stance, self._direct(content),
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
        who = self._subject(n)
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
        content = self._content(_runs(tree.subtree(roots[0])), ((n, noun + 1),))
        content = self._after_case(content, roots[0])
        if not content:
            return None
        source = (self.short_source(who, None),)
        return Told(
            n, who, ((n, noun + 1),), source, content, use.stance, self._direct(content), 0.6,
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
        if tree.relation(n) == "parataxis" and tree.head(n) >= 0 and use.strong:
            return [tree.head(n)]
        if use.stance in ("orders", "demands", "promises", "warns") or use.keeps_object:
            goals = tree.below(n, "xcomp") or [
                c
                for c in tree.below(n, "advcl")
                if c > n and any(tree.low(m) == "to" for m in tree.below(c, "mark"))
            ]
            asks = use.stance in ("orders", "demands", "warns")
            if asks and not self._addressee(n):
                goals = []  # "seeking to benefit" asks nobody
            if goals and (use.stance != "neutral" or use.strong):
                return [*(self._addressee(n) if use.stance != "promises" else []), *goals[:1]]
        if use.prep:
            found = [
                c
                for c in tree.below(n, "obl", "advcl")
                if (tree.case(c) or "") in use.prep
                or any(tree.low(m) in use.prep for m in tree.below(c, "mark"))
            ]
            if found and use.addressee_at != "prep":
                return [*(self._addressee(n) if use.keeps_object else []), *found[:1]]
        if use.strong and not use.addressee:
            things = tree.below(n, "obj")
            if things and (use.keeps_object or use.stance in ("denies", "claims") or use.object):
                rest = [c for c in tree.below(n, "obl", "xcomp") if c > things[0]]
                of = [c for c in rest if tree.case(c) in ("of", "for", "as")]
                return [*things[:1], *of[:1]] if use.keeps_object else things[:1]
        return []

    def _behind_citing(self, n: int) -> list[int]:
        """The clause of "A reported, citing B, that X", which hangs on the nearer verb."""
        tree = self.tree
        return [
            clause
            for child in tree.below(n, "advcl")
            if tree.low(child) in ("citing", "quoting")
            for clause in tree.below(child, "ccomp")
        ]

    def _addressee(self, n: int) -> list[int]:
        return self.tree.below(n, "obj", "iobj", "nsubj:pass")[:1]

    def _below(self, root: int, cue: int) -> list[int]:
        """The tokens that a clause's root holds, without the cue's own branch."""
        tree = self.tree
        without = {cue, *(c for c in tree.children[root] if c == cue)}
        if tree.relation(cue) == "parataxis" and tree.head(cue) == root:
            return tree.subtree(root, without)
        return tree.subtree(root, without)

    def _subject(self, n: int) -> int | None:
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
            marks = {tree.low(m) for m in tree.below(n, "mark")}
            if tree.relation(n) == "advcl" and "as" in marks and told and told[0] < n:
                return told[0]  # "quoted an official as saying"
            if tree.relation(n) == "advcl" and (
                marks - {"while", "after", "before", "in", "when", "by"}
                or not tree.low(n).endswith("ing")
            ):
                return None
            return self._subject(head)
        if tree.relation(n) == "acl" and tree.low(n).endswith("ing") and tree.head(n) >= 0:
            return tree.head(n)
        if n and tree.tokens[n - 1].upos in ("NOUN", "PROPN") and tree.head(n - 1) > n:
            return n - 1  # a subject that the tree hangs on a verb farther on
        return None

    def _agent(self, n: int) -> int | None:
        found = self.tree.first(n, "obl:agent")
        if found is not None:
            return found
        return next((c for c in self.tree.below(n, "obl") if self.tree.case(c) == "by"), None)

    # ---- nouns and prepositions

    def _by_noun(self, n: int, use: ReportingWord) -> Told | None:
        """A noun that attributes, as in "X's warning that ..."; only with somebody named."""
        tree = self.tree
        clauses = [
            c
            for c in tree.below(n, "acl", "ccomp")
            if any(tree.low(m) == "that" for m in tree.below(c, "mark"))
        ]
        if not clauses:
            return None
        who = tree.first(n, "nmod:poss")
        if who is None:
            who = next((c for c in tree.below(n, "nmod") if tree.case(c) in use.prepositions), None)
        if who is None:
            return None
        content = self._content(_runs(tree.subtree(clauses[0])), ((n, n + 1),))
        if not content:
            return None
        source = (self.short_source(who, None),)
        return Told(
            n, who, ((n, n + 1),), source, content, use.stance, self._direct(content), 0.6,
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
            if told is not None:
                yield told

    def _can_speak(self, n: int) -> bool:
        """Whether a noun can be a source: "$17 billion per year" names none."""
        if self.tree.tokens[n].upos not in ("NOUN", "PROPN", "PRON"):
            return False
        mention = self.mentions.describe(n)
        return mention.form != "thing" or mention.state is not None

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
        content = self._content(_runs(tokens), ((at, at + len(words.split())),))
        source = (self.short_source(n, None),)
        content = _without(content, source)
        if not content or sum(e - b for b, e in content) < _SHORTEST:
            return None
        stance = self.lexicon.prepositions[words]
        cue = ((at, at + len(words.split())),)
        return Told(
            at, n, cue, source, content, stance, self._direct(content), 0.8, f"prep:{words}"
        )

    def _citing(self, n: int) -> Told | None:
        """In "A reported X, citing B" B tells the same X, through A."""
        tree = self.tree
        who = tree.first(n, "obj")
        verb = self._reporting_above(n)
        if who is None or verb is None:
            return None
        clauses = tree.below(verb, "ccomp") or tree.below(n, "ccomp")
        if not clauses:
            return None
        content = self._content(_runs(tree.subtree(clauses[0], {n})), ((n, n + 1),))
        if not content:
            return None
        return Told(
            n, who, ((n, n + 1),), (self.short_source(who, None),), content, "neutral",
            self._direct(content), 0.7, "citing", verb,
        )  # fmt: skip

    def _reporting_above(self, n: int) -> int | None:
        """The verb of the clause that a "citing" goes with."""
        for up in self.tree.ancestors(n):
            if self.tree.tokens[up].upos == "VERB":
                return up
        return None

    # ---- headlines

    def by_headline(self, blocks: Sequence[Block]) -> Iterator[Told]:
        """Headlines such as "X — Zelenskyy" and "Kremlin: X"."""
        for block in blocks:
            if block.kind != "headline":
                continue
            inside = [
                n for n, t in enumerate(self.tree.tokens) if block.start <= t.start < block.end
            ]
            told = self._of_title(inside) or self._of_headline(inside) if len(inside) > 3 else None
            if told is not None:
                yield told

    def _of_title(self, inside: list[int]) -> Told | None:
        """Of "Statement by X on Y" that the document is what X says of Y."""
        tree = self.tree
        last = inside[-1] + 1
        for n in inside[:2]:
            if tree.low(n) not in self.lexicon.plain_nouns["voice"] or n + 2 >= last:
                continue
            if tree.low(n + 1) not in ("by", "from", "of"):
                continue
            topic = next((t for t in inside if t > n + 2 and tree.low(t) in _TOPIC), None)
            if topic is None or topic + 1 >= last:
                return None
            who = self._named_in(n + 2, topic)
            content = self._content([(topic + 1, last)], ())
            if who is None or not content:
                return None
            return Told(
                n, who, ((n, n + 2),), ((n + 2, topic),), content, "neutral", False, 0.9, TITLE
            )
        return None

    def _of_headline(self, inside: list[int]) -> Told | None:
        tree = self.tree
        first, last = inside[0], inside[-1] + 1
        for n in inside[1:-1]:
            text, after = tree.tokens[n].text, tree.tokens[n + 1]
            spaced = tree.tokens[n].gap == 0 and after.gap == 0
            if text in ("—", "–", "-", "--") and spaced and last - n - 1 <= 5:
                who = self._named_in(n + 1, last)
                if who is not None:
                    return self._headline(n, who, (n + 1, last), (first, n))
            if text == ":" and n - first <= 5 and after.gap == 0:
                who = self._named_in(first, n)
                if who is not None:
                    return self._headline(n, who, (first, n), (n + 1, last))
        return None

    def _named_in(self, begin: int, end: int) -> int | None:
        """The head of some words if they are a name or a role and nothing else."""
        if any(self.tree.tokens[t].upos in ("VERB", "AUX") for t in range(begin, end)):
            return None
        for n in range(end - 1, begin - 1, -1):
            name = self.tree.name_at.get(n)
            if name is not None and name.kind in ("PER", "ORG"):
                return n
            if n in self.mentions.hit_at or (self.tree.lemmas[n],) in self.lexicon.offices:
                return n
        return None

    def _headline(self, at: int, who: int, source: Run, content: Run) -> Told:
        runs = self._content([content], ((at, at + 1),))
        return Told(
            at, who, ((at, at + 1),), (source,), runs or (content,), "neutral",
            self._direct(runs), 0.8, "headline",
        )  # fmt: skip

    # ---- borders

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
                if child >= end and stays and not self._comma_before(child, stays):
                    end = max(end, tree.subtree(child)[-1] + 1)
            end = self._described(begin, end, who)
        while end - 1 > begin and tree.tokens[end - 1].text in (",", "'s", "’s", "(", "-"):
            end -= 1
        return begin, max(end, begin + 1)

    def _comma_before(self, child: int, stays: bool) -> bool:
        first = self.tree.subtree(child)[0]
        return not stays or (first > 0 and self.tree.low(first) in ("who", "which", "that"))

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

    def _content(self, runs: Sequence[Run], cues: Sequence[Run]) -> tuple[Run, ...]:
        """Content without what opens and closes it, pieces that only marks part joined."""
        tokens = self.tree.tokens
        joined: list[list[int]] = []
        for begin, end in sorted(_without(runs, cues)):
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
            if end - begin >= _SHORTEST or (end > begin and not made and len(joined) == 1):
                made.append((begin, end))
        return tuple(made)

    def _closes(self, at: int, begin: int) -> bool:
        """Whether a last mark is no part of the words; a quote that closes one inside is."""
        text = self.tree.tokens[at].text
        if text not in _CLOSERS:
            return False
        if text in _QUOTES or text in ("’", "'"):
            opened = any(
                self.tree.tokens[t].text in ("“", '"', "‘", "'", "«") for t in range(begin, at)
            )
            return not opened
        return True

    def _direct(self, content: Sequence[Run]) -> bool:
        """Whether all words of a content stand inside quotation marks."""
        quoted = self.tree.quoted
        words = [
            t for run in content for t in range(*run) if self.tree.tokens[t].upos != "PUNCT"
        ]  # fmt: skip
        return bool(words) and all(quoted[t] >= 0 for t in words)

    def _top(self, run: Run) -> int:
        """The token of a stretch that the rest of it hangs on; the first such."""
        begin, end = run
        tops = [t for t in range(begin, end) if not begin <= self.tree.head(t) < end]
        for t in tops:
            if self.tree.tokens[t].upos not in ("PUNCT", "DET", "ADP", "PART", "CCONJ"):
                return t
        return next((t for t in range(end - 1, begin, -1) if t in self.tree.name_at), begin)


def _gap(a: Run, b: Run) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _runs(tokens: Sequence[int]) -> list[Run]:
    """Token numbers as stretches without gaps."""
    made: list[list[int]] = []
    for t in tokens:
        if made and made[-1][1] == t:
            made[-1][1] = t + 1
        else:
            made.append([t, t + 1])
    return [(begin, end) for begin, end in made]


def _without(runs: Sequence[Run], holes: Sequence[Run]) -> tuple[Run, ...]:
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
