"""A brief as Markdown (CommonMark with GitHub's tables), with the same content as the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from firsthand.model.story import Brief
from firsthand.report.entry import Account, ClaimEntry, Pointer, Telling
from firsthand.report.paper import Paper, Section, paper_of
from firsthand.report.pieces import Words, in_marks
from firsthand.report.shown import isolated
from firsthand.report.tallies import (
    AspectTimes,
    Flows,
    aspect_times_of,
    flows_note,
    flows_of,
    times_note,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$])")
# Digits with a full stop, or a dash, would begin a list where they begin a line.
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=:])")


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown; strangers' texts are escaped so that none of them is markup."""
    paper = paper_of(brief)
    flows, times = flows_of(brief.stories), aspect_times_of(brief.stories)
    blocks = [
        *_head(paper),
        *_glance(paper),
        *_flows(flows),
        *_times(times),
        *(block for section in paper.sections for block in _section(section)),
        "---",
        "Every line rests on the words quoted under it and says nothing beyond them. "
        f"Made by {escaped(paper.made_by)}.",
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """A stranger's text as plain words of Markdown."""
    quiet = _SPECIAL.sub(r"\\\1", text)
    return isolated(_LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", quiet))


def _head(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    yield f"*{paper.period}*"
    lines = [f"- **Read:** {paper.read}", f"- **Covers:** {paper.covers}"]
    if paper.skipped:
        lines.append(f"- **Left out:** {paper.skipped_size}")
    lines += [f"  - {escaped(one.what)}: {escaped(one.detail)}" for one in paper.skipped]
    yield "\n".join(lines)


def _glance(paper: Paper) -> Iterator[str]:
    if not paper.sections:
        yield paper.nothing
        return
    yield "## At a glance"
    lines = []
    for n, section in enumerate(paper.sections, 1):
        lines.append(f"{n}. **{escaped(section.title)}** ({section.size}, {section.period})")
        indent = " " * (len(str(n)) + 2)
        lines += [f"{indent}- {escaped(one.line)}: {one.counts}" for one in section.glance]
    yield "\n".join(lines)
    yield f"*{paper.no_proof}*"


def _flows(flows: Flows) -> Iterator[str]:
    if flows.flows:
        yield "## Who says what about whom"
        yield _table(
            ("Source", "Relation", "Claims", "Mostly"),
            (
                (escaped(one.source), escaped(one.relation), str(one.claims), ", ".join(one.deeds))
                for one in flows.flows
            ),
        )
        yield f"*{flows_note(flows)}*"


def _times(times: AspectTimes) -> Iterator[str]:
    if times.rows:
        yield "## Claims by aspect over time"
        drawn = [n for n in range(len(times.labels)) if any(row.counts[n] for row in times.rows)]
        yield _table(
            ("Aspect", *(times.labels[n] for n in drawn), "All"),
            (
                (row.aspect, *(str(row.counts[n] or "") for n in drawn), str(row.total))
                for row in times.rows
            ),
        )
        yield f"*{times_note(times)}*"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield f"*{section.period}*"
    yield "### Reports"
    yield "\n".join(
        f"- {escaped(one.outlet)}, {one.published}: {_link(escaped(one.title), one.url)}"
        for one in section.documents
    )
    yield "### Claims"
    if not section.news:
        yield "No news claim was read in these reports."
    for entry in section.news:
        yield from _claim(entry)
    if section.background:
        yield "### Background"
        yield f"*{section.background_size}*"
    for entry in section.background:
        yield from _claim(entry)
    for title, lines in (
        ("### Shared quotations", section.quotes),
        ("### Reused passages", section.reuse),
    ):
        if lines:
            yield title
            yield "\n".join(f"- {_words(line)}" for line in lines)


def _claim(entry: ClaimEntry) -> Iterator[str]:
    yield f"#### {escaped(entry.line)}"
    yield f"*{' · '.join(escaped(label) for label in entry.labels)}*"
    extent = f" ({entry.range})" if entry.range else ""
    yield f"{entry.reports}, {entry.origins_counted}{extent}"
    for origin in entry.origins:
        if origin.label:
            yield f"**{origin.label}**"
        for telling in origin.tellings:
            yield _chain(telling)
            yield "\n>\n".join(
                f"> {_account(account, numbered=entry.numbered)}" for account in telling.accounts
            )
    findings = [
        *(f"- Tied: {_words(line)}" for line in entry.ties),
        *(f"- Perhaps tied: {_words(line)}; not counted" for line in entry.loose_ties),
        *(f"- Differs: {_words(line)}" for line in entry.differences),
        *(_pointer("Denied", "by", one) for one in entry.denied_by),
        *(_pointer("Denies", "told by", one) for one in entry.denies),
    ]
    if findings:
        yield "\n".join(findings)


def _chain(telling: Telling) -> str:
    said = ", ".join(escaped(outlet) for outlet in telling.outlets)
    if not telling.chain:
        return f"{said}, in {'its' if len(telling.outlets) == 1 else 'their'} own voice"
    links = (
        escaped(link.name) + (f" ({escaped(link.role)})" if link.role else "")
        for link in telling.chain
    )
    return " ← ".join((said, *links))


def _account(account: Account, *, numbered: bool) -> str:
    number = f"({account.number}) " if numbered else ""
    words = " ".join(_exact(piece) for piece in account.words)
    here = f", {account.modality} here" if account.modality else ""
    return (
        f"{number}{words} {_link(escaped(account.outlet), account.url)}, {account.published}{here}"
    )


def _pointer(kind: str, by: str, one: Pointer) -> str:
    sources = ", ".join(escaped(source) for source in one.sources)
    return f"- {kind}: {escaped(one.line)}" + (f", {by} {sources}" if sources else "")


def _words(pieces: Words) -> str:
    return "".join(
        _exact(piece.text)
        if piece.kind == "quote"
        else escaped(piece.text)
        if piece.kind == "name"
        else piece.text
        for piece in pieces
    )


def _exact(text: str) -> str:
    return escaped(text) if in_marks(text) else f"“{escaped(text)}”"


def _link(words: str, url: str | None) -> str:
    """A link in pointed brackets, which end at no other sign than those escaped here."""
    if url is None:
        return words
    address = url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"[{words}](<{address}>)"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
