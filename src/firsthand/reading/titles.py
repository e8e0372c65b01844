"""Whose office a title is: by its words alone, or by a party's mark behind a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.reading.lexicon import Lexicon, Office
from firsthand.reading.syntax import Tree

_FAR = 12  # letters behind a name in which a party's mark stands


@dataclass(frozen=True, slots=True)
class Titles:
    """Reads the titles of one document."""

    tree: Tree
    lexicon: Lexicon

    def office(self, words: str | None) -> Office | None:
        """The office that a title names: its longest part that the lexicon knows, the last first.

        Args:
            words: as the text writes it, or None.
        """
        parts = [spelt(word) for word in (words or "").lower().split()]
        for size in range(len(parts), 0, -1):
            for at in range(len(parts) - size, -1, -1):
                found = self.lexicon.offices.get(tuple(parts[at : at + size]))
                if found is not None:
                    return found
        return None

    def marked(self, places: Sequence[tuple[int, int]]) -> str | None:
        """The state whose party stands behind one of a name's places ("(R-Texas)")."""
        for begin, end in places:
            if begin == end:
                continue
            behind = self.tree.tokens[end - 1].end
            words = self.tree.text[behind : behind + _FAR]
            for pattern, state in self.lexicon.party_marks:
                if pattern.match(words):
                    return state
        return None


def spelt(word: str) -> str:
    """A word of a title in the spelling, and for either sex, in which the lexicon has it."""
    return {"defense": "defence", "spokeswoman": "spokesman", "spokesperson": "spokesman"}.get(
        word, word
    )
