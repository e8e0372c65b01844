"""A reading prepared for comparison: its words, what stands in quotation marks, its sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from firsthand.grouping.rows import Hashes, fingerprints, rows
from firsthand.grouping.words import Word, words_of
from firsthand.model.document import Span
from firsthand.model.reading import Reading

# An opening mark stands at a beginning, a closing one behind a word or its punctuation; a straight
# single mark inside a word is an apostrophe.
_QUOTATION = re.compile(
    r"“([^“”]{2,1200})”|„([^„“”]{2,1200})[“”]|«([^«»]{2,1200})»"
    r"|(?<![^\W_])\"(?=\S)([^\"\n]{2,1200}?)(?<=\S)\"(?![^\W_])"
    r"|(?<!\w)[‘'](?=\w)([^‘\n]{8,600}?)(?<=[\w,.!?])[’'](?!\w)"
)
SEED = 3  # equal words in a row that a passage of two documents is put together from
_NEAR = 5  # words in a row that lead one document of a story to another
_PARAGRAPH = re.compile(r"[^\n]+")
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    """A reading and what comparing needs of it, made once."""

    reading: Reading

    @property
    def id(self) -> str:
        """The document's id."""
        return self.reading.document.id

    @cached_property
    def order(self) -> tuple[datetime, str]:
        """Documents in the order of publication; a day alone is its beginning, none comes last."""
        return moment(self.reading.document.published), self.id

    @property
    def dated(self) -> bool:
        """Whether it is known when it was published."""
        return self.reading.document.day is not None

    @cached_property
    def kept(self) -> tuple[Span, ...]:
        """The text without its boilerplate."""
        text, at, kept = self.reading.document.text, 0, []
        for block in sorted(self.reading.blocks, key=lambda block: block.start):
            if block.kind == "boilerplate" and block.start >= at:
                kept.append(Span(at, block.start))
                at = block.end
        kept.append(Span(at, len(text)))
        return tuple(span for span in kept if span.start < span.end)

    @cached_property
    def words(self) -> list[Word]:
        """The words without boilerplate."""
        return words_of(self.reading.document.text, self.kept)

    @cached_property
    def norms(self) -> list[str]:
        """The compared words without boilerplate."""
        return [word.norm for word in self.words]

    @cached_property
    def near(self) -> Hashes:
        """Every row of five words, as sorted numbers."""
        return fingerprints(self.norms, _NEAR, 1)

    @cached_property
    def seeds(self) -> list[int]:
        """Every row of three words, as numbers in order."""
        found: list[int] = rows(self.norms, SEED).tolist()
        return found

    @cached_property
    def seed_places(self) -> dict[int, list[int]]:
        """Where each row of three words begins."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, value in enumerate(self.seeds):
            places[value].append(at)
        return dict(places)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks, and contents of direct attributions; no boilerplate."""
        text = self.reading.document.text
        spans = {
            Span(match.start(match.lastindex), match.end(match.lastindex))
            for match in _QUOTATION.finditer(text)
            if match.lastindex
        }
        spans |= {s for said in self.reading.attributions if said.direct for s in said.content}
        inside = [s for s in spans if any(k.holds(s) for k in self.kept)]
        inside.sort(key=lambda span: (span.start, -span.end))
        return tuple(
            span
            for n, span in enumerate(inside)
            if not any(other.holds(span) for other in inside[:n])
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The reading's sentences, or paragraphs where it has none."""
        if self.reading.sentences:
            return tuple(self.reading.sentences)
        text = self.reading.document.text
        return tuple(Span(*match.span()) for match in _PARAGRAPH.finditer(text))

    def around(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The sentences that spans stand in."""
        spans = tuple(spans)
        found = tuple(s for s in self.sentences if any(s.meets(span) for span in spans))
        return found or spans

    def words_in(self, span: Span) -> tuple[int, int]:
        """First and last-but-one place among `words` of those that lie in a span."""
        first = next((n for n, w in enumerate(self.words) if w.end > span.start), len(self.words))
        last = first
        while last < len(self.words) and self.words[last].start < span.end:
            last += 1
        return first, last

    def span_of(self, first: int, last: int) -> Span:
        """The characters from word `first` up to, not including, word `last`."""
        return Span(self.words[first].start, self.words[last - 1].end)


def moment(published: str | None) -> datetime:
    """When a document was published; of a day alone its beginning, without one the end of time."""
    for words in (published or "", (published or "")[: len("2031-10-15")]):
        try:
            found = datetime.fromisoformat(words)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return _LAST_MOMENT
