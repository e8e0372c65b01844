"""What gave no document, and why: one clear line for each."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.document import Skipped
from firsthand.model.errors import FirsthandError


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no document.

    `what` is the file, or the place in it ("news.jsonl, line 12", "news.parquet, record 3");
    `skipped.detail` one line that names it, says what was found, and what would help.
    """

    what: str
    skipped: Skipped


class UnreadableError(Exception):
    """Bytes cannot be read as a document; whoever knows where they stand makes an Unread of it."""

    def __init__(self, reason: str, found: str, help: str = "") -> None:
        """Keep the word for machines and the two parts of the line for people."""
        super().__init__(found)
        self.reason, self.found, self.help = reason, found, help

    def at(self, what: str) -> Unread:
        """The same, of a named input."""
        return unread(what, self.reason, self.found, self.help)


def unread(what: str, reason: str, found: str, help: str = "") -> Unread:
    """Make an Unread whose detail reads like every error of the program."""
    subject = one_line(what)
    return Unread(subject, Skipped(reason, str(FirsthandError(subject, one_line(found), help))))


def one_line(words: str, most: int = 300) -> str:
    """Words fit to print: no line ends, control characters or lone surrogates, not too long.

    File names can hold any of them.
    """
    clean = "".join(c if c.isprintable() else " " for c in words)
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"
