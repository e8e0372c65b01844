"""Attributions in headlines: "X — Zelenskyy", "Kremlin: X", "Statement by X on Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.model.reading import Block
from firsthand.reading.telling import Clues, Run, Told

TITLE = "title"  # the rule of a document that is somebody's own statement
_TOPIC = frozenset({"on", "about", "regarding", "following", "concerning", "after", "in"})


class HeadlineReader(Clues):
    """Reads who speaks from the marks and the pattern of a headline."""

    def read(self, blocks: Sequence[Block]) -> Iterator[Told]:
        """Headlines such as "X — Zelenskyy" and "Kremlin: X"."""
        for block in blocks:
            if block.kind != "headline":
                continue
            inside = [
                n for n, t in enumerate(self.tree.tokens) if block.start <= t.start < block.end
            ]
            told = self._of_title(inside) or self._of_headline(inside) if len(inside) > 3 else None
            if told is not None:
                yield told

    def _of_title(self, inside: list[int]) -> Told | None:
        """Of "Statement by X on Y" that the document is what X says of Y."""
        tree = self.tree
        last = inside[-1] + 1
        for n in inside[:2]:
            if tree.low(n) not in self.lexicon.plain_nouns["voice"] or n + 2 >= last:
                continue
            if tree.low(n + 1) not in ("by", "from", "of"):
                continue
            topic = next((t for t in inside if t > n + 2 and tree.low(t) in _TOPIC), None)
            if topic is None or topic + 1 >= last:
                return None
            who = self._named_in(n + 2, topic)
            content = self.content([(topic + 1, last)], ())
            if who is None or not content:
                return None
            return Told(
                n, who, ((n, n + 2),), ((n + 2, topic),), content, "neutral", False, 0.9, TITLE
            )
        return None

    def _of_headline(self, inside: list[int]) -> Told | None:
        tree = self.tree
        first, last = inside[0], inside[-1] + 1
        for n in inside[1:-1]:
            text, after = tree.tokens[n].text, tree.tokens[n + 1]
            spaced = tree.tokens[n].gap == 0 and after.gap == 0
            if text in ("—", "–", "-", "--") and spaced and last - n - 1 <= 5:
                who = self._named_in(n + 1, last)
                if who is not None:
                    return self._headline(n, who, (n + 1, last), (first, n))
            if text == ":" and n - first <= 5 and after.gap == 0:
                who = self._named_in(first, n)
                if who is not None:
                    return self._headline(n, who, (first, n), (n + 1, last))
        return None

    def _named_in(self, begin: int, end: int) -> int | None:
        """The head of some words if they are a name or a role and nothing else."""
        if any(self.tree.tokens[t].upos in ("VERB", "AUX") for t in range(begin, end)):
            return None
        for n in range(end - 1, begin - 1, -1):
            name = self.tree.name_at.get(n)
            if name is not None and name.kind in ("PER", "ORG"):
                return n
            if n in self.mentions.hit_at or (self.tree.lemmas[n],) in self.lexicon.offices:
                return n
        return None

    def _headline(self, at: int, who: int, source: Run, content: Run) -> Told:
        runs = self.content([content], ((at, at + 1),))
        return Told(
            at, who, ((at, at + 1),), (source,), runs or (content,), "neutral",
            self.direct(runs), 0.8, "headline",
        )  # fmt: skip
