"""A miniature of every training set, invented, in the sets' own formats."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TOLD = (
    ("The mayor of Sandwick", "said", "that the harbour would be closed on Friday", "."),
    ("Officials", "warned", "that the old bridge could fall", " before the winter."),
    ("Anna Holm, a ferry captain,", "denied", "she had seen the ship", "."),
)

CONLLU = """\
# newdoc id = {name}
# newpar
# sent_id = {name}-1
# text = The mayor didn't sign.
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-nnnnn-cf1-1-sgl
2	mayor	mayor	NOUN	NN	_	5	nsubj	_	Entity=1)
3-4	didn't	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	_	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	sign	sign	VERB	VB	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = {name}-2
# text = It was signed by Anna Holm of Sandwick.
1	It	it	PRON	PRP	_	3	nsubj:pass	_	_
2	was	be	AUX	VBD	_	3	aux:pass	_	_
3	signed	sign	VERB	VBN	_	0	root	_	_
4	by	by	ADP	IN	_	5	case	_	_
5	Anna	Anna	PROPN	NNP	_	3	obl:agent	_	Entity=(2-person-new-nnnnn-cf1-1-sgl
6	Holm	Holm	PROPN	NNP	_	5	flat	_	_
7	of	of	ADP	IN	_	8	case	_	_
8	Sandwick	Sandwick	PROPN	NNP	_	5	nmod:of	_	Entity=(3-place-new-sgl)2)|SpaceAfter=No
9	.	.	PUNCT	.	_	3	punct	_	_

"""


def article(told: Iterable[tuple[str, str, str, str]] = TOLD, name: str = "a1") -> dict[str, Any]:
    """Make an article of PolNeAR's form; each sentence of it is an attribution."""
    text, attributions = "Ferry news\n", []
    for source, cue, content, rest in told:
        spans = {}
        for layer, words in (("sources", source), ("cues", cue), ("contents", content)):
            spans[layer] = [[len(text), len(text) + len(words)]]
            text += words + ("" if layer == "contents" else " ")
        attributions.append(spans)
        text += rest + "\n"
    return {"id": name, "text": text, "attributions": attributions}


def tagged(words: str, tags: str) -> dict[str, list[str]]:
    """Make a sentence of tagged words."""
    return {"tokens": words.split(), "labels": tags.split()}


def _annotated(folder: Path, sentence: str) -> None:
    """Write a story of one sentence in which Norway sells Poland something."""
    folder.mkdir(parents=True, exist_ok=True)
    actors = [
        {"id": id, "name": name, "state": state}
        for id, name, state in (("a1", "Norway", "NO"), ("a2", "Poland", "PL"))
    ]
    claim = {
        "actor": "a1", "recipient": "a2", "reciprocal": False, "action": "supply",
        "evidence": [{"start": 0, "end": len(sentence)}],
    }  # fmt: skip
    document = {
        "text": sentence, "title": None, "title_end": 0, "published": "2031-03-04",
        "language": "en",
    }  # fmt: skip
    story = {"documents": [{"document": document, "actors": actors, "claims": [claim]}]}
    (folder / "gold.json").write_text(json.dumps(story), "utf-8")


def write_data(folder: Path) -> Path:
    """Write all sets, each a train and a dev part."""
    for part in ("train", "dev"):
        _lines(folder / "polnear" / f"{part}.jsonl", [article(name=f"a{n}") for n in range(3)])
        for name in (
            "ud_ewt/en_ewt-ud-{}",
            "ud_gum/en_gum-ud-{}",
            "ud_gum/en_gum-ud-{}-noncommercial",
        ):
            path = folder / f"{name.format(part)}.conllu"
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text("".join(CONLLU.format(name=f"d{n}") for n in range(4)), "utf-8")
        wished = {"token": 4, "word": "sign", "upos": "VERB", "normalized": -1.2}
        done = {"token": 2, "word": "signed", "upos": "VERB", "normalized": 0.9}
        _lines(
            folder / "factuality" / f"uds_factuality_{part}.jsonl",
            [
                {"sent_id": f"d{n}-{at}", "tokens": ["It"] * 9, "predicates": found}
                for n in range(4)
                for at, found in ((1, [wished]), (2, [done]))
            ],
        )
        _lines(
            folder / "names" / f"wnut17_{part}.jsonl",
            [tagged("greetings from sandwick !", "O O B-location O")] * 4,
        )
    sentence = "Norway sold gas to Poland."
    _lines(
        folder / "wikipedia-current-events" / "items.jsonl",
        [{"text": sentence, "date": "2031-03-04"}] * 4,
    )
    spans = {"source_spans": [[0, 6]], "target_spans": [[19, 25]]}
    _lines(folder / "plover_plv" / "train.jsonl", [{"sentence": sentence, "root": "AID", **spans}])
    _annotated(folder.parent / "gold" / "train" / "story-02", sentence)
    newswire = tagged(
        "Anna Holm of the Ferry Union ( FU ) left Sandwick .",
        "B-Person I-Person O O B-Organization I-Organization O B-Organization O O B-Location O",
    )
    _lines(
        folder / "worldwide_ner" / "visible.jsonl",
        [{"id": f"xx_paper_{n}", "sentences": [newswire] * 2} for n in range(30)],
    )
    _lines(
        folder / "names" / "uner_ewt_dev.jsonl",
        [{"doc": "d0", **tagged("Anna Holm left .", "B-PER I-PER O O")}],
    )
    _lines(
        folder / "polnear_cofenet" / "polnear_valid.jsonl",
        [tagged("`` We sign , '' officials said .", "O B-content I-content O O B-source B-cue O")],
    )
    return folder


def _lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
