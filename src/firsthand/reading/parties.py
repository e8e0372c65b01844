"""Who of a sentence may do something to whom: its parties, each with the tokens that mean it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.reading.cast import Cast
from firsthand.reading.speakers import Speakers
from firsthand.reading.syntax import Tree

_PARTIES = frozenset({"state", "bloc", "body", "person", "company", "group"})
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
_CLASSES = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
_WHERE = frozenset({"in", "at", "near"})
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})
_SPEAKER = frozenset({"we", "i", "us", "me", "our", "my"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties of one sentence; their tokens, and one actor's id for each."""

    actor: str
    recipient: str
    actor_tokens: tuple[int, ...]
    recipient_tokens: tuple[int, ...]


def is_party(cast: Cast, id: str) -> bool:
    """Whether somebody acts for a state or is a bloc or body that the lexicon knows."""
    if cast.kind(id) not in _PARTIES or cast.is_private(id):
        return False
    return cast.state(id) is not None or cast.is_known(id)


def are_apart(cast: Cast, actor: str, other: str) -> bool:
    """Whether what one party does to the other is done between states."""
    if actor == other or not is_party(cast, actor) or not is_party(cast, other):
        return False
    a, b = cast.state(actor), cast.state(other)
    if a is not None and a == b:
        return False
    return a is not None or b is not None or cast.kind(actor) == cast.kind(other) == "bloc"


def pairs_of(
    tree: Tree, cast: Cast, speakers: Speakers, sentence: tuple[int, int]
) -> Iterator[Pair]:
    """All ordered pairs of a sentence's parties; everybody of one state is one party."""
    tokens: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for id, token in _mentions(tree, cast, speakers, sentence):
        side = cast.side(id)
        first.setdefault(side, id)
        tokens.setdefault(side, []).append(token)
    for side, id in first.items():
        for other, recipient in first.items():
            if side != other and are_apart(cast, id, recipient):
                yield Pair(id, recipient, tuple(tokens[side]), tuple(tokens[other]))


def may_tell(tree: Tree, sentence: tuple[int, int]) -> list[int]:
    """The tokens of a sentence that may tell a deed: verbs, nouns and adjectives of no name."""
    return [t for t in range(*sentence) if tree.tokens[t].upos in TELLING and t not in tree.name_at]


def _no_party(tree: Tree, cast: Cast, t: int) -> bool:
    """Whether a name only says where something happens or who is behind it.

    As in "will meet in Lisbon", "US-backed rebels".
    """
    hit = cast.mentions.hit_at.get(t)
    if hit is None:
        return False
    if cast.mentions.only_ties(hit):
        return True
    top = next(
        (k for k in range(hit.begin, hit.end) if tree.head(k) not in range(hit.begin, hit.end)), t
    )
    return hit.known.form in ("capital", "city") and tree.case(top) in _WHERE


def _mentions(
    tree: Tree, cast: Cast, speakers: Speakers, sentence: tuple[int, int]
) -> Iterator[tuple[str, int]]:
    seen: set[tuple[int, int, str]] = set()
    for t in range(*sentence):
        low = tree.low(t)
        if tree.tokens[t].upos not in _CLASSES and low not in _OWNERS:
            continue
        speaker = speakers.who_says(t) if low in _SPEAKER else None
        if _no_party(tree, cast, t):
            continue
        id = cast.resolve(t, speaker)
        if id is None or not is_party(cast, id):
            continue
        mention = cast.mentions.describe(t)
        pronoun = mention.form == "pronoun"
        place = (t, t + 1, id) if pronoun else (mention.begin, mention.end, id)
        if place not in seen:
            seen.add(place)
            yield id, t
