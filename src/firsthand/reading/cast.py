"""Who is who in one document: every mention that speaks, acts or is acted on leads to an actor.

Persons are gathered first, by surname, with the office and state that stand beside any of their
names; then phrases are resolved in the order in which they are asked for. A pronoun or a bare
noun ("the minister") takes the nearest fitting person told of before it. Two that fit equally
well leave it open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from firsthand.model.document import Span
from firsthand.model.reading import Actor
from firsthand.model.vocabulary import ActorKind
from firsthand.reading.encoder import NameSpan
from firsthand.reading.lexicon import Holder, Lexicon
from firsthand.reading.mentions import Mention, Mentions
from firsthand.reading.syntax import Tree
from firsthand.reading.titles import Titles, spelt

_HE, _IT, _THEY = ("he", "she"), ("it",), ("they",)
_GENERIC = {"leader": ("president", "minister", "king", "chancellor", "chief", "premier", "leader")}
_POINTERS = frozenset({"this", "that", "these", "those", "which", "who", "it", "there", "what"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_ANY = frozenset({"any", "no", "another", "some", "every", "each"})
_MANY = frozenset({"many", "some", "others", "several", "few", "most", "those", "both", "all"})
_OWNED = frozenset({"body", "person", "group"})
_TITLE_BEFORE = 7  # words that may stand between "its" and a name
_REACH = 4  # sentences back that a pronoun may point


@dataclass
class _Member:
    """An actor in the making."""

    id: str
    name: str
    kind: ActorKind
    state: str | None
    office: str | None
    named: bool
    noun: str = ""
    known: bool = False  # the lexicon has this very body or bloc
    female: bool | None = None
    places: list[tuple[int, int]] = field(default_factory=list)  # tokens

    def last_before(self, token: int) -> int:
        """The start of its last mention before a token, or -1."""
        return max((begin for begin, _ in self.places if begin < token), default=-1)


class Cast:
    """The actors of one document; `resolve` leads a noun's token to one of them."""

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        published: date | None,
        home: str | None = None,
        outlet: str | None = None,
    ) -> None:
        """Gather all persons that the text names.

        Args:
            tree: the tree of the text.
            lexicon: what is known before reading.
            published: the day of publication, if known.
            home: the state that the dateline gives, if any; a minister without a state is its.
            outlet: the name of the outlet; a ministry's own page speaks of its own state.
        """
        self.tree, self.lexicon, self.published, self.home = tree, lexicon, published, home
        self.mentions = Mentions(tree, lexicon)
        self._titles = Titles(tree, lexicon)
        self._members: list[_Member] = []
        self._named: dict[str, _Member] = {}
        self._surnames: dict[str, list[_Member]] = {}
        self._others: dict[tuple[str, str | None, str], _Member] = {}
        self._asked: dict[int, str | None] = {}
        self._documents: list[tuple[int, str, str]] = []  # token, noun, actor id
        self._heard: list[tuple[int, str]] = []  # token, actor id: who spoke where
        self._page_of = lexicon.state_of_page(outlet or "")
        self._gather()
        self._look_around()

    # ---- what others ask

    def resolve(self, n: int, speaker: str | None = None) -> str | None:
        """The actor that the noun phrase of a token means, or None where it stays open.

        Args:
            n: the head of the phrase.
            speaker: who says the words that the phrase stands in; "we" and "I" mean him.
        """
        low = self.tree.low(n)
        if low in ("we", "i", "us", "me", "our", "my") and speaker is not None:
            return speaker
        if n not in self._asked:
            self._asked[n] = None  # whoever is asked again on the way is not known by this
            self._asked[n] = self._resolve(n)
        return self._asked[n]

    def person_within(self, who: int, words: tuple[int, int]) -> str | None:
        """The person whom the words of a source name beside a role ("the head of X, Y Z")."""
        if not self.mentions.is_role(who):
            return None
        for name in self.tree.encoded.names:
            if name.kind != "PER" or not words[0] <= name.begin < words[1]:
                continue
            top = self.mentions.top(name)
            if self.tree.below(top, "case") or name.begin in self.mentions.hit_at:
                continue
            return self.resolve(top)
        return None

    def resolve_joint(self, heads: Sequence[int], words: tuple[int, int]) -> str | None:
        """Several who speak together: one actor for all of them.

        Args:
            heads: the heads of their phrases.
            words: the tokens `[begin, end)` that name them all.
        """
        ids = [self.resolve(n) for n in heads]
        members = [self._by_id(id) for id in ids if id is not None]
        if len({member.id for member in members}) < 2:
            return members[0].id if members else None
        name = self.tree.words(*words)
        named = all(member.named for member in members)
        states = {member.state for member in members}
        state = next(iter(states)) if len(states) == 1 else None
        return self._other(name, "group", state, words, named=named).id

    def add_unnamed(self, n: int, words: tuple[int, int]) -> str | None:
        """A speaker whom only his words describe; None for a pronoun, which may mean anybody."""
        if self.tree.tokens[n].upos == "PRON" or self.tree.low(n) in _POINTERS:
            return None
        plural = self.tree.low(n) != self.tree.lemmas[n] and self.tree.low(n).endswith("s")
        kind: ActorKind = "group" if plural or self.tree.low(n) in _MANY else "person"
        return self._other(
            self.tree.words(*words), kind, self.mentions.state_of(n), words, named=False
        ).id

    def heard(self, n: int, actor: str) -> None:
        """Remember that an actor speaks at a token, so that "he" finds him."""
        self._heard.append((n, actor))

    def member(self, id: str) -> Actor:
        """An actor by its id."""
        return self._actor(self._named[id])

    def state(self, id: str | None) -> str | None:
        """The state that an actor acts for."""
        return self._named[id].state if id is not None else None

    def side(self, id: str) -> str:
        """On which side of a relation an actor stands: its state, or itself where it has none."""
        return self.state(id) or id

    def kind(self, id: str) -> ActorKind:
        """What sort of actor somebody is."""
        return self._named[id].kind

    def is_known(self, id: str) -> bool:
        """Whether an actor is a bloc or a body that the lexicon knows by name."""
        return self._by_id(id).known

    def is_private(self, id: str) -> bool:
        """Whether somebody is one person without a name who speaks for nobody ("a passenger")."""
        member = self._by_id(id)
        office = self.lexicon.offices.get((member.noun,))
        return (
            member.kind == "person"
            and not member.named
            and office is not None
            and office.speaks_for == "none"
        )

    def actors(self, used: Iterable[str]) -> tuple[Actor, ...]:
        """The actors of some ids, in the order of their first mention."""
        wanted = set(used)
        members = [member for member in self._members if member.id in wanted]
        members.sort(key=lambda m: (min((b for b, _ in m.places), default=0), m.id))
        return tuple(self._actor(member) for member in members)

    def state_actor(self, code: str, place: tuple[int, int]) -> str:
        """The state itself as an actor."""
        return self._state(code, place).id

    def add_outside(self, name: str, kind: ActorKind, place: tuple[int, int]) -> str:
        """An actor that words name without a noun phrase of their own (a wire in a dateline)."""
        return self._other(name, kind, None, place, named=True).id

    # ---- persons

    def _gather(self) -> None:
        for name in self.tree.encoded.names:
            if name.begin and self.tree.tokens[name.begin - 1].text == "(":
                continue  # "Sen. X (D-Calif.)"
            if name.kind != "PER" or not any(c.isalpha() for c in self._name_of(name)):
                continue
            hit = self.mentions.hit_at.get(name.begin)
            if hit is not None and hit.end >= name.end:
                continue  # a state, an outlet or a body that the network took for a person
            self._take(name)
        self._by_roles()
        for member in self._members:
            holder = self._holder(member)
            if holder is not None:
                member.state = member.state or holder.state
                member.office = member.office or holder.office
        self._by_titles()
        self._by_masters()
        if self.home is not None:
            self._by_dateline()

    def _by_roles(self) -> None:
        """Give a person whose office has no state that of the same office told of elsewhere.

        "President X" is the one of "the President of Y" if the text speaks of no other state's.
        """
        roles: dict[str, set[str]] = {}
        for n, lemma in enumerate(self.tree.lemmas):
            office = self.lexicon.offices.get((lemma,))
            if office is not None and office.speaks_for == "state" and not office.unnamed:
                state = self.mentions.state_of(n)
                if state is not None:
                    roles.setdefault(spelt(lemma), set()).add(state)
        for member in self._members:
            if member.state is None and member.office is not None:
                states = roles.get(spelt(member.office.lower().split()[-1]), set())
                if len(states) == 1 and self._only_one(member.office):
                    member.state = next(iter(states))

    def _by_titles(self) -> None:
        """Give those whose title or party is of one state alone that state.

        "Senator" and the like follow where the text has such a title, and nobody of another
        state bears theirs.
        """
        offices = {member.id: self._titles.office(member.office) for member in self._members}
        sure: set[str] = set()
        for member in self._members:
            office = offices[member.id]
            state = self._titles.marked(member.places) or (office.state if office else None)
            if state is not None:
                sure.add(state)
                member.state = member.state or state
        bodies = (hit.known for hit in self.mentions.hits if hit.known.kind == "body")
        sure |= {body.state for body in bodies if body.state is not None}
        for member in self._members:
            office = offices[member.id]
            if member.state is not None or office is None or office.often not in sure:
                continue
            others = {m.state for m in self._members if offices[m.id] == office} - {None}
            if others <= {office.often}:
                member.state = office.often

    def _by_masters(self) -> None:
        """Give "Lund's spokesman" and "a former Lund aide" the state of Lund."""
        for member in self._members:
            if member.state is None and member.office is not None:
                member.state = self._state_of_named(member.office.split())

    def _state_of_named(self, words: Iterable[str]) -> str | None:
        """The state of the one person whose surname is among some words."""
        for word in words:
            surname = _plain(word.removesuffix("'s").removesuffix("’s"))
            states = {member.state for member in self._surnames.get(surname, [])}
            states = states or {holder.state for holder in self._heads_named(surname)}
            if len(states) == 1 and word[:1].isupper():
                return next(iter(states))
        return None

    def _heads_named(self, surname: str) -> list[Holder]:
        """The heads of state or government of a surname, in office on the day of publication."""
        found = self.lexicon.holders.get(surname, [])
        heads = ("president", "prime minister", "chancellor")
        return [h for h in found if h.office in heads and self._in_office(h)]

    def _by_dateline(self) -> None:
        """Give a minister without a state that of the dateline.

        An agency that writes from Kampala leaves out whose health minister it is.
        """
        for member in self._members:
            if member.state is None and self._speaks_for_state(member):
                member.state = self.home

    def _speaks_for_state(self, member: _Member) -> bool:
        office = self._titles.office(member.office)
        return office is not None and office.speaks_for in ("state", "ministry")

    def speaks_as(self, id: str, state: str) -> None:
        """Give a minister without a state the one that he speaks for."""
        member = self._by_id(id)
        if member.state is None and self._speaks_for_state(member):
            member.state = state

    def _only_one(self, office: str) -> bool:
        """Whether only one person of the text bears an office without a state."""
        noun = office.lower().split()[-1]
        bearers = [
            m for m in self._members if m.office is not None and m.office.lower().endswith(noun)
        ]
        return len(bearers) == 1

    def _look_around(self) -> None:
        """Resolve subjects and objects in the order of the text, so that pronouns find them."""
        for n, token in enumerate(self.tree.tokens):
            if token.relation.startswith(("nsubj", "obj", "obl:agent")) and token.upos in (
                "NOUN",
                "PROPN",
            ):
                self.resolve(n)

    def _name_of(self, name: NameSpan) -> str:
        return self.mentions.name_of(name)

    def _take(self, name: NameSpan) -> None:
        words = self._name_of(name)
        top = self.mentions.top(name)
        office, state = self.mentions.office_and_state(top, name)
        member = self._person_named(words)
        if member is None:
            member = self._new(words, "person", None, named=True)
            for surname in _surnames(words):
                self._surnames.setdefault(surname, []).append(member)
        elif len(words.split()) > len(member.name.split()):
            member.name = words
            for surname in _surnames(words):
                if member not in self._surnames.setdefault(surname, []):
                    self._surnames[surname].append(member)
        member.office = _longer(member.office, office)
        member.state = member.state or state
        member.female = self._sex(name) if member.female is None else member.female
        member.places.append((name.begin, name.end))

    def _sex(self, name: NameSpan) -> bool | None:
        before = self.tree.low(name.begin - 1) if name.begin else ""
        words = {before, self.tree.low(name.begin)}
        if words & {"mrs", "mrs.", "ms", "ms.", "miss", "queen", "spokeswoman", "chairwoman"}:
            return True
        if words & {"mr", "mr.", "king", "spokesman", "chairman", "sir"}:
            return False
        return None

    def _person_named(self, words: str) -> _Member | None:
        """The person whom a name fits: the same surname, and no other first name."""
        parts = [_plain(part) for part in words.split()]
        found = []
        for member in self._surnames.get(parts[-1], ()):
            theirs = [_plain(part) for part in member.name.split()]
            if len(parts) == 1 or len(theirs) == 1 or _first_names_agree(parts, theirs):
                found.append(member)
        if not found and len(parts) > 1:  # "Moon" before "Moon Jae-in"
            found = [m for m in self._surnames.get(parts[0], ()) if " " not in m.name]
        return found[-1] if found else None

    def _holder(self, member: _Member) -> Holder | None:
        """Who in the lexicon this person is: by full name, or by surname and office."""
        name = " ".join(member.name.partition(",")[0].split()).casefold()
        found = self.lexicon.holders.get(name, [])
        if not found:
            return None
        if " " not in name:
            found = [h for h in found if self._office_fits(h, member) and self._in_office(h)]
        states = {holder.state for holder in found}
        if member.state is not None and member.state not in states:
            return None
        if len(states) != 1:
            return None
        current = [holder for holder in found if self._in_office(holder)]
        return (current or found)[-1]

    def _office_fits(self, holder: Holder, member: _Member) -> bool:
        if member.office is None:
            return holder.office in ("president", "prime minister", "chancellor")
        return bool(set(holder.office.split()) & set(member.office.lower().split()))

    def _in_office(self, holder: Holder) -> bool:
        day = self.published
        if day is None:
            return True
        return (holder.since or date.min) <= day <= (holder.until or date.max)

    # ---- phrases

    def _resolve(self, n: int) -> str | None:
        mention = self.mentions.describe(n)
        found = self._of(mention)
        if found is None:
            return None
        place = (mention.begin, mention.end)
        if mention.form == "pronoun":
            found.places.append((n, n + 1))
        elif mention.form != "thing" and place not in found.places:
            found.places.append(place)  # "Peru's invasion" is a deed of Peru, and no word for it
        own = mention.form != "pronoun" and not found.known and found.kind in _OWNED
        if own and found.state is None:
            masters = self._masters(mention) if mention.person is None else []
            found.state = self._state_of_named(masters) or self._owner_of(place)
            if found.state is None and not masters and found.kind != "group":
                found.state = self._own_state(found)
        return found.id

    def _masters(self, mention: Mention) -> list[str]:
        """Surnames of persons within a phrase for a body or a role ("the Lund government")."""
        words = (self.tree.tokens[t].text for t in range(mention.begin, mention.head))
        return [
            word
            for word in words
            if word[:1].isupper()
            and (_plain(word) in self._surnames or self._heads_named(_plain(word)))
        ]

    def _owner_of(self, place: tuple[int, int]) -> str | None:
        """The state that "its" or "their" before a noun means ("its transport minister, X")."""
        for t in range(place[0], max(-1, place[0] - _TITLE_BEFORE), -1):
            if self.tree.tokens[t].upos in ("VERB", "AUX", "ADP") or self.tree.low(t) in ".;:":
                return None
            if self.tree.low(t) in _OWNERS:
                return self.state(self.resolve(t))
        return None

    def _own_state(self, member: _Member) -> str | None:
        """The state whose own page the document is, or the only one that it names."""
        if member.kind == "person" and not self._speaks_for_state(member):
            return None
        return self._page_of or self._only_state

    @cached_property
    def _only_state(self) -> str | None:
        states = {hit.known.state for hit in self.mentions.hits if hit.known.kind == "state"}
        return next(iter(states)) if len(states) == 1 else None

    def _of(self, mention: Mention) -> _Member | None:
        if mention.form == "pronoun":
            return self._pronoun(mention)
        if mention.person is not None:
            return self._person_named(self._name_of(mention.person))
        if mention.kind == "state" or mention.form == "thing":
            if mention.state is None:
                return None
            return self._state(mention.state, (mention.begin, mention.end), mention)
        if mention.form == "office" and mention.named:
            return self._by_office(mention)
        if mention.form == "name":
            found = self._other(
                mention.name, mention.kind, mention.state, (mention.begin, mention.end),
                named=mention.named, noun=mention.noun,
                key=mention.hit.known.name if mention.hit is not None else None,
            )  # fmt: skip
            found.known = found.known or (mention.hit is not None and mention.kind != "outlet")
            return found
        return self._by_noun(mention)

    def _pronoun(self, mention: Mention) -> _Member | None:
        n, low = mention.head, mention.name
        here = self.tree.sentence_of[n]
        if low in _OWNERS and self.tree.relation(n) == "nmod:poss":
            subject = self._subject_after(n)
            found = self.resolve(subject) if subject is not None else None
            if found is not None and (self.kind(found) == "person") == (low in ("his", "her")):
                return self._by_id(found)
        if low in ("he", "she", "him", "her", "his"):
            return self._nearest_person(n, here, female=low in ("she", "her"))
        if low in ("it", "its"):
            return self._nearest(
                n, here, ("state", "body", "bloc", "company", "outlet"), many=False
            )
        if low in ("they", "their", "them"):
            return self._nearest(n, here, ("group", "company"), many=True)
        return None

    def _subject_after(self, n: int) -> int | None:
        """Whom "its" in the opening of a sentence means: "Since its founding, | the bloc has"."""
        tree = self.tree
        top = n
        for up in tree.ancestors(n):
            if tree.relation(up) in ("root", "ccomp", "conj", "parataxis"):
                top = up
                break
        subject = tree.first(top, "nsubj", "nsubj:pass") if top != n else None
        if subject is None or subject < n or n in tree.subtree(subject):
            return None
        return subject

    def _nearest_person(self, n: int, here: int, *, female: bool) -> _Member | None:
        """The person told of last; one who is a subject or who spoke counts as nearer."""
        best, chosen = -1.0, None
        for member in self._members:
            if member.kind != "person" or member.female is (not female):
                continue
            for begin, end in member.places:
                if begin >= n or here - self.tree.sentence_of[begin] > _REACH:
                    continue
                near = self.tree.sentence_of[begin] - here + self._weight(begin, end) + begin * 1e-5
                if chosen is None or near > best:
                    best, chosen = near, member
        return chosen

    def _weight(self, begin: int, end: int) -> float:
        """How much a mention stands out: who speaks or is the subject, then who is an object."""
        spoke = any(begin <= at < end for at, _ in self._heard)
        relations = {self.tree.relation(t) for t in range(begin, min(end, len(self.tree.tokens)))}
        if spoke:
            return 1.6
        if relations & {"nsubj", "nsubj:pass"}:
            return 1.2
        return 0.0 if relations & {"nmod:poss", "nmod", "compound"} else 0.4

    def _nearest(
        self, n: int, here: int, kinds: tuple[ActorKind, ...], *, many: bool
    ) -> _Member | None:
        best, chosen = -1.0, None
        for member in self._members:
            if member.kind not in kinds:
                continue
            for begin, end in member.places:
                back = here - self.tree.sentence_of[begin]
                if begin >= n or back > 1:
                    continue
                subject = self._weight(begin, end)
                if subject < 1 and not many:
                    continue
                near = -back + subject + begin * 1e-5
                if chosen is None or near > best:
                    best, chosen = near, member
        return chosen

    def _by_office(self, mention: Mention) -> _Member | None:
        """Whom a role without a name means: who holds it in this text, the last one told of."""
        fits = [
            member
            for member in self._members
            if member.kind == "person"
            and self._same_office(mention, member)
            and (mention.state is None or member.state is None or member.state == mention.state)
        ]
        if self.tree.low(mention.begin) in _ANY:
            fits = []  # "any Palestinian leader" is nobody told of
        sure = [m for m in fits if mention.state is None or m.state == mention.state] or fits
        before = [member for member in sure if member.last_before(mention.head) >= 0]
        if before:
            chosen = max(before, key=lambda m: m.last_before(mention.head))
        elif len(sure) == 1:
            chosen = sure[0]
        else:
            made = self._other(
                mention.name, "person", mention.state, (mention.begin, mention.end),
                named=mention.state is not None, noun=mention.noun,
            )  # fmt: skip
            made.office = made.office or mention.office
            return made
        chosen.state = chosen.state or mention.state
        return chosen

    def _same_office(self, mention: Mention, member: _Member) -> bool:
        if member.office is None:
            return False
        theirs = [spelt(word) for word in member.office.lower().split()]
        ours = [spelt(word) for word in (mention.office or mention.noun).lower().split()]
        noun = spelt(mention.noun.lower())
        if noun in _GENERIC:
            return any(word in theirs for word in _GENERIC[noun])
        return noun in theirs and (set(ours) <= set(theirs) or set(theirs) <= set(ours))

    def _by_noun(self, mention: Mention) -> _Member | None:
        """A body or group by its noun: "the ministry" is the ministry told of before."""
        place = (mention.begin, mention.end)
        article = self.tree.low(mention.begin)
        definite = article in ("the", "this", "that", "these", "those", "its", "their")
        if mention.kind == "document":
            return self._document(mention)
        if article == "the" and mention.kind in ("person", "group"):
            before = [m for m in self._members if self._is_same_unnamed(m, mention)]
            if before:
                return max(before, key=lambda m: m.last_before(mention.head))
        if definite and mention.state is None:
            earlier = [
                member
                for member in self._members
                if member.kind in ("body", "group", "company", "bloc", "outlet")
                and (member.noun == mention.noun or _ends_with(member.name, mention.noun))
                and member.last_before(mention.head) >= 0
            ]
            if earlier:
                return max(earlier, key=lambda m: m.last_before(mention.head))
        return self._other(
            mention.name, mention.kind, mention.state, place,
            named=mention.named, noun=mention.noun,
        )  # fmt: skip

    def _is_same_unnamed(self, member: _Member, mention: Mention) -> bool:
        """Whether somebody whom only a role describes is told of again ("the official")."""
        return (
            not member.named
            and member.kind == mention.kind
            and bool(mention.noun)
            and member.noun == mention.noun
            and (mention.state is None or member.state == mention.state)
            and member.last_before(mention.head) >= 0
        )

    def _document(self, mention: Mention) -> _Member | None:
        """A document that speaks: the body whose it is, else itself."""
        body = self._body_of_document(mention)
        if body is not None:
            self._documents.append((mention.head, mention.noun, body.id))
            return body
        for owner in self.mentions.document_of(mention.head):
            found = self.resolve(owner)
            if found is not None:
                self._documents.append((mention.head, mention.noun, found))
                return self._by_id(found)
        words = {self.tree.lemmas[t] for t in range(mention.begin, mention.head)} - {"the", "a"}
        for member in reversed(self._members):
            theirs = {word.lower() for word in member.name.split()}
            kept = {w for w in words if w in ("intelligence", "ministry", "agency", "service")}
            if kept and kept <= theirs and member.last_before(mention.head) >= 0:
                return member
        if self.tree.low(mention.begin) in ("the", "this", "that"):
            for _, noun, actor in reversed(self._documents):
                if noun == mention.noun:
                    return self._by_id(actor)
        return self._other(
            mention.name, "document", mention.state, (mention.begin, mention.end), named=False,
            noun=mention.noun,
        )  # fmt: skip

    def _body_of_document(self, mention: Mention) -> _Member | None:
        """The body of a state before a document's noun ("a U.S. intelligence | report")."""
        nouns = [
            t
            for t in range(mention.begin, mention.head)
            if self.mentions.body_noun_at(t) == "body" and t not in self.tree.name_at
        ]
        if not nouns or mention.state is None:
            return None
        begin = mention.begin + (self.tree.tokens[mention.begin].upos == "DET")
        place = (begin, nouns[-1] + 1)
        if begin == nouns[-1]:
            return None
        return self._other(
            self.tree.words(*place), "body", mention.state, place, named=True,
            noun=self.tree.lemmas[nouns[-1]],
        )  # fmt: skip

    # ---- making

    def _by_id(self, id: str) -> _Member:
        return self._named[id]

    def _new(self, name: str, kind: ActorKind, state: str | None, *, named: bool) -> _Member:
        member = _Member(f"a{len(self._members) + 1}", name, kind, state, None, named)
        self._members.append(member)
        self._named[member.id] = member
        return member

    def _state(self, code: str, place: tuple[int, int], mention: Mention | None = None) -> _Member:
        key = ("state", code, "")
        member = self._others.get(key)
        if member is None:
            member = self._new(self.lexicon.state_name(code), "state", code, named=True)
            member.name = self._best_state_name(code)
            self._others[key] = member
            for hit in self.mentions.hits:
                if hit.known.kind == "state" and hit.known.state == code:
                    member.places.append((hit.begin, hit.end))
        if mention is None and place not in member.places:
            member.places.append(place)
        return member

    def _best_state_name(self, code: str) -> str:
        """The name of a state in the text's words, else the plain one of the lexicon."""
        for form in ("name", "capital", "metonym"):
            for hit in self.mentions.hits:
                known = hit.known
                if known.kind == "state" and known.state == code and known.form == form:
                    return self.tree.words(hit.begin, hit.end)
        return self.lexicon.state_name(code)

    def _other(
        self,
        name: str,
        kind: ActorKind,
        state: str | None,
        place: tuple[int, int],
        *,
        named: bool,
        noun: str = "",
        key: str | None = None,
    ) -> _Member:
        """An actor by its words, or by the name that the lexicon has for them (`key`)."""
        words = _plain(key or name)
        place_of = (kind, state, words)
        member = self._others.get(place_of) or self._others.get((kind, None, words))
        if member is None and state is None:
            member = next(
                (m for (k, _, w), m in self._others.items() if k == kind and w == words), None
            )
        if member is None:
            member = self._new(name, kind, state, named=named)
            member.noun = noun
        member.state = member.state or state
        self._others[place_of] = member
        if place not in member.places:
            member.places.append(place)
        return member

    def _actor(self, member: _Member) -> Actor:
        spans = {self.tree.span(*place) for place in member.places}
        mentions = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        return Actor(
            member.id, member.name, member.kind, member.state, member.office, member.named,
            mentions or (Span(0, 0),),
        )  # fmt: skip


def _plain(word: str) -> str:
    """A name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _surnames(words: str) -> list[str]:
    """What a person can be called by alone: the last word; of names in other orders the first."""
    parts = [_plain(part) for part in words.split()]
    made = [parts[-1], parts[0]] if len(parts) > 1 else parts
    made += [part.partition("-")[2] for part in made if part.startswith(("al-", "el-", "ul-"))]
    return list(dict.fromkeys(made))


def _first_names_agree(ours: list[str], theirs: list[str]) -> bool:
    if ours[-1] != theirs[-1]:
        return set(ours) <= set(theirs) or set(theirs) <= set(ours)
    return any(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) or a.rstrip(".") == b[:1]
               for a in ours[:-1] for b in theirs[:-1])  # fmt: skip


def _longer(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return a or b
    return b if len(b) > len(a) else a


def _ends_with(name: str, noun: str) -> bool:
    last = _plain(name).split()[-1:]
    return last == [noun] or noun in _plain(name).split()
