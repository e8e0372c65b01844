"""Words cut into the pieces that the encoder knows, the same way as when reading."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from firsthand.model.errors import FirsthandError
from firsthand.reading.words import word_shape

_PIECES_OF_A_WORD = 10
_LONGEST_WORD = 200  # characters


class Pieces:
    """A tokenizer of words, with what it found kept."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.mask = self._id("[MASK]")
        self._cls, self._sep, self._unknown = map(self._id, ("[CLS]", "[SEP]", "[UNK]"))
        self._found: dict[str, list[int]] = {}

    def _id(self, mark: str) -> int:
        found = self.tokenizer.token_to_id(mark)
        if found is None:
            raise FirsthandError("tokenizer.json", f"no {mark} in it", "start from a BERT's")
        return found

    def of(self, word: str) -> list[int]:
        """Give the pieces of a word, ten at most."""
        found = self._found.get(word)
        if found is None:
            ids = self.tokenizer.encode(word[:_LONGEST_WORD], add_special_tokens=False).ids
            found = self._found[word] = ids[:_PIECES_OF_A_WORD] or [self._unknown]
        return found

    def window(self, words: list[str], gaps: list[int]) -> tuple[list[int], list[int], list[int]]:
        """Give pieces, their words' shape numbers, and the place of each word's first piece."""
        ids, shapes, starts = [self._cls], [0], []
        for word, gap in zip(words, gaps, strict=True):
            found = self.of(word)
            starts.append(len(ids))
            ids.extend(found)
            shapes.extend([word_shape(word, gap)] * len(found))
        return [*ids, self._sep], [*shapes, 0], starts
