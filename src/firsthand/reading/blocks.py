"""A text cut into blocks: headline, subheadings, datelines, bylines, captions, body, boilerplate.

A block is a paragraph (a run of text between newlines), but for a dateline and the byline before
it, which are split off the first paragraphs. Everything is marked, nothing is cut: the blocks
cover every character that is not blank. What the kinds look like is told in `data/en/blocks.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from firsthand.model.reading import Block
from firsthand.model.vocabulary import BlockKind

Place = Literal["whole", "start", "end"]

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_SHORT = 400  # characters: what is longer is no line that a rule could fit as a whole
_TAIL = 200  # characters at the end of a paragraph in which a credit is looked for
_CLOSING_PARAGRAPHS, _CLOSING_WORDS = 8, 30  # what may follow a biography at the very end
_OPENING_PARAGRAPHS = 4  # paragraphs of body that may begin with a dateline
_HEADLINE_WORDS, _SUBHEADING_WORDS = 25, 14
_FULL_STOP = re.compile(r"[.!?:;,…—–-][\"”’')\]]*$|[\"”]$")
_LIST_ITEM = re.compile(r"[•·*–—\-▪►]|\(?\d{1,2}[.)] ")


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One kind of line: how its paragraphs begin, end, or read as a whole."""

    kind: BlockKind
    at: Place
    patterns: tuple[re.Pattern[str], ...]
    words: int | None
    closes: Literal["short", "open"] | None
    near_end: bool
    runs_on: bool

    def fits(self, text: str, line: _Line) -> bool:
        """Whether the paragraph is of this kind."""
        if self.words is not None and line.words > self.words:
            return False
        if self.at == "start":
            return any(pattern.match(text, line.start, line.end) for pattern in self.patterns)
        if self.at == "whole":
            return line.end - line.start <= _SHORT and any(
                pattern.fullmatch(text, line.start, line.end) for pattern in self.patterns
            )
        low = max(line.start, line.end - _TAIL)
        return any(pattern.search(text, low, line.end) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class BlockRules:
    """The rules in their order, and what a dateline and a byline before it look like."""

    rules: tuple[BlockRule, ...]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]

    def of(self, text: str, line: _Line, *, near_end: bool) -> BlockRule | None:
        """The first rule that fits the paragraph."""
        return next(
            (r for r in self.rules if (near_end or not r.near_end) and r.fits(text, line)), None
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph without the blanks around it, and what it is taken for."""

    start: int
    end: int
    words: int
    kind: BlockKind = "body"
    rule: BlockRule | None = None


def find_blocks(text: str, title_end: int, rules: BlockRules) -> tuple[Block, ...]:
    """The blocks of a text, in order.

    Args:
        text: the document's text.
        title_end: where a title that was given apart ends in it; 0 without one, and then a first
            line in the style of a headline is the headline.
        rules: the kinds of lines, as `load_block_rules` gives them.

    Returns:
        Blocks that do not overlap and together cover every character that is not blank.
    """
    blocks = [Block("headline", 0, title_end)] if title_end else []
    lines = _run_on(text, _ruled(text, list(_lines(text, title_end)), rules))
    lines = _with_headlines(text, title_end, lines)
    lines = _with_subheadings(text, lines)
    lines = _closed(text, lines)
    bodies = 0
    for line in lines:
        if line.kind == "body":
            bodies += 1
            if bodies <= _OPENING_PARAGRAPHS:
                blocks += _opened(text, line, rules)
                continue
        blocks.append(Block(line.kind, line.start, line.end))
    return tuple(blocks)


def _lines(text: str, start: int) -> Iterator[_Line]:
    for match in _PARAGRAPH.finditer(text, start):
        said = match.group()
        bare = said.strip()
        if bare:
            at = match.start() + len(said) - len(said.lstrip())
            yield _Line(at, at + len(bare), sum(1 for _ in _WORD.finditer(bare)))


def _ruled(text: str, lines: list[_Line], rules: BlockRules) -> list[_Line]:
    """The lines with what the rules take them for."""
    made: list[_Line] = []
    for at, line in enumerate(lines):
        rule = rules.of(text, line, near_end=0 < at >= len(lines) - _CLOSING_PARAGRAPHS)
        made.append(replace(line, kind=rule.kind, rule=rule) if rule else line)
    return made


def _ends_openly(text: str, line: _Line) -> bool:
    """Whether it has no full stop, colon or closing quotation mark at its end."""
    return not _FULL_STOP.search(text, max(line.start, line.end - 4), line.end)


def _run_on(text: str, lines: list[_Line]) -> list[_Line]:
    """Highlights go on as long as lines end without a full stop."""
    made: list[_Line] = []
    for line in lines:
        before = made[-1] if made else None
        goes_on = before is not None and before.rule is not None and before.rule.runs_on
        if goes_on and before and line.kind == "body" and _ends_openly(text, line):
            made.append(replace(line, kind=before.kind, rule=before.rule))
        else:
            made.append(line)
    return made


def _looks_like_headline(text: str, line: _Line, most: int) -> bool:
    """Short, without a full stop, beginning with a capital, a digit or a quotation mark."""
    if line.words > most or not _ends_openly(text, line):
        return False
    first = text[line.start]
    opens = first.isupper() or first.isdigit() or first in "\"“‘'¿¡«" or not first.isalpha()
    return opens and not _LIST_ITEM.match(text, line.start, line.end)


def _with_headlines(text: str, title_end: int, lines: list[_Line]) -> list[_Line]:
    """The first line, and lines right under it in the same style, where no title was given.

    A line that repeats the title given apart is a headline too.
    """
    made = list(lines)
    if title_end:
        title = text[:title_end].strip()
        for at, line in enumerate(made[:2]):
            if text[line.start : line.end] == title:
                made[at] = replace(line, kind="headline")
        return made
    for at, line in enumerate(made[:3]):
        if line.kind == "body":
            if at + 1 == len(made) or not _looks_like_headline(text, line, _HEADLINE_WORDS):
                break
            made[at] = replace(line, kind="headline")
        elif at == 0 and line.kind == "boilerplate":
            continue
        elif line.kind in ("body", "correction"):
            break
    return made


def _with_subheadings(text: str, lines: list[_Line]) -> list[_Line]:
    """Short lines in the style of a headline before a longer paragraph of the report."""
    made = list(lines)
    for at, line in enumerate(lines[:-1]):
        following = lines[at + 1]
        if (
            line.kind == "body"
            and following.kind in ("body", "caption")
            and (following.words > line.words and not _ends_openly(text, following))
            and _looks_like_headline(text, line, _SUBHEADING_WORDS)
        ):
            made[at] = replace(line, kind="subheading")
    return made


def _closed(text: str, lines: list[_Line]) -> list[_Line]:
    """After a biography or a newsletter at the very end, short lines are of the same kind."""
    for at in range(max(0, len(lines) - _CLOSING_PARAGRAPHS), len(lines)):
        rule, rest = lines[at].rule, lines[at + 1 :]
        if rule is None or rule.closes is None:
            continue
        report = [line for line in rest if line.kind in ("body", "subheading")]
        if all(_may_close(text, line, rule.closes) for line in report):
            return lines[: at + 1] + [
                replace(line, kind="boilerplate") if line in report else line for line in rest
            ]
    return lines


def _may_close(text: str, line: _Line, closes: Literal["short", "open"]) -> bool:
    """Whether a line after the closing one may belong to it."""
    short = line.words <= _CLOSING_WORDS and text[line.start] not in '"“'
    return short and (closes == "short" or _ends_openly(text, line))


def _opened(text: str, line: _Line, rules: BlockRules) -> list[Block]:
    """A paragraph of the report with the byline and the dateline before it split off."""
    made: list[Block] = []
    at = line.start
    byline = rules.byline.match(text, at, line.end)
    after = byline.end() if byline else at
    dateline = rules.dateline.match(text, after, line.end)
    if dateline and dateline.end() < line.end:
        if byline:
            made.append(Block("byline", at, at + len(byline.group().rstrip())))
        made.append(Block("dateline", after, after + len(dateline.group().rstrip())))
        at = dateline.end()
    return [*made, Block("body", at, line.end)]


# ------------------------------------------------------------------------------------------- rules


@cache
def load_block_rules() -> BlockRules:
    """The rules of `data/en/blocks.toml`, read once."""
    facts = tomllib.loads((files("firsthand.data") / "en" / "blocks.toml").read_text("utf-8"))
    rules = tuple(
        BlockRule(
            kind=row["kind"],
            at=row["at"],
            patterns=tuple(re.compile(pattern) for pattern in row["patterns"]),
            words=row.get("words"),
            closes=row.get("closes"),
            near_end=row.get("near_end", False),
            runs_on=row.get("runs_on", False),
        )
        for row in facts["rule"]
    )
    opening = facts["opening"]
    return BlockRules(rules, _dateline(opening), _byline())


def _dateline(opening: dict[str, list[str]]) -> re.Pattern[str]:
    """Place, day, agency and dash before the first sentence, in the orders that news uses."""
    letter = "[A-ZÁÀÂÄÃÅČÇÉÈÊËÍÎÑÓÔÖÕØŠÚÜÝŽĀĒĪŌŪŁŚŹŻ]"
    capitals = rf"{letter}(?:{letter}|[.'’])+"
    no_place = rf"(?!(?:{'|'.join(opening['no_places'])})\b)"
    month = rf"(?:{'|'.join(opening['months'])})[a-z]{{0,6}}"
    loud = rf"{no_place}{capitals}(?:[ /-]{capitals}){{0,4}}"
    plain = rf"{letter}[\w'’.]+(?:[ -](?:de |da |del |al-)?{letter}[\w'’.]+){{0,3}}"
    day = rf"(?:{month}\.? \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?"
    more = rf"(?:(?:, ?| and |/)(?:{day}|{plain})){{0,3}}"
    agency = r" ?\([A-Z][^()\n]{1,40}\)"
    agencies = "|".join(opening["agencies"])
    dash = r" ?(?:—|–|--|―) ?| - "
    sentence = rf"(?=[\"“‘'(]*(?:{letter}|\d))"
    return re.compile(
        rf"(?:{loud}{more}(?:,? {day})?(?:{agency})?,?(?:{dash}){sentence}"  # MOSCOW (Reuters) -
        rf"|{plain}{more}{agency},?(?:{dash})"  # Tehran, Iran (CNN) --
        rf"|{plain}(?:, {plain}|, {day}){{1,2}},?(?: ?(?:—|–|--|―) ?){sentence}"  # Kyiv, Ukraine —
        rf"|(?:{day}){agency}(?:{dash})"  # Oct 15 (Reuters) -
        rf"|{loud}{more},? {day}\.? ?/[^/\n]{{2,30}}/\.? ?(?:[-–—] ?)?"  # LONDON, May 8. /TASS/.
        rf"|\((?:{agencies})[^()\n]{{0,20}}\) ?(?:—|–|--|-)* ?|(?:{agencies}) ?(?:—|–|--) ?"
        rf"|{no_place}{letter}{{3,}}(?: {letter}{{2,}}){{0,2}}\. {sentence})"  # SAN JOSÉ. Two
    )


def _byline() -> re.Pattern[str]:
    """By Jane Doe, before a dateline in the same paragraph."""
    name = r"[A-Z][\w.'’-]*[a-z][\w'’-]*"
    return re.compile(
        rf"(?:By|BY) {name}(?: (?:{name}|[A-Z]\.)){{1,2}}(?: and {name} {name})?[,.]? ?[|–—-]? ?"
    )
