"""How well times in texts are read, against normalised dates: GUM's, and those of gold claims."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from firsthand.model.document import Span
from firsthand.reading.dates import TimeExpression, find_times

Interval = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A marked expression: its place, and the days from and (exclusive) to which it reaches."""

    span: Span
    interval: Interval


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text with its sentences, its day and the dates that are marked in it."""

    text: str
    sentences: tuple[Span, ...]
    day: date | None
    dates: tuple[GoldDate, ...]


def date_scores(path: Path) -> dict[str, float]:
    """Of the marked dates, the shares found at all and read exactly, in percent; and how many.

    Where more words than those marked were read as one ("from 1656 to | 1662"), the marked words
    are read alone: a mark leaves out what makes its date a beginning or an end.

    Args:
        path: `gum-dates-*.jsonl.xz`, with the treebank of the same part beside it.
    """
    found = exact = every = 0
    for text in read_gum(path):
        times = [t for s in text.sentences for t in find_times(text.text, s, text.day)]
        for gold in text.dates:
            every += 1
            best = _nearest(times, gold.span)
            found += best is not None
            exact += best is not None and _read(best, gold.span, text) == gold.interval
    return {
        "dates found": 100 * found / every,
        "dates read exactly": 100 * exact / every,
        "dates marked": float(every),
    }


def misread(path: Path) -> Iterator[str]:
    """The dates that are not read exactly: words, marked interval, interval read."""
    for text in read_gum(path):
        times = [t for s in text.sentences for t in find_times(text.text, s, text.day)]
        for gold in text.dates:
            best = _nearest(times, gold.span)
            got = _read(best, gold.span, text) if best is not None else "nothing"
            if got != gold.interval:
                words = text.text[gold.span.start : gold.span.end]
                yield f"{words!r} ({text.day}): {gold.interval}, read as {got}"


def _nearest(times: list[TimeExpression], span: Span) -> TimeExpression | None:
    def shared(time: TimeExpression) -> int:
        return min(time.words.end, span.end) - max(time.words.start, span.start)

    best = max(times, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _read(time: TimeExpression, marked: Span, text: DatedText) -> Interval | None:
    if time.words.start < marked.start or time.words.end > marked.end:
        alone = find_times(text.text, marked, text.day)
        return _interval(alone[0]) if len(alone) == 1 else _interval(time)
    return _interval(time)


def _interval(time: TimeExpression) -> Interval | None:
    return (time.when.start, time.when.end) if time.when is not None else None


def read_gum(path: Path) -> Iterator[DatedText]:
    """The texts of a part of GUM with those of their dates that have a year."""
    treebank = next(
        file
        for file in path.parent.glob("en_gum-ud-*.conllu*")
        if file.name.split("-")[2].split(".")[0] in path.name and "noncommercial" not in file.name
    )
    texts = _texts(treebank)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] not in texts:
                continue
            text, sentences, day = texts[record["id"]]
            yield DatedText(text, sentences, day, tuple(_dates(record["dates"], text)))


def _texts(path: Path) -> dict[str, tuple[str, tuple[Span, ...], date | None]]:
    made: dict[str, tuple[list[str], str | None]] = {}
    name = ""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                name = line.split(" = ", 1)[1].strip()
                made[name] = ([], None)
            elif line.startswith("# meta::dateCreated = "):
                made[name] = (made[name][0], line.split(" = ", 1)[1].strip())
            elif line.startswith("# text = "):
                made[name][0].append(line.split(" = ", 1)[1].rstrip("\n"))
    return {name: (*_joined(parts), _day(day)) for name, (parts, day) in made.items()}


def _joined(sentences: list[str]) -> tuple[str, tuple[Span, ...]]:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return "\n".join(sentences), tuple(spans)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _dates(marked: list[dict[str, Any]], text: str) -> Iterator[GoldDate]:
    """Dates in the order of the text; each is looked for behind the one before."""
    at = 0
    for entry in marked:
        words = r"\s*".join(re.escape(token) for token in entry["tokens"])
        hit = re.compile(words).search(text, at)
        if hit is None:
            continue
        at = hit.start()
        interval = _marked_interval(entry["attrs"])
        if interval is not None:
            yield GoldDate(Span(*hit.span()), interval)


def _marked_interval(attrs: dict[str, str]) -> Interval | None:
    """A mark as days, the end exclusive; None where it has no year of our era."""
    first = attrs.get("when") or attrs.get("from") or attrs.get("notBefore")
    last = attrs.get("when") or attrs.get("to") or attrs.get("notAfter")
    start, end = _bounds(first), _bounds(last)
    if (first and start is None) or (last and end is None) or not (start or end):
        return None
    return (start[0] if start else None), (end[1] if end else None)


def _bounds(value: str | None) -> tuple[str, str] | None:
    hit = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", value or "")
    if hit is None:
        return None
    year, month, day = (int(part) if part else None for part in hit.groups())
    try:
        if year is not None and month is not None and day is not None:
            begin = date(year, month, day)
            return begin.isoformat(), (begin + timedelta(days=1)).isoformat()
        if year is not None and month is not None:
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1).isoformat(), after.isoformat()
        return date(year or 0, 1, 1).isoformat(), date((year or 0) + 1, 1, 1).isoformat()
    except ValueError:
        return None
