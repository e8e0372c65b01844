"""Which language a text is in, as an ISO 639-1 code."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LOOKED_AT = 2_000
"""Characters that are looked at; more change the answer hardly ever."""

_ENOUGH = 40
"""Letters below which a text in Latin script is not guessed: "US, Iran agree" is Indonesian."""


def language_of(body: str) -> str | None:
    """The language of a text without its title, or None where it is too short to tell.

    A short text is guessed only where most of its letters are of another script than Latin.
    """
    words = body[:_LOOKED_AT].strip()
    letters = [c for c in words if c.isalpha()]
    if len(letters) < _ENOUGH:
        foreign = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters)
        if foreign * 2 <= len(letters):
            return None
    code: str = _identifier().classify(words)[0]
    return code if len(code) == 2 else None


def language_code(given: str | None) -> str | None:
    """The code in `en`, `EN` or `en-GB`; None for anything else, which is then looked at anew."""
    code = (given or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
