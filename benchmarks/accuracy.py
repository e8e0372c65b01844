"""How well the packaged reader reads, against gold files: prints a table of scores.

    python benchmarks/accuracy.py attribution dev.jsonl        # articles with attributions
    python benchmarks/accuracy.py syntax en_ewt-ud-dev.conllu  # Universal Dependencies
    python benchmarks/accuracy.py names names.jsonl            # sentences of tagged words
    python benchmarks/accuracy.py factuality uds.jsonl         # predicates with values
    python benchmarks/accuracy.py stories corpus.jsonl         # documents with their stories
    python benchmarks/accuracy.py reuse texts.jsonl            # texts to plant passages in
    python benchmarks/accuracy.py origins gold/                # annotated stories
    python benchmarks/accuracy.py pairs tests/grouping/pairs.toml  # statements told otherwise

training/README.md describes the files; each may be packed as `.xz`. What is counted:

attribution
    Exact F1: spans of a source, cue or content with the annotators' own first and last character;
    each piece of a broken span counts alone. F1 by words: words inside any such span. Triples: a
    cue with its source and content, all three overlapping one gold attribution's, or source and
    cue exact. Quotations: of gold contents that hold a quotation of three words or more, how many
    are found with an overlapping source.
syntax
    Gold words and sentences, punctuation counted: right heads with right relations (LAS), right
    heads (UAS), right word classes. Relations keep the subtypes that the reader knows, others are
    cut off. Sentence begins: F1 in the text put together again, documents' firsts left out.
names
    Exact borders and kind, given words.
factuality
    Pearson's correlation and the mean absolute error over predicates that are verbs.
stories
    Documents in stories by their words alone, one setting for every corpus: B-cubed, pairs,
    V-measure and adjusted Rand index; the same of each alone, all together, headlines that are
    alike, and MinHash copies (where the package datasketch is installed). A folder of annotated
    stories will do too.
reuse
    Passages planted in other documents: the share found, and the share of reported ones that are
    right.
origins
    On annotated stories with perfect readings and with the program's own: pairs of reports that
    say the same, origins counted exactly, ties by reason, differences by kind. Beside it, counts
    of always one, of outlets, of documents, and of headlines that are alike.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))  # the scores are shared with training, which is not installed

from training.attribution_scores import article_scores  # noqa: E402
from training.lines import records  # noqa: E402
from training.name_scores import name_scores  # noqa: E402
from training.names import NEWSWIRE_KINDS, UNER_KINDS, WNUT_KINDS, as_articles  # noqa: E402
from training.scorer import Scorer  # noqa: E402
from training.tree_scores import factuality_scores, sentence_scores, tree_scores  # noqa: E402
from training.universal_dependencies import read_sentences, tree_documents  # noqa: E402

from benchmarks.origin_scores import origin_scores  # noqa: E402
from benchmarks.pair_scores import pair_scores  # noqa: E402
from benchmarks.planted import reuse_scores  # noqa: E402
from benchmarks.story_scores import story_scores  # noqa: E402
from firsthand.model.errors import FirsthandError  # noqa: E402
from firsthand.reading.encoder import Encoder  # noqa: E402

Scores = dict[str, float]


def attribution(scorer: Scorer, encoder: Encoder, path: Path) -> Scores:  # noqa: ARG001
    return article_scores(encoder, records(path))


def syntax(scorer: Scorer, encoder: Encoder, path: Path) -> Scores:
    documents = tree_documents(read_sentences(path), scorer.labels, path.name)
    return {**tree_scores(scorer, documents), **sentence_scores(encoder, documents)}


def names(scorer: Scorer, encoder: Encoder, path: Path) -> Scores:  # noqa: ARG001
    articles = as_articles(records(path))
    tags = {tag for a in articles for s in a["sentences"] for tag in s["labels"] if tag != "O"}
    marked = {tag.partition("-")[2].lower() for tag in tags}
    for kinds in (UNER_KINDS, NEWSWIRE_KINDS, WNUT_KINDS):
        if marked <= kinds.keys():
            return name_scores(scorer, articles, kinds)
    unknown = ", ".join(sorted(marked - NEWSWIRE_KINDS.keys()))
    raise FirsthandError(str(path), f"unknown kinds of names: {unknown}", "see training/names.py")


def factuality(scorer: Scorer, encoder: Encoder, path: Path) -> Scores:  # noqa: ARG001
    scores = factuality_scores(scorer, records(path))
    if not scores:
        raise FirsthandError("reader.onnx", "it has no output for factuality", "train it anew")
    return scores


_TASKS: dict[str, Callable[[Scorer, Encoder, Path], Scores]] = {
    "attribution": attribution,
    "syntax": syntax,
    "names": names,
    "factuality": factuality,
}

# These need no network of their own.
_GROUPING: dict[str, Callable[[Path], Scores]] = {
    "stories": story_scores,
    "reuse": reuse_scores,
    "origins": origin_scores,
    "pairs": pair_scores,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=[*_TASKS, *_GROUPING])
    parser.add_argument("path", type=Path, help="a gold file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--reader",
        type=Path,
        default=_ROOT / "src" / "firsthand" / "data" / "en",
        help="folder with reader.onnx, tokenizer.json, labels.json; default: the package's",
    )
    options = parser.parse_args()
    try:
        if options.task in _GROUPING:
            scores = _GROUPING[options.task](options.path)
        else:
            scorer, encoder = Scorer(options.reader), Encoder(options.reader)
            scores = _TASKS[options.task](scorer, encoder, options.path)
    except (FirsthandError, OSError) as error:
        sys.exit(f"error: {error}")
    if options.json:
        print(json.dumps({name: round(score, 4) for name, score in scores.items()}, indent=1))
    else:
        for name, score in scores.items():
            print(f"{score:8.2f}  {name}")


if __name__ == "__main__":
    main()
