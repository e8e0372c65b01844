"""What a noun phrase says of the one it means: kind, name, state, office.

Nothing is looked up across the document here; that is `cast`. Accepted gap: a state is taken from
the words next to the noun and from "of" phrases, not from the sentence around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from firsthand.model.vocabulary import ActorKind
from firsthand.reading.encoder import NameSpan
from firsthand.reading.lexicon import Form, Known, Lexicon, Office, plain
from firsthand.reading.syntax import Tree
from firsthand.reading.words import AFTER_BLANK, AFTER_BREAK

_FORM_ORDER: tuple[Form, ...] = (
    "name", "adjective", "people", "capital", "metonym", "body", "outlet", "seat", "city", "holder",
)  # fmt: skip
_LONGEST_OFFICE = 6
_LONGEST_TITLE = 10
# What is done with a document by those whose words it holds.
_ISSUED = frozenset({"sign", "issue", "release", "circulate", "publish", "write", "send", "draft"})
_SENT_TO = frozenset({"for", "to", "on"})  # "envoy for Ukraine", "ambassador to Chad"


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `[begin, end)` that are a name of the lexicon."""

    begin: int
    end: int
    known: Known


@dataclass(frozen=True, slots=True)
class Mention:
    """What the phrase of token `head`, tokens `[begin, end)`, says by itself.

    `form`: name, office (a role without a name), noun (any other), pronoun. `state_given` tells
    whether words of the phrase itself name the state.
    """

    head: int
    begin: int
    end: int
    form: str
    kind: ActorKind
    name: str
    state: str | None
    office: str | None
    named: bool
    plural: bool
    noun: str
    person: NameSpan | None = None
    hit: Hit | None = None


@dataclass(frozen=True)
class Mentions:
    """Noun phrases of one document, described on demand."""

    tree: Tree
    lexicon: Lexicon

    # ---- names of the lexicon

    @cached_property
    def _plain(self) -> list[str]:
        """The tokens as the names of the lexicon are written."""
        return [plain(token.text) for token in self.tree.tokens]

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """All names of the lexicon in the text, the longest at each place."""
        tokens = self._plain
        made: list[Hit] = []
        at = 0
        while at < len(tokens):
            size, meanings = self.lexicon.names.at(tokens, at)
            known = self._meaning(at, at + size, meanings) if size else None
            if known is None:
                at += 1
                continue
            made.append(Hit(at, at + size, known))
            at += size
        short = list(self._short_names(made))
        return tuple(sorted((*made, *short), key=lambda hit: hit.begin))

    def _short_names(self, found: Sequence[Hit]) -> Iterator[Hit]:
        """Short names of states that the text has named before ("the North")."""
        tree, taken = self.tree, {t for hit in found for t in range(hit.begin, hit.end)}
        first: dict[str, int] = {}
        for hit in found:
            if hit.known.kind == "state" and hit.known.form == "name" and hit.known.state:
                first.setdefault(hit.known.state, hit.begin)
        for n in range(1, len(tree.tokens)):
            known = self.lexicon.short_names.get(tree.tokens[n].text)
            if known is None or n in taken or tree.low(n - 1) != "the":
                continue
            after = tree.tokens[n + 1] if n + 1 < len(tree.tokens) else None
            longer = after is not None and (after.upos == "PROPN" or after.text.lower() == "of")
            if not longer and first.get(known.state or "", n) < n:
                yield Hit(n, n + 1, known)

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """For each token of such a name, the name."""
        return {t: hit for hit in self.hits for t in range(hit.begin, hit.end)}

    def _meaning(self, begin: int, end: int, meanings: Iterable[Known]) -> Known | None:
        """What a name means here, or None where the network sees somebody else in it."""
        name = self.tree.name_at.get(begin)
        if name and name.kind == "PER" and not (name.begin == begin and name.end == end):
            return None
        longer = name and name.kind == "ORG" and name.end - name.begin > end - begin
        found = sorted(meanings, key=lambda known: _FORM_ORDER.index(known.form))
        for known in found:
            plain_place = name is not None and name.kind in ("LOC", "ORG", "NORP")
            if known.ambiguous and not plain_place and not self._capital(begin, known):
                continue  # where the lexicon is sure, a person seen by the network counts not
            if known.form == "outlet" and longer:
                continue
            return known
        return None

    def _capital(self, n: int, known: Known) -> bool:
        """Whether a name that may be a person's means a capital: nobody of that name is about."""
        if known.form != "capital" or self.tree.tokens[n].upos != "PROPN":
            return False
        before = self.tree.low(n - 1).rstrip(".") if n else ""
        return (
            self.tree.tokens[n].text not in self._parts_of_persons
            and before not in self.lexicon.plain_nouns["titles"]
            and self._names_states
        )

    @cached_property
    def _parts_of_persons(self) -> frozenset[str]:
        """The words of persons' names of two words and more."""
        return frozenset(
            self.tree.tokens[t].text
            for name in self.tree.encoded.names
            if name.kind == "PER" and name.end - name.begin > 1
            for t in range(name.begin, name.end)
        )

    @cached_property
    def _names_states(self) -> bool:
        """Whether the text names a state by words that mean nothing else."""
        for at in range(len(self._plain)):
            _, meanings = self.lexicon.names.at(self._plain, at)
            if any(known.kind == "state" and not known.ambiguous for known in meanings):
                return True
        return False

    # ---- one phrase

    def whole_of(self, n: int) -> int:
        """The noun that an adjective or name before it belongs to, where the tree cuts them apart.

        "U.S. President X", "South Korean officials": the network may hang the first word on the
        verb by itself. A name that nothing follows but a verb or a mark is its own.
        """
        tokens = self.tree.tokens
        if n not in self.hit_at or self.hit_at[n].known.kind != "state":
            return n
        last = self.hit_at[n].end - 1
        while last + 1 < len(tokens) and tokens[last + 1].gap == AFTER_BLANK:
            if tokens[last + 1].upos not in ("NOUN", "PROPN", "ADJ"):
                break
            last += 1
        if last < self.hit_at[n].end or tokens[last].upos == "ADJ":
            return n
        name = self.tree.name_at.get(last)
        if name is not None and name.kind == "PER" and name.begin > n:
            return self.top(name)
        office = any((self.tree.lemmas[t],) in self.lexicon.offices for t in range(n + 1, last + 1))
        group = self.tree.lemmas[last] in self.lexicon.plain_nouns["group"]
        return last if office or group else n

    def describe(self, n: int) -> Mention:
        """What the noun phrase of a token says of the one it means."""
        tree = self.tree
        begin, end = tree.phrase(n)
        person = self.person_of(n)
        if person is not None:
            return self._person(n, begin, end, person)
        if tree.tokens[n].upos == "PRON" or tree.low(n) in ("he", "she", "they", "it"):
            return self._made(n, begin, end, "pronoun", "group", tree.low(n), None, named=False)
        hit = self.hit_at.get(n)
        if hit is not None:
            return self._known(n, begin, end, hit)
        office = self.office_at(n, begin, end)
        if office is not None:
            return self._office(n, begin, end, office)
        name = tree.name_at.get(n)
        if name is not None and name.kind == "ORG":
            return self._organisation(n, begin, end, name)
        return self._called(n, begin, end) or self._noun(n, begin, end)

    def _called(self, n: int, begin: int, end: int) -> Mention | None:
        """A body, outlet or company whose name is behind its noun ("the daily X", "the firm, X,").

        What the lexicon or the network knows by that name it is; any other name is its own.
        """
        beside = self._body_behind(n, end)
        hit = self.hit_at.get(beside) if beside is not None else None
        if beside is not None and (hit is None or hit.known.kind != "state"):
            return self.describe(beside)
        kind = self._kind_of_noun(n)
        name = self._name_after(n, end) if kind is not None else None
        if kind is None or name is None:
            return None
        return self._made(
            n, begin, end, "name", kind, self.tree.words(*name), self.state_of(n), named=True
        )

    def _kind_of_noun(self, n: int) -> ActorKind | None:
        """The kind of what a noun without a name means, if it is something that has one."""
        if self.tree.low(n) != self.tree.lemmas[n]:
            return None  # "companies A and B"
        if self.tree.lemmas[n] in self.lexicon.plain_nouns["company"]:
            return "company"
        kind = self.body_noun_at(n)
        return kind if kind in ("outlet", "body", "company") else None

    def _name_after(self, n: int, end: int) -> tuple[int, int] | None:
        """The tokens of a name put behind a noun at once, or between commas."""
        tree, tokens = self.tree, self.tree.tokens
        at = end + (end < len(tokens) and tokens[end].text == ",")
        if at >= len(tokens) or tokens[at].upos != "PROPN" or not tokens[at].text[0].isupper():
            return None
        if not any(tree.relation(c) in ("appos", "flat") for c in tree.children[n] if c >= at):
            return None
        span = tree.name_at.get(at)
        last = span.end if span is not None and span.begin == at else at + 1
        under = set(tree.subtree(n))
        while last < len(tokens) and tokens[last].gap == AFTER_BLANK and last in under:
            if tokens[last].upos not in ("PROPN", "NUM"):
                break
            last += 1
        if at > end and last < len(tokens) and tokens[last].text not in (",", "."):
            return None
        return at, last

    def _body_behind(self, n: int, end: int) -> int | None:
        """The name of a body put right behind its noun ("the state news agency IRNA")."""
        tree = self.tree
        if self.body_noun_at(n) is None or end >= len(tree.tokens):
            return None
        hit, name = self.hit_at.get(end), tree.name_at.get(end)
        named = hit is not None and hit.known.form in ("outlet", "body")
        if not named and not (name is not None and name.kind == "ORG" and name.begin == end):
            return None
        top = next((t for t in range(end, len(tree.tokens)) if tree.head(t) == n), None)
        inside = hit.end if hit is not None and named else name.end if name is not None else end
        return top if top is not None and top < inside else None

    def _made(
        self,
        n: int,
        begin: int,
        end: int,
        form: str,
        kind: ActorKind,
        name: str,
        state: str | None,
        *,
        named: bool,
        office: str | None = None,
        person: NameSpan | None = None,
        hit: Hit | None = None,
    ) -> Mention:
        plural = self.tree.low(n).endswith("s") and self.tree.lemmas[n] != self.tree.low(n)
        return Mention(
            n, begin, end, form, kind, name, state, office, named, plural, self.tree.lemmas[n],
            person, hit,
        )  # fmt: skip

    # ---- persons and offices

    def person_of(self, n: int) -> NameSpan | None:
        """The person's name that a phrase is about: its own, or one put beside it."""
        own = self.tree.name_at.get(n)
        if own is not None:
            return own if own.kind == "PER" and n not in self.hit_at else None
        for child in self.tree.below(n, "flat", "appos", "compound"):
            name = self.tree.name_at.get(child)
            if name is None or name.kind != "PER" or self.tree.below(child, "case"):
                continue
            if self.tree.relation(child) == "compound" and child < n:
                continue  # "the Putin government" is no Putin
            if self._role(n) is not None or self.tree.relation(child) == "flat":
                return name
        if self._role(n) is None:
            return None
        joined = self._second_office(n)
        if joined is not None:
            return joined
        return self._name_behind(n)

    def _second_office(self, n: int) -> NameSpan | None:
        """The person of "Prime Minister and Interior Minister X": two offices, no article."""
        tree = self.tree
        if tree.below(n, "det"):
            return None
        for child in tree.below(n, "conj"):
            name = tree.name_at.get(child)
            if name is not None and name.kind == "PER" and self._title_before(name) is not None:
                return name
            if self._role(child) is not None and child - n <= _LONGEST_OFFICE:
                return self.person_of(child)
        return None

    def _name_behind(self, n: int) -> NameSpan | None:
        """The person whose name follows an office at once, or between two commas."""
        tree = self.tree
        at = tree.phrase(n)[1]
        last = len(tree.tokens)
        comma = at < last and tree.tokens[at].text == ","
        name = tree.name_at.get(at + comma)
        if name is None or name.kind != "PER" or name.begin != at + comma:
            return None
        if name.begin in self.hit_at or tree.below(self.top(name), "case"):
            return None
        after = tree.tokens[name.end] if name.end < last else None
        if comma and not (after is None or after.text in (",", ".") or after.upos == "VERB"):
            return None
        return name

    def is_role(self, n: int) -> bool:
        """Whether a noun stands for an office or a role."""
        return self._role(n) is not None

    def _role(self, n: int) -> Office | None:
        begin, end = self.tree.phrase(n)
        return self.office_at(n, begin, end)

    def _person(self, n: int, begin: int, end: int, person: NameSpan) -> Mention:
        words = self.name_of(person)
        office, state = self.office_and_state(n, person)
        return self._made(
            n, begin, end, "name", "person", words, state,
            named=True, office=office, person=person,
        )  # fmt: skip

    def name_of(self, person: NameSpan) -> str:
        """A person's name without titles before it and without a possessive ending."""
        begin, end = person.begin, person.end
        while begin < end - 1 and self._is_title(begin):
            begin += 1
        while end - 1 > begin and self.tree.low(end - 1) in ("'s", "’s", "'", "’"):
            end -= 1
        return self.tree.words(begin, self._with_generation(end))

    def _with_generation(self, end: int) -> int:
        """Where a name ends, with the "Jr." behind it."""
        behind = [self.tree.low(t) for t in range(end, min(end + 2, len(self.tree.tokens)))]
        for size, words in ((1, behind[:1]), (2, behind[1:] if behind[:1] == [","] else [])):
            if words and words[0].rstrip(".") in ("jr", "sr", "iii"):
                return end + size
        return end

    def _is_title(self, at: int) -> bool:
        low = self.tree.low(at).rstrip(".")
        if low in self.lexicon.plain_nouns["titles"]:
            return True
        return (self.tree.lemmas[at],) in self.lexicon.offices and low not in ("king", "general")

    def office_and_state(self, n: int, person: NameSpan) -> tuple[str | None, str | None]:
        """Office and state from the words before a name and from what is put beside it."""
        tree = self.tree
        top = self.top(person)
        title = self._title_before(person)
        if title is not None:
            office, state = title
            state = state or self._after_of(top) or self._after_of(n)
            return office, state or self._beside(top)
        beside = [*tree.below(top, "appos"), *tree.below(n, "appos")]
        if tree.relation(top) == "appos" and tree.head(top) >= 0:
            beside.append(tree.head(top))
        if n != top:
            beside.append(n)
        for at in beside:
            role = self._role(at)
            if role is not None:
                first, last = tree.phrase(at)
                return self._office_words(at, first, last), self.state_of(at)
        return None, self._after_of(top)

    def _beside(self, top: int) -> str | None:
        """The state of the role that is put behind a name ("Col. X, a Pentagon spokesman")."""
        for at in self.tree.below(top, "appos"):
            if at > top and self._role(at) is not None:
                return self.state_of(at)
        return None

    def _after_of(self, n: int) -> str | None:
        """The state that an "of" phrase behind a name gives ("Commodore X of the Fiji Navy")."""
        for child in self.tree.below(n, "nmod"):
            if self.tree.case(child) == "of":
                first, last = self.tree.phrase(child)
                return self._state_in(range(first, last)) or self._below_of(child)
        return None

    def _title_before(self, person: NameSpan) -> tuple[str, str | None] | None:
        """Office and state in the words right before a name, whatever the tree makes of them."""
        tree = self.tree
        begin = person.begin
        while begin > 0 and person.begin - begin < _LONGEST_TITLE:
            token = tree.tokens[begin - 1]
            joins = token.upos in ("PROPN", "NOUN", "ADJ", "DET", "PART", "PRON") or (
                token.text.lower() in ("of", "for", "to", "-", "’s", "'s")
            )
            if token.text.lower() == "and" and begin > 1:  # "Prime Minister and Foreign Minister X"
                title = tree.low(begin - 2) == tree.lemmas[begin - 2]  # but "officials and X"
                joins = title and (tree.lemmas[begin - 2],) in self.lexicon.offices
            if not joins or tree.tokens[begin].gap == AFTER_BREAK:
                break
            begin -= 1
        end = person.begin
        while end < person.end - 1 and self._is_title(end):
            end += 1  # the network took the title into the name
        found = self._office_in(begin, end)
        if found is None:
            return None
        own = [
            t
            for t in range(begin, end)
            if not any(tree.low(k) in ("for", "to") for k in range(begin, t))
        ]
        return found[1], self._state_in(reversed(own))

    def top(self, name: NameSpan) -> int:
        """The token of a name that the rest of it hangs on."""
        for t in range(name.begin, name.end):
            if not name.begin <= self.tree.head(t) < name.end:
                return t
        return name.begin

    def _office_in(self, begin: int, end: int) -> tuple[Office, str] | None:
        """The longest office named in some tokens, and its words as the text has them."""
        for size in range(min(_LONGEST_OFFICE, end - begin), 0, -1):
            for at in range(end - size, begin - 1, -1):
                office = self.lexicon.offices.get(self._lemmas(at, at + size))
                if office is not None:
                    return office, self.tree.words(at, at + size)
        return None

    def _lemmas(self, begin: int, end: int) -> tuple[str, ...]:
        """Lemmas as the lexicon writes them: British spelling, hyphened words in one."""
        lemmas = [
            self.tree.lemmas[t].replace("defense", "defence")
            for t in range(begin, end)
            if self.tree.tokens[t].text != "-"
        ]
        return tuple(lemmas)

    def office_at(self, n: int, begin: int, end: int) -> Office | None:
        """The office that a noun phrase's head stands for ("foreign minister", "head of state")."""
        best: Office | None = None
        longest = 0
        for first in range(max(begin, n - _LONGEST_OFFICE + 1), n + 1):
            for last in range(n + 1, min(n + _LONGEST_OFFICE, len(self.tree.tokens)) + 1):
                if last > end and first < n:
                    break
                office = self.lexicon.offices.get(self._lemmas(first, last))
                if office is not None and last - first > longest:
                    best, longest = office, last - first
        return best

    def _office_words(self, n: int, begin: int, end: int) -> str:
        """An office in the text's words, without article and state before it."""
        start = begin
        while start < n and (
            self.tree.tokens[start].upos in ("DET", "PRON")
            or start in self.hit_at
            or self.tree.low(start) in ("'s", "’s", "then", "former", "-")
        ):
            hit = self.hit_at.get(start)
            if hit is not None and hit.known.kind not in ("state", "bloc"):
                break
            start += 1
        return self.tree.words(start, max(end, n + 1))

    def _office(self, n: int, begin: int, end: int, office: Office) -> Mention:
        state = self.state_of(n)
        words = self.tree.words(begin, end)
        plural = self.tree.low(n) != self.tree.lemmas[n]
        kind: ActorKind = "group" if plural else "person"
        if plural and len(self._states_below(n)) > 1:
            state = None  # "the leaders of France and Germany"
        if office.unnamed or plural:
            name = self._long_words(n, begin, end)
            return self._made(n, begin, end, "office", kind, name, state, named=False)
        return self._made(
            n, begin, end, "office", kind, _bare(words), state,
            named=True, office=self._office_words(n, begin, end),
        )  # fmt: skip

    def _states_below(self, n: int) -> set[str]:
        """The states that are named in all that hangs on a noun."""
        hits = (self.hit_at.get(t) for t in self.tree.subtree(n))
        return {hit.known.state for hit in hits if hit is not None and hit.known.state}

    def _long_words(self, n: int, begin: int, end: int) -> str:
        """Words that identify somebody without a name: with what hangs on the noun."""
        last = end
        for child in self.tree.below(n, "nmod", "amod", "acl"):
            if child >= end - 1 and not self._relative(child):
                last = max(last, self.tree.subtree(child)[-1] + 1)
        if last - begin > 12:
            last = end
        return self.tree.words(begin, last)

    def _relative(self, n: int) -> bool:
        low = self.tree.low(self.tree.subtree(n)[0])
        return low in ("who", "which", "that", "whose", ",")

    # ---- states

    def state_of(self, n: int) -> str | None:
        """The state that a noun's own words give it."""
        tree = self.tree
        begin, end = tree.phrase(n)
        found = self._state_in(range(begin, n))
        if found is None:
            found = self._state_in(range(n, end))
        if found is not None:
            return found
        for child in tree.below(n, "nmod", "nmod:poss", "appos", "acl"):
            case = tree.case(child)
            if tree.relation(child) == "appos" or case in _SENT_TO:
                continue
            if case in ("of", "from", "in", "at", "within", "'s", "’s", "'", "’", "inside"):
                first, last = tree.phrase(child)
                found = self._state_in(range(first, last)) or self._below_of(child)
                if found is not None:
                    return found
        return None

    def _below_of(self, n: int) -> str | None:
        for child in self.tree.below(n, "nmod", "nmod:poss"):
            if self.tree.case(child) in ("of", "'s", "’s", "'", "’"):
                first, last = self.tree.phrase(child)
                found = self._state_in(range(first, last))
                if found is not None:
                    return found
        return None

    def _state_in(self, tokens: Iterable[int]) -> str | None:
        """The first state that names among some tokens stand for or belong to."""
        for t in tokens:
            hit = self.hit_at.get(t)
            if hit is None or hit.known.kind in ("outlet", "bloc") or self.only_ties(hit):
                continue
            if hit.known.state:
                return hit.known.state
        return None

    def only_ties(self, hit: Hit) -> bool:
        """Whether a name only says who is behind a thing ("US-backed rebels")."""
        tokens, at = self.tree.tokens, hit.end
        if at + 1 >= len(tokens) or tokens[at].text not in ("-", "‑"):
            return False
        return tokens[at + 1].text.lower() in self.lexicon.plain_nouns["tied"]

    # ---- bodies, groups and all others

    def _known(self, n: int, begin: int, end: int, hit: Hit) -> Mention:
        known = hit.known
        words = self.tree.words(hit.begin, hit.end)
        if known.kind == "state":
            if known.form == "people" and self.tree.tokens[n].upos in ("NOUN", "PROPN"):
                return self._made(
                    n, begin, end, "noun", "group", _bare(words), known.state, named=False, hit=hit
                )
            kind: ActorKind = "body" if known.form == "metonym" else "state"
            return self._made(n, begin, end, "name", kind, words, known.state, named=True, hit=hit)
        state = known.state or (self.state_of(n) if known.kind == "body" else None)
        return self._made(n, begin, end, "name", known.kind, words, state, named=True, hit=hit)

    def _organisation(self, n: int, begin: int, end: int, name: NameSpan) -> Mention:
        words = self.tree.words(self._after_owner(name.begin, name.end), name.end)
        lows = {word.lower().strip(".,") for word in words.split()}
        kind: ActorKind = "company" if lows & self.lexicon.plain_nouns["company_marks"] else "body"
        state = self._state_in(range(begin, end)) or self.state_of(n)
        return self._made(n, begin, end, "name", kind, _bare(words), state, named=True)

    def _after_owner(self, begin: int, end: int) -> int:
        """Where a body's own name begins behind the state that has it ("Japan's Ice Office")."""
        hit = self.hit_at.get(begin)
        if hit is not None and hit.known.kind == "state" and hit.end < end - 1:
            at = hit.end
            if self.tree.low(at) in ("'s", "’s", "'", "’"):
                return at + 1
        return begin

    def body_noun_at(self, n: int) -> ActorKind | None:
        """The kind of a body without a name of its own ("foreign ministry")."""
        begin, end = self.tree.phrase(n)
        for first in range(max(begin, n - 3), n + 1):
            for last in (n + 1, *range(n + 2, min(n + 4, len(self.tree.tokens)) + 1)):
                kind = self.lexicon.body_nouns.get(self._lemmas(first, last))
                if kind is not None and (last <= end or first == n):
                    return kind
        return None

    def _noun(self, n: int, begin: int, end: int) -> Mention:
        tree = self.tree
        state = self.state_of(n)
        lemma = tree.lemmas[n]
        words = _bare(tree.words(begin, end))
        kind = self.body_noun_at(n)
        if kind is not None:
            plural = tree.low(n) != lemma
            return self._made(
                n, begin, end, "noun", kind, self._body_words(n, begin, end), state,
                named=kind == "body" and not plural,
            )  # fmt: skip
        if lemma in self.lexicon.document_nouns:
            return self._made(n, begin, end, "noun", "document", words, state, named=False)
        groups: tuple[ActorKind, ...] = ("company", "group")
        for group in groups:
            if lemma in self.lexicon.plain_nouns[group]:
                whole = self._long_words(n, begin, end)
                return self._made(n, begin, end, "noun", group, whole, state, named=False)
        name = tree.name_at.get(n)
        if name is not None and name.kind in ("LOC", "NORP"):
            place = tree.words(name.begin, name.end)
            return self._made(n, begin, end, "name", "group", place, None, named=True)
        # Anything else that words give a state: what is done to it is done to that state.
        return self._made(n, begin, end, "thing", "state", words, state, named=state is not None)

    def _body_words(self, n: int, begin: int, end: int) -> str:
        start = begin
        while start < n and (
            self.tree.tokens[start].upos == "DET" or self.tree.low(start) in ("its", "their", "his")
        ):
            start += 1
        last = end
        for child in self.tree.below(n, "nmod"):
            if self.tree.case(child) == "of" and child < end + 4:
                last = max(last, self.tree.phrase(child)[1])
        return self.tree.words(start, last)

    def document_of(self, n: int) -> Iterator[int]:
        """For a document noun the nouns that say whose it is ("report by X", "X's report")."""
        for child in self.tree.below(n, "nmod:poss", "nmod"):
            if self.tree.relation(child) == "nmod:poss" or self.tree.case(child) in ("by", "from"):
                yield child
        for child in self.tree.below(n, "acl", "acl:relcl"):  # "a statement signed by X"
            if self.tree.lemmas[child] in _ISSUED:
                yield from self.tree.agents(child) or self.tree.below(child, "nsubj")
        for child in self.tree.below(n, "compound", "amod"):
            hit = self.hit_at.get(child)
            if hit is not None:
                yield child


def _bare(words: str) -> str:
    """Words without an article before them."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else words
