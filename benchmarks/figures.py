#!/usr/bin/env python3
"""Measure what the README shows and write it there, between its markers.

    python benchmarks/figures.py [--write] [--corpus INPUT] [--gold DIR] [--scorer FILE]

Accuracy is that of the annotated stories (gold) held by the scorer that comes with them; speed
and memory are those of `speed.py` on a corpus. Without `--write` the tables are only printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from firsthand.grouping import group
from firsthand.model.contract import to_json
from firsthand.model.document import Document
from firsthand.model.reading import Reading
from firsthand.reading.pipeline import Reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT / ".." / "shared"
PARTS = {"chains": "invented stories", "real": "real articles"}


def scorer_at(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"figures.py: {path}: no scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def documents(path: Path) -> list[Document]:
    """The documents of a gold story, without its annotations."""
    story = json.loads(path.read_text("utf-8"))
    made = []
    for told in story["documents"]:
        given = told["document"]
        start = given["title_end"] + 2 if given["title_end"] else 0
        keys = ("url", "outlet", "title", "published", "language")
        named = {key: given[key] for key in keys}
        made.append(Document.of(given["text"][start:], id=f"{story['id']}.{given['id']}", **named))
    return made


def f1(figures: dict[str, Any]) -> str:
    """An F1 with precision and recall."""
    parts = [figures[key] for key in ("f1", "precision", "recall")]
    return " / ".join("-" if part is None else f"{part:.2f}" for part in parts)


def share(figures: dict[str, Any]) -> str:
    """A share with the number that it is of."""
    value = figures["value"]
    return f"{value:.2f} of {figures['n']}" if value is not None else f"none of {figures['n']}"


def reading_rows(found: dict[str, dict[str, Any]]) -> list[list[str]]:
    """What reading gets right, a row a figure, a column a part."""
    told = {part: figures["attributions"] for part, figures in found.items()}
    claims = {part: figures["claims"] for part, figures in found.items()}
    return [
        ["attributions found", *(f1(told[p]["attribution"]) for p in found)],
        ["attributions with the right speaker", *(f1(told[p]["joint"]) for p in found)],
        ["what is told inside of what", *(f1(told[p]["nesting"]) for p in found)],
        ["speaker's state", *(share(told[p]["speaker_state"]) for p in found)],
        ["claims: parties, words and action", *(f1(claims[p]["strict"]) for p in found)],
        ["claims: parties and words", *(f1(claims[p]["untyped"]) for p in found)],
        ["modality of claims found", *(share(claims[p]["modality"]) for p in found)],
        ["chain of claims found", *(share(claims[p]["chain_exact"]) for p in found)],
        ["chains of two and more, all", *(share(claims[p]["chain_recall_two"]) for p in found)],
    ]


def story_rows(figures: dict[str, Any]) -> list[list[str]]:
    """What grouping gets right on stories read by the program itself."""
    counts = figures["corroboration"]["all"]
    return [
        ["documents in stories, B-cubed F1", f"{figures['documents']['f1']:.2f}"],
        ["pairs of reports that say the same", f1(figures["shared_pairs"])],
        ["number of origins exact, claims found or not", f"{counts['run']['exact']:.2f}"],
        ["the same, always counting one", f"{counts['always_1']['exact']:.2f}"],
        ["the same, counting outlets", f"{counts['outlets']['exact']:.2f}"],
        ["the same, counting reports", f"{counts['reports']['exact']:.2f}"],
    ]


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def measured(gold: Path, scorer: ModuleType, corpus: str) -> str:
    """All tables."""
    reader = Reader()
    found: dict[str, dict[str, Any]] = {}
    stories: dict[str, Any] = {}
    for part in PARTS:
        paths = sorted((gold / part).glob("*/gold.json"))
        readings: list[Reading] = [reader.read(d) for path in paths for d in documents(path)]
        lines = [json.loads(to_json(reading)) for reading in readings]
        found[part], _ = scorer.score_read(scorer.Gold.load(paths), lines, 1)
        if part == "chains":
            told = [json.loads(to_json(story)) for story in group(readings)]
            stories = scorer.StoriesScore(scorer.Gold.load(paths), told).figures()
    head = ["F1 / precision / recall", *(PARTS[part] for part in found)]
    speed = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "speed.py"), corpus, "--documents", "100"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    numbers = ", ".join(f"{len(found[p]) and _n(found[p])} of {PARTS[p]}" for p in found)
    return (
        "Reading, on documents that no rule was tuned on but for some kinds of dates\n"
        f"({numbers}):\n\n"
        + table(head, reading_rows(found))
        + "\nGrouping, on the invented stories as the program itself read them (its weights were\n"
        "set on the same stories with perfect readings, so these figures flatter it):\n\n"
        + table(["", "figure"], story_rows(stories))
        + "\nSpeed and memory, on newspaper articles:\n\n```\n"
        + speed
        + "```\n"
    )


def _n(figures: dict[str, Any]) -> str:
    told, claims = figures["attributions"]["attribution"]["n"], figures["claims"]["strict"]["n"]
    return f"{told} attributions and {claims} claims in {figures['documents']['gold']} documents"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure what the README shows.")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score.py")
    articles = SHARED / "data" / "allsides-articles" / "articles-1.jsonl.xz"
    parser.add_argument("--corpus", default=str(articles))
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    options = parser.parse_args()
    text = measured(options.gold, scorer_at(options.scorer), options.corpus)
    print(text)
    if options.write:
        put("figures", text)
        put("read", shown_reading())
    return 0


def shown_reading() -> str:
    """What `firsthand read` prints of one example, as the README shows it."""
    program = Path(sys.executable).parent / "firsthand"
    done = subprocess.run(
        [program, "read", str(ROOT / "examples" / "reports" / "ice-tallinn-letter.txt")],
        capture_output=True, text=True, check=True, env={"COLUMNS": "96", "PATH": ""},
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "```\n" + "\n".join(lines) + "\n```\n"


def put(part: str, text: str) -> None:
    """Write a part of the README between its markers."""
    readme = ROOT / "README.md"
    begin, end = f"<!-- {part} -->\n", f"<!-- /{part} -->\n"
    before, _, rest = readme.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    readme.write_text(before + begin + text + end + after, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
