"""The sets that the reader is trained on: what each teaches, its licence, and its share.

A set without a stated licence can be left out with one switch. Sets that may only be measured on
(their non-commercial or copyleft licences, or their dev parts) have no entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from training import names, polnear
from training import universal_dependencies as ud
from training.deeds import deed_set
from training.documents import Document
from training.labels import Labels


@dataclass(frozen=True, slots=True)
class Corpus:
    """A training set.

    Attributes:
        name: Its short name.
        licence: Its licence, or "" where none is stated.
        share: Its share of the pieces that the network sees, before unused sets fall out.
        read: Gives the documents of its train part.
    """

    name: str
    licence: str
    share: float
    read: Callable[[Path, Labels], list[Document]]


def corpora(*, leave_out_unlicensed: bool) -> list[Corpus]:
    """List the sets to train on.

    Args:
        leave_out_unlicensed: Without the sets that state no licence nothing teaches attributions,
            and names come from GUM and WNUT.
    """

    def gum(data: Path, labels: Labels) -> list[Document]:
        sentences = ud.read_sentences(ud.treebank_path(data, "gum", "train"))
        # Beside the newswire's names GUM's would teach other borders.
        return ud.tree_documents(sentences, labels, "gum", with_names=leave_out_unlicensed)

    every = [
        Corpus("polnear", "", 0.39, _polnear),
        Corpus("ewt", "CC BY-SA 4.0", 0.18, _ewt),
        Corpus("gum", "CC BY 4.0, CC BY 2.5, CC BY-SA 3.0 by genre", 0.14, gum),
        Corpus("newswire", "", 0.08, _newswire),
        Corpus("wnut", "CC BY 4.0", 0.02, _wnut),
        Corpus("annotated", "", 0.06, deed_set("annotated")),
        Corpus("own", "CC BY 4.0", 0.035, deed_set("own")),
        Corpus("lexicon", "the project's own", 0.03, deed_set("lexicon")),
        Corpus("events", "CC BY-SA 3.0 and 4.0", 0.05, deed_set("events")),
        Corpus("plv", "", 0.015, deed_set("plv")),
    ]
    return [corpus for corpus in every if corpus.licence or not leave_out_unlicensed]


def _polnear(data: Path, labels: Labels) -> list[Document]:  # noqa: ARG001
    return [polnear.attribution_document(a) for a in polnear.read_articles(data, "train")]


def _ewt(data: Path, labels: Labels) -> list[Document]:
    sentences = ud.read_sentences(ud.treebank_path(data, "ewt", "train"))
    factuality = ud.read_factuality(data, "train")
    return ud.tree_documents(sentences, labels, "ewt", factuality=factuality)


def _newswire(data: Path, labels: Labels) -> list[Document]:
    return [
        names.named_document(article, labels, "newswire", names.NEWSWIRE_KINDS)
        for article in names.read_newswire(data, "train")
    ]


def _wnut(data: Path, labels: Labels) -> list[Document]:
    return [
        names.named_document(article, labels, "wnut", names.WNUT_KINDS)
        for article in names.read_wnut(data, "train")
    ]
