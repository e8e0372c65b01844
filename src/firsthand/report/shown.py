"""Texts of strangers made fit to show: one line, no control characters, a bounded length.

Markup is not this module's matter: HTML, Markdown and the terminal each escape for themselves.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

# Embeddings, overrides and isolates (UAX #9) turn the order of all text after them, and none of
# them is a word of a quotation; the weak marks U+200E and U+200F stay, since Arabic and Hebrew
# need them.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)


def shown(text: str, limit: int | None = None) -> str:
    """A text as one line that cannot disturb what stands around it.

    Space of every kind becomes one blank; control characters become their visible pictures
    (ESC is `␛`), those without one and lone surrogates U+FFFD; what turns the writing direction
    is dropped. A text longer than `limit` characters ends with an ellipsis.
    """
    # Space may shrink: look further than the limit, but never through a book to show a line.
    head = text if limit is None else text[: 8 * limit]
    line = re.sub(r"[^\S\x1c-\x1f]+", " ", head.translate(_TURNS)).strip().translate(_CONTROLS)
    if limit is None or (len(line) <= limit and len(head) == len(text)):
        return line
    cut = line[: limit - 1]
    # A cut between words reads better, where a blank is near.
    at_word = cut.rfind(" ", limit // 2)
    return (cut[:at_word] if at_word > 0 else cut).rstrip() + "…"


def isolated(text: str) -> str:
    """A text between first-strong isolate marks (UAX #9), where letters of it run right to left.

    For pages that have no element to isolate a text with; others stay as they are.
    """
    turns = any(bidirectional(letter) in ("R", "AL", "AN") for letter in text)
    return f"\u2068{text}\u2069" if turns else text
