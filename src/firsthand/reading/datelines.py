"""The state that an article is written from, as its dateline gives it."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model.reading import Block
from firsthand.reading.lexicon import Lexicon, plain
from firsthand.reading.words import split_words


def home_state(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> str | None:
    """The state of the first place that a dateline names ("KAMPALA, Nov 5 (Halyard) -")."""
    for block in blocks:
        if block.kind != "dateline":
            continue
        words = [plain(word.text) for word in split_words(text, [(block.start, block.end)])]
        for at in range(len(words)):
            _, meanings = lexicon.names.at(words, at)
            for known in meanings:
                if (
                    known.kind == "state"
                    and known.state
                    and known.form in ("capital", "city", "name")
                ):
                    return known.state
    return None
