"""Attributions that the network tags and links: the outermost ones of news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.model.vocabulary import Stance
from firsthand.reading.lexicon import ReportingWord
from firsthand.reading.linking import CueLinks
from firsthand.reading.telling import QUOTES, Clues, Run, Told, cut_out, gap, stretches

# Whoever these are, they are nobody who is told of.
_ANYBODY = frozenset({"one", "you", "anyone", "anybody", "someone", "nobody", "everybody"})


class NetworkReader(Clues):
    """Reads source, cue and content where the network has marked them."""

    def read(self) -> Iterator[Told]:
        """What the network tags and links."""
        for link in self.tree.encoded.links:
            told = self._linked(link)
            if told is None:
                continue
            inner = self._second_source(link, told)
            if inner is None:
                yield told
            else:
                begin = inner.source[0][0]
                rest = [run for run in told.content if run[0] >= inner.content[-1][1]]
                content = ((begin, max(told.content[0][1], inner.content[-1][1])), *rest)
                yield replace(told, content=content)
                yield inner

    def _second_source(self, link: CueLinks, told: Told) -> Told | None:
        """Of "According to A, B's reports show that X" what B tells inside A's words."""
        if len(link.sources) < 2 or not told.source:
            return None
        for span in link.sources:
            source = (span.begin, span.end)
            found = self._inner_cue(source, told) if source != told.source[0] else None
            content = self.content([(found[0] + 1, found[1])], ()) if found else ()
            if found and content:
                verb = found[0]
                return Told(
                    verb, self.top(source), ((verb, verb + 1),), (source,), content, "neutral",
                    self.direct(content), told.score, "second source",
                )  # fmt: skip
        return None

    def _inner_cue(self, source: Run, told: Told) -> tuple[int, int] | None:
        """The verb by which a second source tells the words of the first, and where they end.

        It stands before the first source ("B suspects that X, A said"), or opens the words behind
        it ("according to A, B's report shows that X"), which the network may begin with B or X.
        """
        tree = self.tree
        verb = tree.head(self.top(source))
        if verb < source[1] or verb == told.at or tree.tokens[verb].upos != "VERB":
            return None
        first, last = told.content[0][0], told.content[-1][1]
        if source[0] < told.source[0][1]:
            before = verb < first and first in tree.subtree(verb)
            return (verb, told.content[0][1]) if before else None
        if source[1] <= first:
            return (verb, told.content[0][1]) if told.holds(verb) else None
        return (verb, last) if source[0] <= first and verb < last else None

    def _linked(self, link: CueLinks) -> Told | None:
        tree = self.tree
        cue = self._trimmed_cue((link.cue.begin, link.cue.end))
        at = self.top(cue)
        tagged = [(span.begin, span.end) for span in link.contents]
        near = self._before_next_verb(at, list(self._near(tagged, cue)))
        content = self.content(near, (cue,))
        if not content or self._only_title(cue) or self._for_anonymity(content):
            return None
        if at in tree.name_at:
            return None  # "Said al-Kindi"
        if tree.low(at) in ("citing", "quoting"):
            return None  # whom it cites speaks: `by_preposition`
        who, source = None, tuple[Run, ...]()
        if link.sources:
            nearest = min(link.sources, key=lambda span: gap((span.begin, span.end), cue))
            who, whole = self._noun_of((nearest.begin, nearest.end))
            if self.is_deed(who) or tree.low(who) in _ANYBODY:
                return None  # "Peru's invasion threatens", "one could say"
            if self.mentions.whole_of(who) != who:
                who, whole = self.mentions.whole_of(who), None
            source = (self.short_source(who, whole),)
            content = cut_out(content, source)
        if not content:
            return None
        content = self._with_addressee(at, cue, content)
        word = self._word_at(at)
        if word is None and not self._attributes(cue):
            return None
        if word is not None and word.tells_acts and not self._says_something(content):
            return None
        stance: Stance = word.stance if word else "neutral"
        score = min(link.cue.score, max(span.score for span in link.contents))
        if who is None:
            who = self.subject(at)
            if who is not None and not any(b <= who < e for b, e in content):
                source = (self.short_source(who, None),)
        if not source and not (word is not None and word.strong) and not self.direct(content):
            return None  # "is expected to", "fears that": nobody is named who says it
        return Told(
            at, who if source else None, (cue,), source, content, stance,
            self.direct(content), score, "network",
        )  # fmt: skip

    def _says_something(self, content: Sequence[Run]) -> bool:
        """Whether a content is a clause or holds a quotation.

        "Condemned the attack" and "agreed to meet" tell of an act, "agreed that" of words.
        """
        tree = self.tree
        if any(tree.quoted[t] >= 0 for run in content for t in range(*run)):
            return True
        top = self.top(content[0])
        if tree.below(top, "nsubj", "nsubj:pass", "csubj", "expl", "cop"):
            return True
        return tree.relation(top) == "ccomp"

    def _noun_of(self, source: Run) -> tuple[int, Run | None]:
        """The noun that a tagged source is about, where the tag holds an article or "who" alone."""
        tree = self.tree
        who = self.top(source)
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

    def _with_addressee(self, at: int, cue: Run, content: tuple[Run, ...]) -> tuple[Run, ...]:
        """Content with whom it is asked of or charged with: "urged | Kenya to open the port"."""
        tree = self.tree
        begin, end = content[0]
        if begin <= cue[1] or tree.low(begin) not in ("to", "of", "for", "over", "not"):
            return content
        for child in tree.below(at, "obj", "iobj"):
            told = tree.subtree(child)
            if told[0] == cue[1] and begin - 1 in told:
                return ((cue[1], end), *content[1:])
        return content

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
            yield from stretches(kept)

    def _before_next_verb(self, at: int, runs: list[Run]) -> list[Run]:
        """Runs cut where the speaker goes on to do something else: "said X | and called for Y"."""
        tree = self.tree
        for verb in tree.below(at, "conj"):
            own = tree.below(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass")
            if tree.tokens[verb].upos != "VERB" or tree.quoted[verb] >= 0 or own:
                continue  # "said X | and would not say Y"
            first = tree.subtree(verb)[0]
            for n, (begin, end) in enumerate(runs):
                if at < begin < first < end and first <= verb < end:
                    runs[n] = (begin, first)
                    del runs[n + 1 :]
                    break
        return runs

    def _is_quote(self, t: int) -> bool:
        return self.tree.tokens[t].text in QUOTES

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
            self.tree.lemmas[t] in self.lexicon.verbs
            or (self.tree.tokens[t].upos != "VERB" and self.tree.lemmas[t] in self.lexicon.nouns)
            for t in range(*cue)
        )

    def _word_at(self, at: int) -> ReportingWord | None:
        tree = self.tree
        if tree.tokens[at].upos in ("VERB", "AUX"):
            return self.use_of(at)
        uses = self.lexicon.nouns.get(tree.lemmas[at])
        return uses[0] if uses else None
