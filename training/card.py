"""Write the measured parts of the model card: `python -m training.card RUN`.

RUN is a folder with `reader.onnx` and `reader.float.onnx`. The tables between the card's markers
and the hashes of the packaged files are written anew; everything else stays.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

from training.evaluate import Scores, evaluated
from training.labels import packaged_labels_path

_ROOT = Path(__file__).resolve().parent.parent
_FILES = ("reader.onnx", "tokenizer.json", "labels.json")
Table = dict[str, Scores]

# A row of a table: what it is, the part that was scored, the score's name.
_ROWS: dict[str, list[tuple[str, str, str]]] = {
    "attributions": [
        *(
            (f"{form}: {layer}, borders exact, F1", part, f"{layer}, exact F1")
            for form, part in (("articles", "polnear"), ("published form", "polnear_cofenet"))
            for layer in ("source", "cue", "content")
        ),
        ("articles: content by words, F1", "polnear", "content, F1 by words"),
        ("source and cue exact, content overlapping, F1", "polnear",
         "source and cue exact, content overlapping, F1"),
        ("all three overlapping, F1", "polnear", "source, cue, content overlapping, F1"),
        ("quotations of three words found with their source, recall", "polnear",
         "quotations found with their source, recall"),
    ],
    "syntax": [
        (f"{name}: {score}", part, score)
        for name, part in (
            ("EWT", "ewt"), ("GUM", "gum"), ("GUM all in capitals", "gum in capitals")
        )
        for score in ("LAS", "UAS", "word classes", "sentence begins, F1")
        if not (part == "gum in capitals" and score.startswith("sentence"))
    ],
    "names": [
        ("newswire, the kept fifth: persons, organisations, places, F1", "newswire",
         "PER, ORG, LOC together, F1"),
        *((f"newswire: {kind}, F1", "newswire", f"{kind}, F1") for kind in ("PER", "ORG", "LOC")),
        ("UNER EWT: the three together, F1", "uner", "PER, ORG, LOC together, F1"),
    ],
    "factuality": [
        ("UDS: correlation", "factuality", "Pearson's correlation"),
        ("UDS: mean absolute error", "factuality", "mean absolute error"),
    ],
    "speed": [("words a second", "speed", "words a second")],
}  # fmt: skip


def table(name: str, packed: Table, full: Table) -> str:
    """One table, the packaged numbers beside those of 32 bits."""
    lines = ["| | in bytes, as packaged | in 32 bits |", "|---|---|---|"]
    for label, part, score in _ROWS[name]:
        found = [scores[part][score] for scores in (packed, full)]
        small = abs(found[0]) < 2
        shown = [f"{value:.3f}" if small else f"{value:,.1f}" for value in found]
        lines.append(f"| {label} | {shown[0]} | {shown[1]} |")
    return "\n".join(lines)


def written(card: str, packed: Table, full: Table, folder: Path) -> str:
    """The card with tables and hashes anew."""
    for name in _ROWS:
        made = f"<!-- {name} -->\n{table(name, packed, full)}\n<!-- end -->"
        pattern = rf"<!-- {name} -->.*?<!-- end -->"
        card, count = re.subn(pattern, lambda _, made=made: made, card, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"card.md: no place for the table {name}")
    for name in _FILES:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        card = re.sub(rf"(SHA-256 of `{name}` \| `)[0-9a-f]*", rf"\g<1>{digest}", card)
    size = (folder / "reader.onnx").stat().st_size / 1e6
    return re.sub(r"`reader.onnx`, [\d.]+ MB", f"`reader.onnx`, {size:.1f} MB", card)


def main() -> None:
    """Measure both files and write the card."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    parts = list(dict.fromkeys(part for rows in _ROWS.values() for _, part, _ in rows))
    packed, full = (
        evaluated(options.run / name, options.data, parts)
        for name in ("reader.onnx", "reader.float.onnx")
    )
    folder = packaged_labels_path().parent
    path = folder / "card.md"
    path.write_text(written(path.read_text("utf-8"), packed, full, folder), "utf-8")


if __name__ == "__main__":
    main()
