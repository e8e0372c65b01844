"""The same quoted words in two documents or more, whatever marks and spelling they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from firsthand.grouping.actors import Cast
from firsthand.grouping.joining import joined
from firsthand.grouping.texts import Text
from firsthand.grouping.words import Word, longest_run, words_of
from firsthand.model.document import Span
from firsthand.model.story import QuotePlace, SharedQuote

LEAST = 5  # words from which a quotation counts as the same
_SAME_SHARE = 0.6  # of the shorter quotation that must be in the other
_SHORT = 12  # words up to which a quotation may be the same with a word changed
_SHORT_SHARE = 0.8  # of its words that must then be in the other, in their order
_SHORT_ROW = 3  # of them in a row
_MOST_HOLDERS = 40  # quotations with the same five words that are compared each with each


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of a document; `text` is the document's place in the story."""

    text: int
    span: Span
    words: tuple[Word, ...]

    @property
    def norms(self) -> tuple[str, ...]:
        """The compared words."""
        return tuple(word.norm for word in self.words)


def quotations(texts: Sequence[Text]) -> list[Quotation]:
    """All quotations of five words or more."""
    found = []
    for n, text in enumerate(texts):
        for span in text.quotations:
            words = tuple(words_of(text.reading.document.text, [span]))
            if len(words) >= LEAST:
                found.append(Quotation(n, span, words))
    return found


def _row_keys(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """Every so many words in a row."""
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def shared_quotes(texts: Sequence[Text], cast: Cast) -> tuple[SharedQuote, ...]:
    """Quotations that two documents or more have, each with all its places."""
    quotes = quotations(texts)
    groups = _groups(quotes)
    made = []
    for group in groups:
        first = quotes[group[0]]
        if len({quotes[n].text for n in group}) < 2:
            continue
        places = [_place(texts, first, quotes[n]) for n in group]
        words = texts[first.text].reading.document.text[places[0].start : places[0].end]
        speakers = (_speaker(texts[quotes[n].text], quotes[n].span, cast) for n in group)
        speaker = next((key for key in speakers if key), None)
        made.append(SharedQuote(words, speaker, tuple(places)))
    return tuple(made)


def _groups(quotes: Sequence[Quotation]) -> list[list[int]]:
    """Quotations that share most of the shorter one's words in a row."""
    norms = [quote.norms for quote in quotes]
    pairs = _sharing(norms, LEAST) | {
        (a, b)
        for a, b in _sharing(norms, _SHORT_ROW)
        if min(len(norms[a]), len(norms[b])) <= _SHORT
    }
    same = (pair for pair in pairs if _are_same(norms[pair[0]], norms[pair[1]]))
    return [group for group in joined(len(quotes), same) if len(group) > 1]


def _sharing(norms: Sequence[Sequence[str]], size: int) -> set[tuple[int, int]]:
    """Pairs that share a row of so many words."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, words in enumerate(norms):
        for key in _row_keys(words, size):
            holders[key].append(n)
    return {
        (a, b)
        for group in holders.values()
        for at, a in enumerate(group[:_MOST_HOLDERS])
        for b in group[at + 1 :]
    }


def _are_same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether most of the shorter one is in the other in a row, or nearly all of a short one."""
    shorter = min(len(a), len(b))
    if longest_run(a, b)[2] >= max(LEAST, _SAME_SHARE * shorter):
        return True
    if shorter > _SHORT:
        return False
    few, many = sorted((a, b), key=len)
    blocks = SequenceMatcher(None, few, many, autojunk=False).get_matching_blocks()[:-1]
    same = sum(block.size for block in blocks)
    # A word changed, left out or put in; not words gathered from a long quotation.
    stretch = blocks[-1].b + blocks[-1].size - blocks[0].b if blocks else 0
    return same >= max(LEAST, _SHORT_SHARE * shorter) and stretch <= shorter + 1


def _place(texts: Sequence[Text], first: Quotation, other: Quotation) -> QuotePlace:
    """Where a quotation of the group stands; of a longer one, the words that the first has."""
    id = texts[other.text].id
    _, at, size = longest_run(first.norms, other.norms)
    if size < len(first.words):
        at, size = 0, len(other.words)
    return QuotePlace(id, other.words[at].start, other.words[at + size - 1].end)


def _speaker(text: Text, span: Span, cast: Cast) -> str | None:
    """The key of whom the quotation is attributed to, the innermost attribution first."""
    said = [
        one
        for one in text.reading.attributions
        if one.speaker and any(piece.meets(span) for piece in one.content)
    ]
    said.sort(key=lambda one: (not one.direct, sum(p.end - p.start for p in one.content)))
    for one in said:
        party = cast.party(text.id, one.speaker)
        if party:
            return party.key
    return None
