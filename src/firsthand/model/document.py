"""A document as it is read: normalised once, then never changed."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Places `[start, end)` in a document's text, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why a document was not read.

    `reason` is one word for machines (`no_reader`, `no_text`, `binary`, `unknown_encoding`,
    `not_found`, `bad_line`, `broken_archive`, `too_large`, `no_article`, ...), `detail` one clear
    line for people.
    """

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its text and what is known of where it comes from.

    `text` begins with the title, where the input gives one apart, and a blank line; `title_end`
    says where the title ends (0 without one). `published` is an ISO 8601 day or date-time with
    zone; `language` an ISO 639-1 code. Unknown fields are None.
    """

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    title_end: int
    text: str
    published: str | None
    language: str | None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str | None = None,
        id: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        published: str | None = None,
        language: str | None = None,
    ) -> Document:
        """Make a document from raw text, normalised once (NFC, newlines, no byte-order mark).

        Without an `id` one is made: of the address, else of outlet, title and text, so that the
        same input gets the same id every time and a changed text at one address keeps it.
        """
        body = normalise(text)
        head = " ".join(normalise(title).split()) if title else ""
        whole = f"{head}\n\n{body}" if head else body
        return cls(
            id=id or _made_id(url, outlet, whole),
            url=url,
            outlet=outlet,
            title=head or None,
            title_end=len(head),
            text=whole,
            published=published,
            language=language,
        )

    @property
    def day(self) -> date | None:
        """The day of publication, if known."""
        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None


def normalise(text: str) -> str:
    r"""Unicode NFC, `\n` for every kind of line end, no byte-order marks, no outer blank lines.

    Lone surrogates, which no encoding can write, become U+FFFD; NUL becomes a blank.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", " ")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\ufeff", "")
    return text.strip("\n").rstrip()


def _made_id(url: str | None, outlet: str | None, text: str) -> str:
    basis = f"url\n{url}" if url else f"text\n{outlet or ''}\n{text}"
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]
