"""Which documents report one matter: our stories on labelled corpora, by words, and peers'."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.clusterings import Scores, scores
from benchmarks.peers import near_copies, same_headline
from firsthand.grouping.candidates import stories_of
from firsthand.grouping.texts import Text
from firsthand.model.document import Document
from firsthand.model.errors import FirsthandError
from firsthand.model.reading import SCHEMA, MadeBy, Reading

Row = dict[str, Any]
Labelled = list[tuple[Document, str]]


def story_scores(path: Path) -> Scores:
    """Our scores and those of other ways to group, each named."""
    labelled = labelled_documents(path)
    documents = [document for document, _ in labelled]
    gold: dict[str, Hashable] = {document.id: story for document, story in labelled}
    ways: dict[str, Callable[[Sequence[Document]], list[list[int]]]] = {
        "": our_stories,
        "each alone: ": lambda all_of: [[n] for n in range(len(all_of))],
        "all together: ": lambda all_of: [list(range(len(all_of)))],
        "headlines alike by 0.55: ": same_headline,
        "MinHash copies: ": near_copies,
    }
    found: Scores = {"documents": len(gold), "stories": len(set(gold.values()))}
    for name, way in ways.items():
        groups = way(documents)
        run = {documents[n].id: k for k, group in enumerate(groups) for n in group}
        found |= {f"{name}{measure}": value for measure, value in scores(gold, run).items()}
    return found


def our_stories(documents: Sequence[Document]) -> list[list[int]]:
    """Groups of documents, by place, as `group` makes them of readings without claims."""
    place = {document.id: n for n, document in enumerate(documents)}
    texts = sorted(map(_text, documents), key=lambda text: text.order)
    return [[place[texts[n].id] for n in group] for group in stories_of(texts)]


def labelled_documents(path: Path) -> Labelled:
    """The documents of a corpus with the names of their stories.

    Raises:
        FirsthandError: it is none of the corpora that training/README.md describes.
    """
    if path.is_dir():
        return [
            (document_of(f"{story['id']}.{one['document']['id']}", one["document"]), story["id"])
            for gold in sorted(path.glob("*/gold.json"))
            for story in [json.loads(gold.read_text("utf-8"))]
            for one in story["documents"]
        ]
    found = [one for row in rows(path) for one in _labelled(row, path)]
    if not found:
        raise FirsthandError(str(path), "no documents with stories", "see training/README.md")
    return found


def document_of(id: str, row: Row) -> Document:
    """A document of a gold file; its text begins with its title."""
    at = row["title_end"] + 2 if row.get("title_end") else 0
    keys = ("url", "outlet", "title", "published", "language")
    return Document.of(row["text"][at:], id=id, **{key: row.get(key) for key in keys})


def rows(path: Path) -> Iterator[Row]:
    """The lines of a file of JSON Lines, packed as .xz or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _labelled(row: Row, path: Path) -> Iterable[tuple[Document, str]]:
    if "subtopic" in row:  # ECB+
        yield Document.of(row["text"], id=row["id"]), row["subtopic"]
    elif "articles" in row:  # AllSides roundups
        for n, one in enumerate(row["articles"]):
            yield Document.of(one["text"], id=f"{row['id']}-{n}", title=one["title"]), row["id"]
    elif "story" in row:  # BASIL
        named = {"title": row["title"], "published": row["date"], "outlet": row["outlet"]}
        # some articles of the corpus have no id of their own
        yield Document.of(row["text"], id=f"{row['story']}-{row['outlet']}", **named), row["story"]
    else:
        raise FirsthandError(str(path), "its rows have no stories", "see training/README.md")


def _text(document: Document) -> Text:
    return Text(Reading(SCHEMA, MadeBy("benchmark", "none", "none"), document, None))
