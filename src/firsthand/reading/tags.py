"""The network's own spans, as the contract lists them under `tagged`."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model.reading import Tagged
from firsthand.model.vocabulary import TagKind
from firsthand.reading.syntax import Tree

_NAME_KINDS: dict[str, TagKind] = {
    "PER": "person", "ORG": "organisation", "LOC": "place", "NORP": "group",
}  # fmt: skip


def tagged_spans(tree: Tree) -> tuple[Tagged, ...]:
    """Sources, cues, contents and names with their probabilities, in the order of the text."""
    return tuple(sorted(_all(tree), key=lambda tag: (tag.start, tag.end, tag.kind)))


def _all(tree: Tree) -> Iterator[Tagged]:
    encoded = tree.encoded
    layers: tuple[tuple[TagKind, tuple[tuple[int, int, float], ...]], ...] = (
        ("source", tuple((s.begin, s.end, s.score) for s in encoded.sources)),
        ("cue", tuple((s.begin, s.end, s.score) for s in encoded.cues)),
        ("content", tuple((s.begin, s.end, s.score) for s in encoded.contents)),
    )
    for kind, spans in layers:
        for begin, end, score in spans:
            span = tree.span(begin, end)
            yield Tagged(kind, span.start, span.end, score)
    for name in encoded.names:
        span = tree.span(name.begin, name.end)
        yield Tagged(_NAME_KINDS.get(name.kind, "other"), span.start, span.end, name.score)
