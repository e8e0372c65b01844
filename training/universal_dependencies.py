"""Universal Dependencies: trees, word classes, sentences; with UDS factuality and GUM's names.

EWT and GUM, without GUM's documents under a non-commercial licence (those are in files apart and
are only measured on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firsthand.reading.words import AFTER_BLANK, AFTER_BREAK, AFTER_NOTHING
from training.documents import IGNORE, UNSCORED, Document
from training.labels import Labels
from training.lines import data_file, records, text_lines

TREEBANKS = ("ewt", "gum")
_JOINERS = frozenset(("of", "the", "-", "&"))  # stand inside names
_GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(slots=True)
class Sentence:
    """One sentence of a treebank; heads are 0 for the root, else 1 for its first word and on."""

    ident: str
    document: str
    opens_document: bool
    words: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file."""
    document, ident = "", ""
    opens_document, opens_paragraph = True, True
    glued = False  # nothing stands before the next word
    block: list[list[str]] = []
    for line in text_lines(path):
        if line.startswith("# newdoc"):
            document, opens_document = line.partition("=")[2].strip(), True
        elif line.startswith("# newpar"):
            opens_paragraph = True
        elif line.startswith("# sent_id"):
            ident = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            block.append(line.split("\t"))
        elif not line and block:
            sentence = Sentence(ident, document, opens_document)
            glued = _fill(sentence, block, glued)
            if opens_document or opens_paragraph:
                sentence.gaps[0] = AFTER_BREAK
            yield sentence
            block, opens_document, opens_paragraph = [], False, False


def _fill(sentence: Sentence, block: list[list[str]], glued: bool) -> bool:
    """Put the lines of a sentence into it; says whether its last word is glued to the next."""
    until, glued_after = 0, False  # a word such as "don't" stands on a line before its parts
    for columns in block:
        number = columns[0]
        joins_next = "SpaceAfter=No" in columns[9]
        if "-" in number:
            until, glued_after = int(number.split("-")[1]), joins_next
        elif "." not in number:
            sentence.words.append(columns[1])
            sentence.gaps.append(AFTER_NOTHING if glued else AFTER_BLANK)
            sentence.heads.append(int(columns[6]))
            sentence.relations.append(columns[7])
            sentence.upos.append(columns[3])
            sentence.entities.append(_field(columns[9], "Entity"))
            at = int(number)
            glued = True if at < until else glued_after if at == until else joins_next
    return glued


def _field(misc: str, name: str) -> str:
    for part in misc.split("|"):
        if part.startswith(f"{name}="):
            return part[len(name) + 1 :]
    return ""


def treebank_path(data: Path, treebank: str, part: str, *, free: bool = True) -> Path:
    """Find a part of a treebank; `free=False` gives the documents that are only measured on."""
    ending = "" if free else "-noncommercial"
    return data_file(data / f"ud_{treebank}", f"en_{treebank}-ud-{part}{ending}.conllu")


def read_factuality(data: Path, part: str) -> dict[str, list[tuple[int, float]]]:
    """Read UDS: for a sentence's id the numbers of its predicates' words and their values."""
    found = records(data_file(data / "factuality", f"uds_factuality_{part}.jsonl"))
    return {record["sent_id"]: list(predicate_values(record).items()) for record in found}


def predicate_values(record: dict[str, Any]) -> dict[int, float]:
    """Give a record's predicates: numbers of their words, and values from -2.1 (no) to 2.3."""
    return {
        predicate["token"]: predicate["normalized"]
        for predicate in record["predicates"]
        if predicate["upos"] in ("VERB", "AUX")  # others are slips of the numbering
    }


def tree_documents(
    sentences: Iterator[Sentence],
    labels: Labels,
    origin: str,
    *,
    factuality: Mapping[str, list[tuple[int, float]]] | None = None,
    with_names: bool = False,
) -> list[Document]:
    """Make documents of sentences.

    Args:
        sentences: In the order of the file.
        labels: The relations and word classes of the reader; a subtype that it lacks is cut off.
        origin: The data set.
        factuality: What `read_factuality` gives.
        with_names: Whether to read GUM's named persons, organisations and places.
    """
    grouped: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens_document or not grouped:
            grouped.append([])
        grouped[-1].append(sentence)
    return [_document(group, labels, origin, factuality or {}, with_names) for group in grouped]


def _document(
    group: list[Sentence],
    labels: Labels,
    origin: str,
    factuality: Mapping[str, list[tuple[int, float]]],
    with_names: bool,
) -> Document:
    words: list[str] = []
    gaps: list[int] = []
    units: list[int] = []
    heads: list[int] = []
    relations: list[int] = []
    upos: list[int] = []
    begins: list[int] = []
    values: list[float] = []
    names: list[int] = []
    for sentence in group:
        base, size = len(words), len(sentence.words)
        units.append(base)
        words += sentence.words
        gaps += sentence.gaps
        heads += [base + head if head else 0 for head in sentence.heads]
        relations += [_relation(name, labels) for name in sentence.relations]
        upos += [labels.upos.index(name) for name in sentence.upos]
        begins += [1] + [0] * (size - 1)
        known = dict(factuality.get(sentence.ident, ()))
        values += [known.get(at, UNSCORED) for at in range(size)]
        if with_names:
            names += _names(sentence, labels)
    layers: dict[str, list[int] | list[float]] = {
        "arc": heads, "relation": relations, "upos": upos, "sentence": begins,
        "factuality": values, "names": names,
    }  # fmt: skip
    unmarked = frozenset(labels.names) - set(_GUM_KINDS.values())
    return Document(words, gaps, layers, units, whole=True, origin=origin, unmarked=unmarked)


def _relation(name: str, labels: Labels) -> int:
    if name not in labels.relation:
        name = name.partition(":")[0]
    return labels.relation.index(name) if name in labels.relation else IGNORE


def _names(sentence: Sentence, labels: Labels) -> list[int]:
    """GUM's persons, organisations and places, where their words are proper nouns.

    GUM marks every mention, "the old mayor" too, with all that belongs to it. The longest run of
    proper nouns at the mention's head is the name; inner mentions give way to outer ones.
    """
    row = [0] * len(sentence.words)
    for begin, end, kind in sorted(_mentions(sentence), key=lambda m: m[0] - m[1]):
        inside = range(begin, end)
        heads = [at for at in inside if not begin < sentence.heads[at] <= end]
        if len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
            continue
        first, last = _run(sentence, heads[0], begin, end)
        if any(row[first : last + 1]):
            continue
        number = labels.names.index(_GUM_KINDS[kind])
        row[first : last + 1] = [1 + 2 * number] + [2 + 2 * number] * (last - first)
    return row


def _run(sentence: Sentence, head: int, begin: int, end: int) -> tuple[int, int]:
    """The first and last word of the proper nouns about `head`: "University of the Arctic"."""

    def reach(step: int) -> int:
        found = at = head
        while begin <= at + step < end:
            at += step
            if sentence.upos[at] == "PROPN":
                found = at
            elif sentence.words[at].lower() not in _JOINERS:
                break
        return found

    return reach(-1), reach(1)


def _mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The mentions of a sentence from GUM's brackets: `(12-person-...` opens, `12)` closes."""
    found: list[tuple[int, int, str]] = []
    open_at: dict[str, list[tuple[int, str]]] = {}
    for at, marks in enumerate(sentence.entities):
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", marks):
            number = re.match(r"\(?(\d+)", mark)
            if number is None:
                continue
            if mark.startswith("("):
                kind = mark.split("-")[1] if "-" in mark else ""
                open_at.setdefault(number[1], []).append((at, kind))
            if mark.endswith(")") and open_at.get(number[1]):
                begin, kind = open_at[number[1]].pop()
                if kind.rstrip(")") in _GUM_KINDS:
                    found.append((begin, at + 1, kind.rstrip(")")))
    return found
