"""What the heads of the network can say, read from the file that the packaged reader uses."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec

from firsthand.reading.linking import REACHES

SPANS = ("source", "cue", "content")
# Layers with one row of tags a word; `factuality` is a single number.
LAYERS = (*SPANS, "upos", "sentence", "names", "factuality")
# Where a cue's source and content begin and end: each cue's first word points at those words.
PARTIES = ("doer", "done_to")  # from each word at those who do, and bear, what it tells
# Layers whose values are places: numbers of words plus one, 0 the root or none.
POINTERS = ("arc", "link", *REACHES)


class Labels(msgspec.Struct, frozen=True):
    """Names of relations, word classes and kinds of names, each at the place of its number."""

    relation: list[str]
    upos: list[str]
    names: list[str]
    bio: list[str]
    sentence: list[str]
    deed: list[str] = []

    def width(self, layer: str) -> int:
        """Count the scores a word that a layer has."""
        if layer in SPANS:
            return len(self.bio)
        if layer == "names":
            return 1 + 2 * len(self.names)
        return {"upos": len(self.upos), "sentence": len(self.sentence), "factuality": 1}[layer]


def packaged_labels_path() -> Path:
    """Find the labels of the packaged English reader."""
    return Path(str(files("firsthand.data") / "en" / "labels.json"))


def read_labels(path: Path) -> Labels:
    """Read a labels file."""
    return msgspec.json.decode(path.read_bytes(), type=Labels)
