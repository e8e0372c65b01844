#!/usr/bin/env python3
"""The network's speed beside that of a spaCy pipeline of the small models' shape, in one run.

    python benchmarks/peer_speed.py INPUT... [--documents N] [--repeat N]

Words a second of one thread, splitting into words included: this project's encoder (words,
sentences, tree, names, stretches, links, deeds) and spaCy's tok2vec, tagger and parser in the sizes
of `en_core_web_sm`. spaCy's weights are not trained here, only made: what a word costs does not
depend on what the weights say. Needs `pip install spacy`, which the project does not.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from firsthand.ingest import ingest
from firsthand.model.document import Document
from firsthand.reading.encoder import packaged_encoder

_TAGS = 50  # classes of words of `en_core_web_sm`
_RELATIONS = 45


def peer() -> Any:
    """A spaCy pipeline: one shared tok2vec of the default size, tagger, parser."""
    spacy = importlib.import_module("spacy")
    training = importlib.import_module("spacy.training")
    nlp = spacy.blank("en")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False,
    }  # fmt: skip
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4,
        "window_size": 1, "maxout_pieces": 3,
    }  # fmt: skip
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": model})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shared}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "nO": None, "tok2vec": shared,
    }  # fmt: skip
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": parser})
    words = [f"word{n}" for n in range(_TAGS)]
    doc = spacy.tokens.Doc(nlp.vocab, words)
    example = training.Example.from_dict(
        doc,
        {
            "tags": [f"T{n}" for n in range(_TAGS)],
            "heads": [0] * _TAGS,
            "deps": ["ROOT", *(f"r{n % _RELATIONS}" for n in range(1, _TAGS))],
        },
    )
    nlp.initialize(lambda: [example])
    return nlp


def rate(read: Callable[[str], int], texts: list[str], repeat: int) -> float:
    """Words a second: the median of some rounds."""
    read(texts[0])
    rates = []
    for _ in range(repeat):
        began = time.process_time()
        words = sum(read(text) for text in texts)
        rates.append(words / (time.process_time() - began))
    return statistics.median(rates)


def main() -> None:
    """Print both, and the ratio."""
    parser = argparse.ArgumentParser(
        prog="peer_speed.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    found = (one for one in ingest(options.inputs) if isinstance(one, Document))
    texts = [document.text for document in islice(found, options.documents)]
    try:
        nlp = peer()
    except ImportError:
        sys.exit("peer_speed.py: spaCy is not installed: pip install spacy")
    encoder = packaged_encoder()
    ours = rate(
        lambda text: len(encoder.encode(text, [(0, len(text))]).tokens), texts, options.repeat
    )
    theirs = rate(lambda text: len(nlp(text)), texts, options.repeat)
    print(f"this network         {ours:8,.0f} words a second")
    print(f"spaCy's small shape  {theirs:8,.0f} words a second")
    print(f"ratio                {ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
