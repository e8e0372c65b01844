"""Scores of readers side by side on the dev parts: `python -m training.evaluate A.onnx B.onnx`.

Needs no torch. A `tokenizer.json` and `labels.json` beside a file are used, else the package's.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from firsthand.model.errors import FirsthandError
from firsthand.reading.encoder import Encoder
from training import names
from training.attribution_scores import article_scores, paragraph_scores
from training.labels import packaged_labels_path
from training.lines import data_file, records
from training.name_scores import name_scores
from training.polnear import read_articles
from training.scorer import Scorer
from training.tree_scores import dev_documents, factuality_scores, sentence_scores, tree_scores

_ROOT = Path(__file__).resolve().parent.parent
_SPEED_ARTICLES = 12

Scores = dict[str, float]


def main() -> None:
    """Print a table of scores."""
    options = _parser().parse_args()
    floors = tomllib.loads(options.floors.read_text("utf-8"))["network"] if options.floors else {}
    try:
        rows = {path: evaluated(path, options.data, options.parts) for path in options.files}
    except FirsthandError as error:
        sys.exit(f"error: {error}")
    if options.json:
        print(json.dumps({str(path): scores for path, scores in rows.items()}, indent=1))
    else:
        _print_table(rows)
    below = list(_below(rows, floors))
    if below:
        sys.exit("\n".join(below))


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    made.add_argument("files", type=Path, nargs="+", help="reader.onnx files")
    made.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    made.add_argument("--parts", nargs="+", choices=list(_PARTS), default=list(_PARTS))
    made.add_argument("--floors", type=Path, help="a TOML file with a table `network` of floors")
    made.add_argument("--json", action="store_true")
    return made


def evaluated(path: Path, data: Path, parts: list[str]) -> dict[str, Scores]:
    """Score one reader on some parts."""
    with _folder(path) as folder:
        scorer, encoder = Scorer(folder), Encoder(folder)
        return {part: _PARTS[part](scorer, encoder, data) for part in parts}


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """A folder as the package's is, for a file that may stand alone."""
    with tempfile.TemporaryDirectory() as made:
        shutil.copy(path, Path(made) / "reader.onnx")
        for name in ("tokenizer.json", "labels.json"):
            beside = path.with_name(name)
            packaged = packaged_labels_path().with_name(name)
            shutil.copy(beside if beside.exists() else packaged, Path(made) / name)
        yield Path(made)


def _trees(treebank: str) -> Callable[[Scorer, Encoder, Path], Scores]:
    def scores(scorer: Scorer, encoder: Encoder, data: Path) -> Scores:
        documents = dev_documents(data, treebank, scorer.labels)
        return {**tree_scores(scorer, documents), **sentence_scores(encoder, documents)}

    return scores


def _capitals(scorer: Scorer, encoder: Encoder, data: Path) -> Scores:  # noqa: ARG001
    """GUM once more with every word in capitals, as headlines are."""
    documents = [
        replace(document, words=[word.upper() for word in document.words])
        for document in dev_documents(data, "gum", scorer.labels)
    ]
    return tree_scores(scorer, documents)


def _speed(scorer: Scorer, encoder: Encoder, data: Path) -> Scores:  # noqa: ARG001
    """Words a second of this process's own time, all stages of the encoder counted."""
    texts = [article["text"] for article in read_articles(data, "dev")[:_SPEED_ARTICLES]]
    encoder.encode(texts[0], [(0, len(texts[0]))])
    begun = time.process_time()
    words = sum(len(encoder.encode(text, [(0, len(text))]).tokens) for text in texts)
    return {"words a second": words / (time.process_time() - begun)}


_PARTS: dict[str, Callable[[Scorer, Encoder, Path], Scores]] = {
    "polnear": lambda scorer, encoder, data: article_scores(  # noqa: ARG005
        encoder, read_articles(data, "dev")
    ),
    "polnear_cofenet": lambda scorer, encoder, data: paragraph_scores(scorer, data),  # noqa: ARG005
    "ewt": _trees("ewt"),
    "gum": _trees("gum"),
    "gum in capitals": _capitals,
    "factuality": lambda scorer, encoder, data: factuality_scores(  # noqa: ARG005
        scorer, records(data_file(data / "factuality", "uds_factuality_dev.jsonl"))
    ),
    "newswire": lambda scorer, encoder, data: name_scores(  # noqa: ARG005
        scorer, names.read_newswire(data, "dev"), names.NEWSWIRE_KINDS
    ),
    "uner": lambda scorer, encoder, data: name_scores(  # noqa: ARG005
        scorer, names.read_uner(data), names.UNER_KINDS
    ),
    "speed": _speed,
}


def _below(
    rows: dict[Path, dict[str, Scores]], floors: dict[str, dict[str, float]]
) -> Iterator[str]:
    """A line for each score under its floor; errors are under it where they are larger."""
    for path, scores in rows.items():
        for part, wanted in floors.items():
            for name, floor in wanted.items():
                found = scores.get(part, {}).get(name)
                error = "error" in name
                if found is not None and (found > floor if error else found < floor):
                    yield f"{path}: {part}: {name} is {found:.2f}, its floor {floor}"


def _print_table(rows: dict[Path, dict[str, Scores]]) -> None:
    print("| part | score |", " | ".join(str(path) for path in rows), "|")
    print("| --- | --- |", " --- |" * len(rows))
    lines: dict[tuple[str, str], None] = {}
    for scores in rows.values():
        lines |= dict.fromkeys((part, name) for part in scores for name in scores[part])
    for part, name in lines:
        found = [scores[part].get(name) for scores in rows.values()]
        shown = ["" if score is None else f"{score:.2f}" for score in found]
        print(f"| {part} | {name} |", " | ".join(shown), "|")


if __name__ == "__main__":
    main()
