"""Who is given as the source of which words: attributions in tokens, before speakers are resolved.

Three readers find them. The network tags source, cue and content and links them; it knows the
outermost attributions of news. The tree finds the others: a reporting verb with its clause, "X's
warning that ...", "according to X", inside other attributions; and headlines have their own
patterns. Where two find one cue, the network's borders stand. Accepted gap: free indirect speech
stays the outlet's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model.reading import Block
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.mentions import Mentions
from firsthand.reading.syntax import Tree
from firsthand.reading.telling import SHORTEST, Told
from firsthand.reading.told_by_headline import HeadlineReader
from firsthand.reading.told_by_network import NetworkReader
from firsthand.reading.told_by_syntax import SyntaxReader

_WEAK = 0.6  # the score of verbs and nouns that need not be words said
_HIMSELF = frozenset({"he", "she", "they", "it", "his", "her", "their", "its", "who"})
_ACTS = frozenset({"demands", "orders", "promises", "warns"})
_SAME = 0.8  # share of words from which two contents are one
_MAY_BE_LEFT = 3  # words of an outer content that the inner attribution does not take up


def find_attributions(
    tree: Tree, mentions: Mentions, lexicon: Lexicon, blocks: Sequence[Block]
) -> tuple[Told, ...]:
    """All attributions of a text, in the order of their cues."""
    syntax = SyntaxReader(tree, mentions, lexicon)
    found = [
        *NetworkReader(tree, mentions, lexicon).read(),
        *syntax.read(),
        *HeadlineReader(tree, mentions, lexicon).read(blocks),
    ]
    distinct = list(syntax.with_quoters(_each_his_own(_distinct(found), tree)))
    told = _relayed(_with_claims(distinct, tree), tree, mentions)
    told = _without_thoughts(told, tree)
    return tuple(sorted(told, key=lambda told: (told.at, told.content)))


def _without_thoughts(found: Sequence[Told], tree: Tree) -> list[Told]:
    """Without what a speaker tells of his own thoughts: "he said he believes X" is one telling."""
    return [
        told
        for told in found
        if told.score > _WEAK
        or told.who is None
        or tree.low(told.who) not in _HIMSELF
        or not any(outer.holds(told.at) for outer in found if outer is not told)
    ]


def _each_his_own(found: Sequence[Told], tree: Tree) -> list[Told]:
    """Without words of a later sentence that has a cue of its own for them."""
    made = []
    for told in found:
        home = tree.sentence_of[told.at]
        kept = tuple(
            run
            for run in told.content
            if tree.sentence_of[run[0]] == home
            or not any(
                other.at != told.at
                and tree.sentence_of[other.at] == tree.sentence_of[run[0]]
                and other.holds(run[0])
                and other.holds(run[1] - 1)
                for other in found
            )
        )
        made.append(replace(told, content=kept or told.content))
    return made


def _with_claims(found: Sequence[Told], tree: Tree) -> list[Told]:
    """In "A dismissed a claim by B that X" A tells of the claim, and B, inside it, X."""
    made = list(found)
    for inner in found:
        if not inner.rule.startswith("noun:"):
            continue
        for n, outer in enumerate(made):
            verb = tree.head(inner.at)
            own = outer.at == verb and outer.who != inner.who and tree.relation(inner.at) == "obj"
            if own and outer.at < inner.at and outer.tokens <= inner.tokens:
                begin = tree.phrase(inner.at)[0]
                cue = tuple((b, min(e, begin)) for b, e in outer.cue if b < begin)
                content = ((begin, inner.content[-1][1]),)
                made[n] = replace(outer, cue=cue or outer.cue, content=content)
    return made


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
    ours, theirs = a.tokens, b.tokens
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
    if not outer.holds(inner.at) or outer.who is None or inner.stance in _ACTS:
        return False  # "A called on B to leave, C reported": C reports the call
    quotes = tree.lemmas[outer.at] in ("quote", "cite") and tree.head(inner.at) in (
        outer.at, outer.who,
    )  # fmt: skip  # "quoted an official as saying that X"
    if not quotes and (outer.at < inner.at or (inner.source and outer.at < inner.source[0][0])):
        return False
    before = inner.source and inner.source[0][0] < inner.content[0][0]
    if before and not quotes and _is_relay(outer, mentions) < 1:
        return False  # "the service had found that X, he said": he tells what it found
    own = {t for run in (*inner.source, *inner.cue, *inner.content) for t in range(*run)}
    own |= set(tree.subtree(inner.who)) if inner.who is not None else set()
    rest = [
        t
        for run in outer.content
        for t in range(*run)
        if t not in own and tree.tokens[t].upos not in ("PUNCT", "ADV", "SCONJ", "DET", "AUX")
    ]
    return len(rest) <= _MAY_BE_LEFT and inner.size >= SHORTEST


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
    ours, theirs = a.tokens, b.tokens
    return len(ours & theirs) >= _SAME * min(len(ours), len(theirs))
