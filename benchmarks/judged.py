#!/usr/bin/env python3
"""What was found right by hand in readings of real texts, and what is read otherwise now.

    python benchmarks/judged.py CORPORA [--show] [--judged DIR]

`CORPORA` is the folder that holds the corpora by name (`kremlin-en`, ...), `DIR` the verdicts;
`judged/README.md` says how they were drawn and judged. The documents are read again with the
packaged reader. A verdict stands as long as what was judged is read the same; what is read
otherwise has to be judged again, unless it is now the state that the verdict names; what is no
longer read at all is told apart. `--show` prints the words of those two, and for the former the
line's new `given`.

Shares are of the verdicts right and wrong, with Wilson's 95 percent interval (Wilson 1927).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthand.model.document import Document, Span
from firsthand.model.reading import Reading
from firsthand.reading.pipeline import Reader

HERE = Path(__file__).resolve().parent / "judged"
NO_ACTOR = "no_actor"  # the right answer where the words mean nobody
_Z = 1.96  # of a normal distribution's middle 95 percent

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict: what the reader gave at a place, and whether it is right.

    `given` holds codes and places only: a state's code, actions, and of an actor the place where
    its name stands. `error` and `right` are None where the verdict is not "wrong".
    """

    corpus: str
    document: str
    sha: str
    start: int
    end: int
    given: Given
    verdict: str
    error: str | None
    right: str | None
    note: str | None

    @property
    def span(self) -> Span:
        """The judged words' place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Again:
    """A verdict held beside a new reading.

    `now` is what is given there, None where nothing is any more; `verdict` is None where a person
    has to judge again, and where nothing is given.
    """

    judged: Judged
    now: Given | None
    verdict: str | None


def place(reading: Reading, id: str | None) -> list[int] | None:
    """Where an actor's name stands: the first mention in the very words of its name."""
    actor = reading.actor(id)
    if actor is None:
        return None
    mentions = [m for m in actor.mentions if m.end > m.start]
    named = [m for m in mentions if reading.words(m) == actor.name] or mentions
    return [named[0].start, named[0].end] if named else None


def _is_at(reading: Reading, id: str | None, there: Sequence[int] | None) -> bool:
    """Whether an actor is the one whose name stands at a place."""
    actor = reading.actor(id)
    if actor is None or there is None:
        return actor is None and there is None
    return any(m.meets(Span(*there)) for m in actor.mentions)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def state_now(judged: Judged, reading: Reading) -> Given | None:
    """The kind and state of the actor that the words mean now; other borders will do for actors."""
    found = [
        (m != judged.span, a.state != judged.given["state"], abs(m.end - m.start), a)
        for a in reading.actors
        for m in a.mentions
        if m == judged.span or (m.meets(judged.span) and judged.right != NO_ACTOR)
    ]
    if not found:
        return None
    actor = min(found, key=lambda at: at[:3])[3]
    return {"kind": actor.kind, "state": actor.state}


def attribution_now(judged: Judged, reading: Reading) -> Given | None:
    """The attribution whose cue, or without one content, stands there now."""
    there = [Span(*at) for at in judged.given["cue"] or judged.given["content"]]
    found = []
    for told in reading.attributions:
        if any(a.meets(b) for a in told.cue or told.content for b in there):
            given = {
                "speaker": place(reading, told.speaker),
                "cue": _spans(told.cue),
                "content": _spans(told.content),
            }
            same = given["content"] == judged.given["content"]
            if same and _is_at(reading, told.speaker, judged.given["speaker"]):
                return judged.given
            found.append(given)
    return found[0] if found else None


def claim_now(judged: Judged, reading: Reading) -> Given | None:
    """The claim between two parties whose evidence stands there now, the likest where several."""
    found = []
    for claim in reading.claims:
        if claim.recipient and any(words.meets(judged.span) for words in claim.evidence):
            given = {
                "actor": place(reading, claim.actor),
                "recipient": place(reading, claim.recipient),
                "action": claim.action,
                "modality": claim.modality,
            }
            parties = [("actor", claim.actor), ("recipient", claim.recipient)]
            for party, id in parties:
                if _is_at(reading, id, judged.given[party]):
                    given[party] = judged.given[party]
            found.append((sum(given[key] == judged.given[key] for key in given), given))
    return max(found, key=lambda at: at[0])[1] if found else None


SAMPLES: dict[str, Callable[[Judged, Reading], Given | None]] = {
    "states": state_now,
    "attributions": attribution_now,
    "claims": claim_now,
}


def held(sample: str, judged: Judged, reading: Reading) -> Again:
    """A verdict beside a reading of the same document."""
    now = SAMPLES[sample](judged, reading)
    if now is None:
        return Again(judged, None, None)
    if sample == "states":
        if now["state"] == judged.given["state"]:
            return Again(judged, now, judged.verdict)
        if judged.right == (now["state"] or "null"):
            return Again(judged, now, "right")
        return Again(judged, now, None)
    return Again(judged, now, judged.verdict if now == judged.given else None)


def verdicts(path: Path) -> list[Judged]:
    """The verdicts of one sample."""
    return [Judged(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def drawn_as(record: dict[str, Any]) -> Document:
    """The document as it was read when its verdicts were made."""
    keys = ("title", "id", "url", "outlet", "published")
    return Document.of(record["text"], language="en", **{key: record.get(key) for key in keys})


def sha_of(text: str) -> str:
    """The first half of what tells a text from another."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def find_documents(corpora: Path, wanted: dict[tuple[str, str], str]) -> list[Document]:
    """The judged documents, each by corpus and id; one whose text has another hash is left out."""
    found = []
    for corpus in sorted({corpus for corpus, _ in wanted}):
        for path in sorted((corpora / corpus).glob("*.jsonl.xz")):
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    record = json.loads(line)
                    sha = wanted.get((corpus, record.get("id", "")))
                    if sha is None or "text" not in record:
                        continue
                    document = drawn_as(record)
                    if sha_of(document.text) == sha:
                        found.append(document)
    return found


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 percent interval of a share."""
    p, z2 = right / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return middle - half, middle + half


def share(told: Iterable[str | None]) -> str:
    """How many verdicts are right, with the interval; those open or missing do not count."""
    counts = Counter(told)
    of = counts["right"] + counts["wrong"]
    if not of:
        return "none judged"
    low, high = wilson(counts["right"], of)
    right = counts["right"]
    return f"{right} of {of} right, {right / of:.1%} [{low:.1%}, {high:.1%}]"


def table(sample: str, all_judged: Sequence[Judged], again: Sequence[Again]) -> str:
    """The shares and the kinds of errors of one sample, as judged and as read now."""
    gone = [one for one in again if one.now is None]
    open_ = [one for one in again if one.now is not None and one.verdict is None]
    lines = [
        f"{sample}",
        f"  as judged    {share(one.verdict for one in all_judged)}; "
        f"{sum(one.verdict == 'open' for one in all_judged)} open",
    ]
    for corpus in dict.fromkeys(one.corpus for one in all_judged):
        part = share(one.verdict for one in all_judged if one.corpus == corpus)
        lines.append(f"    {corpus:24}{part}")
    lines += [
        f"  as read now  {share(one.verdict for one in again)}; {len(open_)} to judge again, "
        f"{len(gone)} no longer read "
        f"({sum(one.judged.verdict == 'wrong' for one in gone)} of them were wrong)",
        f"  {'kind of error':26}{'judged':>8}{'now':>8}",
    ]
    now = Counter(one.judged.error for one in again if one.verdict == "wrong")
    for error, count in Counter(one.error for one in all_judged if one.error).most_common():
        lines.append(f"  {error:26}{count:8}{now[error]:8}")
    return "\n".join(lines)


def shown(again: Again, document: Document, *, words: bool) -> str:
    """One item that is read otherwise now, for whoever judges it again."""
    one = again.judged
    lines = [f"  {one.corpus} {one.document} [{one.start}, {one.end}): was {one.verdict}"]
    lines[0] += f" ({one.error})" if one.error else ""
    lines[0] += "" if again.now is not None else "; no longer read"
    if words:
        begin, end = max(0, one.start - 300), one.end + 200
        text = document.text
        told = text[begin : one.start] + "[" + text[one.start : one.end] + "]" + text[one.end : end]
        lines.append("    " + " ".join(told.split()))
        lines.append(f"    was {json.dumps(one.given)}, right: {one.right}")
        if again.now is not None:
            lines.append(f"    now {json.dumps(again.now)}")
    return "\n".join(lines)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Hold judged readings beside new ones.")
    parser.add_argument("corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--judged", type=Path, default=HERE, help="the folder of the verdicts")
    parser.add_argument("--show", action="store_true", help="the words of what is read otherwise")
    options = parser.parse_args()
    samples = {name: verdicts(options.judged / f"{name}.jsonl") for name in SAMPLES}
    wanted = {(one.corpus, one.document): one.sha for told in samples.values() for one in told}
    reader = Reader()
    readings = {
        document.id: reader.read(document) for document in find_documents(options.corpora, wanted)
    }
    if len(readings) < len(wanted):
        print(f"{len(wanted) - len(readings)} of {len(wanted)} documents are not there as judged")
    for name, told in samples.items():
        again = [
            held(name, one, readings[one.document]) for one in told if one.document in readings
        ]
        print(table(name, told, again))
        for one in again:
            if one.verdict is None and (one.now is not None or options.show):
                document = readings[one.judged.document].document
                print(shown(one, document, words=options.show))
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
