"""What stood before each word of a text that is given only as words: guessed.

Names and attributions come from files without their spacing. The guess follows English printing:
no blank before closing punctuation and clitics, none after an opening bracket or quotation mark;
straight quotation marks open and close by turns.
"""

from __future__ import annotations

from firsthand.reading.words import AFTER_BLANK, AFTER_NOTHING

_CLOSING = frozenset(".,;:!?%)]}’”…")
_OPENING = frozenset("([{$£€#“‘`")
_CLITICS = frozenset(
    f"{mark}{end}" for mark in "'’" for end in ("s", "re", "ve", "ll", "d", "m")
) | {"n't", "n’t"}
_QUOTE = '"'


def guessed_gaps(words: list[str]) -> list[int]:
    """Guess the gap before each word of a sentence; the first is after a blank."""
    gaps: list[int] = []
    glue, quoted = False, False
    for at, word in enumerate(words):
        glued = glue
        glue = word in _OPENING
        if word == _QUOTE:
            glued, glue = quoted, not quoted
            quoted = not quoted
        elif word == "-":
            glued = glue = _joins(words, at)
        elif word in _CLOSING or word.lower() in _CLITICS:
            glued = True
        gaps.append(AFTER_NOTHING if glued and at else AFTER_BLANK)
    return gaps


def _joins(words: list[str], at: int) -> bool:
    """Whether a hyphen stands inside a compound ("anti - gay"), not as a dash."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    return before[-1:].isalnum() and (after[:1].islower() or after[:1].isdigit())
