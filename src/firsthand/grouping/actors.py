"""Who is who across the documents of a story: keys, and whom two names both speak for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from firsthand.grouping.knowledge import has_phrase, knowledge
from firsthand.grouping.words import norms
from firsthand.model.reading import Actor, Reading
from firsthand.model.story import StoryActor

_LIKE_NAMES = 0.7  # letters in common from which two spellings can be one name
_LIKE_LONG_NAMES = 0.55
_LONG_FRAME = 4
_SHORTEST_FRAME = 2  # consonants; shorter ones (Li, Lee, Lu) must be spelt alike
# Ways to write one sound of another alphabet: Zhaksybekov, Jaqsybekov, Jaksybekov.
_SOUNDS = (("zh", "j"), ("dj", "j"), ("kh", "h"), ("ph", "f"), ("ts", "c"), ("ck", "k"),
           ("q", "k"), ("x", "ks"), ("w", "v"))  # fmt: skip
_SOFT = re.compile(r"[aeiouyj']")
_TWICE = re.compile(r"(.)\1+")
_SPEAKING_KINDS = frozenset({"person", "body", "group", "document"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of one document, as the whole story knows it.

    `side` is what it acts for when claims are compared: the state, else itself. `voices` are those
    whom it speaks for: two sources that share one are one speaker; empty for the unnamed.
    """

    key: str
    side: str
    voices: frozenset[str]
    actor: Actor

    @property
    def vague(self) -> bool:
        """Whether it may be of a state that the text does not tell; a known organisation is not."""
        name = self.side.removeprefix("-/")
        known = name.replace("-", " ") in knowledge().aliases.values()
        return name != self.side and self.actor.kind != "bloc" and not known

    @property
    def unnamed(self) -> bool:
        """Whether the text leaves it without a name and nothing tells whose voice it is."""
        return not self.voices


class Cast:
    """The actors of a story's documents, by document and by the document's own actor id."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        """Resolve all actors of the documents, given in their order of publication."""
        everyone = [(r.document.id, actor) for r in readings for actor in r.actors]
        persons = [actor for _, actor in everyone if actor.kind == "person" and actor.named]
        names = _person_keys(persons)
        bodies = {
            tuple(_plain_words(actor.name)): _key(actor)
            for _, actor in everyone
            if actor.kind in ("body", "company") and actor.named
        }
        self._parties: dict[tuple[str, str], Party] = {}
        self.actors: dict[str, StoryActor] = {}
        for document, actor in everyone:
            party = _party(actor, names, bodies)
            self._parties[document, actor.id] = party
            self._note(party)

    def party(self, document: str, id: str | None) -> Party | None:
        """The party that a document's actor id means; None where there is none."""
        return self._parties.get((document, id or ""))

    def _note(self, party: Party) -> None:
        """Keep the first account of an actor, filled in by later ones."""
        actor, known = party.actor, self.actors.get(party.key)
        if known is None:
            name = actor.name
            self.actors[party.key] = StoryActor(
                party.key, name, actor.kind, actor.state, actor.office
            )
        elif known.office is None and actor.office is not None and known.kind != "state":
            self.actors[party.key] = StoryActor(
                known.key, known.name, known.kind, known.state, actor.office
            )


def _party(
    actor: Actor, persons: dict[str, tuple[str, str | None]], bodies: dict[tuple[str, ...], str]
) -> Party:
    """One actor's key, side and voices."""
    key, state = _key(actor), actor.state
    if actor.kind == "state" and state:
        key = state
    elif actor.kind == "person" and actor.named:
        key, known = persons[_name_id(actor)]
        state = state or known
    side = state or key
    return Party(key, side, _voices(actor, key, state, bodies), actor)


def _voices(
    actor: Actor, key: str, state: str | None, bodies: dict[tuple[str, ...], str]
) -> frozenset[str]:
    """Whom an actor speaks for. A state, its ministries, ministers and spokesmen are one voice."""
    words = [*norms(actor.office or ""), *_plain_words(actor.name)]
    lists = knowledge()
    speaks = (
        actor.kind in _SPEAKING_KINDS
        and has_phrase(words, lists.government)
        and not has_phrase(words, lists.not_government)
    )
    if not actor.named:
        # "the minister in Santiago" is known by the office; "an official in Madrid" is not.
        known = speaks and not any(word in lists.unnamed for word in words)
        return frozenset({state}) if known and state else frozenset()
    voices = {key}
    if state and (speaks or actor.kind == "state"):
        voices.add(state)
    if actor.office:
        office = norms(actor.office)
        # "head of the Foreign Intelligence Service" speaks for that service.
        voices |= {body for name, body in bodies.items() if name and _within(name, office)}
    return frozenset(voices)


def _within(name: tuple[str, ...], words: list[str]) -> bool:
    return any(tuple(words[at : at + len(name)]) == name for at in range(len(words)))


def _key(actor: Actor) -> str:
    """State and name; "the" belongs to the names of outlets alone."""
    plain = " ".join(_plain_words(actor.name))
    known = knowledge().aliases.get(plain) if actor.state is None else None
    words = _slug_words(known or actor.name)
    if actor.kind != "outlet" and words[:1] == ["the"]:
        words = words[1:]
    return f"{actor.state or '-'}/{'-'.join(words) or 'unnamed'}"


def _slug_words(name: str) -> list[str]:
    return [word for part in re.split(r"[-‐‑\s]+", name) for word in norms(part)]


def _plain_words(name: str) -> list[str]:
    return [word for word in norms(name) if word != "the"]


# ---- persons


def _name_id(actor: Actor) -> str:
    return f"{actor.state or '-'} {' '.join(_person_words(actor))}"


def _person_words(actor: Actor) -> list[str]:
    """The words of a person's name without the office that may lead it ("President Quisbert")."""
    words = [word for word in _slug_words(actor.name) if word != "the"]
    offices = {*norms(actor.office or ""), *(w for p in knowledge().government for w in p)}
    while len(words) > 1 and words[0] in offices:
        words = words[1:]
    return words


def _person_keys(actors: Iterable[Actor]) -> dict[str, tuple[str, str | None]]:
    """Key and state of every person's name and state as written, variants under one key.

    The fullest names come first; a shorter one joins the only person it can mean.
    """
    spelt: dict[str, Actor] = {}
    for actor in actors:
        spelt.setdefault(_name_id(actor), actor)
    order = {name: n for n, name in enumerate(spelt)}
    known: list[tuple[list[str], str | None, str]] = []
    by_frame: defaultdict[str, list[int]] = defaultdict(list)
    made: dict[str, tuple[str, str | None]] = {}
    fullest = sorted(spelt, key=lambda n: (-len(n.split()), spelt[n].state is None, order[n]))
    for name in fullest:
        actor, words = spelt[name], _person_words(spelt[name])
        near = {n for word in words for n in by_frame[frame(word)]}
        fits = [n for n in sorted(near) if _one_person(words, actor.state, known[n])]
        if len(fits) == 1:
            found = known[fits[0]]
            made[name] = (found[2], found[1])
            continue
        key = f"{actor.state or '-'}/{'-'.join(words) or 'unnamed'}"
        for word in words:
            by_frame[frame(word)].append(len(known))
        known.append((words, actor.state, key))
        made[name] = (key, actor.state)
    return made


def _one_person(
    words: list[str], state: str | None, known: tuple[list[str], str | None, str]
) -> bool:
    """Whether a name can mean a known person: no name of it is missing there, states agree."""
    full, other, _ = known
    if state and other and state != other:
        return False
    if not words or (not same_name_word(words[-1], full[-1]) and len(words) == len(full) == 1):
        return False
    # The last name counts; double surnames may lose either half, first names may be left out.
    return all(any(same_name_word(word, one) for one in full) for word in words)


def frame(word: str) -> str:
    """A name's consonants, spellings of one sound made one: zelensky, zelenskyy, zelenskiy."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    head = "" if word[:1] in "aeiouy" else word[:1]
    rest = _SOFT.sub("", word[1:] if head else word)
    return _TWICE.sub(r"\1", head + rest)


def same_name_word(a: str, b: str) -> bool:
    """Whether two words can be spellings of one name, or one the initial of the other."""
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if frame(a) != frame(b) or len(frame(a)) < _SHORTEST_FRAME:
        return False
    for sound, letter in _SOUNDS:
        a, b = a.replace(sound, letter), b.replace(sound, letter)
    # Four consonants in common leave room for other vowels: Volodymyr, Vladimir.
    least = _LIKE_NAMES if len(frame(a)) < _LONG_FRAME else _LIKE_LONG_NAMES
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= least
