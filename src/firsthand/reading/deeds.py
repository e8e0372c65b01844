"""Deeds that the network finds between two parties of a sentence, where no predicate tells them.

For a pair of parties the network scores each action and each word that may tell it (the formula
stands in `training.deed_loss`): the word points at who does it and at whom it is done to. The best
word is the deed's own, so that time, modality and evidence are read there as of any other deed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.model.vocabulary import Action
from firsthand.reading.cast import Cast
from firsthand.reading.decoding import Floats
from firsthand.reading.encoder import DeedScores
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.parties import Pair, may_tell, pairs_of
from firsthand.reading.speakers import Speakers
from firsthand.reading.syntax import Tree

# What two can do with each other; anything else one does to the other.
_MUTUAL: frozenset[Action] = frozenset({"meet", "agree", "cooperate", "exercise", "share"})
ENOUGH = 0.97  # how likely a deed must be
_SURE = 0.6  # how likely its action must be, among all that the word may tell
# Log odds that a party must have where a predicate tells the deed and names the other one. Most
# pairs of a sentence do nothing to each other, so that even odds are more than is needed here.
_DONE_TO_ENOUGH = -4.0
_DOER_ENOUGH = -3.0
_COMPLETED = 0.6  # the score of a deed of which the network adds a party


@dataclass(frozen=True, slots=True)
class Deed:
    """What one party does to another: `at` is the token that tells it, the others mean them."""

    at: int
    action: Action
    pair: Pair
    actor: int
    recipient: int
    together: bool
    score: float


def find_deeds(tree: Tree, cast: Cast, speakers: Speakers, lexicon: Lexicon) -> Iterator[Deed]:
    """All deeds between parties of one sentence that are likely enough, each once."""
    for sentence in tree.encoded.sentences:
        part = _part_of(tree, sentence)
        if part is None:
            continue
        found: dict[tuple[str, str], Deed] = {}
        telling = may_tell(tree, sentence)
        for pair in pairs_of(tree, cast, speakers, sentence):
            deed = _best(tree, part, pair, telling, lexicon)
            if deed is None or deed.score < ENOUGH:
                continue
            back = found.get((pair.recipient, pair.actor))
            if back is None or back.action != deed.action:
                found[pair.actor, pair.recipient] = deed
            elif deed.action in _MUTUAL:
                found[back.pair.actor, back.pair.recipient] = _together(back, deed)
            elif deed.score > back.score:  # one of the two did it to the other
                del found[back.pair.actor, back.pair.recipient]
                found[pair.actor, pair.recipient] = deed
        yield from found.values()


def missing_party(
    tree: Tree,
    cast: Cast,
    speakers: Speakers,
    told: tuple[int, Action],
    known: tuple[Sequence[str], Sequence[str]],
) -> Deed | None:
    """The deed that a word tells, where the tree shows only who does it or only to whom it is done.

    Args:
        tree: the document's words.
        cast: its actors.
        speakers: who says what in it.
        told: the word's token and the action that it tells.
        known: ids of those who do it, or of those to whom it is done; one of the two is empty.
    """
    at, action = told
    sentence = tree.encoded.sentences[tree.sentence_of[at]]
    part = _part_of(tree, sentence)
    if part is None or action not in part.actions:
        return None
    doers, done_to = ({cast.side(id) for id in ids} for ids in known)
    least = _DONE_TO_ENOUGH if doers else _DOER_ENOUGH
    best: tuple[float, Deed] | None = None
    for pair in pairs_of(tree, cast, speakers, sentence):
        sides = [cast.side(id) for id in (pair.actor, pair.recipient)]
        fits = (
            sides[0] in doers and sides[1] not in doers
            if doers
            else sides[1] in done_to and sides[0] not in done_to
        )
        if not fits or at in pair.actor_tokens or at in pair.recipient_tokens:
            continue
        by_action, by_actor, by_recipient = _scores(part, pair, [at])
        odds = float(by_action[0, part.actions.index(action)])
        if odds > (best[0] if best else least):
            actor = pair.actor_tokens[int(by_actor[0].argmax())]
            recipient = pair.recipient_tokens[int(by_recipient[0].argmax())]
            best = odds, Deed(at, action, pair, actor, recipient, together=False, score=_COMPLETED)
    return best[1] if best else None


def _part_of(tree: Tree, sentence: tuple[int, int]) -> DeedScores | None:
    """The window that a sentence stands in; no sentence goes beyond one."""
    parts = tree.encoded.deeds
    place = bisect_right(parts, sentence[0], key=lambda part: part.begin) - 1
    return parts[place] if place >= 0 else None


def _scores(part: DeedScores, pair: Pair, words: Sequence[int]) -> tuple[Floats, Floats, Floats]:
    """How likely each word tells each action of a pair, and at which of their tokens it points."""
    told = [t - part.begin for t in words]
    doers = part.doer[told][:, [1 + t - part.begin for t in pair.actor_tokens]]
    others = part.done_to[told][:, [1 + t - part.begin for t in pair.recipient_tokens]]
    by_word = part.deed[told] + _logsumexp(doers, 1)[:, None] + _logsumexp(others, 1)[:, None]
    return by_word, doers, others


def _together(one: Deed, other: Deed) -> Deed:
    best = max(one, other, key=lambda deed: deed.score)
    first, second = sorted((best.actor, best.recipient))
    pair = best.pair if best.actor == first else Pair(
        best.pair.recipient, best.pair.actor, best.pair.recipient_tokens, best.pair.actor_tokens
    )  # fmt: skip
    return Deed(best.at, best.action, pair, first, second, together=True, score=best.score)


def _best(
    tree: Tree, part: DeedScores, pair: Pair, words: Sequence[int], lexicon: Lexicon
) -> Deed | None:
    """The likeliest deed of a pair, with how likely it is that there is one.

    One of the actions that the lexicon has for the word; of other words the network is not sure
    enough what they tell.
    """
    own = {*pair.actor_tokens, *pair.recipient_tokens}
    telling = [t for t in words if t not in own]
    if not telling:
        return None
    by_word, doers, others = _scores(part, pair, telling)
    by_action = _logsumexp(by_word, 0)
    likely = 1.0 - 1.0 / (1.0 + float(np.exp(by_action).sum()))
    at = int(_logsumexp(by_word, 1).argmax())
    known = lexicon.actions_of(tree.lemmas[telling[at]])
    kept = [n for n, name in enumerate(part.actions) if name in known]
    if not kept:
        return None
    action = max(kept, key=lambda n: by_word[at, n])
    if float(np.exp(by_word[at, action] - _logsumexp(by_word[at], 0))) < _SURE:
        return None
    return Deed(
        telling[at],
        part.actions[action],
        pair,
        pair.actor_tokens[int(doers[at].argmax())],
        pair.recipient_tokens[int(others[at].argmax())],
        together=False,
        score=round(likely, 2),
    )


def _logsumexp(scores: Floats, axis: int) -> Floats:
    highest = scores.max(axis, keepdims=True)
    summed = np.log(np.exp(scores - highest).sum(axis)) + highest.squeeze(axis)
    return np.asarray(summed)
