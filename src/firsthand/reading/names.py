"""Names that the network leaves out: of persons named in full elsewhere, and of known holders.

A surname alone counts where a person of that name stands in the text, or where it is no common
word and all who bear it in the lexicon are one person.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.reading.encoder import NameSpan, Token
from firsthand.reading.lexicon import Lexicon
from firsthand.reading.words import AFTER_BLANK

_LONGEST = 4


def with_known_names(
    tokens: Sequence[Token], names: Sequence[NameSpan], lexicon: Lexicon
) -> tuple[NameSpan, ...]:
    """The names of a text with those of known persons added, in the order of the text."""
    names = _joined(names, tokens)
    taken = {t for name in names for t in range(name.begin, name.end)}
    made = list(names)
    surnames = {
        tokens[name.end - 1].text
        for name in names
        if name.kind == "PER" and name.end > name.begin + 1
    }
    at = 0
    while at < len(tokens):
        size = 0 if at in taken else _longest_at(tokens, at, taken, lexicon)
        token = tokens[at]
        if not size and at not in taken and token.upos == "PROPN" and token.text in surnames:
            size = 1
        if size:
            made.append(NameSpan(at, at + size, "PER", 0.5))
        at += size or 1
    return tuple(sorted(made, key=lambda name: name.begin))


def _joined(names: Sequence[NameSpan], tokens: Sequence[Token]) -> list[NameSpan]:
    """Names with those of persons that follow one another at once made one ("Recep | Tayyip X")."""
    made: list[NameSpan] = []
    for name in sorted(names, key=lambda name: name.begin):
        last = made[-1] if made else None
        at_once = (
            last is not None and last.end == name.begin and tokens[name.begin].gap == AFTER_BLANK
        )
        if last and at_once and last.kind == name.kind == "PER":
            score = min(last.score, name.score)
            made[-1] = NameSpan(last.begin, name.end, "PER", score)
        else:
            made.append(name)
    return made


def _longest_at(tokens: Sequence[Token], at: int, taken: set[int], lexicon: Lexicon) -> int:
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        words = [token.text for token in tokens[at : at + size]]
        if not all(word[0].isupper() for word in words) or any(
            t in taken for t in range(at, at + size)
        ):
            continue
        holders = lexicon.holders.get(" ".join(words).casefold(), [])
        if not holders or (size == 1 and not _plain_surname(words[0], tokens[at], lexicon)):
            continue
        if len({holder.name for holder in holders}) == 1:
            return size
    return 0


def _plain_surname(word: str, token: Token, lexicon: Lexicon) -> bool:
    common = lexicon.plain_nouns["word_surnames"]
    return len(word) > 3 and token.upos == "PROPN" and word.casefold() not in common
