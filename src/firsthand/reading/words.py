"""Text cut into words the way Universal Dependencies does, each with its place.

The network sees words, a shape number for each (it is uncased: the number gives case and spacing
back), and their pieces. Accepted gap: hyphenated compounds stay split at the hyphen as in UD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Maj|Rev|Hon|Pres|St|Jr|Sr|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|vs|etc|Ave|Calif|Fla|Conn|"
    "Mass|Pa|Va|Md|Ga|Ariz|Ala|Ark|Colo|Ill|Ind|Ky|La|Mich|Minn|Miss|Mo|Neb|Nev|Okla|Ore|Tenn|Tex|"
    "Wash|Wis"
)
_WORD = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+"  # addresses
    r"|(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    rf"|(?-i:{_ABBREVIATIONS})\.(?=\s|,|$)"
    r"|[a-z]+(?=n['’]t\b)|n['’]t\b"  # do + n't
    r"|['’](?:s|re|ve|ll|d|m)\b"  # it + 's
    r"|\d+(?:[.,:/]\d+)*(?![^\W_])"  # 1,000.5
    r"|(?:(?!n['’]t\b)[^\W_])+"  # letters and digits
    r"|\.{2,}|-{2,}|_+|\S",
    re.IGNORECASE,
)

AFTER_BLANK, AFTER_NOTHING, AFTER_BREAK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word, its place in the text and what stands before it (a blank, nothing, a break)."""

    text: str
    start: int
    end: int
    gap: int


def split_words(text: str, stretches: Iterable[tuple[int, int]]) -> list[Word]:
    """The words of some stretches `[start, end)` of a text; every stretch begins after a break."""
    words: list[Word] = []
    for start, end in stretches:
        last = -1
        for match in _WORD.finditer(text, start, end):
            if last < 0 or "\n" in text[last : match.start()]:
                gap = AFTER_BREAK
            else:
                gap = AFTER_BLANK if match.start() > last else AFTER_NOTHING
            words.append(Word(match.group(), match.start(), match.end(), gap))
            last = match.end()
    return words


def word_shape(text: str, gap: int) -> int:
    """Case, digits and spacing as one number, 1 to 23."""
    if any(c.isdigit() for c in text):
        kind = 6
    elif not any(c.isalpha() for c in text):
        kind = 7
    elif text.islower():
        kind = 1
    elif text.isupper():
        kind = 4 if len(text) == 1 else 3
    elif text[0].isupper() and text[1:].islower():
        kind = 2
    else:
        kind = 5
    return kind + 8 * gap
