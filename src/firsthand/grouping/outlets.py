"""Which outlet a report credits: in its chain, in its sentence, as the agency of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.grouping.actors import Party
from firsthand.grouping.texts import Text
from firsthand.grouping.told import Told
from firsthand.grouping.words import norms
from firsthand.model.document import Span
from firsthand.model.story import Quoted

# "LISBON, Sept 15 (INW) - ": the agency in brackets behind place and day.
_DATELINE = re.compile(r"^[^\n(]{2,60}\(([^()\n]{2,40})\)\s*[-–—:]", re.MULTILINE)
_SHORT_NAME = re.compile(r"[A-Z]{2,6}")
# Newspapers are called by the last part of their names as often as in full.
_LEAST_TAIL = 5
_THE = r"(?<=\b[Tt]he )"
# "Presidency of Kazakhstan": the last part is no short name of it.
_OF = re.compile(r"\bof\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """An outlet named in a report, and the words that name it."""

    outlet: str
    words: Quoted


class Outlets:
    """The outlets of a story: those of its documents and those that its claims name as sources."""

    def __init__(self, texts: Sequence[Text]) -> None:
        """Gather the names that mean each outlet."""
        self._names: dict[str, str] = {}  # compared words of a name to the outlet's key
        self._written: dict[str, str] = {}  # a name as texts write it to the outlet's key
        self._tails: dict[str, str] = {}  # the last part of a name, said behind "the"
        self._own: dict[str, frozenset[str]] = {}
        self._cache: dict[int, dict[str, Quoted]] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for text in texts:
            if text.reading.document.outlet:
                self._add(text.reading.document.outlet)
        for text in texts:
            for actor in text.reading.actors:
                if actor.kind == "outlet" and actor.named:
                    self._add(actor.name)
        for text in texts:
            self._own[text.id] = frozenset(self._of_text(text))
        self._patterns += [(_pattern(name), key) for name, key in self._written.items()]
        self._patterns += [(_pattern(name, _THE), key) for name, key in self._tails.items()]

    def _add(self, name: str) -> None:
        plain = _plain(name)
        words = plain.split()
        known = self._known(name)
        if not plain or known:
            if known:
                self._written.setdefault(name, known)
            return
        self._names[plain] = plain
        written = re.sub(r"^[Tt]he\s+", "", name)
        self._written[written] = plain
        if _SHORT_NAME.fullmatch(name):
            return
        tail = words[-1]
        if (
            len(words) > 1
            and len(tail) >= _LEAST_TAIL
            and tail not in self._names
            and not _OF.search(name)
        ):
            self._names[tail] = plain
            self._tails[written.split()[-1]] = plain

    def _known(self, name: str) -> str | None:
        """The outlet that a name means: in full, by a short form, or by initials."""
        plain = _plain(name)
        words = plain.split()
        if plain in self._names:
            return self._names[plain]
        for full in dict.fromkeys(self._names.values()):
            parts = full.split()
            if _SHORT_NAME.fullmatch(name) and _abbreviates(name.casefold(), parts):
                return full
            if len(words) > 1 and set(words) < set(parts):
                return full
            # "the Halberd news agency" is Halberd.
            if len(full) >= _LEAST_TAIL and f" {full} " in f" {plain} ":
                return full
        return None

    def _of_text(self, text: Text) -> Iterable[str]:
        """The document's own outlet and the agency that its dateline gives for the text."""
        own = text.reading.document.outlet
        found = [self._known(own)] if own else []
        head = text.reading.document.text[text.reading.document.title_end :][:300]
        match = _DATELINE.search(head)
        if match:
            found.append(self._known(match.group(1)))
        return [name for name in found if name]

    def own(self, told: Told) -> frozenset[str]:
        """The outlets that a report's document is of."""
        return self._own[told.text.id]

    def named(self, told: Told) -> dict[str, Quoted]:
        """Other outlets that a report names as where it comes from, with the words."""
        if told.place in self._cache:
            return self._cache[told.place]
        found: dict[str, Quoted] = {}
        for sentence in told.sentences:
            for outlet, words in self._in_sentence(told, sentence):
                found.setdefault(outlet, words)
        for party in told.chain:
            cited = self._cited(party)
            if cited:
                found.setdefault(cited, _naming(told, party.actor.id))
        own = self.own(told)
        others = {outlet: words for outlet, words in found.items() if outlet not in own}
        self._cache[told.place] = others
        return others

    def _cited(self, party: Party) -> str | None:
        """The outlet that a source is; bodies and companies only by their full names."""
        actor = party.actor
        if not actor.named or actor.kind not in ("outlet", "company", "body"):
            return None
        if actor.kind == "outlet":
            return self._known(actor.name)
        return self._names.get(_plain(actor.name))

    def _in_sentence(self, told: Told, sentence: Span) -> Iterable[tuple[str, Quoted]]:
        """Outlets that the claim's sentence names with a capital letter."""
        for name, outlet in self._patterns:
            match = name.search(told.raw, sentence.start, sentence.end)
            if match:
                yield outlet, told.quoted(Span(*match.span()))

    def names_another(self, told: Told) -> bool:
        """Whether a report credits an outlet other than its own."""
        return bool(self.named(told))

    def credit(self, a: Told, b: Told) -> tuple[Quoted, ...] | None:
        """The words of a credit: one names the other's outlet, or both name the same third."""
        one, other = self.named(a), self.named(b)
        for outlet in (*one, *other):
            if outlet in one and outlet in other:
                return one[outlet], other[outlet]
            if outlet in one and outlet in self.own(b):
                return one[outlet], b.quoted(b.claim.evidence[0])
            if outlet in other and outlet in self.own(a):
                return a.quoted(a.claim.evidence[0]), other[outlet]
        outlets = a.text.reading.document.outlet, b.text.reading.document.outlet
        if self.own(a) & self.own(b) and outlets[0] != outlets[1]:
            return a.quoted(a.claim.evidence[0]), b.quoted(b.claim.evidence[0])
        return None


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether letters are the words' first ones with others between: INW, Iberia Newswire."""
    if len(words) < 2 or short[0] != words[0][0]:
        return False
    letters = "".join(words)
    at, starts = 0, {sum(map(len, words[:n])) for n in range(len(words))}
    hit = set()
    for letter in short:
        # A word's first letter is preferred to one inside it.
        ahead = [n for n in range(at, len(letters)) if letters[n] == letter]
        if not ahead:
            return False
        found = next((n for n in ahead if n in starts), ahead[0])
        hit.add(found)
        at = found + 1
    return starts <= hit


def _pattern(name: str, before: str = r"(?<!\w)") -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"{before}(?=[A-ZÀ-Þ]){words}(?!\w)(?!\s+[A-ZÀ-Þ])")


def _plain(name: str) -> str:
    return " ".join(word for word in norms(name) if word != "the")


def _naming(told: Told, actor: str) -> Quoted:
    for said in told.text.reading.attributions:
        if said.speaker == actor and said.source:
            return told.quoted(said.source[0])
    return told.quoted(told.claim.evidence[0])
