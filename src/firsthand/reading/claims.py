"""Claims of one document: deeds with their parties resolved, their words, time and chain.

A deed told again is one claim with more evidence. Nothing is a claim that has no party acting for
a state, a bloc or an international body, and nothing between two parts of one state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.model.document import Span
from firsthand.model.reading import Actor, Block, Claim, Place, When
from firsthand.model.vocabulary import PLOVER, QUAD, Action, Aspect, Modality, Trend
from firsthand.reading.actions import Actions, Frame, evidence_tokens
from firsthand.reading.cast import Cast
from firsthand.reading.chains import Nested
from firsthand.reading.dates import find_times
from firsthand.reading.deeds import Deed, find_deeds, missing_party
from firsthand.reading.lexicon import Lexicon, Predicate
from firsthand.reading.modality import Modalities
from firsthand.reading.parties import are_apart, is_party
from firsthand.reading.speakers import Speakers
from firsthand.reading.syntax import Tree, starts_question

_OLD = timedelta(days=8)  # a deed that ended longer ago is background
_HANDED_OVER: frozenset[Action] = frozenset({"supply", "buy", "aid", "invest", "share", "cede"})
_FUTURE: frozenset[Modality] = frozenset({"planned", "conditional", "demanded", "feared"})
# Deeds that need nobody on the other side to be told.
_ALONE: frozenset[Action] = frozenset({"mobilise", "position", "supply", "cooperate", "exercise"})
_WHERE = frozenset({"in", "at", "near", "off", "outside"})
_MOST_ASPECTS = 3
_ALIKE = 0.6  # share of the shorter telling's words


@dataclass(frozen=True)
class _Draft:
    """A claim before those that say the same are joined, with the lemmas of its words and goods.

    `mentioned`: by a noun or in a headline, where nobody tells that somebody else told it;
    `headline`: in a headline; `sides`: the states of both parties, or who has none.
    """

    claim: Claim
    words: frozenset[str]
    goods: frozenset[str]
    mentioned: bool
    headline: bool
    sides: tuple[str, str | None]


@dataclass(frozen=True)
class ClaimReader:
    """Everything that claims of one document are made from."""

    tree: Tree
    lexicon: Lexicon
    cast: Cast
    speakers: Speakers
    blocks: Sequence[Block]
    published: date | None

    @property
    def nested(self) -> Nested:
        """The attributions, with what is told inside of what."""
        return self.speakers.nested

    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of their first evidence."""
        drafts: list[_Draft] = []
        for frame in self._frames():
            drafts += self._of_frame(frame, drafts)
        drafts += self._between_parties(drafts)
        joined = _joined(drafts)
        return tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(joined, 1))

    def _frames(self) -> Iterator[Frame]:
        actions = Actions(self.tree, self.lexicon, self.cast.mentions)
        for frame in actions.frames():
            if self._is_deed(frame) and not self._asks(self.tree.sentence_of[frame.at]):
                yield frame

    def _is_deed(self, frame: Frame) -> bool:
        """Whether a word tells a deed here.

        "Alliance" or "ties" do only where they begin, grow, end; who agrees that something is so,
        and not that somebody will do it, agrees to nothing.
        """
        tree, words = self.tree, self.lexicon.plain_nouns
        if frame.predicate.action == "agree" and any(
            "that" in tree.marks(c) and not tree.below(c, "aux")
            for c in tree.below(frame.at, "ccomp")
        ):
            return False
        head = tree.head(frame.at)
        if (
            tree.tokens[frame.at].upos == "NOUN"
            and head >= 0
            and tree.lemmas[head] in words["watching"]
        ):
            return False  # to watch two states' trade is no trade
        return tree.lemmas[frame.at] not in words["lasting"] or self._trend(frame) is not None

    def _between_parties(self, known: Sequence[_Draft]) -> Iterator[_Draft]:
        """Deeds that the network finds between two parties of whom no predicate has told one."""
        tree, cast = self.tree, self.cast
        told = {
            (tree.sentence_at(piece.start), *self._sides(draft.claim))
            for draft in known
            for piece in draft.claim.evidence
        }
        for deed in find_deeds(tree, cast, self.speakers, self.lexicon):
            sentence = tree.sentence_of[deed.at]
            a, b = cast.side(deed.pair.actor), cast.side(deed.pair.recipient)
            if (sentence, a, b) in told or (sentence, b, a) in told or self._asks(sentence):
                continue
            predicate = Predicate(tree.lemmas[deed.at], "verb", deed.action)
            goods = self._goods(deed)
            frame = Frame(deed.at, deed.at, predicate, (), (), goods, deed.together)
            if self._is_deed(frame):
                yield from self._pointed_at(frame, deed)

    def _pointed_at(self, frame: Frame, deed: Deed) -> Iterator[_Draft]:
        """A deed with the parties at which the network points, where both are known."""
        inner = self.nested.innermost(deed.at)
        speaker = self.speakers.nearest(inner)
        tokens = deed.actor, deed.recipient
        actor, recipient = (self.cast.resolve(token, speaker) for token in tokens)
        if actor is not None and recipient is not None:
            frame = replace(frame, actors=(deed.actor,), recipients=((deed.recipient,),))
            yield self._draft(frame, actor, recipient, inner, deed.score)

    def _goods(self, deed: Deed) -> tuple[int, ...]:
        """What is handed over, where the deed hands something over: its word's objects."""
        if deed.action not in _HANDED_OVER:
            return ()
        parties = {*deed.pair.actor_tokens, *deed.pair.recipient_tokens}
        return tuple(t for t in self.tree.below(deed.at, "obj") if t not in parties)

    def _sides(self, claim: Claim) -> tuple[str, str | None]:
        """The states of both parties, or those who act for none themselves."""
        side = self.cast.side
        return side(claim.actor), side(claim.recipient) if claim.recipient is not None else None

    def _asks(self, sentence: int) -> bool:
        return starts_question(self.tree, self.tree.encoded.sentences[sentence])

    # ---- one deed

    def _of_frame(self, frame: Frame, before: Sequence[_Draft]) -> Iterator[_Draft]:
        told = list(self._by_tree(frame, before))
        yield from told or self._with_missing(frame)

    def _with_missing(self, frame: Frame) -> Iterator[_Draft]:
        """A deed of which the tree shows only one party, with the other that the network sees."""
        speaker = self.speakers.nearest(self.nested.innermost(frame.at))
        places = frame.actors, [t for place in frame.recipients for t in place]
        doers, done_to = (self._resolved(tokens, speaker) for tokens in places)
        if bool(places[0]) != bool(doers) or bool(places[1]) != bool(done_to):
            return  # somebody is told whom nobody knows
        if bool(doers) == bool(done_to) or not all(is_party(self.cast, x) for x in doers + done_to):
            return
        told = frame.at, frame.predicate.action
        deed = missing_party(self.tree, self.cast, self.speakers, told, (doers, done_to))
        if deed is not None:
            yield from self._pointed_at(frame, deed)

    def _by_tree(self, frame: Frame, before: Sequence[_Draft]) -> Iterator[_Draft]:
        inner = self.nested.innermost(frame.at)
        speaker = self.speakers.nearest(inner)
        pair = self._pair(frame, before)
        if pair is not None and not frame.recipients and frame.predicate.reciprocal:
            yield self._draft(replace(frame, together=True), *pair, inner)
            return
        for actor in self._resolved(frame.actors, speaker):
            recipients: list[str | None] = [*self._recipients(frame, actor, speaker)]
            if frame.recipients and not recipients and not self._may_be_alone(frame):
                continue
            for recipient in recipients or [None]:
                if self._between_states(frame, actor, recipient):
                    yield self._draft(frame, actor, recipient, inner)

    def _may_be_alone(self, frame: Frame) -> bool:
        """Whether a deed is told without the other side: "is neutral", but not "regards her as"."""
        predicate = frame.predicate
        held = predicate.action == "position" and "obj" in predicate.recipient
        return predicate.action in _ALONE and not held

    def _pair(self, frame: Frame, before: Sequence[_Draft]) -> tuple[str, str] | None:
        """The two whom "the two presidents" or "both sides" mean.

        They are who last did something together or to each other, else the only two states that
        the text has named so far.
        """
        if len(frame.actors) != 1 or not self._means_two(frame.actors[0]):
            return None
        for draft in reversed(before):
            claim = draft.claim
            if claim.recipient is not None:
                pair = self._as_meant(frame.actors[0], (claim.actor, claim.recipient))
                if pair is not None:
                    return pair
        hits = [
            hit
            for hit in self.cast.mentions.hits
            if hit.begin < frame.at and hit.known.kind == "state" and hit.known.state
        ]
        named = {hit.known.state: (hit.begin, hit.end) for hit in hits if hit.known.state}
        if len(named) != 2:
            return None
        first, second = (self.cast.state_actor(code, place) for code, place in named.items())
        return first, second

    def _as_meant(self, token: int, pair: tuple[str, str]) -> tuple[str, str] | None:
        """Two who did something, or their states where "the two countries" are meant."""
        first, second = (self.cast.state(id) for id in pair)
        if first is None or second is None:
            return None
        if self.tree.lemmas[token] not in self.lexicon.plain_nouns["states"]:
            return pair
        place = self.tree.phrase(token)
        return self.cast.state_actor(first, place), self.cast.state_actor(second, place)

    def _means_two(self, token: int) -> bool:
        """Whether a phrase means two told of before, without naming them."""
        tree = self.tree
        if tree.lemmas[token] not in self.lexicon.plain_nouns["pairs"]:
            return False
        if tree.low(token) == tree.lemmas[token] or self.cast.mentions.state_of(token):
            return False
        begin, _ = tree.phrase(token)
        before = {tree.low(t) for t in range(begin, token)}
        return bool(before & {"two", "both"}) or tree.low(token) in ("sides", "parties")

    def _recipients(self, frame: Frame, actor: str, speaker: str | None) -> list[str]:
        """Those to whom it is done: of the first place that holds a party other than the doer."""
        for place in frame.recipients:
            if frame.predicate.action == "position" and self._in_between(place):
                continue  # "neutral in the dispute between Peru and Chile"
            ids = self._resolved(place, speaker)
            found = [id for id in ids if self._between_states(frame, actor, id)]
            if found:
                return list(self._one_a_state(found))
            if ids and all(is_party(self.cast, id) for id in ids):
                return []  # "slammed his own president's handling of ISIS"
        return []

    def _in_between(self, place: Sequence[int]) -> bool:
        return any(self.tree.case(token) in ("between", "among") for token in place)

    def _one_a_state(self, ids: Iterable[str]) -> Iterator[str]:
        """Of several of one state the first: a deed to three of its ministers is one deed."""
        seen = set()
        for id in ids:
            state = self.cast.state(id)
            if state is None or state not in seen:
                yield id
            seen.add(state)

    def _resolved(self, tokens: Iterable[int], speaker: str | None) -> list[str]:
        found = [self.cast.resolve(t, speaker) for t in tokens]
        return list(dict.fromkeys(id for id in found if id is not None))

    def _between_states(self, frame: Frame, actor: str, recipient: str | None) -> bool:
        """Whether this is a deed of one international party to another."""
        if recipient is not None:
            return are_apart(self.cast, actor, recipient)
        alone = frame.predicate.action in _ALONE and is_party(self.cast, actor)
        return alone and self._stands_alone(frame, self.cast.member(actor))

    def _stands_alone(self, frame: Frame, doer: Actor) -> bool:
        if doer.state is None and doer.kind != "bloc":
            return False
        if frame.predicate.action in ("mobilise", "position"):
            return doer.kind != "company"
        return False

    # ---- the claim's fields

    def _draft(
        self,
        frame: Frame,
        actor: str,
        recipient: str | None,
        inner: int | None,
        score: float | None = None,
    ) -> _Draft:
        tree = self.tree
        told = self.nested.told[inner] if inner is not None else None
        tokens = evidence_tokens(tree, frame, told.content if told else None)
        content = {"NOUN", "VERB", "ADJ", "PROPN", "NUM"}
        words = frozenset(tree.lemmas[t] for t in tokens if tree.tokens[t].upos in content)
        goods = frozenset(tree.lemmas[t] for t in frame.things)
        claim = self._claim(frame, actor, recipient, inner, tokens)
        if score is not None:
            claim = replace(claim, score=score)
        headline = self._in_headline(frame.at)
        mentioned = headline or tree.tokens[frame.at].upos == "NOUN"
        return _Draft(claim, words, goods, mentioned, headline, self._sides(claim))

    def _in_headline(self, token: int) -> bool:
        """Whether a token stands in a headline, which leaves out who says so."""
        place = self.tree.tokens[token].start
        return any(b.kind == "headline" and b.start <= place < b.end for b in self.blocks)

    def _claim(
        self,
        frame: Frame,
        actor: str,
        recipient: str | None,
        inner: int | None,
        tokens: Sequence[int],
    ) -> Claim:
        tree = self.tree
        told = self.nested.told[inner] if inner is not None else None
        span = tree.span(tokens[0], tokens[-1] + 1)
        when = self._when(frame)
        modality = Modalities(tree, self.lexicon).of(frame, told)
        if modality == "asserted" and self._lies_ahead(when):
            modality = "planned"  # "official visit to Kenya, 14 to 19 May"
        action = frame.predicate.action
        path = self.nested.path(inner)
        chain = [self.speakers.voice, *(self.speakers.actors[n] for n in path)]
        return Claim(
            id="",
            actor=actor,
            recipient=recipient,
            reciprocal=frame.together,
            action=action,
            plover=PLOVER[action],
            quad=QUAD[action],
            aspects=self._aspects(frame, tokens),
            modality=modality,
            trend=self._trend(frame),
            declared=action == "position",
            background=self._background(frame, when, modality),
            when=when,
            place=self._place(frame),
            things=self._things(frame),
            chain=tuple(_without_repeats(chain)),
            attribution=f"t{inner + 1}" if inner is not None else None,
            evidence=(span,),
            score=self._score(frame, recipient),
        )

    def _things(self, frame: Frame) -> tuple[Span, ...]:
        """The words of goods and sums; what "and" joins is one piece."""
        made: list[tuple[int, int]] = []
        for t in dict.fromkeys(frame.things):
            begin, end = self.tree.phrase(t)
            if made and self.tree.head(t) >= made[-1][0] and self.tree.relation(t) == "conj":
                made[-1] = (made[-1][0], max(end, made[-1][1]))
            else:
                made.append((begin, end))
        return tuple(self.tree.span(*run) for run in made)

    def _score(self, frame: Frame, recipient: str | None) -> float:
        """How sure a claim is: less without a recipient, through control, or far apart."""
        score = 0.9
        if recipient is None:
            score -= 0.2
        if frame.top != frame.at:
            score -= 0.1
        places = (*frame.actors, *(t for place in frame.recipients for t in place))
        far = max((abs(t - frame.at) for t in places), default=0)
        return round(score - min(0.3, far * 0.01), 2)

    def _aspects(self, frame: Frame, tokens: Sequence[int]) -> tuple[Aspect, ...]:
        """What the deed is about, by its words and those of its goods; the predicate's own too."""
        tree = self.tree
        counts: dict[Aspect, int] = dict.fromkeys(frame.predicate.aspects, 2)
        plain = [t for t in tokens if tree.tokens[t].text != "-"]  # "dual-use" is "dual use"
        for n, t in enumerate(plain):
            single = (tree.lemmas[t],)
            pair = (*single, tree.lemmas[plain[n + 1]]) if n + 1 < len(plain) else single
            known = self.lexicon.aspects
            found = known.get(pair) or known.get(single) or known.get((tree.low(t),), ())
            for aspect in found:
                counts[aspect] = counts.get(aspect, 0) + 1
        best = sorted(counts, key=lambda aspect: (-counts[aspect], aspect))[:_MOST_ASPECTS]
        return tuple(sorted(best))

    def _trend(self, frame: Frame) -> Trend | None:
        """Whether words beside the deed say that it begins, grows, goes on, shrinks or ends."""
        tree, trends = self.tree, self.lexicon.trends
        if frame.predicate.trend is not None:
            return frame.predicate.trend
        at = frame.at
        for child in tree.below(at, "amod", "advmod", "compound"):
            low = tree.low(child)
            for kind in ("adjectives", "adverbs"):
                if low in trends[kind]:
                    return trends[kind][low]
        head, relation = tree.head(at), tree.relation(at)
        if head < 0:
            return None
        lemma = tree.lemmas[head]
        if relation in ("obj", "nsubj:pass", "xcomp", "ccomp") and tree.tokens[head].upos == "VERB":
            return trends["verbs"].get(lemma)
        if relation == "nmod" and tree.case(at) in ("of", "in"):
            return trends["nouns"].get(lemma)
        return None

    def _place(self, frame: Frame) -> Place | None:
        """Where the deed happens: a place that hangs on its own words by "in", "at", "near"."""
        tree, mentions = self.tree, self.cast.mentions
        parties = {*frame.actors, *(t for place in frame.recipients for t in place)}
        for at in dict.fromkeys((frame.at, frame.top)):
            hosts = [at, *tree.below(at, "obj", "nsubj:pass")]
            for child in (c for host in hosts for c in tree.below(host, "obl", "nmod")):
                if child in parties or tree.case(child) not in _WHERE:
                    continue
                hit, name = mentions.hit_at.get(child), tree.name_at.get(child)
                if hit is not None and hit.known.form in ("city", "capital", "metonym", "name"):
                    return Place(tree.words(hit.begin, hit.end), hit.known.state)
                if hit is None and name is not None and name.kind == "LOC":
                    return Place(tree.words(name.begin, name.end), mentions.state_of(child))
        return None

    def _when(self, frame: Frame) -> When | None:
        """The time of the deed: the nearest expression that hangs on its own words."""
        tree = self.tree
        begin, end = tree.encoded.sentences[tree.sentence_of[frame.at]]
        at = tree.tokens[frame.at].start
        found = [
            time
            for time in find_times(tree.text, tree.span(begin, end), self.published)
            if time.when is not None and self._own(time.words, frame, (begin, end))
        ]
        nearest = min(found, key=lambda time: abs(time.words.start - at), default=None)
        return nearest.when if nearest is not None else None

    def _lies_ahead(self, when: When | None) -> bool:
        """Whether a time begins after the day of publication."""
        if when is None or when.start is None or self.published is None:
            return False
        return date.fromisoformat(when.start) > self.published

    def _own(self, words: Span, frame: Frame, sentence: tuple[int, int]) -> bool:
        """Whether the word that a time hangs on is the deed's, or one that carries the deed."""
        tree = self.tree
        carriers = {frame.at, frame.top}
        by_noun = tree.tokens[frame.at].upos == "NOUN"
        for up in tree.ancestors(frame.at) if by_noun or frame.top != frame.at else ():
            carriers.add(up)
            if up == frame.top or (by_noun and tree.tokens[up].upos == "VERB"):
                break
        for n in range(*sentence):
            if not words.start <= tree.tokens[n].start < words.end:
                continue
            for up in tree.ancestors(n):
                if up in carriers:
                    return True
                if tree.tokens[up].upos == "VERB":
                    break
        return False

    def _background(self, frame: Frame, when: When | None, modality: Modality) -> bool:
        """Whether a deed is older than the matter: by its time, or told after a subheading."""
        if modality in _FUTURE:
            return False
        if when is not None and self.published is not None:
            past = when.end or when.start  # what lasts since long ago is no news either
            return past is not None and date.fromisoformat(past) <= self.published - _OLD
        return self._after_subheading(self.tree.tokens[frame.at].start)

    def _after_subheading(self, start: int) -> bool:
        """Whether a place lies in a last section under a subheading of its own."""
        heads = [block for block in self.blocks if block.kind == "subheading"]
        return len(heads) == 1 and start > heads[-1].end


def _without_repeats(chain: Iterable[str | None]) -> Iterator[str]:
    """Speakers in order, unresolved ones left out, each once."""
    yield from dict.fromkeys(id for id in chain if id is not None)


def _joined(drafts: Sequence[_Draft]) -> list[Claim]:
    """Deeds told again as one claim."""
    made: list[_Draft] = []
    for draft in drafts:
        for n, known in enumerate(made):
            if _same_deed(known, draft):
                made[n] = _merged(known, draft)
                break
        else:
            made.append(draft)
    return sorted((draft.claim for draft in made), key=lambda claim: claim.evidence[0].start)


def _same_deed(x: _Draft, y: _Draft) -> bool:
    """Whether two tellings are of one deed: same parties, action and modality, nothing at odds.

    Told by two speakers it is two claims. What the outlet tells itself is what a speaker told
    only if the words are alike, or if it merely mentions the deed by a noun. A headline says
    shortly, and for states, what the text tells of their bodies.
    """
    a, b = x.claim, y.claim
    if x.headline != y.headline:
        alike = x.sides == y.sides or (a.reciprocal and x.sides == y.sides[::-1])
        denied = [claim.modality == "denied" for claim in (a, b)]
        return alike and a.action == b.action and denied[0] == denied[1]
    parties = (a.actor, a.recipient) == (b.actor, b.recipient) or (
        (a.reciprocal or b.reciprocal) and (a.actor, a.recipient) == (b.recipient, b.actor)
    )
    if not parties or (a.action, a.modality) != (b.action, b.modality):
        return False
    if a.when and b.when and (a.when.start, a.when.end) != (b.when.start, b.when.end):
        return False
    if a.aspects and b.aspects and not set(a.aspects) & set(b.aspects):
        return False
    if x.goods and y.goods and not x.goods & y.goods:
        return False
    if a.chain == b.chain:
        return a.background == b.background or x.mentioned or y.mentioned
    if a.chain and b.chain:
        return bool(set(a.chain) & set(b.chain))
    alike = len(x.words & y.words) >= _ALIKE * min(len(x.words), len(y.words))
    own = x if not a.chain else y
    return own.mentioned or (alike and a.background == b.background)


def _merged(x: _Draft, y: _Draft) -> _Draft:
    """One claim of two tellings.

    The outlet's own voice takes the chain where it tells the deed in a clause. Of a speaker and one
    whom he cites, it is the speaker's. Else the longer chain stands, and of two as long that of a
    clause, not of a headline.
    """
    a, b = x.claim, y.claim
    if x.headline != y.headline:
        return _with_headline(x, y) if y.headline else _with_headline(y, x)
    own = next((d for d in (x, y) if not d.claim.chain and not d.mentioned), None)
    longer = max((x, y), key=lambda d: (len(d.claim.chain), not d.mentioned))
    plain = (own or longer).claim
    for one, other in ((a, b), (b, a)):
        if one.chain and other.chain[: len(one.chain)] == one.chain:
            plain = one  # told by him, and again by whom he cites
            break
    evidence = dict.fromkeys((*a.evidence, *b.evidence))
    claim = replace(
        a,
        reciprocal=a.reciprocal or b.reciprocal,
        aspects=tuple(sorted({*a.aspects, *b.aspects})),
        trend=a.trend or b.trend,
        when=a.when or b.when,
        background=a.background and b.background,
        things=tuple(dict.fromkeys((*a.things, *b.things))),
        chain=plain.chain,
        attribution=plain.attribution,
        evidence=tuple(evidence),
        score=max(a.score, b.score),
    )
    words, goods = x.words | y.words, x.goods | y.goods
    return _Draft(claim, words, goods, x.mentioned and y.mentioned, x.headline, x.sides)


def _with_headline(text: _Draft, headline: _Draft) -> _Draft:
    """What the text tells, with the headline's words as more evidence."""
    claim = replace(
        text.claim,
        evidence=tuple(dict.fromkeys((*text.claim.evidence, *headline.claim.evidence))),
        trend=text.claim.trend or headline.claim.trend,
        when=text.claim.when or headline.claim.when,
        score=max(text.claim.score, headline.claim.score),
    )
    return replace(text, claim=claim, words=text.words | headline.words)
